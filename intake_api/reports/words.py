"""What a report says at a glance, and what a search finds it by."""

from collections.abc import Iterable

from intake_api.contract import CitizenMessage, Place

EXCERPT_LENGTH = 160
WORDS_LENGTH = 2000


def excerpt(messages: Iterable[CitizenMessage], place: Place | None = None) -> str:
    """The first words, on one line, at most 160 characters; empty if there are none yet.

    A message that only says the place is passed over: the row shows the place beside.
    """
    address = place.address if place else None
    for message in messages:
        line = " ".join(message.text.split())
        if line and message.text != address:
            return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1] + "…"
    return ""


def words(number: str, place: Place | None, messages: Iterable[CitizenMessage]) -> str:
    """Folded text for the search: the number, the address, and the beginning of what was said."""
    said = [number, place.address or "" if place else "", *(message.text for message in messages)]
    return " ".join(" ".join(said).split()).casefold()[:WORDS_LENGTH]
