"""How well each article fits a question.

Few lines: a ridge regression from rows to articles, in which the background is one more class.
It has a closed form, also for what it would have said had a line or an article not been there;
calibration lives on that. Many lines: the nearest row and, less, all rows of an article.
"""

from dataclasses import dataclass

import numpy as np

from faq.engine.index import Floats, Index, Ints
from faq.engine.line import BACKGROUND

UNLIKE = 0.02  # a cosine that adds nothing worth its time
ALL_ROWS = 0.3  # what the mean of an article's rows counts beside the nearest


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """``scores`` of each article and last the background; ``nearest`` row of each, as a cosine."""

    scores: Floats
    nearest: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """``solution`` takes likeness to rows into scores; ``inverse`` is what it was made with."""

    index: Index
    articles: int
    firsts: Ints
    owners: Ints
    solution: Floats | None

    def fit(self, similar: Floats) -> Fit:
        """From the cosines with all rows."""
        nearest = self.spread(np.maximum.reduceat(similar, self.firsts))
        if self.solution is not None:
            some = np.flatnonzero(similar > UNLIKE)
            # Not "@": for so little BLAS would wake its threads, which costs milliseconds.
            return Fit(np.einsum("i,ij->j", similar[some], self.solution[some]), nearest)
        counts = np.diff(np.append(self.firsts, len(similar)))
        mean = (np.add.reduceat(similar, self.firsts) / counts).astype(np.float32)
        return Fit(nearest + ALL_ROWS * self.spread(mean), nearest)

    def spread(self, values: Floats) -> Floats:
        """Values of those that have rows, as values of all."""
        every = np.zeros(self.articles + 1, np.float32)
        every[self.owners] = values
        return every


def nearest_ranking(index: Index, articles: int, solution: Floats | None = None) -> Ranking:
    """The ranking over ``index``, by what was solved for it if anything was."""
    firsts = np.flatnonzero(np.diff(index.article, prepend=np.int64(BACKGROUND - 1)))
    return Ranking(
        index=index,
        articles=articles,
        firsts=firsts,
        owners=np.where(index.article == BACKGROUND, articles, index.article)[firsts],
        solution=solution,
    )
