"""/v1/exports: exactly the reports of a list, as a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import StreamingResponse

from intake_api.api.filters import Filter
from intake_api.api.time_zone import Zone
from intake_api.api.who import Staff, TheHouse
from intake_api.contract import Locale
from intake_api.exports.columns import USUAL, Column
from intake_api.exports.exporting import Wish, access_export, export, file_name
from intake_api.exports.files import MEDIA_TYPES, Format, Separator
from storage.clock import utc_now

router = APIRouter(prefix="/v1/exports", tags=["exports"])

OWN = frozenset({"format", "column", "time_zone", "language", "separator", "purpose"})
Purpose = Annotated[str, Query(max_length=200, description="What names are needed for")]


@router.get("/reports", response_class=StreamingResponse)
async def export_reports(
    house: TheHouse,
    actor: Staff,
    request: Request,
    wanted: Filter,
    zone: Zone,
    format: Annotated[Format, Query()] = Format.CSV,
    column: Annotated[list[Column], Query(max_length=len(Column))] = list(USUAL),  # noqa: B006
    language: Annotated[Locale | None, Query()] = None,
    separator: Annotated[Separator, Query()] = Separator.COMMA,
    purpose: Purpose = "",
) -> Response:
    """Takes the filters of ``GET /v1/reports``. ``Qulaq-Rows`` tells how many rows will come.

    Every row is as it was at one moment; a file cut short was called off or failed.
    Names and phones are for supervisors who say what for. The audit keeps filter and count.
    """
    wish = Wish(
        wanted=wanted,
        asked=_filter_of(request),
        columns=tuple(dict.fromkeys(column)),
        format=format,
        separator=separator,
        locale=language or Locale(actor.locale),
        zone=zone,
        purpose=purpose.replace("\0", "").strip(),
    )
    count = await access_export(house.reports, actor, wish)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(wish, utc_now())}"',
        "Qulaq-Rows": str(count),
    }
    content = export(house.reports, house.keys.ring(), actor, wish)
    return StreamingResponse(content, 200, headers, MEDIA_TYPES[format])


def _filter_of(request: Request) -> dict[str, list[str]]:
    asked = request.query_params
    return {name: asked.getlist(name) for name in sorted(asked.keys()) if name not in OWN}
