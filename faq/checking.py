"""What keeps an article from being published, and what its editors should know before.

Codes only: the console says them in words.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from faq.article import LOCALES, Article, Button, ButtonKind, Translation
from faq.catalogue import Catalogue
from faq.dialect import LONGEST_TEXT, address, address_of, parsed
from faq.text import fold

DEFAULT = "ru"  # what everybody can fall back on
LONG_TITLE, LONG_LABEL, LONG_TEXT = 90, 28, 900  # characters; one screen of a phone
FEW_VARIANTS = 5  # with fewer, the search often misses (docs/faq.md)
CHECKED_FOR = timedelta(days=365)

_BARE = re.compile(r"\b(?!https://)\w[\w+.-]*://\S+", re.IGNORECASE)


class Code(StrEnum):
    """What is wrong."""

    NO_DEFAULT_LANGUAGE = "no_default_language"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"
    TEXT_TOO_LONG = "text_too_long"
    VARIANT_TAKEN = "variant_taken"
    UNSAFE_LINK = "unsafe_link"
    UNKNOWN_CATEGORY = "unknown_category"
    NO_TARGET = "no_target"
    EXPIRED = "expired"
    NEVER_SHOWN = "never_shown"

    MISSING_LANGUAGE = "missing_language"
    FEW_VARIANTS = "few_variants"
    STALE = "stale"
    UNCHECKED = "unchecked"
    LONG_TITLE = "long_title"
    LONG_LABEL = "long_label"
    LONG_TEXT = "long_text"
    UNLABELLED_BUTTON = "unlabelled_button"


WARNINGS = frozenset(
    {
        Code.MISSING_LANGUAGE,
        Code.FEW_VARIANTS,
        Code.STALE,
        Code.UNCHECKED,
        Code.LONG_TITLE,
        Code.LONG_LABEL,
        Code.LONG_TEXT,
        Code.UNLABELLED_BUTTON,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """``detail`` is the question, address or code that it is about; ``other`` an article's id."""

    code: Code
    article: str
    locale: str | None = None
    detail: str = ""
    other: str = ""

    @property
    def refuses(self) -> bool:
        """True if the article must not be published so."""
        return self.code not in WARNINGS


def problems(
    catalogue: Catalogue,
    today: date,
    categories: Collection[str] | None = None,
    default: str = DEFAULT,
) -> tuple[Problem, ...]:
    """Of all articles, in their order. ``categories`` are those that a report may begin with."""
    return tuple(
        problem
        for article in catalogue.articles
        for problem in problems_of(article, catalogue, today, categories, default)
    )


def problems_of(
    article: Article,
    catalogue: Catalogue,
    today: date,
    categories: Collection[str] | None = None,
    default: str = DEFAULT,
) -> tuple[Problem, ...]:
    """Of ``article``, would it stand in ``catalogue``: what refuses first."""
    found = [
        *_languages(article, default),
        *_days(article, today),
        *(each for button in article.buttons for each in _button(article, button, categories)),
    ]
    for locale, told in article.translations.items():
        found += _translation(article.id, locale, told)
        found += _taken(article.id, locale, told, _claims(catalogue))
    return tuple(sorted(found, key=lambda problem: not problem.refuses))


def _languages(article: Article, default: str) -> Iterator[Problem]:
    for locale in LOCALES:
        if locale not in article.translations:
            code = Code.NO_DEFAULT_LANGUAGE if locale == default else Code.MISSING_LANGUAGE
            yield Problem(code=code, article=article.id, locale=locale)


def _days(article: Article, today: date) -> Iterator[Problem]:
    begin, end, checked = article.valid_from, article.valid_until, article.checked
    if end and end < today:
        yield Problem(code=Code.EXPIRED, article=article.id, detail=end.isoformat())
    elif begin and end and end < begin:
        yield Problem(code=Code.NEVER_SHOWN, article=article.id, detail=end.isoformat())
    if checked and checked + CHECKED_FOR < today:
        yield Problem(code=Code.UNCHECKED, article=article.id, detail=checked.isoformat())


def _button(
    article: Article, button: Button, categories: Collection[str] | None
) -> Iterator[Problem]:
    if code := _of_target(button, categories):
        yield Problem(code=code, article=article.id, detail=button.target or button.kind)
    for locale in article.translations:
        if not button.labels.get(locale):
            detail = button.target or button.kind
            yield Problem(
                code=Code.UNLABELLED_BUTTON, article=article.id, locale=locale, detail=detail
            )


def _of_target(button: Button, categories: Collection[str] | None) -> Code | None:
    if button.kind is ButtonKind.OPERATOR:
        return None
    if not button.target:
        return Code.NO_TARGET
    match button.kind:
        case ButtonKind.LINK if not address(button.target).startswith("https:"):
            return Code.UNSAFE_LINK
        case ButtonKind.PHONE if not address(f"tel:{button.target}"):
            return Code.UNSAFE_LINK
        case ButtonKind.REPORT if categories is not None and button.target not in categories:
            return Code.UNKNOWN_CATEGORY
    return None


def _translation(id: str, locale: str, told: Translation) -> Iterator[Problem]:
    checks = {
        Code.NO_TITLE: not told.title.strip(),
        Code.NO_TEXT: not told.text.strip(),
        Code.TEXT_TOO_LONG: len(told.text) > LONGEST_TEXT,
        Code.STALE: told.stale,
        Code.FEW_VARIANTS: len(told.asked) < FEW_VARIANTS,
        Code.LONG_TITLE: len(told.title) > LONG_TITLE,
        Code.LONG_LABEL: len(told.label) > LONG_LABEL,
        Code.LONG_TEXT: LONG_TEXT < len(told.text) <= LONGEST_TEXT,
    }
    for code, is_so in checks.items():
        if is_so:
            yield Problem(code=code, article=id, locale=locale)
    for link in _unsafe(told.text):
        yield Problem(code=Code.UNSAFE_LINK, article=id, locale=locale, detail=link)


def _unsafe(text: str) -> Iterator[str]:
    """Links that would be shown as bare words, and addresses that Telegram makes links of."""
    for block in parsed(text):
        for token in block.children or ():
            if token.type == "link_open" and not address_of(token):
                yield str(token.attrs["href"])
            elif token.type == "text":
                yield from _BARE.findall(token.content)


def _taken(
    id: str, locale: str, told: Translation, claims: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    for words in dict.fromkeys((told.title, *told.asked)):
        for other in claims.get(fold(words), ()):
            if other != id:
                yield Problem(
                    code=Code.VARIANT_TAKEN, article=id, locale=locale, detail=words, other=other
                )


@lru_cache(maxsize=4)
def _claims(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Which articles are asked for in these words, by their skeleton, in any language."""
    claims: dict[str, dict[str, None]] = {}
    for article in catalogue.articles:
        for told in article.translations.values():
            for words in (told.title, *told.asked):
                claims.setdefault(fold(words), {})[article.id] = None
    claims.pop("", None)
    return {words: tuple(ids) for words, ids in claims.items()}
