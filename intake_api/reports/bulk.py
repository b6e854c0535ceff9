"""One act on many reports: each by itself, none twice, every refusal told.

The reports are chosen once, when the act is asked for. They are then changed a few at a
time, so that an SOS never waits behind them; sent again with the same key, an act that was
cut off goes on where it was. ``unbulk`` undoes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import assert_never
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import (
    BulkUnknown,
    HeldByColleague,
    IdempotencyConflict,
    NotPossibleNow,
    ReasonNeeded,
    Refusal,
    ReportNotFound,
    TooManyMatching,
    TooManyTags,
)
from intake_api.reports.access import access_report
from intake_api.reports.handling import Told, move_report
from intake_api.reports.owning import give, require_colleague
from intake_api.reports.tagging import set_tags
from storage.ids import new_id
from storage.reports.audits import write_audit
from storage.reports.bulks import (
    BulkReportRecord,
    add_bulk,
    bulk_by_id,
    bulk_of_key,
    note_outcomes,
    pending_of,
    reports_of_bulk,
)
from storage.reports.cases import report_by_id, reports_by_ids
from storage.reports.journals import last_seq
from storage.reports.people import StaffRecord
from storage.reports.queue import ids_matching
from storage.reports.queue_filter import QueueFilter
from storage.reports.standings import as_json, standing_of
from storage.reports.unit_of_work import Reports, Work

MOST = 2000
AT_ONCE = 25
DONE, UNCHANGED = "done", "unchanged"
REFUSED: Mapping[type[Refusal], str] = {
    HeldByColleague: "held_by_colleague",
    NotPossibleNow: "not_possible_now",
    ReasonNeeded: "reason_needed",
    TooManyTags: "too_many_tags",
}
"""What one report may refuse without stopping the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A transition of each."""

    action: str
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """Another owner for each, or none."""

    owner_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """Tags that each gets and loses."""

    add: frozenset[str]
    remove: frozenset[str]


Act = Move | Give | Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``body_hash`` tells whether a key that comes again means the same; ``text`` is it as JSON."""

    act: Act
    chosen: QueueFilter | frozenset[UUID]
    key: str
    body_hash: str
    text: Mapping[str, object]


async def act_on_many(reports: Reports, actor: Actor, asked: Asked) -> UUID:
    """Do it to every report chosen; the act's id.

    Raises TooManyMatching, ColleagueUnknown, or IdempotencyConflict, having done nothing.
    """
    bulk_id = await reports.perform(partial(_begin, actor, asked))
    while await reports.perform(partial(_go_on, actor, asked.act, bulk_id)):
        pass
    return bulk_id


async def outcomes(work: Work, actor: Actor, bulk_id: UUID) -> list[BulkReportRecord]:
    """What became of each report. Raises BulkUnknown: also of a colleague's."""
    found = await bulk_by_id(work, bulk_id)
    if found is None or found.staff_id != actor.id:
        raise BulkUnknown
    return await reports_of_bulk(work, bulk_id)


async def _begin(actor: Actor, asked: Asked, work: Work) -> UUID:
    known = await bulk_of_key(work, actor.id, asked.key)
    if known is None:
        await _owner(work, asked.act)
        chosen = await _chosen(work, asked.chosen)
        bulk_id = new_id()
        if await add_bulk(
            work,
            bulk_id,
            staff_id=actor.id,
            key=asked.key,
            body_hash=asked.body_hash,
            act=asked.text,
            reports=chosen,
        ):
            await _audit(work, actor, "bulk_begun", bulk_id)
            return bulk_id
        known = await bulk_of_key(work, actor.id, asked.key)  # another came first
        assert known is not None
    if known.body_hash != asked.body_hash:
        raise IdempotencyConflict
    return known.id


async def _chosen(work: Work, chosen: QueueFilter | frozenset[UUID]) -> set[UUID]:
    if isinstance(chosen, frozenset):
        if set(await reports_by_ids(work, chosen)) != chosen:
            raise ReportNotFound
        return set(chosen)
    found = await ids_matching(work, chosen, MOST + 1)
    if len(found) > MOST:
        raise TooManyMatching
    return set(found)


async def _go_on(actor: Actor, act: Act, bulk_id: UUID, work: Work) -> bool:
    """Change the next few; False when none is left."""
    # Held, so that of two who ask with one key each report is changed by one.
    bulk = await bulk_by_id(work, bulk_id, lock=True)
    assert bulk is not None
    if bulk.undone_at is not None:
        return False
    to = await _owner(work, act)
    turn = await pending_of(work, bulk_id, AT_ONCE)
    rows = [await _change(work, actor, act, to, each) for each in turn]
    seq = await last_seq(work)  # while all of them are held: what is theirs comes after
    await note_outcomes(work, bulk_id, [{**row, "seq": seq} for row in rows])
    return len(turn) == AT_ONCE


async def _owner(work: Work, act: Act) -> StaffRecord | None:
    if isinstance(act, Give) and act.owner_id is not None:
        return await require_colleague(work, act.owner_id)
    return None


async def _change(
    work: Work, actor: Actor, act: Act, to: StaffRecord | None, report_id: UUID
) -> dict[str, object]:
    held = await report_by_id(work, report_id, lock=True)
    assert held is not None
    before = {**as_json(await standing_of(work, report_id)), "tags": list(held.tags)}
    outcome = await _outcome(work, actor, act, to, report_id)
    return {
        "of_report": report_id,
        "outcome": outcome,
        "before": before if outcome == DONE else None,
    }


async def _outcome(
    work: Work, actor: Actor, act: Act, to: StaffRecord | None, report_id: UUID
) -> str:
    try:
        changed = await _do(work, actor, act, to, report_id)
    except tuple(REFUSED) as refusal:
        return REFUSED[type(refusal)]
    return DONE if changed else UNCHANGED


async def _do(work: Work, actor: Actor, act: Act, to: StaffRecord | None, report_id: UUID) -> bool:
    match act:
        case Move():
            await move_report(work, actor, report_id, act.action, act.told)
            return True
        case Give():
            report = await access_report(work, actor, report_id, "owner_changed")
            return await give(work, actor, report, to)
        case Tag():
            report = await access_report(work, actor, report_id, "tags_changed")
            return await set_tags(work, actor, report, (set(report.tags) | act.add) - act.remove)
    assert_never(act)


async def _audit(work: Work, actor: Actor, action: str, bulk_id: UUID) -> None:
    await write_audit(
        work, actor_kind="staff", actor_id=actor.id, action=action, detail=str(bulk_id)
    )
