"""How likely two reports tell of the same event, and why. Pure.

Each piece of evidence adds or takes away from the log-odds; what it added is its reason, so
that an operator reads why two reports stand together and can judge it. The weights were set
by ``python -m tests.incidents``, which also prints what they are worth.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from geopy.distance import great_circle

from faq.text import normal
from intake_api.incidents.scenes import scene_of
from intake_api.search.stems import stems_of

LIKELY = 0.5
"""From this chance on a report is suggested."""
MOST_WORDS = 200
MOST_SHOWN_WORDS = 5
FAR_M = 2500.0
"""Beyond this nothing is the same event, whatever is said."""
LONG_S = 4 * 3600.0
"""Nor is what was told longer apart."""

_START = -2.1
_NEAR, _NEAR_M, _FAR = 9.5, 330.0, -4.5
_SOON, _SOON_S, _LATE = 8.0, 2700.0, -4.5
_NO_PLACE = -1.0
_SAME_CATEGORY, _SAME_TOP, _OTHER_CATEGORY = 0.8, 0.0, -2.0
_WORDS_AT_MOST, _NO_WORDS = 2.2, -1.4
_SCENE, _RARE, _USUAL = 0.9, 0.9, 0.2
_USUAL_SHARE = 0.2
_SHORTEST_WORD = 3
_SAID, _SAME_CITIZEN = 7.0, 1.5


class Kind(StrEnum):
    DISTANCE = "distance"
    TIME = "time"
    CATEGORY = "category"
    TOP_CATEGORY = "top_category"
    OTHER_CATEGORY = "other_category"
    WORDS = "words"
    SAID = "said"
    SAME_CITIZEN = "same_citizen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What speaks for it or, with a negative ``weight`` (log-odds), against it."""

    kind: Kind
    weight: float
    metres: int | None = None
    minutes: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """``chance`` between 0 and 1; the reasons always in one order."""

    chance: float
    reasons: tuple[Reason, ...]

    @property
    def is_likely(self) -> bool:
        return self.chance >= LIKELY


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one report tells, as far as it is compared. WGS 84 degrees; ``at`` aware.

    ``words``: stem or scene -> the word as the citizen wrote it. ``citizen`` is opaque;
    ``same_as`` the report that the citizen says it is the same as.
    """

    id: UUID
    citizen: UUID
    same_as: UUID | None
    at: datetime
    point: tuple[float, float] | None
    accuracy_m: float
    category: str | None
    top_category: str | None
    words: Mapping[str, str]


def words_told(text: str) -> dict[str, str]:
    """What the words of ``text`` are compared by, each with a word as it was written."""
    found: dict[str, str] = {}
    for word in normal(text).split()[:MOST_WORDS]:
        scene = scene_of(word)
        if scene is not None:
            found.setdefault(f"scene:{scene}", word)
        elif len(word) >= _SHORTEST_WORD:
            # One key a word, or a word of two readings would count twice.
            found.setdefault(min(stems_of(word), default=word), word)
    return found


def shares(all_told: Sequence[Told]) -> dict[str, float]:
    """In what share of these reports each word is said: the usual ones tell little."""
    counted: dict[str, int] = {}
    for one in all_told:
        for key in one.words:
            counted[key] = counted.get(key, 0) + 1
    return {key: count / len(all_told) for key, count in counted.items()}


def likeness(one: Told, other: Told, usual: Mapping[str, float]) -> Likeness:
    """How likely both tell of one event; ``usual`` as ``shares`` counts it."""
    metres = _metres(one, other)
    seconds = abs((one.at - other.at).total_seconds())
    reasons = [*_said(one, other), *_place(metres, one, other), _time(seconds)]
    reasons += [*_category(one, other), *_words(one, other, usual)]
    nothing = _NO_PLACE if metres is None else 0.0
    odds = _START + nothing + sum(reason.weight for reason in reasons)
    too_far = metres is not None and metres - one.accuracy_m - other.accuracy_m > FAR_M
    impossible = (too_far or seconds > LONG_S) and not _is_said(one, other)
    chance = 0.0 if impossible else 1 / (1 + math.exp(-odds))
    return Likeness(chance=chance, reasons=tuple(reasons))


def _is_said(one: Told, other: Told) -> bool:
    return one.same_as == other.id or other.same_as == one.id


def _said(one: Told, other: Told) -> list[Reason]:
    found = [Reason(kind=Kind.SAID, weight=_SAID)] if _is_said(one, other) else []
    if one.citizen == other.citizen:
        # Somebody who pressed SOS tells the rest in a report.
        found.append(Reason(kind=Kind.SAME_CITIZEN, weight=_SAME_CITIZEN))
    return found


def _metres(one: Told, other: Told) -> float | None:
    if one.point is None or other.point is None:
        return None
    return float(great_circle(one.point, other.point).m)


def _place(metres: float | None, one: Told, other: Told) -> list[Reason]:
    if metres is None:
        return []
    # Within what the telephones know, they stand at one place.
    apart = max(0.0, metres - one.accuracy_m - other.accuracy_m)
    weight = _FAR + _NEAR * math.exp(-apart / _NEAR_M)
    return [Reason(kind=Kind.DISTANCE, weight=weight, metres=round(metres))]


def _time(seconds: float) -> Reason:
    weight = _LATE + _SOON * math.exp(-seconds / _SOON_S)
    return Reason(kind=Kind.TIME, weight=weight, minutes=round(seconds / 60))


def _category(one: Told, other: Told) -> list[Reason]:
    if _is_open(one.category) or _is_open(other.category):
        return []
    if one.category == other.category:
        return [Reason(kind=Kind.CATEGORY, weight=_SAME_CATEGORY)]
    if one.top_category == other.top_category:
        return [Reason(kind=Kind.TOP_CATEGORY, weight=_SAME_TOP)]
    return [Reason(kind=Kind.OTHER_CATEGORY, weight=_OTHER_CATEGORY)]


def _is_open(category: str | None) -> bool:
    """Whether the category says nothing: an SOS has none, and anything may be "other"."""
    return category is None or category.rpartition("-")[2] == "other"


def _words(one: Told, other: Told, usual: Mapping[str, float]) -> list[Reason]:
    if not one.words or not other.words:
        return []
    shared = sorted(one.words.keys() & other.words.keys(), key=lambda key: -_worth(key, usual))
    if not shared:
        return [Reason(kind=Kind.WORDS, weight=_NO_WORDS)]
    worth = sum(_worth(key, usual) for key in shared)
    # What else both say counts against it a little: long stories share words by chance.
    length = math.sqrt(min(len(one.words), len(other.words)) / 4)
    weight = min(_WORDS_AT_MOST, worth / max(1.0, length))
    shown = tuple(one.words[key] for key in shared[:MOST_SHOWN_WORDS])
    return [Reason(kind=Kind.WORDS, weight=weight, words=shown)]


def _worth(key: str, usual: Mapping[str, float]) -> float:
    full = _SCENE if key.startswith("scene:") else _RARE
    share = usual.get(key, 0.0) / _USUAL_SHARE
    return max(_USUAL, full * (1 - share)) if share < 1 else _USUAL
