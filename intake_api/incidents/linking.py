"""Reports of one event are linked, taken out again, and incidents split.

Every report stays what and where it is; it only knows of the others. Whatever is done here can
be taken back by what else is here.
"""

from collections.abc import Collection
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.incidents.likeness import Reason
from intake_api.incidents.suggesting import likeness_of
from intake_api.refusals import IncidentUnknown, NotLinkable, ReasonNeeded
from intake_api.reports.access import access_report
from intake_api.reports.handling import report_named
from storage.reports import incidents as kept
from storage.reports.cases import ReportRecord
from storage.reports.details import append_fact
from storage.reports.incidents import IncidentRecord
from storage.reports.unit_of_work import Work

MOST_REPORTS = 200


async def link(work: Work, actor: Actor, report_id: UUID, named: str) -> UUID:
    """Both tell of the same event; returns the incident's id.

    ``named`` is an id or a public number. Two incidents become one, the older. Raises
    ReportNotFound or NotLinkable.
    """
    try:
        other_id = await report_named(work, report_id, named)
    except ReasonNeeded:
        raise NotLinkable from None
    found = await access_reports(work, actor, (report_id, other_id), "incident_linked")
    ours, theirs = await kept.incident_of(work, report_id), await kept.incident_of(work, other_id)
    if ours and theirs:
        return await _merge(work, actor, ours, theirs)
    incident_id = (ours or theirs or await _begin(work, actor)).id
    likeness = await likeness_of(work, report_id, other_id)
    reasons = [plain(each) for each in likeness.reasons] if likeness else None
    if len(await kept.members_of(work, incident_id)) >= MOST_REPORTS:
        raise NotLinkable
    for report, had in ((found[report_id], ours), (found[other_id], theirs)):
        if had is None:
            await kept.add_member(work, incident_id, report.id, actor.id, reasons)
    await kept.change_incident(work, incident_id)
    for here, there in ((report_id, other_id), (other_id, report_id)):
        await _note(work, actor, here, "incident_linked", incident_id, found[there])
    await _tell_others(work, incident_id, but=(report_id, other_id))
    await kept.take_back_declined(work, report_id, other_id)
    return incident_id


async def unlink(work: Work, actor: Actor, report_id: UUID) -> None:
    """The report tells of something else. Raises ReportNotFound or NotLinkable."""
    incident = await kept.incident_of(work, report_id)
    if incident is None:
        await access_report(work, actor, report_id, "incident_unlinked")
        raise NotLinkable
    await split(work, actor, incident.id, {report_id})


async def split(
    work: Work, actor: Actor, incident_id: UUID, chosen: Collection[UUID]
) -> UUID | None:
    """Some of an incident's reports tell of another event; its id, or None for a single report.

    An incident that one report is left of ends. Raises IncidentUnknown or NotLinkable.
    """
    await known_incident(work, incident_id, lock=True)
    members = {each.report_id for each in await kept.members_of(work, incident_id)}
    chosen = set(chosen)
    if not chosen or not chosen < members:
        raise NotLinkable
    await access_reports(work, actor, members, "incident_unlinked")
    rest = members - chosen
    new_id = (await _begin(work, actor)).id if len(chosen) > 1 else None
    if new_id is None:
        await kept.remove_members(work, chosen)
    else:
        await kept.move_members(work, chosen, new_id)
    if len(rest) == 1:
        await kept.remove_members(work, rest)
        await kept.change_incident(work, incident_id, ended_at=work.now)
    else:
        await kept.change_incident(work, incident_id)
    for report_id in sorted(chosen):
        await _note(work, actor, report_id, "incident_unlinked", incident_id)
        if new_id is not None:
            await _note(work, actor, report_id, "incident_linked", new_id)
    for report_id in sorted(rest):
        if len(rest) == 1:
            await _note(work, actor, report_id, "incident_unlinked", incident_id)
        work.record(report_id, "incident_changed")
    return new_id


async def rename(work: Work, actor: Actor, incident_id: UUID, title: str) -> None:
    """Raises IncidentUnknown."""
    await known_incident(work, incident_id, lock=True)
    members = [each.report_id for each in await kept.members_of(work, incident_id)]
    await access_reports(work, actor, members, "incident_renamed")
    await kept.change_incident(work, incident_id, title=title)
    await _tell_others(work, incident_id, but=())


async def decline(work: Work, actor: Actor, report_id: UUID, other_id: UUID) -> None:
    """They are not the same: never suggest it again. Raises ReportNotFound."""
    await access_reports(work, actor, (report_id, other_id), "incident_declined")
    await kept.decline(work, report_id, other_id, actor.id)
    for each in (report_id, other_id):
        work.record(each, "incident_changed")


async def take_back_declined(work: Work, actor: Actor, report_id: UUID, other_id: UUID) -> None:
    """Raises ReportNotFound."""
    await access_reports(work, actor, (report_id, other_id), "incident_declined")
    await kept.take_back_declined(work, report_id, other_id)
    for each in (report_id, other_id):
        work.record(each, "incident_changed")


async def known_incident(work: Work, incident_id: UUID, *, lock: bool = False) -> IncidentRecord:
    """Raises IncidentUnknown."""
    found = await kept.incident_by_id(work, incident_id, lock=lock)
    if found is None:
        raise IncidentUnknown
    return found


async def access_reports(
    work: Work, actor: Actor, ids: Collection[UUID], purpose: str
) -> dict[UUID, ReportRecord]:
    """All of them, through the one door. Raises ReportNotFound."""
    # In one order always, so that two who link to and fro never wait for each other.
    return {each: await access_report(work, actor, each, purpose) for each in sorted(set(ids))}


def plain(reason: Reason) -> dict[str, object]:
    """A reason as JSON."""
    return {
        "kind": str(reason.kind),
        "weight": round(reason.weight, 1),
        "metres": reason.metres,
        "minutes": reason.minutes,
        "words": list(reason.words),
    }


async def _begin(work: Work, actor: Actor) -> IncidentRecord:
    year = f"{work.now:%y}"
    count = await work.next_value(f"incident-{year}")
    made = await kept.add_incident(work, f"I{year}-{count:05}", "", actor.id)
    return await known_incident(work, made)


async def _merge(work: Work, actor: Actor, one: IncidentRecord, other: IncidentRecord) -> UUID:
    if one.id == other.id:
        return one.id
    older, younger = sorted((one, other), key=lambda each: (each.created_at, each.number))
    moved = [each.report_id for each in await kept.members_of(work, younger.id)]
    there = await kept.members_of(work, older.id)
    if len(moved) + len(there) > MOST_REPORTS:
        raise NotLinkable
    await access_reports(work, actor, moved, "incident_linked")
    await kept.move_members(work, moved, older.id)
    title = {} if older.title else {"title": younger.title}
    await kept.change_incident(work, older.id, **title)
    await kept.change_incident(work, younger.id, ended_at=work.now)
    for report_id in moved:
        await _note(work, actor, report_id, "incident_linked", older.id)
    await _tell_others(work, older.id, but=moved)
    return older.id


async def _note(
    work: Work,
    actor: Actor,
    report_id: UUID,
    event: str,
    incident_id: UUID,
    other: ReportRecord | None = None,
) -> None:
    """Into the timeline: the incident, and with which report it was linked."""
    incident = await known_incident(work, incident_id)
    detail: dict[str, object] = {"incident_id": str(incident.id), "incident": incident.number}
    if other is not None:
        detail |= {"report_id": str(other.id), "number": other.number}
    await append_fact(work, report_id, event, actor_id=actor.id, detail=detail)


async def _tell_others(work: Work, incident_id: UUID, *, but: Collection[UUID]) -> None:
    """Consoles that show another of its reports look again."""
    for each in await kept.members_of(work, incident_id):
        if each.report_id not in but:
            work.record(each.report_id, "incident_changed")
