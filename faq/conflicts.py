"""Articles that get into each other's way: editors are told before citizens notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from faq.article import LOCALES
from faq.catalogue import Catalogue
from faq.search import prepare
from faq.text import fold

ALIKE = 0.8  # cosine of a question of one article and the nearest of another


class Kind(StrEnum):
    """Two articles claim one question, or questions so alike that it is chance who answers."""

    SAME_QUESTION = "same-question"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Between two ``articles``, over ``question``. ``similarity`` is 1 where it is the same."""

    kind: Kind
    articles: tuple[str, str]
    question: str
    locale: str
    similarity: float


def conflicts(catalogue: Catalogue) -> tuple[Conflict, ...]:
    """The gravest first; of two articles that are alike, only their most alike questions."""
    same = list(_same(catalogue))
    claimed = {each.articles for each in same}
    alike = [each for each in _alike(catalogue) if each.articles not in claimed]
    return (*same, *sorted(alike, key=lambda each: -each.similarity))


def _questions(catalogue: Catalogue) -> Iterator[tuple[int, str, str]]:
    """Article, language and text of every question."""
    for number, article in enumerate(catalogue.articles):
        for locale in LOCALES:
            if told := article.translations.get(locale):
                yield from ((number, locale, text) for text in (told.title, *told.asked))


def _same(catalogue: Catalogue) -> Iterator[Conflict]:
    """Questions that are the same, but for the alphabet and the case."""
    claimed: dict[str, int] = {}
    for number, locale, text in _questions(catalogue):
        first = claimed.setdefault(fold(text), number)
        if first != number:
            yield _conflict(catalogue, Kind.SAME_QUESTION, first, number, text, locale, 1.0)


def _alike(catalogue: Catalogue) -> list[Conflict]:
    """Questions that nearly are, the most alike of each two articles."""
    ranking = prepare(catalogue).ranking
    found: dict[tuple[str, str], Conflict] = {}
    for number, locale, text in _questions(catalogue):
        nearest = ranking.fit(ranking.index.similar(ranking.index.question(text))).nearest[:-1]
        nearest[number] = 0
        for other in np.flatnonzero(nearest >= ALIKE).tolist():
            likeness = float(nearest[other])
            conflict = _conflict(catalogue, Kind.ALIKE, number, other, text, locale, likeness)
            known = found.get(conflict.articles)
            if known is None or known.similarity < likeness:
                found[conflict.articles] = conflict
    return list(found.values())


def _conflict(
    catalogue: Catalogue, kind: Kind, one: int, other: int, text: str, locale: str, likeness: float
) -> Conflict:
    first, second = sorted((one, other))
    return Conflict(
        kind=kind,
        articles=(catalogue.articles[first].id, catalogue.articles[second].id),
        question=text,
        locale=locale,
        similarity=likeness,
    )
