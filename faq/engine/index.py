"""All lines of a catalogue as the rows of one sparse matrix, stored by column.

numpy alone: one call into a general library costs more than a whole question here. A row is a
line, or all lines of an article in one language where there are too many to keep apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.engine.background import common
from faq.engine.features import COLUMNS, Columns, Weights, Words, columns
from faq.engine.line import BACKGROUND, Line
from faq.engine.spelling import Spelling
from faq.text import fold

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A text on the scales of an index: columns, and weights of length 1."""

    words: Words
    columns: Columns
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """``article``, ``locale``: whose a row is. ``length``: how long it was before it was scaled.

    Rows stand in the order of their articles, the background's last. ``row`` is where each line
    went. ``holders`` is how many articles have a column, ``rarity`` what that makes of it.

    """

    article: Ints
    locale: NDArray[np.str_]
    length: Floats
    row: Ints
    holders: Ints
    rarity: Floats
    spelling: Spelling
    starts: Ints
    rows: NDArray[np.uint32]
    weights: NDArray[np.float16]

    def question(self, text: str) -> Question:
        """Columns that no row has are kept: what is unknown makes everything less alike."""
        words = Words(text, self.spelling)
        found, weights = columns(words)
        return Question(words, found, _unit(weights * self.rarity[found]))

    def similar(self, question: Question) -> Floats:
        """The cosine of the question and every row."""
        starts = self.starts[question.columns]
        counts = self.starts[question.columns + 1] - starts
        before = np.cumsum(counts) - counts
        at = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        parts = self.weights[at] * np.repeat(question.weights, counts)
        found = np.bincount(self.rows[at], parts, minlength=len(self.article))
        return found.astype(np.float32)


def build(lines: Sequence[Line], *, merge: bool = False) -> Index:
    """The index of ``lines``, which stand in the order of their articles, the background last.

    ``merge``: one row for all lines of an article in a language; the background is never merged.
    """
    said = [Words(line.text) for line in lines]
    raw = [columns(each) for each in said]
    holders, talk, total = _holders(lines, raw)
    having = holders + talk + 0.5
    spoken = {word for each in said for word in each.folded}.union(map(fold, common()))
    rarity = np.log1p((total + 1 - having).clip(0.5) / having).astype(np.float32)
    owners, row = _owners(lines, merge=merge)
    rows = [_sum([raw[each] for each in members], rarity) for members in owners.values()]
    lengths = np.array([np.linalg.norm(weights) for _, weights in rows], np.float32)
    starts, numbers, weights = _by_column(rows, lengths, small=merge)
    return Index(
        article=np.array([article for article, *_ in owners], np.int64),
        locale=np.array([locale for _, locale, *_ in owners], np.str_),
        length=lengths,
        row=row,
        holders=holders,
        rarity=rarity,
        spelling=Spelling(spoken, mend=not merge),
        starts=starts,
        rows=numbers,
        weights=weights,
    )


_Raw = tuple[Columns, Weights]


def _holders(lines: Sequence[Line], raw: Sequence[_Raw]) -> tuple[Ints, Ints, int]:
    """How many articles have each column, how many background lines; how many there are of both."""
    holders, talk = np.zeros(COLUMNS, np.int64), np.zeros(COLUMNS, np.int64)
    by_article: dict[int, list[Columns]] = {}
    total = 0
    for line, (found, _) in zip(lines, raw, strict=True):
        if line.article == BACKGROUND:
            talk[found] += 1
            total += 1
        else:
            by_article.setdefault(line.article, []).append(found)
    for each in by_article.values():
        holders[np.unique(np.concatenate(each))] += 1
    return holders, talk, total + len(by_article)


def _owners(
    lines: Sequence[Line], *, merge: bool
) -> tuple[dict[tuple[int, str, int], list[int]], Ints]:
    """The lines of each row, and the row of each line."""
    owners: dict[tuple[int, str, int], list[int]] = {}
    row = np.zeros(len(lines), np.int64)
    numbers: dict[tuple[int, str, int], int] = {}
    for at, line in enumerate(lines):
        alone = not merge or line.article == BACKGROUND
        key = (line.article, line.locale, at if alone else 0)
        owners.setdefault(key, []).append(at)
        row[at] = numbers.setdefault(key, len(numbers))
    return owners, row


def _sum(members: Iterable[_Raw], rarity: Floats) -> _Raw:
    scaled = [(found, _unit(weights * rarity[found])) for found, weights in members]
    if len(scaled) == 1:
        return scaled[0]
    found, inverse = np.unique(np.concatenate([each for each, _ in scaled]), return_inverse=True)
    summed = np.bincount(inverse, np.concatenate([weights for _, weights in scaled]))
    return found, summed.astype(np.float32)


def _by_column(
    rows: Sequence[_Raw], lengths: Floats, *, small: bool
) -> tuple[Ints, NDArray[np.uint32], NDArray[np.float16]]:
    """Where each column starts, and the rows and weights that it has."""
    sizes = np.array([len(found) for found, _ in rows], np.int64)
    if not sizes.sum():
        return np.zeros(COLUMNS + 1, np.int64), np.zeros(0, np.uint32), np.zeros(0, np.float16)
    found = np.concatenate([each for each, _ in rows]).astype(np.int32)
    order = np.argsort(found, kind="stable")
    starts = np.zeros(COLUMNS + 1, np.int64)
    np.cumsum(np.bincount(found, minlength=COLUMNS), out=starts[1:])
    numbers = np.repeat(np.arange(len(rows), dtype=np.uint32), sizes)[order]
    kind = np.float16 if small else np.float32
    scales = np.where(lengths > 0, lengths, 1)
    weights = [
        (weights / scale).astype(kind) for (_, weights), scale in zip(rows, scales, strict=True)
    ]
    return starts, numbers, np.concatenate(weights)[order]


def _unit(weights: Floats) -> Floats:
    length = float(np.linalg.norm(weights))
    return weights / np.float32(length) if length else weights
