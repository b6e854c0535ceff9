"""What was done to a report and noted beside it; only appended."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, select

from storage.ids import new_id
from storage.reports.statements import records
from storage.reports.tables import note, staff, transition
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionRecord:
    id: UUID
    at: datetime
    from_state: str | None
    to_state: str
    actor: str | None
    reason: str | None
    close_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord:
    id: UUID
    at: datetime
    author: str
    text: str


INSERT = insert(transition)
TRANSITIONS = (
    select(
        transition.c.id,
        transition.c.at,
        transition.c.from_state,
        transition.c.to_state,
        staff.c.position.label("actor"),
        transition.c.reason,
        transition.c.close_code,
    )
    .select_from(transition.outerjoin(staff, staff.c.id == transition.c.actor_id))
    .where(transition.c.report_id == bindparam("wanted"))
    .order_by(transition.c.at, transition.c.id)
)
NOTES = (
    select(note.c.id, note.c.at, staff.c.position.label("author"), note.c.text)
    .join(staff, staff.c.id == note.c.author_id)
    .where(note.c.report_id == bindparam("wanted"))
    .order_by(note.c.at, note.c.id)
)


async def append_transition(
    work: Work,
    report_id: UUID,
    *,
    action: str,
    from_state: str | None,
    to_state: str,
    actor_id: UUID | None,
    reason: str | None = None,
    close_code: str | None = None,
) -> None:
    await work.connection.execute(
        INSERT,
        {
            "id": new_id(),
            "report_id": report_id,
            "at": work.now,
            "action": action,
            "from_state": from_state,
            "to_state": to_state,
            "actor_id": actor_id,
            "reason": reason,
            "close_code": close_code,
        },
    )


async def transitions_of(work: Work, report_id: UUID) -> list[TransitionRecord]:
    rows = await work.connection.execute(TRANSITIONS, {"wanted": report_id})
    return records(TransitionRecord, rows)


async def was_accepted(work: Work, report_id: UUID) -> bool:
    query = select(transition.c.id).where(
        transition.c.report_id == report_id, transition.c.action == "accept"
    )
    return await work.connection.scalar(query.limit(1)) is not None


async def append_note(work: Work, report_id: UUID, author_id: UUID, text: str) -> UUID:
    note_id = new_id()
    await work.connection.execute(
        insert(note).values(
            id=note_id, report_id=report_id, at=work.now, author_id=author_id, text=text
        )
    )
    return note_id


async def notes_of(work: Work, report_id: UUID) -> list[NoteRecord]:
    return records(NoteRecord, await work.connection.execute(NOTES, {"wanted": report_id}))
