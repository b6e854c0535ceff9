"""All lines of a catalogue as the rows of one sparse matrix, stored by column.

numpy alone: one call into a general library costs more than a whole question here. A row is a
line, or all lines of an article in one language where there are too many to keep apart.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faq.engine.features import Columns, Words, columns
from faq.engine.spelling import Spelling

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
    """``article``: whose a row is. ``length``: how long it was before it was scaled to 1.

    Rows stand in the order of their articles, the background's last. ``row`` is where each line
    went. ``holders`` is how many articles have a column, ``rarity`` what that makes of it.
    ``merged``: rows are no single lines, and only ``coarse`` columns are looked at.
    """

    article: Ints
    length: Floats
    row: Ints
    holders: Ints
    rarity: Floats
    spelling: Spelling
    merged: bool
    starts: Ints
    rows: NDArray[np.uint32]
    weights: NDArray[np.floating]

    def question(self, text: str) -> Question:
        """Columns that no row has are kept: what is unknown makes everything less alike."""
        words = Words(text, self.spelling)
        found, weights = columns(words, coarse=self.merged)
        weights = weights * self.rarity[found]
        length = float(np.linalg.norm(weights))
        return Question(words, found, weights / np.float32(length or 1))

    def similar(self, question: Question) -> Floats:
        """The cosine of the question and every row."""
        starts = self.starts[question.columns]
        counts = self.starts[question.columns + 1] - starts
        before = np.cumsum(counts) - counts
        at = np.arange(counts.sum()) + np.repeat(starts - before, counts)
        parts = self.weights[at] * np.repeat(question.weights, counts)
        found = np.bincount(self.rows[at], parts, minlength=len(self.article))
        return found.astype(np.float32)
