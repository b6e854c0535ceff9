"""Wishes not yet carried out.

Rows of one mailbox are carried out in order: only its head, the lowest id, can
be taken. A relay takes heads by lease; if it dies, the lease runs out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    Text,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.conversations.tables import outbox

_earlier = outbox.alias("earlier")
_is_head = ~exists().where(_earlier.c.mailbox == outbox.c.mailbox, _earlier.c.id < outbox.c.id)
_now: BindParameter[datetime] = bindparam("now")
_id_is_one_of = outbox.c.id.in_(bindparam("ids", expanding=True))

_ADD = insert(outbox)
_DUE = (
    select(
        outbox.c.id,
        outbox.c.conversation,
        outbox.c.chat,
        outbox.c.mailbox,
        outbox.c.kind,
        outbox.c.payload,
        outbox.c.created_at,
        outbox.c.attempts,
        outbox.c.unanswered,
    )
    .where(
        outbox.c.kind.in_(bindparam("kinds", expanding=True)),
        outbox.c.due_at <= _now,
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= _now),
        _is_head,
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_LEASE = (
    update(outbox)
    .where(_id_is_one_of)
    .values(
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
)
_RENEW = update(outbox).where(_id_is_one_of).values(lease_until=bindparam("until"))
_RELEASE = update(outbox).where(outbox.c.lease_until.is_not(None)).values(lease_until=None)
_REMOVE = delete(outbox).where(_id_is_one_of)
_POSTPONE = (
    update(outbox)
    .where(outbox.c.id == bindparam("of_id"))
    .values(
        due_at=bindparam("until"),
        attempts=bindparam("after_attempts"),
        unanswered=bindparam("after_unanswered"),
        payload=func.coalesce(bindparam("after_payload", type_=Text), outbox.c.payload),
        lease_until=None,
    )
)
_BACKLOG = select(outbox.c.kind, func.count(), func.min(outbox.c.created_at)).group_by(
    outbox.c.kind
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWish:
    """Something to be carried out, from ``due_at`` on; ``payload`` is ASCII JSON."""

    conversation: str
    chat: str
    mailbox: str
    kind: str
    payload: str
    priority: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A wish as it lies in the outbox.

    ``attempts`` counts what was begun before this taking, ``unanswered`` those of them
    that ended without telling what they did. An attempt that a crash cut off is begun,
    and not counted as ended: it is repeated however often we die.
    """

    id: int
    conversation: str
    chat: str
    mailbox: str
    kind: str
    payload: str
    created_at: datetime
    attempts: int
    unanswered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """A wish to be tried again from ``until`` on, and what is known of its attempts.

    ``payload`` replaces the wish's own, if there is one.
    """

    id: int
    until: datetime
    attempts: int
    unanswered: int
    payload: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How many wishes of one kind wait, and since when the oldest does."""

    kind: str
    waiting: int
    oldest: datetime


class Outbox:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, wishes: Sequence[NewWish]) -> None:
        """Append ``wishes``; their order here is their order in each mailbox."""
        rows = [
            {
                "conversation": wish.conversation,
                "chat": wish.chat,
                "mailbox": wish.mailbox,
                "kind": wish.kind,
                "payload": wish.payload,
                "priority": wish.priority,
                "created_at": wish.due_at,
                "due_at": wish.due_at,
                "attempts": 0,
                "unanswered": 0,
            }
            for wish in wishes
        ]
        if rows:
            await self._connection.execute(_ADD, rows)

    async def due(self, kinds: Collection[str], *, now: datetime, at_most: int) -> list[Wish]:
        """Heads of mailboxes that may be carried out now, most urgent first.

        They are locked until commit, but not taken: ``lease`` takes them.
        """
        found = await self._connection.execute(
            _DUE, {"kinds": list(kinds), "now": now, "at_most": at_most}
        )
        return [Wish(**row) for row in found.mappings()]

    async def lease(self, ids: Collection[int], *, until: datetime) -> None:
        """Take ``ids`` until ``until``. The attempt counts from here, whatever becomes of it."""
        if ids:
            await self._connection.execute(_LEASE, {"ids": list(ids), "until": until})

    async def renew(self, ids: Collection[int], *, until: datetime) -> None:
        """Hold ``ids``, taken earlier, for longer."""
        if ids:
            await self._connection.execute(_RENEW, {"ids": list(ids), "until": until})

    async def release(self) -> None:
        """End every lease: only for one who knows that no other relay is running."""
        await self._connection.execute(_RELEASE)

    async def remove(self, ids: Collection[int]) -> None:
        if ids:
            await self._connection.execute(_REMOVE, {"ids": list(ids)})

    async def postpone(self, postponed: Sequence[Postponed]) -> None:
        rows = [
            {
                "of_id": item.id,
                "until": item.until,
                "after_attempts": item.attempts,
                "after_unanswered": item.unanswered,
                "after_payload": item.payload,
            }
            for item in postponed
        ]
        if rows:
            await self._connection.execute(_POSTPONE, rows)

    async def backlog(self) -> list[Backlog]:
        found = await self._connection.execute(_BACKLOG)
        return [Backlog(kind=kind, waiting=count, oldest=at) for kind, count, at in found]
