"""Small numbers tell of single people: figures for the public do without them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from storage.reports.statistics import GroupRecord

SMALLEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A group's, None where they are hidden or there are none."""

    key: str
    hidden: bool = False
    received: int | None = None
    answered: int | None = None
    closed: int | None = None
    in_time: int | None = None
    answer_median_s: float | None = None
    answer_p90_s: float | None = None
    close_median_s: float | None = None
    close_p90_s: float | None = None


def shown(record: GroupRecord) -> Figures:
    """All of it, for those who may know."""
    fields = GroupRecord.__dataclass_fields__
    return Figures(**{name: getattr(record, name) for name in fields})


def published(records: Sequence[GroupRecord]) -> list[Figures]:
    """Without groups of fewer than ten, and without what would tell their size.

    One hidden group alone could be had by subtracting the others from the total: then the
    next smallest is hidden with it.
    """
    small = {each.key for each in records if each.received < SMALLEST}
    if len(small) == 1 and len(records) > 1:
        others = [each for each in records if each.key not in small]
        small.add(min(others, key=lambda each: (each.received, each.key)).key)
    return [
        Figures(key=each.key, hidden=True) if each.key in small else _careful(shown(each))
        for each in records
    ]


def _careful(figures: Figures) -> Figures:
    """Without parts of a group that are small, or leave a small rest."""
    assert figures.received is not None
    answered = _part(figures.answered, figures.received)
    closed = _part(figures.closed, figures.received)
    in_time = _part(figures.in_time, figures.received) if answered is not None else None
    if in_time is not None and answered is not None and 0 < answered - in_time < SMALLEST:
        in_time = None
    careful = replace(figures, answered=answered, closed=closed, in_time=in_time)
    if not answered:
        careful = replace(careful, answer_median_s=None, answer_p90_s=None)
    if not closed:
        careful = replace(careful, close_median_s=None, close_p90_s=None)
    return careful


def _part(part: int | None, of: int) -> int | None:
    assert part is not None
    is_telling = 0 < part < SMALLEST or 0 < of - part < SMALLEST
    return None if is_telling else part
