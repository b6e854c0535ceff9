"""/v1/incidents: several reports of one event, told of alone and handled together."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from intake_api.api import incident_rendering as rendering
from intake_api.api.answers import answer, encoded
from intake_api.api.incident_models import (
    DeclineWish,
    IncidentLine,
    Incidents,
    IncidentShown,
    LinkWish,
    PlannedSteps,
    Replied,
    ReplyWish,
    ReportsIncident,
    SplitOff,
    SplitWish,
    StepWish,
    TitleWish,
)
from intake_api.api.who import OptionalKey, Staff, TheHouse
from intake_api.auth.actor import Actor
from intake_api.incidents import acting, linking
from intake_api.reports.access import access_report
from intake_api.reports.handling import Told
from intake_api.reports.idempotency import Answered, body_hash, once
from storage.reports.incidents import incidents_lately, members_of
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1", tags=["incidents"])

Limit = Annotated[int, Query(ge=1, le=100)]


@router.get("/reports/{report_id}/incident", response_model=ReportsIncident)
async def get_incident_of(house: TheHouse, actor: Staff, report_id: UUID) -> Response:
    """What a report tells of, and which others may be the same, each with its reasons."""
    return answer(await house.reports.perform(lambda work: _of_report(work, actor, report_id)))


@router.post("/reports/{report_id}/incident", response_model=ReportsIncident)
async def post_link(house: TheHouse, actor: Staff, report_id: UUID, wish: LinkWish) -> Response:
    """Both tell of the same event; two incidents become the older of them."""

    async def act(work: Work) -> ReportsIncident:
        await linking.link(work, actor, report_id, wish.to)
        return await rendering.of_report(work, report_id)

    return answer(await house.reports.perform(act))


@router.delete("/reports/{report_id}/incident", response_model=ReportsIncident)
async def delete_link(house: TheHouse, actor: Staff, report_id: UUID) -> Response:
    """Take the report out; an incident that one report is left of ends."""

    async def act(work: Work) -> ReportsIncident:
        await linking.unlink(work, actor, report_id)
        return await rendering.of_report(work, report_id)

    return answer(await house.reports.perform(act))


@router.post("/reports/{report_id}/incident/declined", response_model=ReportsIncident)
async def post_declined(
    house: TheHouse, actor: Staff, report_id: UUID, wish: DeclineWish
) -> Response:
    """They are not the same: this is not suggested again, to either of them."""

    async def act(work: Work) -> ReportsIncident:
        await linking.decline(work, actor, report_id, wish.other)
        return await rendering.of_report(work, report_id)

    return answer(await house.reports.perform(act))


@router.delete("/reports/{report_id}/incident/declined/{other_id}", response_model=ReportsIncident)
async def delete_declined(
    house: TheHouse, actor: Staff, report_id: UUID, other_id: UUID
) -> Response:
    """They may be the same after all."""

    async def act(work: Work) -> ReportsIncident:
        await linking.take_back_declined(work, actor, report_id, other_id)
        return await rendering.of_report(work, report_id)

    return answer(await house.reports.perform(act))


@router.get("/incidents", response_model=Incidents)
async def list_incidents(house: TheHouse, actor: Staff, limit: Limit = 50) -> Response:
    """The last changed first; none that has ended."""
    found = await house.reports.consult(lambda work: incidents_lately(work, limit))
    items = [IncidentLine.model_validate(each, from_attributes=True) for each in found]
    return answer(Incidents(items=items))


@router.get("/incidents/{incident_id}", response_model=IncidentShown)
async def get_incident(house: TheHouse, actor: Staff, incident_id: UUID) -> Response:
    """All of its reports with their files and places. Reading each is noted."""
    return answer(await house.reports.perform(lambda work: _whole(work, actor, incident_id)))


@router.patch("/incidents/{incident_id}", response_model=IncidentShown)
async def patch_incident(
    house: TheHouse, actor: Staff, incident_id: UUID, wish: TitleWish
) -> Response:
    """Give it a title."""

    async def act(work: Work) -> IncidentShown:
        await linking.rename(work, actor, incident_id, wish.title)
        return await _whole(work, actor, incident_id)

    return answer(await house.reports.perform(act))


@router.post("/incidents/{incident_id}/split", response_model=SplitOff)
async def post_split(house: TheHouse, actor: Staff, incident_id: UUID, wish: SplitWish) -> Response:
    """Some of its reports tell of another event: a new incident, or a report by itself."""

    async def act(work: Work) -> SplitOff:
        made = await linking.split(work, actor, incident_id, wish.reports)
        named = await linking.known_incident(work, made) if made else None
        return SplitOff(incident=rendering.name(named) if named else None)

    return answer(await house.reports.perform(act))


@router.post("/incidents/{incident_id}/transitions/preview", response_model=PlannedSteps)
async def post_preview(
    house: TheHouse, actor: Staff, incident_id: UUID, wish: StepWish
) -> Response:
    """What a step would do to each report, and what its citizen would be told."""
    planned = await house.reports.perform(
        lambda work: acting.planned(work, actor, incident_id, wish.action, wish.reports)
    )
    return answer(PlannedSteps(items=[rendering.planned(each) for each in planned]))


@router.post("/incidents/{incident_id}/transitions", response_model=PlannedSteps)
async def post_transitions(
    house: TheHouse, actor: Staff, incident_id: UUID, wish: StepWish, key: OptionalKey = None
) -> Response:
    """Take the step with every report it is possible for; each citizen is told alone."""
    told = Told(reason=wish.reason, close_code=wish.close_code, duplicate_of=wish.duplicate_of)

    async def step(work: Work) -> PlannedSteps:
        done = await acting.move_all(work, actor, incident_id, wish.action, told, wish.reports)
        return PlannedSteps(items=[rendering.planned(each) for each in done])

    async def act(work: Work) -> Answered:
        body = body_hash("incident-step", incident_id, wish)
        scope = f"staff:{actor.id}"
        return await once(work, scope=scope, key=key, body=body, act=lambda: step(work))

    return encoded((await house.reports.perform(act)).text)


@router.post("/incidents/{incident_id}/messages", status_code=201, response_model=Replied)
async def post_messages(
    house: TheHouse, actor: Staff, incident_id: UUID, wish: ReplyWish, key: OptionalKey = None
) -> Response:
    """The same words to each reporter whose report is open, in each report by itself."""

    async def reply(work: Work) -> Replied:
        told = await acting.reply_to_all(work, actor, incident_id, wish.text, wish.reports)
        return Replied(reports=told)

    async def act(work: Work) -> Answered:
        body = body_hash("incident-reply", incident_id, wish)
        scope = f"staff:{actor.id}"
        return await once(work, scope=scope, key=key, body=body, act=lambda: reply(work))

    return encoded((await house.reports.perform(act)).text, 201)


async def _of_report(work: Work, actor: Actor, report_id: UUID) -> ReportsIncident:
    await access_report(work, actor, report_id, "incident_read")
    return await rendering.of_report(work, report_id)


async def _whole(work: Work, actor: Actor, incident_id: UUID) -> IncidentShown:
    incident = await linking.known_incident(work, incident_id)
    members = [each.report_id for each in await members_of(work, incident_id)]
    await linking.access_reports(work, actor, members, "incident_read")
    return await rendering.whole(work, actor, incident)
