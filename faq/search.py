"""Which article answers a question: rare words that both have in common count most.

Simple on purpose; better searching is an issue of its own.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log

from faq.article import Article
from faq.catalogue import Catalogue
from faq.folding import stems

SURE = 0.55  # share of the question's weight that the best article has
POSSIBLE = 0.3
AHEAD = 1.25  # how far the best one must be before the next
MOST_OFFERED = 3
LONGEST_QUESTION = 1000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Answer:
    article: Article


@dataclass(frozen=True, slots=True)
class Clarify:
    """One of these may be meant, the likeliest first."""

    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing here answers it."""


Found = Answer | Clarify | NoAnswer


def search(catalogue: Catalogue, question: str, locale: str) -> Found:
    """The article that answers ``question``, those that may, or none.

    People mix languages, so every article is looked at in all of them; where two are as
    likely, the one whose ``locale`` has more of the words comes first.
    """
    scored = ranked(catalogue, question, locale)
    if not scored or scored[0][1] < POSSIBLE:
        return NoAnswer()
    (best, score), *others = scored
    if score >= SURE and all(score >= AHEAD * other for _, other in others):
        return Answer(best)
    return Clarify(tuple(each for each, other in scored if other >= POSSIBLE)[:MOST_OFFERED])


def ranked(catalogue: Catalogue, question: str, locale: str) -> list[tuple[Article, float]]:
    """The articles that have anything of the question, with a score 0 to 1, the best first."""
    asked = stems(question[:LONGEST_QUESTION])
    index = _index(tuple(catalogue.articles))
    weights = {stem: _weight(stem, index) for stem in asked}
    whole = sum(weights.values())
    scored = [
        (
            article,
            sum(weights[stem] for stem in asked & known) / whole,
            len(asked & _words(article, locale)),
        )
        for article, known in zip(catalogue.articles, index, strict=True)
        if asked & known
    ]
    scored.sort(key=lambda each: (-each[1], -each[2]))
    return [(article, score) for article, score, _ in scored]


def _weight(stem: str, index: tuple[frozenset[str], ...]) -> float:
    """A word no article has is a little less telling than a rare one: it may be a name."""
    having = sum(stem in known for known in index)
    return log((len(index) + 1) / having) if having else log(len(index) + 1) / 2


class _Key(tuple[Article, ...]):
    """Articles by identity: hashing their texts would cost more than the search."""

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))


def _index(articles: tuple[Article, ...]) -> tuple[frozenset[str], ...]:
    return _indexed(_Key(articles))


@lru_cache(maxsize=4)
def _indexed(articles: _Key) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset().union(*(_words(article, locale) for locale in article.translations))
        for article in articles
    )


def _words(article: Article, locale: str) -> frozenset[str]:
    told = article.in_(locale)
    return stems(" ".join((told.title, *told.asked)))
