"""Texts of the API's own catalogues, ``locales/<language>/*.po``."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from intake_api.contract import Locale

LOCALES = Path(__file__).parent / "locales"


def labels(message_id: str, *, otherwise: str) -> dict[Locale, str]:
    """A text in every language; ``otherwise`` where there is none."""
    return {locale: _texts(locale).get(message_id, otherwise) for locale in Locale}


def text(message_id: str, locale: Locale) -> str:
    """A text that must be there. Raises KeyError."""
    return _texts(locale)[message_id]


def label(message_id: str, locale: Locale, *, otherwise: str = "") -> str:
    """The text in one language, or ``otherwise``: codes may grow before their names do."""
    return _texts(locale).get(message_id, otherwise or message_id)


@cache
def _texts(locale: Locale) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted((LOCALES / locale).glob("*.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale=locale)
        found |= {
            message.id: message.string
            for message in catalogue
            if isinstance(message.id, str) and isinstance(message.string, str) and message.string
        }
    return found
