"""A catalogue made ready to be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

import numpy as np

from faq.article import LOCALES
from faq.catalogue import Catalogue
from faq.engine.assembly import build
from faq.engine.background import background, common
from faq.engine.calibration import Calibration
from faq.engine.exact import Exact
from faq.engine.features import Entries, Words, columns, telling
from faq.engine.index import Floats, Ints
from faq.engine.layout import Letters, Reading
from faq.engine.line import BACKGROUND, Line
from faq.engine.ranking import Ranking
from faq.engine.samples import calibration
from faq.engine.signs import Coverage, best, signs, told
from faq.engine.spelling import Spelling
from faq.engine.withheld import Nearest, Solved
from faq.text import fold

LONGEST_QUESTION = 1000  # characters that are looked at
MOST_SOLVED = 4000  # lines; a regression takes the cube of them
MOST_CANDIDATES = 10
SHARPNESS = 4  # how fast the chances of those behind the first fall with their scores


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article by its number. ``score`` is the ranking's own, only good for comparing."""

    article: int
    probability: float
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What is thought of a question. ``first``: how surely the first candidate is right,
    ``among``: how surely one of the first three is; ``exact``: somebody wrote it so before.
    """

    reading: Reading
    candidates: tuple[Candidate, ...]
    first: float
    among: float
    exact: bool
    signs: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Immutable; asking it is safe from any thread."""

    letters: Letters
    exact: Exact
    ranking: Ranking
    coverage: Coverage
    calibration: Calibration

    def judge(self, question: str) -> Judgement | None:
        """None if there are no words in it."""
        reading = self.letters.read(question[:LONGEST_QUESTION])
        asked = self.ranking.index.question(reading.text)
        if not asked.words.folded or not self.ranking.articles:
            return None
        fit = self.ranking.fit(self.ranking.index.similar(asked))
        first = best(fit, MOST_CANDIDATES)
        having = self.coverage.of(int(first[0]))
        seen = signs(fit, first[:4], asked, told(asked, self.ranking.index), having)
        exact = self.exact.articles(" ".join(asked.words.folded))
        one, three = self.calibration.first.chance(seen), self.calibration.among.chance(seen)
        if exact:
            first = np.array([*exact, *(each for each in first if each not in exact)])
            one, three = 1 / len(exact), min(1.0, 3 / len(exact))
        return Judgement(
            reading=reading,
            candidates=_candidates(first, fit.scores, one, max(one, three)),
            first=one,
            among=max(one, three),
            exact=bool(exact),
            signs=seen,
        )


def engine(catalogue: Catalogue) -> Engine:
    """Takes seconds for a large catalogue: for a thread of its own."""
    articles = len(catalogue.articles)
    lines = list(_lines(catalogue))
    merge = len(lines) > MOST_SOLVED
    asked = {fold(line.text) for line in lines}
    lines += [line for line in _talk(catalogue) if fold(line.text) not in asked]
    coverage = Coverage()
    skeletons: list[str] = []
    entries: list[Entries] = []
    for line in lines:
        words = Words(line.text)
        skeletons.append(" ".join(words.folded))
        entries.append(columns(words, coarse=merge))
        if line.article != BACKGROUND:
            coverage.add(line.article, telling(words))
    coverage.finish(articles)
    spoken = {word for each in (*skeletons, *map(fold, common())) for word in each.split()}
    index = build(lines, entries, Spelling(spoken, mend=not merge), merge=merge)
    withheld = (Nearest if merge else Solved)(index, lines, articles)
    return Engine(
        letters=Letters(skeletons),
        exact=Exact(lines, skeletons),
        ranking=withheld.ranking,
        coverage=coverage,
        calibration=calibration(catalogue, lines, withheld, coverage),
    )


def _lines(catalogue: Catalogue) -> Iterator[Line]:
    """What articles are asked by, article after article, in the order of languages."""
    labelled: dict[str, list[Line]] = {}
    numbers = {article.id: number for number, article in enumerate(catalogue.articles)}
    for each in catalogue.labelled:
        if each.article in numbers:
            line = Line(numbers[each.article], each.locale or "", each.question)
            labelled.setdefault(each.article, []).append(line)
    for number, article in enumerate(catalogue.articles):
        for locale in LOCALES:
            if locale in article.translations:
                written = article.translations[locale]
                for text in dict.fromkeys((written.title, *written.asked)):
                    yield Line(number, locale, text)
        yield from labelled.get(article.id, ())


def _talk(catalogue: Catalogue) -> Iterator[Line]:
    yield from background()
    for each in catalogue.labelled:
        if each.article is None:
            yield Line(BACKGROUND, each.locale or "", each.question)


def _candidates(order: Ints, scores: Floats, first: float, among: float) -> tuple[Candidate, ...]:
    """Probabilities that fall along the order and add up to no more than 1."""
    articles = order[:MOST_CANDIDATES].tolist()
    raw = scores[articles].tolist()
    rest = [exp(SHARPNESS * (score - max(raw))) for score in raw]
    found = [Candidate(articles[0], first, raw[0])]
    for share, places in ((among - first, range(1, 3)), (1 - among, range(3, len(articles)))):
        whole = sum(rest[place] for place in places if place < len(articles))
        for place in places:
            if place < len(articles):
                chance = min(found[-1].probability, share * rest[place] / whole)
                found.append(Candidate(articles[place], chance, raw[place]))
    return tuple(found)
