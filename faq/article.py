"""An article: one answer in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass

LOCALES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An article in one language. ``asked`` are ways in which people ask for it."""

    title: str
    text: str
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """``id`` is lower-case letters, digits and hyphens, good for a link; ``topic`` a code."""

    id: str
    topic: str
    translations: Mapping[str, Translation]

    def in_(self, locale: str) -> Translation:
        """The translation into that language, or the nearest there is."""
        for name in (locale, *LOCALES):
            if (found := self.translations.get(name)) is not None:
                return found
        raise LookupError(self.id)
