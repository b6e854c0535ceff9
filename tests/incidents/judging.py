"""How good the suggestions are: every pair of an evening is judged, and the truth is known."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from intake_api.incidents.likeness import Likeness, likeness, shares
from tests.incidents.evening import Report, evening, hard_pairs


@dataclass(slots=True, kw_only=True)
class Figures:
    """Pairs of reports: suggested and right, suggested and wrong, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    left_alone: int = 0
    linked: int = 0
    """Reports of an event with others of it among their suggestions: what an operator links."""
    alone: int = 0

    @property
    def reach(self) -> float:
        return self.linked / max(1, self.linked + self.alone)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def count(self, *, suggested: bool, same: bool) -> None:
        if same:
            self.right += suggested
            self.missed += not suggested
        else:
            self.wrong += suggested
            self.left_alone += not suggested

    def line(self, name: str) -> str:
        return (
            f"{name:9} precision {self.precision:.3f}  recall {self.recall:.3f}  "
            f"reports with a right one {self.reach:.3f}  ({self.right} right, "
            f"{self.wrong} wrong, {self.missed} missed, {self.left_alone} left alone)"
        )


def judged(reports: Sequence[Report]) -> Iterator[tuple[Report, Report, Likeness]]:
    usual = shares([each.told for each in reports])
    for one, other in combinations(reports, 2):
        yield one, other, likeness(one.told, other.told, usual)


def of_evenings(count: int, seed: int) -> Figures:
    """All pairs of each evening."""
    chance = random.Random(seed)
    figures = Figures()
    for _ in range(count):
        _count(figures, judged(evening(chance)))
    return figures


def of_hard_pairs(seed: int) -> Figures:
    """Pairs that mislead, each among an evening of others: the words' weights come from there."""
    chance = random.Random(seed)
    usual = shares([each.told for each in evening(chance)])
    figures = Figures()
    for one, other in hard_pairs(chance):
        _count(figures, [(one, other, likeness(one.told, other.told, usual))])
    return figures


def _count(figures: Figures, pairs: Iterable[tuple[Report, Report, Likeness]]) -> None:
    related: set[UUID] = set()
    linked: set[UUID] = set()
    for one, other, found in pairs:
        is_same = one.event == other.event
        figures.count(suggested=found.is_likely, same=is_same)
        if is_same:
            related |= {one.told.id, other.told.id}
            linked |= {one.told.id, other.told.id} if found.is_likely else set()
    figures.linked += len(linked)
    figures.alone += len(related - linked)
