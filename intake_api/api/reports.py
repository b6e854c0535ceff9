"""/v1/reports: taking reports in (bots), finding and reading them (staff)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api import cursor, rendering
from intake_api.api.answers import answer, encoded
from intake_api.api.case_details import shown_details, shown_others, shown_restriction
from intake_api.api.filters import Filter
from intake_api.api.models import ConversationState, ReportCase, ReportPage
from intake_api.api.tracks import shown_tracks
from intake_api.api.who import ABot, Key, Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.contract import ReportAccepted, ReportSubmission
from intake_api.geocoding import GeocoderKind
from intake_api.house import House
from intake_api.refusals import ReportNotFound
from intake_api.reports.handling import open_report
from intake_api.reports.idempotency import Answered, body_hash, once
from intake_api.reports.intake import accept_submission
from intake_api.reports.unread import first_unread
from storage.reports.attachments import attachments_of
from storage.reports.cases import is_blocked, report_by_id
from storage.reports.details import facts_of
from storage.reports.histories import notes_of, transitions_of
from storage.reports.identities import is_identified
from storage.reports.messages import messages_of
from storage.reports.queue import queue_page
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/reports", tags=["reports"])

Limit = Annotated[int, Query(ge=1, le=100)]
Cursor = Annotated[str | None, Query(max_length=100)]


@router.post("", status_code=201, response_model=ReportAccepted, tags=["bots"])
async def post_report(
    house: TheHouse, bot: ABot, key: Key, submission: ReportSubmission
) -> Response:
    """Take a report in. The same key and body again: the same answer, nothing else."""

    targets = house.settings.targets()
    looks_up = house.settings.geocoder is not GeocoderKind.NONE

    async def act(work: Work) -> Answered:
        return await once(
            work,
            scope=f"bot:{bot.name}",
            key=key,
            body=body_hash("report", submission),
            act=lambda: accept_submission(
                work, bot, submission, targets=targets, looks_up=looks_up
            ),
        )

    accepted = await house.reports.perform(act)
    if accepted.is_new:
        house.metrics.reports.labels(submission.kind).inc()
    return encoded(accepted.text, 201)


@router.get("", response_model=ReportPage)
async def list_reports(
    house: TheHouse, wanted: Filter, after: Cursor = None, limit: Limit = 50
) -> Response:
    """A page of the queue: newest first; with group=open by priority, then oldest first."""
    position = cursor.decode(after) if after else None
    found = await house.reports.consult(lambda work: queue_page(work, wanted, position, limit + 1))
    page = ReportPage(
        items=[rendering.row(report) for report in found[:limit]],
        next=cursor.encode(found[limit - 1]) if len(found) > limit else None,
    )
    return answer(page)


@router.get("/{report_id}", response_model=ReportCase)
async def get_report(house: TheHouse, actor: Staff, report_id: UUID) -> Response:
    """The whole case. Reading it is noted, and an operator who opens a new one owns it."""
    unread = await house.reports.perform(lambda work: open_report(work, actor, report_id))
    return versioned(await case(house, actor, report_id, unread=unread))


def versioned(found: ReportCase) -> Response:
    """With the version that a correction is compared with."""
    response = answer(found)
    response.headers["ETag"] = f'"{found.corrections}"'
    return response


async def case(house: House, actor: Actor, report_id: UUID, *, unread: int = 0) -> ReportCase:
    """The case as it is now, for somebody who came through ``access_report`` just before.

    ``unread``: how many messages nobody had seen until then.
    """
    lease = timedelta(minutes=house.settings.lease_minutes)
    return await house.reports.consult(lambda work: _case(work, actor, report_id, unread, lease))


async def _case(
    work: Work, actor: Actor, report_id: UUID, unread: int, lease: timedelta
) -> ReportCase:
    report = await report_by_id(work, report_id)
    if report is None:
        raise ReportNotFound
    messages = await messages_of(work, report_id)
    timeline = rendering.timeline(
        messages,
        await attachments_of(work, report_id),
        await transitions_of(work, report_id),
        await notes_of(work, report_id),
        await facts_of(work, report_id),
    )
    conversation = ConversationState(
        id=report.conversation_id,
        blocked=await is_blocked(work, report.conversation_id),
        restricted=await shown_restriction(work, report),
        identified=await is_identified(work, report.conversation_id),
        others=await shown_others(work, report),
    )
    return rendering.case(
        report,
        actor,
        timeline,
        conversation=conversation,
        details=await shown_details(work, report),
        tracks=await shown_tracks(work, report_id),
        first_unread=first_unread(messages, unread),
        lease=lease,
    )
