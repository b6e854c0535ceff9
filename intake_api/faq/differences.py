"""What one version says that another does not: field by field, word by word."""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from intake_api.api.faq_models import Difference, Piece
from intake_api.contract import FaqArticle, FaqTranslation, Locale

_WORDS = re.compile(r"\s+|\w+\s*|[^\w\s]\s*")
_MOST = 5_000  # words, above which two texts are shown whole: comparing takes seconds


def differences(earlier: FaqArticle, later: FaqArticle) -> list[Difference]:
    """In the order in which an article is read; nothing for what is the same."""
    return [
        Difference(field=field, locale=locale, pieces=pieces(before, now))
        for field, locale, before, now in _fields(earlier, later)
        if before != now
    ]


def _fields(one: FaqArticle, other: FaqArticle) -> Iterator[tuple[str, Locale | None, str, str]]:
    for locale in Locale:
        before, now = _told(one, locale), _told(other, locale)
        for field in ("title", "label", "text", "asked"):
            yield field, locale, before.get(field, ""), now.get(field, "")
    for field in ("topic", "buttons", "attachments", "valid_from", "valid_until", "checked"):
        yield field, None, _text(one, field), _text(other, field)


def _told(article: FaqArticle, locale: Locale) -> Mapping[str, str]:
    told = article.translations.get(locale)
    return _lines(told) if told else {}


def _lines(told: FaqTranslation) -> Mapping[str, str]:
    return {
        "title": told.title,
        "label": told.label,
        "text": told.text,
        "asked": "\n".join(told.asked),
    }


def _text(article: FaqArticle, field: str) -> str:
    value = article.model_dump(mode="json")[field]
    if isinstance(value, list):
        return "\n".join(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in value)
    return value or ""


def pieces(before: str, now: str) -> list[Piece]:
    """What stayed, went and came, in the order of reading."""
    one, other = _WORDS.findall(before), _WORDS.findall(now)
    if len(one) + len(other) > _MOST:
        return [Piece(kind="gone", text=before), Piece(kind="new", text=now)]
    found = []
    for _, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        gone, new = "".join(one[start:end]), "".join(other[from_:to])
        if gone == new:
            found.append(Piece(kind="same", text=gone))
            continue
        found.extend(Piece(kind="gone", text=text) for text in (gone,) if text)
        found.extend(Piece(kind="new", text=text) for text in (new,) if text)
    return found
