"""What a ranking looks like when it is right, and when it is not."""

from array import array
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from math import log, log1p

import numpy as np

from faq.engine.features import telling
from faq.engine.index import Floats, Index, Ints, Question
from faq.engine.ranking import Fit

NAMES = (
    "score",  # of the first
    "logarithm",  # of that score
    "margin",  # before the second
    "gap",  # before the mean of the second to the fourth
    "nearest",  # the first one's best row, as a cosine
    "background",  # score of talk
    "background_nearest",  # the best row of talk before the first one's
    "covered",  # share of what the question says that the first one has
    "known",  # share that any article has
    "words",  # how many, as a logarithm
)


class Coverage:
    """Which telling columns each article has, and in how many of its lines."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self._starts = array("l", [0])
        self._columns = array("i")
        self._lines = array("i")

    def add(self, article: int, columns: Iterable[int]) -> None:
        """A line of an article; articles come in order."""
        self.finish(article)
        self._counts.update(columns)

    def finish(self, article: int) -> None:
        """Nothing is added any more to the articles before this one."""
        while len(self._starts) <= article:
            self._columns.extend(self._counts.keys())
            self._lines.extend(self._counts.values())
            self._starts.append(len(self._columns))
            self._counts = Counter()

    def of(self, article: int) -> set[int]:
        """The columns of one article."""
        return set(self._columns[self._starts[article] : self._starts[article + 1]])

    def without(self, article: int, gone: Iterable[Iterable[int]]) -> set[int]:
        """The columns of one article, had it not the lines with the columns ``gone``."""
        here = slice(self._starts[article], self._starts[article + 1])
        counts = Counter(dict(zip(self._columns[here], self._lines[here], strict=True)))
        for columns in gone:
            counts.subtract(columns)
        return {column for column, lines in counts.items() if lines > 0}


def best(fit: Fit, most: int = 4) -> Ints:
    """The articles that fit best, the best first."""
    scores = fit.scores[:-1]
    if len(scores) > 8 * most:
        some = np.argpartition(-scores, most)[:most]
        some.sort()
        return some[np.argsort(-scores[some], kind="stable")]
    return np.argsort(-scores, kind="stable")[:most]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What a question says: telling columns, their weights, whether any article has them."""

    columns: list[int]
    weights: list[float]
    known: list[bool]

    def share(self, having: Container[int]) -> float:
        """How much of it ``having`` has."""
        pairs = zip(self.columns, self.weights, strict=True)
        return sum(weight for column, weight in pairs if column in having) / self.whole

    @property
    def known_share(self) -> float:
        pairs = zip(self.weights, self.known, strict=True)
        return sum(weight for weight, known in pairs if known) / self.whole

    @property
    def whole(self) -> float:
        return sum(self.weights) or 1.0


def told(question: Question, index: Index) -> Told:
    """What ``question`` says, to all articles of an index."""
    columns = telling(question.words)
    return Told(
        columns,
        index.rarity[columns].tolist(),
        (index.holders[columns] > 0).tolist(),
    )


def signs(fit: Fit, first: Ints, question: Question, said: Told, having: Container[int]) -> Floats:
    """In the order of NAMES. ``first``: the best articles; ``having``: what the very best has."""
    scores = [*fit.scores[first].tolist(), 0.0, 0.0, 0.0, 0.0][:4]
    nearest = float(fit.nearest[first[0]])
    return np.array(
        [
            scores[0],
            log(max(scores[0], 0.01)),
            scores[0] - scores[1],
            scores[0] - sum(scores[1:]) / 3,
            nearest,
            float(fit.scores[-1]),
            float(fit.nearest[-1]) - nearest,
            said.share(having),
            said.known_share,
            log1p(len(question.words.folded)),
        ],
        np.float32,
    )
