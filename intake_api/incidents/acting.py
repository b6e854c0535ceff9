"""One step, or one message, for all reports of an incident: each reporter is told alone."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import CitizenWord
from intake_api.incidents.linking import access_reports, known_incident
from intake_api.refusals import NotLinkable
from intake_api.reports.correspondence import write_reply
from intake_api.reports.handling import Told, take_step
from intake_api.reports.workflow import OPEN, State, Transition, find, news, possible
from storage.reports.cases import ReportRecord, is_blocked
from storage.reports.incidents import members_of
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a step does to one report: nothing if ``to`` is None.

    ``word`` is what its citizen is told, if that is news; ``blocked`` if nothing reaches them.
    """

    report: ReportRecord
    to: State | None
    word: CitizenWord | None
    blocked: bool


async def planned(
    work: Work, actor: Actor, incident_id: UUID, action: str, chosen: Collection[UUID] | None
) -> list[Planned]:
    """What ``move_all`` would do now. Raises IncidentUnknown or NotLinkable."""
    reports = await _chosen(work, actor, incident_id, chosen, "incident_read")
    return [await _planned(work, actor, each, action) for each in reports]


async def move_all(
    work: Work,
    actor: Actor,
    incident_id: UUID,
    action: str,
    told: Told,
    chosen: Collection[UUID] | None,
) -> list[Planned]:
    """Take the step with every report that it is possible for; what was done.

    A report that nobody has opened is opened first. Raises as ``planned``, and ReasonNeeded.
    """
    reports = await _chosen(work, actor, incident_id, chosen, f"transition_{action}")
    done = [await _planned(work, actor, each, action) for each in reports]
    for each in done:
        if each.to is None:
            continue
        await take_step(
            work, actor, await _open_first(work, actor, each.report, action), action, told
        )
    return done


async def _open_first(work: Work, actor: Actor, report: ReportRecord, action: str) -> ReportRecord:
    """The report as it is once it is opened, where only that makes the step possible."""
    if find(action, State(report.state), actor.role) is not None:
        return report
    await take_step(work, actor, report, "open", Told())
    owner = report.owner_id or actor.id
    return replace(report, state=State.IN_REVIEW, owner_id=owner, opened_at=work.now)


async def reply_to_all(
    work: Work, actor: Actor, incident_id: UUID, text: str, chosen: Collection[UUID] | None
) -> list[UUID]:
    """The same words in every open report; returns those. Raises as ``planned``."""
    reports = await _chosen(work, actor, incident_id, chosen, "reply_posted")
    told = [each for each in reports if State(each.state) in OPEN]
    for report in told:
        # Words to all of an event answer nobody: who talks with one of them goes on.
        await write_reply(work, actor, report, text)
    return [each.id for each in told]


def steps(reports: Collection[ReportRecord], actor: Actor) -> dict[str, tuple[Transition, int]]:
    """The steps that some of the reports can take, and how many can."""
    found: dict[str, tuple[Transition, int]] = {}
    for report in reports:
        state = State(report.state)
        rows = {row.action: row for row in possible(_opened(state), actor.role)}
        rows |= {row.action: row for row in possible(state, actor.role)}
        for action, row in rows.items():
            known, count = found.get(action, (row, 0))
            found[action] = (known, count + 1)
    return found


async def _chosen(
    work: Work,
    actor: Actor,
    incident_id: UUID,
    chosen: Collection[UUID] | None,
    purpose: str,
) -> list[ReportRecord]:
    await known_incident(work, incident_id)
    members = {each.report_id for each in await members_of(work, incident_id)}
    wanted = members if chosen is None else set(chosen)
    if not wanted or not wanted <= members:
        raise NotLinkable
    found = await access_reports(work, actor, wanted, purpose)
    return sorted(found.values(), key=lambda each: each.number)


async def _planned(work: Work, actor: Actor, report: ReportRecord, action: str) -> Planned:
    state = State(report.state)
    row = find(action, state, actor.role) or find(action, _opened(state), actor.role)
    return Planned(
        report=report,
        to=row.to if row else None,
        word=news(row, state) if row else None,
        blocked=await is_blocked(work, report.conversation_id),
    )


def _opened(state: State) -> State:
    return State.IN_REVIEW if state is State.RECEIVED else state
