"""What a report says at a glance, and what a search finds it by."""

from collections.abc import Iterable

from intake_api.contract import CitizenMessage, Place

EXCERPT_LENGTH = 160
WORDS_LENGTH = 2000


def excerpt(messages: Iterable[CitizenMessage], place: Place | None = None) -> str:
    """The first words, on one line, at most 160 characters; empty if there are none yet.

    A message that only says the place is passed over: the row shows the place beside.
    """
    return excerpt_of((message.text for message in messages), place)


def excerpt_of(texts: Iterable[str], place: Place | None) -> str:
    address = place.address if place else None
    for text in texts:
        line = " ".join(text.split())
        if line and text != address:
            return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"
    return ""


def words(number: str, place: Place | None, messages: Iterable[CitizenMessage]) -> str:
    """Folded text for the search: the number, the address, and the beginning of what was said."""
    return words_of(number, place, (message.text for message in messages))


def words_of(number: str, place: Place | None, texts: Iterable[str]) -> str:
    said = [number, place.address or "" if place else "", *texts]
    return " ".join(" ".join(said).split()).casefold()[:WORDS_LENGTH]
