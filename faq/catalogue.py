"""The published articles, and the topics they stand under."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from faq.article import LOCALES, Article, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``labels`` are short enough for a button."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Immutable. Topics and articles in the order in which they are offered."""

    topics: tuple[Topic, ...]
    articles: tuple[Article, ...]

    def article(self, id: str) -> Article | None:
        return next((each for each in self.articles if each.id == id), None)

    def topic(self, code: str) -> Topic | None:
        return next((each for each in self.topics if each.code == code), None)

    def under(self, topic: str) -> tuple[Article, ...]:
        """The articles of a topic."""
        return tuple(each for each in self.articles if each.topic == topic)


def read(
    topics: Iterable[Mapping[str, object]], articles: Iterable[Mapping[str, object]]
) -> Catalogue:
    """The catalogue from plain data. Raises KeyError where a language or a field is missing."""
    return Catalogue(
        topics=tuple(
            Topic(code=str(row["code"]), labels={name: str(row[name]) for name in LOCALES})
            for row in topics
        ),
        articles=tuple(map(_article, articles)),
    )


def _article(row: Mapping[str, object]) -> Article:
    return Article(
        id=str(row["id"]),
        topic=str(row["topic"]),
        translations={name: _translation(row[name]) for name in LOCALES},
    )


def _translation(row: object) -> Translation:
    assert isinstance(row, Mapping)
    return Translation(
        title=str(row["title"]),
        text=str(row["text"]).strip(),
        asked=tuple(map(str, row["asked"])),
    )
