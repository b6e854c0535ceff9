"""A raw update as aiogram's type, saved where one field of it cannot be read.

Telegram sends kinds of forwards, replies and members that aiogram does not know
yet, or writes them differently (aiogram#1587, #1840). The citizen's words beside
such a field must not be parked for it: the field is left out and the rest is read.
"""

from collections.abc import Mapping

from aiogram.types import Update
from pydantic import ValidationError

REPLACEMENT = "\ufffd"
CARRIERS = ("message", "edited_message")
ESSENTIAL = frozenset({"message_id", "date", "chat"})


def parse(raw: Mapping[str, object]) -> Update:
    """The update. Raises ValidationError if even the essential fields cannot be read."""
    try:
        return Update.model_validate(raw)
    except ValidationError:
        pass
    scrubbed = {name: _scrub(value) for name, value in raw.items()}
    try:
        return Update.model_validate(scrubbed)
    except ValidationError as error:
        return Update.model_validate(_without(scrubbed, error))


def clean(text: str) -> str:
    """The text with U+FFFD for what no database keeps: NUL and lone surrogates."""
    if "\x00" in text:
        text = text.replace("\x00", REPLACEMENT)
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _scrub(value: object) -> object:
    match value:
        case str():
            return clean(value)
        case Mapping():
            return {name: _scrub(each) for name, each in value.items()}
        case list():
            return [_scrub(each) for each in value]
    return value


def _without(raw: dict[str, object], error: ValidationError) -> dict[str, object]:
    """Without the fields of the message that the error names."""
    unreadable = {place["loc"][:2] for place in error.errors(include_input=False)}
    return {name: _readable(name, value, unreadable) for name, value in raw.items()}


def _readable(carrier: str, value: object, unreadable: set[tuple[int | str, ...]]) -> object:
    if carrier not in CARRIERS or not isinstance(value, dict):
        return value
    return {
        name: each
        for name, each in value.items()
        if name in ESSENTIAL or (carrier, name) not in unreadable
    }
