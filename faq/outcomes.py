"""What became of a question, and how many of them an answer spared the operators.

Views alone count for nothing. A question is deflected if the citizen said that the answer
helped, or if an answer was shown and within some hours they neither reported, nor asked an
operator, nor asked about the same topic again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import sqrt

Z = 1.96  # 95 %


class Outcome(StrEnum):
    """``quiet``: shown, and nothing followed. ``abandoned``: nothing was shown, and nothing
    followed. ``unknown``: too early to say, or nobody would know."""

    HELPED = "helped"
    QUIET = "quiet"
    NOT_HELPED = "not_helped"
    REPORT = "report"
    OPERATOR = "operator"
    ABANDONED = "abandoned"
    UNKNOWN = "unknown"


DEFLECTED = frozenset({Outcome.HELPED, Outcome.QUIET})
_REACHED = (Outcome.REPORT, Outcome.OPERATOR)
_VERDICTS = (Outcome.HELPED, Outcome.NOT_HELPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What the citizen did then: said so, reported, or asked an operator."""

    what: Outcome
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``followed``: we would know if the same person reported. ``again``: when they asked about
    its topic once more."""

    at: datetime
    shown: bool
    followed: bool
    happened: Sequence[Happened] = ()
    again: Sequence[datetime] = ()


def outcome(question: Question, *, now: datetime, within: timedelta) -> Outcome:
    """What became of it by ``now``. Whoever reports or asks an operator was not spared."""
    until = question.at + within
    reached = {each.what for each in question.happened if each.at <= until}
    for what in _REACHED:
        if what in reached:
            return what
    said = [each for each in question.happened if each.what in _VERDICTS]
    if said:
        return max(said, key=lambda each: each.at).what
    if any(question.at < at <= until for at in question.again):
        return Outcome.NOT_HELPED
    if not question.followed or now < until:
        return Outcome.UNKNOWN
    return Outcome.QUIET if question.shown else Outcome.ABANDONED


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share, and between which two it lies in 95 of 100 cases (Wilson's interval)."""

    value: float
    low: float
    high: float


def share(having: int, all: int) -> Share | None:
    """None if there is nothing to have a share of."""
    if not all:
        return None
    value = having / all
    middle = value + Z**2 / (2 * all)
    around = Z * sqrt(value * (1 - value) / all + Z**2 / (4 * all**2))
    whole = 1 + Z**2 / all
    low, high = (middle - around) / whole, (middle + around) / whole
    return Share(value=value, low=max(0.0, min(low, value)), high=min(1.0, max(high, value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many questions came to what. Shares are of those whose outcome is known."""

    outcomes: Mapping[Outcome, int]

    @property
    def known(self) -> int:
        return sum(self.outcomes.values()) - self.outcomes.get(Outcome.UNKNOWN, 0)

    @property
    def helped(self) -> Share | None:
        """Of those who said that it did."""
        return self._share(Outcome.HELPED)

    @property
    def deflected(self) -> Share | None:
        return self._share(*DEFLECTED)

    def _share(self, *counted: Outcome) -> Share | None:
        return share(sum(self.outcomes.get(each, 0) for each in counted), self.known)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    counted: dict[Outcome, int] = {}
    for each in outcomes:
        counted[each] = counted.get(each, 0) + 1
    return Tally(outcomes=counted)
