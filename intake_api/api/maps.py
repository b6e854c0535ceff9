"""/v1/map and /v1/nearby: what the console's map is drawn from."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import FileResponse

from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import Staff, TheHouse
from intake_api.contract import ReportKind
from intake_api.house import House
from intake_api.map_source import TILES, MapKind, MapSource
from intake_api.refusals import ContentMissing
from intake_api.reports.nearby import Near, nearby
from intake_api.reports.workflow import State

router = APIRouter(tags=["maps"])

FARTHEST_M, LONGEST_H = 50_000, 168
Latitude = Annotated[float, Query(ge=-90, le=90, allow_inf_nan=False)]
FileName = Annotated[str | None, Query(max_length=200)]
Longitude = Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)]


class MapShown(Shown):
    """``url`` of a style, of pictures with ``{z}/{x}/{y}``, or of a PMTiles file; empty offline.

    ``attribution`` is whose map it is, as plain text.
    """

    kind: MapKind
    url: str
    attribution: str


class NearbyReport(Shown):
    """A report without anybody's words."""

    id: UUID
    number: str
    kind: ReportKind
    category: str | None
    priority: int
    state: State
    received_at: datetime
    latitude: float
    longitude: float
    distance_m: int


class NearbyReports(Shown):
    """The newest first, at most 500; ``is_more``: there may be older ones of that time."""

    items: list[NearbyReport]
    is_more: bool


@router.get("/v1/map", response_model=MapShown)
async def get_map(house: TheHouse, actor: Staff) -> Response:
    """Where the map comes from: as administrators chose it, or as the house is set up."""
    return answer(map_shown(await house.chosen_map.source()))


def map_shown(source: MapSource) -> MapShown:
    return MapShown(kind=source.kind, url=source.url, attribution=source.attribution)


@router.get(
    TILES,
    response_class=Response,
    responses={206: {"description": "A part"}, 404: {"description": "No such file is set up"}},
)
async def get_tiles(
    house: TheHouse, actor: Staff, request: Request, file: FileName = None
) -> Response:
    """The PMTiles file of the map, or another of the house's folder, by parts (Range)."""
    found = await _tiles(house, file)
    if found is None or not found.is_file():
        raise ContentMissing
    return FileResponse(
        found,
        media_type="application/vnd.pmtiles",
        headers={"Cache-Control": "private, max-age=3600"},
    )


async def _tiles(house: House, name: str | None) -> Path | None:
    if name is None:
        return (await house.chosen_map.source()).file
    return house.chosen_map.file(name)


@router.get("/v1/nearby", response_model=NearbyReports)
async def get_nearby(
    house: TheHouse,
    actor: Staff,
    latitude: Latitude,
    longitude: Longitude,
    within_m: Annotated[int, Query(ge=1, le=FARTHEST_M)] = 2000,
    hours: Annotated[int, Query(ge=1, le=LONGEST_H)] = 6,
) -> Response:
    """Reports received lately around a point, open and closed."""
    lately = timedelta(hours=hours)
    found = await house.reports.consult(
        lambda work: nearby(work, latitude, longitude, within_m=within_m, lately=lately)
    )
    items = [_shown(each) for each in found.found]
    return answer(NearbyReports(items=items, is_more=found.is_more))


def _shown(near: Near) -> NearbyReport:
    record = near.report
    told = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return NearbyReport.model_validate({**told, "distance_m": near.distance_m})
