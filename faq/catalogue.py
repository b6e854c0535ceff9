"""The published articles, the topics they stand under, and what editors taught about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from faq.article import Article, Attachment, Button, ButtonKind, Translation

Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``labels`` are short enough for a button."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A question that was really asked, and which article answers it; None: no article should."""

    question: str
    article: str | None
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """Immutable, compared by identity. Topics and articles in the order in which they are offered.

    ``precision`` is the share of answers that must be right (0.80, 0.90 or 0.95);
    ``foreign`` the share of questions that no article answers. ``site`` is where the pages with
    these answers stand, if anywhere.
    """

    topics: tuple[Topic, ...]
    articles: tuple[Article, ...]
    labelled: tuple[Labelled, ...] = ()
    precision: float = 0.90
    foreign: float = 0.35
    version: str = ""
    site: str = ""

    def article(self, id: str) -> Article | None:
        return next((each for each in self.articles if each.id == id), None)

    def topic(self, code: str) -> Topic | None:
        return next((each for each in self.topics if each.code == code), None)

    def under(self, topic: str) -> tuple[Article, ...]:
        """The articles of a topic."""
        return tuple(each for each in self.articles if each.topic == topic)

    def on(self, day: date) -> "Catalogue":
        """Only what is to be shown on ``day``; itself if that is all."""
        shown = tuple(each for each in self.articles if each.holds(day))
        return self if len(shown) == len(self.articles) else replace(self, articles=shown)


def read(data: Plain) -> Catalogue:
    """The catalogue from plain data (JSON, TOML). Raises KeyError where a field is missing."""
    return Catalogue(
        topics=tuple(Topic(code=row["code"], labels=dict(row["labels"])) for row in data["topics"]),
        articles=tuple(map(read_article, data["articles"])),
        labelled=tuple(Labelled(**row) for row in data.get("labelled", ())),
        precision=data.get("precision", 0.90),
        foreign=data.get("foreign", 0.35),
        version=data.get("version", ""),
        site=data.get("site", ""),
    )


def read_article(row: Plain) -> Article:
    """One article from plain data. Days may be dates or ISO text."""
    return Article(
        id=row["id"],
        topic=row["topic"],
        translations={locale: _translation(told) for locale, told in row["translations"].items()},
        buttons=tuple(
            Button(
                kind=ButtonKind(each["kind"]),
                target=each.get("target", ""),
                labels=dict(each["labels"]),
            )
            for each in row.get("buttons", ())
        ),
        attachments=tuple(Attachment(**each) for each in row.get("attachments", ())),
        valid_from=_day(row.get("valid_from")),
        valid_until=_day(row.get("valid_until")),
        checked=_day(row.get("checked")),
    )


def plain(article: Article) -> dict[str, Any]:
    """The article as data that JSON can hold; ``read_article`` takes it back."""
    days = {
        name: day.isoformat()
        for name in ("valid_from", "valid_until", "checked")
        if (day := getattr(article, name)) is not None
    }
    return {
        "id": article.id,
        "topic": article.topic,
        "translations": {
            locale: {
                "title": told.title,
                "text": told.text,
                "asked": list(told.asked),
                "label": told.label,
                "stale": told.stale,
            }
            for locale, told in article.translations.items()
        },
        "buttons": [
            {"kind": each.kind.value, "target": each.target, "labels": dict(each.labels)}
            for each in article.buttons
        ],
        "attachments": [
            {
                "sha256": each.sha256,
                "name": each.name,
                "media_type": each.media_type,
                "size": each.size,
                "locale": each.locale,
            }
            for each in article.attachments
        ],
        **days,
    }


def _translation(row: Plain) -> Translation:
    asked: Sequence[str] = row.get("asked", ())
    return Translation(
        title=row["title"],
        text=row["text"].strip(),
        asked=tuple(asked),
        label=row.get("label", ""),
        stale=row.get("stale", False),
    )


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
