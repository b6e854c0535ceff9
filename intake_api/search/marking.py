"""The piece of a text that a search found, with the words it found marked. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from faq.text import normal
from intake_api.search.stems import skeleton, stems_of
from storage.reports.search import Word

BEFORE, LENGTH = 40, 160
_WORD = re.compile(r"[^\W_]+(?:['`’ʼ][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    text: str
    marked: bool


def marked(text: str, words: Sequence[Word]) -> tuple[Part, ...]:
    """About 160 characters around the first word found, on one line; empty if none is."""
    line = " ".join(text.split())
    hits = [each.span() for each in _WORD.finditer(line) if _is_hit(each[0], words)]
    if not hits:
        return ()
    start = _start(line, hits[0][0])
    end = min(len(line), start + LENGTH)
    parts = [Part(text="…", marked=False)] if start else []
    parts += _cut(line, [hit for hit in hits if hit[1] <= end], start, end)
    return (*parts, Part(text="…", marked=False)) if end < len(line) else tuple(parts)


def _is_hit(word: str, words: Sequence[Word]) -> bool:
    return any(_fits(each, one) for each in normal(word).split() for one in words)


def _fits(word: str, wanted: Word) -> bool:
    stems = stems_of(word)
    if stems & wanted.stems:
        return True
    begun = wanted.begun
    return begun is not None and any(each.startswith(begun) for each in {*stems, skeleton(word)})


def _start(line: str, hit: int) -> int:
    if hit <= BEFORE:
        return 0
    return line.rfind(" ", 0, hit - BEFORE // 2) + 1 or hit


def _cut(line: str, hits: Iterable[tuple[int, int]], start: int, end: int) -> list[Part]:
    parts, at = [], start
    for first, last in hits:
        if first > at:
            parts.append(Part(text=line[at:first], marked=False))
        parts.append(Part(text=line[first:last], marked=True))
        at = last
    if at < end:
        parts.append(Part(text=line[at:end], marked=False))
    return parts
