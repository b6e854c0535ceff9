"""Writes down what became of wishes, in the transaction of the events they led to."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bots.runtime.backoff import pause_s
from bots.runtime.codec import dump
from bots.runtime.codec import wish as new_wish
from bots.runtime.handle import Arrival
from bots.runtime.outcome import Done, Later, Outcome
from storage.conversations.outbox import NewWish, Postponed, Wish
from storage.conversations.unit_of_work import UnitOfWork

LONGEST_PAUSE_S = 60.0
LONGEST_PAUSE_IN_BAD_WEATHER_S = 5.0
"""Short, for the lane keeps the crowd from the door: an SOS must not sleep when it opens."""

Ended = tuple[Wish, Outcome]


def arrivals(ended: Sequence[Ended]) -> list[Arrival]:
    """The events that ``ended`` led to, in order."""
    done = (outcome for _, outcome in ended if isinstance(outcome, Done))
    return [outcome.arrival for outcome in done if outcome.arrival]


async def settle(work: UnitOfWork, ended: Sequence[Ended], *, now: datetime) -> None:
    """Remove what is done, postpone the rest; few statements, however many ended."""
    done = [(wish, outcome) for wish, outcome in ended if isinstance(outcome, Done)]
    later = [(wish, outcome) for wish, outcome in ended if isinstance(outcome, Later)]
    await work.outbox.remove([wish.id for wish, _ in done])
    await work.outbox.postpone([_postponed(wish, outcome, now) for wish, outcome in later])
    await work.outbox.add(
        [one for wish, outcome in done for one in _follow_ups(wish, outcome, now)]
    )
    await work.filings.add([outcome.said for _, outcome in done if outcome.said], at=now)
    await work.parking.park([outcome.parked for _, outcome in done if outcome.parked], at=now)


def _postponed(wish: Wish, outcome: Later, now: datetime) -> Postponed:
    attempts = wish.attempts + 1
    pause = outcome.pause_s
    if pause is None:
        cap_s = LONGEST_PAUSE_IN_BAD_WEATHER_S if outcome.weather else LONGEST_PAUSE_S
        pause = pause_s(attempts, cap_s=cap_s)
    return Postponed(
        id=wish.id,
        until=now + timedelta(seconds=pause),
        attempts=attempts,
        unanswered=wish.unanswered + (0 if outcome.learned else 1),
        payload=None if outcome.rest is None else dump(outcome.rest),
    )


def _follow_ups(wish: Wish, outcome: Done, now: datetime) -> list[NewWish]:
    return [
        new_wish(effect, chat=wish.chat, conversation=wish.conversation, at=now)
        for effect in outcome.effects
    ]
