"""The only place where a conversation changes."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bots.dialogue.effects import Effect
from bots.dialogue.engine import Script, step
from bots.dialogue.events import Event
from bots.dialogue.state import Conversation, alias_of_seed, dump, flow_of, load
from bots.runtime.bookkeeping import Bookkeeping, places
from bots.runtime.codec import wish
from bots.runtime.flood import Flood, Limits, behind_all, measure
from bots.runtime.privacy import WITHHELD, is_private, number_alone
from bots.runtime.trouble import described, worded
from storage.conversations.conversations import Stored
from storage.conversations.inbox import Claim
from storage.conversations.outbox import NewWish
from storage.conversations.parking import Parked
from storage.conversations.timers import Timer
from storage.conversations.unit_of_work import UnitOfWork, unit_of_work
from storage.conversations.weather import is_weather
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)

Also = Callable[[UnitOfWork], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An event on its way to a conversation.

    ``key`` is the same for every copy of the same happening. ``body`` is the raw
    update as ASCII JSON, kept for 72 hours and parked if the event cannot be handled.
    ``timer`` is the one that has run out: if it is called off by then, nothing happens.
    """

    key: str
    chat: str
    event: Event
    body: str | None = None
    timer: Timer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """What was new: keys that changed a conversation, and keys that had to be parked."""

    keys: frozenset[str]
    parked: frozenset[str] = frozenset()


async def nothing(_: UnitOfWork) -> None:
    return None


async def handle(
    database: Database,
    script: Script,
    arrivals: Sequence[Arrival],
    *,
    now: datetime,
    new_id: Callable[[], str],
    also: Also = nothing,
    limits: Limits | None = None,
) -> Handled:
    """Let every one of ``arrivals`` happen, once, in order.

    The claims on their keys, the new states, every wish and what ``also`` does are
    one transaction: after a crash either all of it is there or none, and the source
    sends again. If that fails for what it was given, each is tried alone, the guilty
    are parked and the rest goes on; ``also`` then comes last. Raises when the database
    cannot be reached or written: nothing is parked for the weather. Beyond ``limits`` a
    chat is heard but not answered: see ``bots.runtime.flood``.
    """
    try:
        async with unit_of_work(database) as work:
            handled = await _receive(work, script, arrivals, now=now, new_id=new_id, limits=limits)
            await also(work)
    except Exception as error:
        if is_weather(error) or not arrivals:
            raise
        if len(arrivals) == 1:
            return await _park(database, arrivals[0], error, now=now, also=also)
        log.warning("batch_failed", size=len(arrivals), **described(error))
    else:
        return handled
    return await _one_by_one(
        database, script, arrivals, now=now, new_id=new_id, also=also, limits=limits
    )


async def _receive(
    work: UnitOfWork,
    script: Script,
    arrivals: Sequence[Arrival],
    *,
    now: datetime,
    new_id: Callable[[], str],
    limits: Limits | None,
) -> Handled:
    claims = [_claim(arrival) for arrival in arrivals]
    keys = await work.inbox.claim(claims, at=now)
    new = [arrival for arrival in arrivals if arrival.key in keys]
    if len(new) > len(keys):  # twice in one batch
        new = list({arrival.key: arrival for arrival in reversed(new)}.values())[::-1]
    stored = await work.conversations.lock(
        (a.chat for a in new), new_id=new_id, alias_of=alias_of_seed
    )
    talks = {chat: _conversation(row) for chat, row in stored.items()}
    # Under the lock of its chat, for whatever calls a timer off holds that too.
    new = [a for a in new if a.timer is None or await work.timers.take(a.timer)]
    happened = [(a.chat, a.event) for a in new]
    flood = await measure(work, happened, limits, now=now) if limits else Flood()
    books = Bookkeeping(known=await work.filings.find(places(happened)))
    wishes = _step_through(script, talks, new, books, flood, now)
    await work.conversations.save({chat: dump(talk) for chat, talk in talks.items()})
    await work.outbox.add(wishes)
    await books.write(work, now=now)
    return Handled(keys=keys)


def _step_through(
    script: Script,
    talks: dict[str, Conversation],
    arrivals: Sequence[Arrival],
    books: Bookkeeping,
    flood: Flood,
    now: datetime,
) -> list[NewWish]:
    """Step each arrival's conversation in ``talks``; the wishes, in order."""
    wishes: list[NewWish] = []
    for arrival in arrivals:
        chat = arrival.chat
        event = books.told_about(chat, arrival.event)
        if arrival.body is not None and is_private(event, talks[chat].flow):
            books.withhold(arrival.key, arrival.body)
        outcome = step(script, talks[chat], event)
        talks[chat] = outcome.conversation
        if flood.exceeds(chat, event):
            effects = flood.answered(chat, outcome.conversation, outcome.effects)
            late = _wishes(books, chat, outcome.conversation.id, effects, now)
            wishes += map(behind_all, late)
        else:
            wishes += _wishes(books, chat, outcome.conversation.id, outcome.effects, now)
    return wishes


def _wishes(
    books: Bookkeeping, chat: str, conversation: str, effects: Sequence[Effect], now: datetime
) -> list[NewWish]:
    """What of ``effects`` is for the outbox; the rest is noted in ``books``."""
    return [
        wish(effect, chat=chat, conversation=conversation, at=now)
        for effect in effects
        if not books.note(chat, effect)
    ]


def _claim(arrival: Arrival) -> Claim:
    body = arrival.body
    if body is not None and is_private(arrival.event, None):
        body = number_alone(body)
    return Claim(key=arrival.key, chat=arrival.chat, body=body)


def _conversation(row: Stored) -> Conversation:
    if row.document is None:
        return Conversation(id=row.id, seed=row.seed or "")
    return load(row.document)


async def _one_by_one(
    database: Database,
    script: Script,
    arrivals: Sequence[Arrival],
    *,
    now: datetime,
    new_id: Callable[[], str],
    also: Also,
    limits: Limits | None,
) -> Handled:
    keys: frozenset[str] = frozenset()
    parked: frozenset[str] = frozenset()
    for arrival in arrivals:
        alone = await handle(database, script, [arrival], now=now, new_id=new_id, limits=limits)
        keys |= alone.keys
        parked |= alone.parked
    async with unit_of_work(database) as work:
        await also(work)
    return Handled(keys=keys, parked=parked)


async def _park(
    database: Database, arrival: Arrival, error: Exception, *, now: datetime, also: Also
) -> Handled:
    log.error("event_parked", key=arrival.key, **described(error))
    async with unit_of_work(database) as work:
        document = await work.conversations.document(arrival.chat)
        flow = flow_of(document) if document else None
        await work.parking.park([_put_aside(arrival, error, flow)], at=now)
        if arrival.timer is not None:  # else it would ring, and fail, with every tick
            await work.timers.take(arrival.timer)
        await also(work)
    return Handled(keys=frozenset(), parked=frozenset({arrival.key}))


def _put_aside(arrival: Arrival, error: Exception, flow: str | None) -> Parked:
    private = is_private(arrival.event, flow)
    return Parked(
        source=arrival.key.partition(":")[0],
        key=arrival.key,
        error=type(error).__name__ if private else worded(error),
        body=WITHHELD if private else arrival.body or repr(arrival.event),
    )
