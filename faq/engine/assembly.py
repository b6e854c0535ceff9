"""Building an index: columns of lines, how rare they are, and rows put in the order of columns.

Ten thousand articles in three languages are millions of entries: they are worked on in blocks, so
that no more than the result and one block is in memory.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from faq.engine.features import COLUMNS, Entries
from faq.engine.index import Floats, Index, Ints
from faq.engine.line import BACKGROUND, Line
from faq.engine.spelling import Spelling

BLOCK = 4096  # rows
BANDS = 8  # of columns
TOO_COMMON = 0.05  # share of many articles; what more of them have says little and costs most


def build(
    lines: Sequence[Line], entries: list[Entries], spelling: Spelling, *, merge: bool
) -> Index:
    """The index of ``lines``, which stand in the order of their articles, the background last.

    ``entries`` are the columns of each line; they are used up. ``merge``: one row for all lines
    of an article in a language; the background is never merged.
    """
    holders, talk = _holders(lines, entries)
    rarity = _rarity(lines, holders, talk, forget=merge)
    row = _rows(lines, merge=merge)
    firsts = np.flatnonzero(np.diff(row, prepend=-1))
    blocks = [
        _block(entries, row, slice(int(start), int(end)), rarity)
        for start, end in _blocks(np.append(firsts, len(lines)))
    ]
    entries.clear()
    sizes = np.concatenate([block[2] for block in blocks])
    lengths = np.concatenate([block[3] for block in blocks])
    found = np.concatenate([block[0] for block in blocks])
    weights = np.concatenate([block[1] for block in blocks])
    blocks.clear()
    starts, numbers, weights = _by_column(found, weights, sizes)
    return Index(
        article=np.array([lines[first].article for first in firsts.tolist()], np.int64),
        length=lengths,
        row=row,
        holders=holders,
        rarity=rarity,
        spelling=spelling,
        merged=merge,
        starts=starts,
        rows=numbers,
        weights=weights if merge else weights.astype(np.float32),
    )


def _holders(lines: Sequence[Line], entries: Sequence[Entries]) -> tuple[Ints, Ints]:
    """How many articles have each column, and how many lines of the background."""
    holders, talk = np.zeros(COLUMNS, np.int32), np.zeros(COLUMNS, np.int32)
    last = np.full(COLUMNS, BACKGROUND, np.int32)  # the article that had each column last
    for line, (found, _) in zip(lines, entries, strict=True):
        if line.article == BACKGROUND:
            talk[found] += 1
        else:
            holders[found] += last[found] != line.article
            last[found] = line.article
    return holders.astype(np.int64), talk.astype(np.int64)


def _rarity(lines: Sequence[Line], holders: Ints, talk: Ints, *, forget: bool) -> Floats:
    """What a column is worth: nothing if ``forget`` and it is too common."""
    articles = len({line.article for line in lines} - {BACKGROUND})
    whole = articles + sum(line.article == BACKGROUND for line in lines)
    having = holders + talk + 0.5
    rarity: Floats = np.log1p((whole + 1 - having).clip(0.5) / having).astype(np.float32)
    if forget:
        rarity[holders > TOO_COMMON * articles] = 0
    return rarity


def _rows(lines: Sequence[Line], *, merge: bool) -> Ints:
    """The row of each line."""
    row = np.zeros(len(lines), np.int64)
    for at in range(1, len(lines)):
        before, here = lines[at - 1], lines[at]
        same = (before.article, before.locale) == (here.article, here.locale)
        row[at] = row[at - 1] + (not (merge and same and here.article != BACKGROUND))
    return row


def _blocks(firsts: Ints) -> Iterable[tuple[int, int]]:
    """The first line of each block of rows, and the first behind it."""
    edges = [*firsts[:-1:BLOCK].tolist(), int(firsts[-1])]
    return pairwise(edges)


_Block = tuple[NDArray[np.int32], NDArray[np.float16], Ints, Floats]


def _block(entries: list[Entries], row: Ints, part: slice, rarity: Floats) -> _Block:
    """Columns, weights, sizes and lengths of the rows that the lines in ``part`` make."""
    taken = entries[part]
    entries[part] = [(_NONE, _NOTHING)] * len(taken)
    line = np.repeat(np.arange(len(taken)), [len(found) for found, _ in taken])
    found = np.concatenate([each for each, _ in taken])
    weights = np.concatenate([each for _, each in taken]).astype(np.float32) * rarity[found]
    weights /= np.sqrt(np.bincount(line, weights**2, minlength=len(taken)))[line] + TINY
    rows = row[part] - row[part][0]
    key = rows[line] * COLUMNS + found
    key = key[weights > 0]
    unique, inverse = np.unique(key, return_inverse=True)
    summed = np.bincount(inverse, weights[weights > 0], minlength=len(unique))
    owner = unique // COLUMNS
    count = int(rows[-1]) + 1
    lengths = np.sqrt(np.bincount(owner, summed**2, minlength=count))
    return (
        (unique % COLUMNS).astype(np.int32),
        (summed / (lengths[owner] + TINY)).astype(np.float16),
        np.bincount(owner, minlength=count),
        lengths.astype(np.float32),
    )


TINY = 1e-9
_NONE = np.zeros(0, np.int32)
_NOTHING = np.zeros(0, np.float32)


def _by_column(
    found: NDArray[np.int32], weights: NDArray[np.float16], sizes: Ints
) -> tuple[Ints, NDArray[np.uint32], NDArray[np.float16]]:
    """Where each column starts, and the rows and weights that it has."""
    starts = np.zeros(COLUMNS + 1, np.int64)
    np.cumsum(np.bincount(found, minlength=COLUMNS), out=starts[1:])
    row = np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    rows, ordered = np.empty_like(row), np.empty_like(weights)
    for band in range(BANDS):
        low, high = COLUMNS * band // BANDS, COLUMNS * (band + 1) // BANDS
        some = np.flatnonzero((found >= low) & (found < high))
        some = some[np.argsort(found[some], kind="stable")]
        rows[starts[low] : starts[high]] = row[some]
        ordered[starts[low] : starts[high]] = weights[some]
    return starts, rows, ordered
