"""An article: one answer, in up to three languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LOCALES = ("kk", "ru", "en")


class ButtonKind(StrEnum):
    """What a button under an article does."""

    PHONE = "phone"
    LINK = "link"
    REPORT = "report"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """``target`` is a phone number ("102", "+77172000000"), an https address, or the
    category that a report begins with; nothing for an operator. ``labels`` by language.
    """

    kind: ButtonKind
    target: str = ""
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file beside the answer. ``size`` in bytes; without ``locale`` it is for every language."""

    sha256: str
    name: str
    media_type: str
    size: int
    locale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An article in one language.

    ``text`` is Markdown (see ``faq.markdown``), ``asked`` are ways in which people ask for it,
    ``label`` is the title short enough for a button. ``stale``: another language was changed
    since, and nobody has looked whether this one still says the same.
    """

    title: str
    text: str
    asked: tuple[str, ...] = ()
    label: str = ""
    stale: bool = False

    @property
    def short(self) -> str:
        """What stands on a button that opens it."""
        return self.label or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """``id`` is lower-case letters, digits and hyphens, good for a link; ``topic`` a code.

    Shown from ``valid_from`` until the end of ``valid_until``. ``checked`` is the day on which
    somebody last made sure that the facts in it hold.
    """

    id: str
    topic: str
    translations: Mapping[str, Translation]
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    checked: date | None = None

    def language(self, locale: str) -> str:
        """In which it is told to whoever speaks ``locale``. Raises LookupError if in none."""
        for name in (locale, *LOCALES):
            if name in self.translations:
                return name
        raise LookupError(self.id)

    def in_(self, locale: str) -> Translation:
        """The translation into that language, or the nearest there is."""
        return self.translations[self.language(locale)]

    def holds(self, day: date) -> bool:
        """True if it is to be shown on ``day``."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)
