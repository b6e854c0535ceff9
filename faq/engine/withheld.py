"""What the ranking says of its own lines, each left out: questions to learn from on day one.

A line left out is a question that should be answered; one whose article is left out is a question
near to what is known that should not.
"""

from collections.abc import Sequence

import numpy as np

from faq.engine.index import Floats, Index, Ints
from faq.engine.line import BACKGROUND, Line
from faq.engine.ranking import Fit, nearest_ranking

SHRUNK = 1.0  # the ridge


class Solved:
    """With the regression: exactly as if it had been solved anew without them."""

    def __init__(self, index: Index, lines: Sequence[Line], articles: int) -> None:
        self._like = np.stack([index.similar(index.question(line.text)) for line in lines])
        count = len(lines)
        owners = np.where(index.article == BACKGROUND, articles, index.article)
        widened = self._like + SHRUNK * np.eye(count, dtype=np.float32)
        self._inverse: Floats = np.linalg.inv(widened).astype(np.float32)
        self._wanted: Floats = np.zeros((count, articles + 1), np.float32)
        self._wanted[np.arange(count), owners] = 1
        self._solution: Floats = self._inverse @ self._wanted
        self.ranking = nearest_ranking(index, articles, self._solution)

    def without(self, line: int, gone: Sequence[int]) -> Fit:
        """What would be said to ``line`` were ``gone``, itself among them, not there."""
        left = np.array(gone)
        own = np.linalg.solve(self._inverse[np.ix_(left, left)], self._solution[left])
        at = list(gone).index(line)
        return self._fit(line, self._wanted[line] - own[at], left)

    def _fit(self, line: int, scores: Floats, gone: Ints) -> Fit:
        similar = self._like[line].copy()
        similar[gone] = 0
        return Fit(scores, self.ranking.fit(similar).nearest)


class Nearest:
    """With the nearest rows: a line's part is taken out of the row that it went into."""

    def __init__(self, index: Index, lines: Sequence[Line], articles: int) -> None:
        self._lines = lines
        self._sizes = np.bincount(index.row)
        self.ranking = nearest_ranking(index, articles)

    def without(self, line: int, gone: Sequence[int]) -> Fit:
        """What would be said to ``line`` were ``gone``, itself among them, not there.

        Only rows that are gone as a whole, and the line itself, are taken out of others' company.
        """
        index = self.ranking.index
        similar = self._similar(line)
        row = index.row[line]
        length = index.length[row]
        along = similar[row] * length
        left = np.sqrt(max(length**2 - 2 * along + 1, 0.0))
        similar[row] = (along - 1) / left if left > 0.1 else 0
        whole = np.bincount(index.row[list(gone)], minlength=len(similar))
        similar[whole >= self._sizes] = 0
        return self.ranking.fit(similar)

    def _similar(self, line: int) -> Floats:
        index = self.ranking.index
        return index.similar(index.question(self._lines[line].text))


Withheld = Solved | Nearest
