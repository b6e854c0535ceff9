"""Sessions of people: where they are signed in."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from storage.ids import new_id
from storage.reports.statements import records
from storage.reports.tables import session, staff
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRecord:
    """``agent`` is what the browser calls itself."""

    id: UUID
    staff_id: UUID
    login: str
    name: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str


_LISTED = (
    select(
        session.c.id,
        session.c.staff_id,
        staff.c.login,
        staff.c.name,
        session.c.created_at,
        session.c.seen_at,
        session.c.expires_at,
        session.c.address,
        session.c.agent,
    )
    .join(staff, staff.c.id == session.c.staff_id)
    .order_by(session.c.seen_at.desc(), session.c.id)
)


async def add_session(
    work: Work,
    staff_id: UUID,
    token_hash: str,
    expires_at: datetime,
    *,
    address: str = "",
    agent: str = "",
) -> None:
    await work.connection.execute(
        insert(session).values(
            token_hash=token_hash,
            id=new_id(),
            staff_id=staff_id,
            created_at=work.now,
            expires_at=expires_at,
            seen_at=work.now,
            address=address,
            agent=agent,
        )
    )


async def sessions_of(work: Work, staff_id: UUID | None) -> list[SessionRecord]:
    """Those that hold, of one person or of everybody; the last seen first."""
    query = _LISTED.where(session.c.expires_at > work.now)
    if staff_id is not None:
        query = query.where(session.c.staff_id == staff_id)
    return records(SessionRecord, await work.connection.execute(query))


async def session_seen(work: Work, session_id: UUID) -> None:
    await work.connection.execute(
        update(session).where(session.c.id == session_id).values(seen_at=work.now)
    )


async def end_session(work: Work, token_hash: str) -> None:
    await work.connection.execute(delete(session).where(session.c.token_hash == token_hash))


async def end_session_of(work: Work, session_id: UUID, staff_id: UUID | None) -> UUID | None:
    """Whose it was, or None if there is none such, or not of ``staff_id``."""
    gone = delete(session).where(session.c.id == session_id)
    if staff_id is not None:
        gone = gone.where(session.c.staff_id == staff_id)
    owner: UUID | None = await work.connection.scalar(gone.returning(session.c.staff_id))
    return owner


async def end_sessions(work: Work, staff_id: UUID, *, keep: UUID | None = None) -> int:
    """End a person's sessions, all or all but one; how many it were."""
    gone = delete(session).where(session.c.staff_id == staff_id)
    if keep is not None:
        gone = gone.where(session.c.id != keep)
    return (await work.connection.execute(gone)).rowcount


async def delete_expired_sessions(work: Work) -> int:
    gone = await work.connection.execute(delete(session).where(session.c.expires_at <= work.now))
    return gone.rowcount
