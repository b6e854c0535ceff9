"""What a catalogue's calibration is learned from, and how much each part of it counts."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from faq.catalogue import Catalogue
from faq.engine.calibration import Calibration, Sample, calibrated
from faq.engine.features import telling
from faq.engine.index import Question
from faq.engine.line import BACKGROUND, Line
from faq.engine.signs import Coverage, best, signs, told
from faq.engine.withheld import Withheld

MOST_SAMPLED = 600  # lines
SEED = 102
REAL = 3.0  # a question that was really asked counts as so many of ours
HARD = 0.3  # share of questions that have little in common with what editors thought of
NEAR = 0.5  # share of foreign questions that are near to what is known, the rest is talk


def calibration(
    catalogue: Catalogue, lines: Sequence[Line], withheld: Withheld, coverage: Coverage
) -> Calibration:
    """Of the engine that ``withheld`` belongs to."""
    rows = np.random.default_rng(SEED).permutation(len(lines)).tolist()
    ours = [row for row in rows if lines[row].article != BACKGROUND][:MOST_SAMPLED]
    talk = [row for row in rows if lines[row].article == BACKGROUND]
    real = {each.question for each in catalogue.labelled}
    sampler = _Sampler(lines, withheld, coverage, real)
    foreign = catalogue.foreign
    hard = sampler.hard(ours)
    harder = HARD if hard else 0
    return calibrated(
        [
            *_weighing(sampler.asked(ours), (1 - foreign) * (1 - harder)),
            *_weighing(hard, (1 - foreign) * harder),
            *_weighing(sampler.near(ours), foreign * NEAR),
            *_weighing(sampler.talk(talk), foreign * (1 - NEAR)),
        ],
        catalogue.precision,
    )


class _Sampler:
    def __init__(
        self, lines: Sequence[Line], withheld: Withheld, coverage: Coverage, real: set[str]
    ) -> None:
        self._lines = lines
        self._withheld = withheld
        self._coverage = coverage
        self._real = real
        self._questions: dict[int, Question] = {}
        self._articles: dict[int, list[int]] = {}
        for number, line in enumerate(lines):
            self._articles.setdefault(line.article, []).append(number)

    def asked(self, rows: Sequence[int]) -> list[Sample]:
        """Lines left out: their articles are right."""
        return [self._own(row, [row]) for row in rows]

    def hard(self, rows: Sequence[int]) -> list[Sample]:
        """Lines left out with all others of their article in their language, where it has more.

        People use other words than editors expect; those of another language are others.
        """
        samples = []
        for row in rows:
            kin = self._articles[self._lines[row].article]
            gone = [each for each in kin if self._lines[each].locale == self._lines[row].locale]
            if len(gone) < len(kin):
                samples.append(self._own(row, gone))
        return samples

    def near(self, rows: Sequence[int]) -> list[Sample]:
        """Lines left out with their whole article: nothing is right."""
        return [self._sample(row, self._articles[self._lines[row].article], None) for row in rows]

    def talk(self, rows: Sequence[int]) -> list[Sample]:
        """Lines of talk left out: nothing is right."""
        return [self._sample(row, [row], None) for row in rows]

    def _question(self, row: int) -> Question:
        if row not in self._questions:
            text = self._lines[row].text
            self._questions[row] = self._withheld.ranking.index.question(text)
        return self._questions[row]

    def _own(self, row: int, gone: Sequence[int]) -> Sample:
        return self._sample(row, gone, self._lines[row].article)

    def _sample(self, row: int, gone: Sequence[int], right: int | None) -> Sample:
        own = self._lines[row]
        index = self._withheld.ranking.index
        question = self._question(row)
        fit = self._withheld.without(row, gone)
        having: dict[int, set[int]] = {}
        said = told(question, index)
        if own.article != BACKGROUND:
            before = self._coverage.of(own.article)
            having[own.article] = self._coverage.without(
                own.article, [telling(self._question(each).words) for each in gone]
            )
            if right is None:
                fit.scores[own.article] = fit.scores.min()
            said = replace(
                said,
                known=[
                    index.holders[column] > (column in before) or column in having[own.article]
                    for column in said.columns
                ],
            )
        first = best(fit)
        return Sample(
            signs=signs(
                fit,
                first,
                question,
                said,
                having.get(int(first[0])) or self._coverage.of(int(first[0])),
            ),
            first=right == first[0],
            among=right in first[:3],
            weight=REAL if own.text in self._real else 1.0,
        )


def _weighing(samples: Sequence[Sample], share: float) -> list[Sample]:
    """The samples, with ``share`` for the sum of their weights."""
    whole = sum(each.weight for each in samples)
    return [replace(each, weight=share * each.weight / whole) for each in samples]
