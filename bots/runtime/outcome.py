"""What became of a wish that the relay took in hand."""

from dataclasses import dataclass
from datetime import datetime

from bots.dialogue.effects import Effect
from bots.runtime.handle import Arrival
from bots.runtime.trouble import worded
from storage.conversations.filings import Filing
from storage.conversations.outbox import Wish
from storage.conversations.parking import Parked


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Nothing is left to do for it, for good or ill.

    In one transaction the wish goes, ``arrival`` happens to its conversation,
    ``effects`` become new wishes, ``parked`` is kept for people, and ``said`` is
    remembered as a message of ours in the chat.
    """

    arrival: Arrival | None = None
    effects: tuple[Effect, ...] = ()
    parked: Parked | None = None
    said: Filing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Try again, after ``pause_s`` or else after what the number of attempts asks for.

    ``learned`` is False if this attempt taught us nothing: it may have been carried out
    all the same, and there is an end to trying so. ``weather`` means that others of the
    same kind would fare no better now. ``rest`` stands in for the effect from now on: what
    is left of it to do.
    """

    pause_s: float | None = None
    learned: bool = True
    weather: bool = False
    rest: Effect | None = None


Outcome = Done | Later

WAITING_AT_LEAST_S = 1.0
WAITING_AT_MOST_S = 60.0


def idempotency_key(wish: Wish) -> str:
    """The same for every attempt at ``wish``, also after a restart."""
    return f"{wish.conversation}:{wish.id}"


def waiting_for_another(wish: Wish, now: datetime) -> Later:
    """What it needs is on its way in another mailbox: look again after a tenth of its age."""
    age_s = (now - wish.created_at).total_seconds()
    return Later(pause_s=min(WAITING_AT_MOST_S, max(WAITING_AT_LEAST_S, age_s / 10)))


def parked(wish: Wish, error: BaseException) -> Parked:
    return Parked(source="outbox", key=str(wish.id), error=worded(error), body=wish.payload)
