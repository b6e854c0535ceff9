"""What a catalogue's calibration is learned from, and how much each part of it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from faq.catalogue import Catalogue
from faq.engine.calibration import Calibration, Sample, calibrated
from faq.engine.features import Words, telling
from faq.engine.line import BACKGROUND, Line
from faq.engine.ranking import Fit
from faq.engine.signs import Coverage, best, signs, told
from faq.engine.withheld import Withheld

MOST_SAMPLED = 1200  # lines
SEED = 102
REAL = 3.0  # a question that was really asked counts as so many of ours
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
    return calibrated(
        [
            *_weighing([sampler.asked(row) for row in ours], 1 - foreign),
            *_weighing([sampler.near(row) for row in ours], foreign * NEAR),
            *_weighing([sampler.talk(row) for row in talk], foreign * (1 - NEAR)),
        ],
        catalogue.precision,
    )


@dataclass(frozen=True, slots=True)
class _Sampler:
    lines: Sequence[Line]
    withheld: Withheld
    coverage: Coverage
    real: set[str]

    def asked(self, row: int) -> Sample:
        """A line left out: its article is right."""
        own = self.lines[row].article
        gone = telling(Words(self.lines[row].text)).tolist()
        left = self.coverage.without(own, gone)
        fit = self.withheld.without_line(row)
        return self._sample(row, fit, own, {own: left})

    def near(self, row: int) -> Sample:
        """A line whose article is left out: nothing is right."""
        own = self.lines[row].article
        fit = self.withheld.without_article(row)
        return self._sample(row, fit, None, {own: set()})

    def talk(self, row: int) -> Sample:
        """A line of talk left out: nothing is right."""
        return self._sample(row, self.withheld.without_line(row), None, {})

    def _sample(
        self, row: int, fit: Fit, right: int | None, left: Mapping[int, set[int]]
    ) -> Sample:
        """``left``: what an article has that this line was taken from."""
        text = self.lines[row].text
        index = self.withheld.ranking.index
        question = index.question(text)
        said = told(question, index)
        for own, has in left.items():
            before = self.coverage.of(own)
            said = replace(
                said,
                known=[
                    index.holders[column] > (column in before) or column in has
                    for column in said.columns
                ],
            )
        first = best(fit)
        having = [left.get(each, self.coverage.of(each)) for each in first[:2].tolist()]
        return Sample(
            signs=signs(fit, first, question, said, having),
            first=right == first[0],
            among=right in first[:3],
            weight=REAL if text in self.real else 1.0,
        )


def _weighing(samples: Sequence[Sample], share: float) -> list[Sample]:
    """The samples, with ``share`` for the sum of their weights."""
    whole = sum(each.weight for each in samples)
    return [replace(each, weight=share * each.weight / whole) for each in samples]
