"""One-time links; their secrets are here as hashes only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from storage.reports.people_tables import link
from storage.reports.statements import record
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRecord:
    id: UUID
    purpose: str
    conversation_id: UUID
    locale: str
    report_id: UUID | None
    attachment_id: UUID | None
    expires_at: datetime
    used_at: datetime | None
    session_hash: str | None
    session_until: datetime | None
    finished_at: datetime | None


_LINK = select(*(link.c[name] for name in LinkRecord.__dataclass_fields__))


async def insert_link(work: Work, **columns: object) -> None:
    await work.connection.execute(insert(link).values(created_at=work.now, **columns))


async def link_by_token(work: Work, token_hash: str) -> LinkRecord | None:
    query = _LINK.where(link.c.token_hash == token_hash)
    return record(LinkRecord, await work.connection.execute(query))


async def link_by_session(work: Work, link_id: UUID, session_hash: str) -> LinkRecord | None:
    """The link whose page holds that secret; also when its time is over."""
    query = _LINK.where(link.c.id == link_id, link.c.session_hash == session_hash)
    return record(LinkRecord, await work.connection.execute(query))


async def use_link(
    work: Work, token_hash: str, *, purpose: str, session_hash: str, session_until: datetime
) -> bool:
    """True for exactly one caller, however many come at once, and only in time."""
    used = await work.connection.execute(
        update(link)
        .where(
            link.c.token_hash == token_hash,
            link.c.purpose == purpose,
            link.c.used_at.is_(None),
            link.c.expires_at > work.now,
        )
        .values(used_at=work.now, session_hash=session_hash, session_until=session_until)
    )
    return used.rowcount == 1


async def finish_link(work: Work, link_id: UUID) -> bool:
    """Note that it has done what it was for; True for the first caller alone."""
    finished = await work.connection.execute(
        update(link)
        .where(link.c.id == link_id, link.c.finished_at.is_(None))
        .values(finished_at=work.now)
    )
    return finished.rowcount == 1


async def close_links(work: Work, conversation_id: UUID) -> None:
    """Nothing of this conversation can be opened or gone on with any more."""
    await work.connection.execute(
        update(link)
        .where(link.c.conversation_id == conversation_id)
        .values(expires_at=work.now, session_until=work.now)
    )


async def delete_links_before(work: Work, moment: datetime) -> int:
    """Forget links that expired before ``moment``."""
    gone = await work.connection.execute(delete(link).where(link.c.expires_at < moment))
    return gone.rowcount
