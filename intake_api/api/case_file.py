"""One case to take away: a page to print, and a ZIP with everything that can be verified."""

import json
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from starlette.responses import FileResponse, HTMLResponse, StreamingResponse

from intake_api.api.models import Attachment, ReportCase, WholeTrack
from intake_api.api.reports import case as case_now
from intake_api.api.time_zone import Zone
from intake_api.api.tracks import whole_tracks
from intake_api.api.who import Staff, TheHouse
from intake_api.auth.actor import Actor, Role
from intake_api.contract import Locale
from intake_api.exports.case_file import Contents, case_file, path_of
from intake_api.exports.case_page import STYLE, Setting, case_page
from intake_api.house import House
from intake_api.identity.people import reveal_identity
from intake_api.refusals import IdentityUnknown, PurposeNeeded
from intake_api.reports.access import access_report
from storage.reports.attachments import AttachmentRecord, attachments_of
from storage.reports.audits import write_audit
from storage.reports.catalogue import all_categories
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/reports/{report_id}", tags=["exports"])
styles = APIRouter(include_in_schema=False)

STYLE_ADDRESS = "/v1/exports/case.css"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
WHO = ("name", "phone", "birth_date", "iin")
Purpose = Annotated[str, Query(max_length=200, description="What it is needed for")]
Language = Annotated[Locale | None, Query()]
WithIdentity = Annotated[bool, Query(description="With who the citizen is; needs a purpose")]


@styles.get(STYLE_ADDRESS)
async def get_style() -> Response:
    return FileResponse(STYLE, media_type="text/css", headers={"Cache-Control": "no-cache"})


@router.get("/card", response_class=HTMLResponse)
async def get_card(
    house: TheHouse,
    actor: Staff,
    report_id: UUID,
    zone: Zone,
    language: Language = None,
    identity: WithIdentity = False,
    purpose: Purpose = "",
) -> Response:
    """The case as a page to print. Noted as printed, with what names were needed for."""

    async def opened(work: Work) -> Mapping[str, str]:
        report = await access_report(work, actor, report_id, "case_printed")
        if not identity or report.anonymous:
            return {}
        return await _who(work, house, actor, report.conversation_id, _storable(purpose))

    who = await house.reports.perform(opened)
    case, categories = await _case(house, actor, report_id)
    setting = Setting(
        locale=language or Locale(actor.locale),
        zone=zone,
        now=house.reports.clock(),
        by=actor.position,
        style=STYLE_ADDRESS,
        is_archive=False,
        address_of=_address,
        categories=categories,
        who=who,
    )
    return HTMLResponse(case_page(case, setting), headers={"Content-Security-Policy": PAGE_POLICY})


@router.get("/archive", response_class=StreamingResponse)
async def get_archive(
    house: TheHouse,
    actor: Staff,
    report_id: UUID,
    zone: Zone,
    language: Language = None,
    identity: WithIdentity = False,
    purpose: Purpose = "",
) -> Response:
    """The whole case as a ZIP, for which a purpose must be said and is kept.

    ``python -m intake_api verify FILE`` tells anywhere whether anything in it was changed.
    Operators get pictures of anonymous reports without what a camera wrote.
    """
    said = _storable(purpose)
    if not said:
        raise PurposeNeeded

    async def opened(work: Work) -> Mapping[str, str]:
        report = await access_report(work, actor, report_id, "case_file_asked")
        await _audit(work, actor, report_id, "case_exported", {"purpose": said})
        if not identity or report.anonymous:
            return {}
        return await _who(work, house, actor, report.conversation_id, said)

    who = await house.reports.perform(opened)
    case, categories = await _case(house, actor, report_id)
    files, tracks = await house.reports.consult(lambda work: _kept(work, report_id))
    paths = {file.id: path_of(n, file) for n, file in enumerate(files, 1) if file.sha256}
    setting = Setting(
        locale=language or Locale(actor.locale),
        zone=zone,
        now=house.reports.clock(),
        by=actor.position,
        style=STYLE.name,
        is_archive=True,
        address_of=lambda file: paths.get(file.id),
        categories=categories,
        who=who,
    )
    contents = Contents(
        report=case.number,
        made_at=setting.now,
        made_by=actor.position,
        texts=_texts(case, tracks, setting),
        files=files,
        cleans=case.anonymous and actor.role is Role.OPERATOR,
    )

    async def made(sha256: str) -> None:
        told = {"manifest_sha256": sha256}
        await house.reports.perform(
            lambda work: _audit(work, actor, report_id, "case_file_made", told)
        )

    headers = {"Content-Disposition": f'attachment; filename="{case.number}.zip"'}
    content = case_file(contents, house.blobs, made)
    return StreamingResponse(content, 200, headers, "application/zip")


def _storable(purpose: str) -> str:
    return purpose.replace("\0", "").strip()


def _texts(case: ReportCase, tracks: list[WholeTrack], setting: Setting) -> dict[str, str]:
    told = {
        **case.model_dump(mode="json", exclude={"actions", "tracks"}),
        "tracks": [each.model_dump(mode="json") for each in tracks],
        "identity": dict(setting.who) or None,
    }
    return {
        "case.html": case_page(case, setting),
        STYLE.name: STYLE.read_text("utf-8"),
        "case.json": json.dumps(told, ensure_ascii=False, indent=1),
    }


async def _case(
    house: House, actor: Actor, report_id: UUID
) -> tuple[ReportCase, dict[str, dict[str, str]]]:
    categories = await house.reports.consult(all_categories)
    shown = await case_now(house, actor, report_id)
    return shown, {each.code: each.labels for each in categories}


async def _kept(work: Work, report_id: UUID) -> tuple[list[AttachmentRecord], list[WholeTrack]]:
    return await attachments_of(work, report_id), await whole_tracks(work, report_id)


async def _who(
    work: Work, house: House, actor: Actor, conversation_id: UUID, purpose: str
) -> Mapping[str, str]:
    """Raises Forbidden or PurposeNeeded."""
    try:
        known = await reveal_identity(work, house.keys.ring(), actor, conversation_id, purpose)
    except IdentityUnknown:
        return {}
    return {name: known.fields[name] for name in WHO if name in known.fields}


def _address(file: Attachment) -> str | None:
    return f"/v1/attachments/{file.id}/content" if file.custody == "stored" else None


async def _audit(
    work: Work, actor: Actor, report_id: UUID, action: str, told: Mapping[str, str]
) -> None:
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=action,
        report_id=report_id,
        detail=json.dumps(told, ensure_ascii=False),
    )
