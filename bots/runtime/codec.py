"""Effects as rows of the outbox: which mailbox, how urgent, and as JSON text and back.

On the path of every update, so written out by hand: ``asdict`` copies every
leaf and costs as much as the rest of the transaction.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from bots.dialogue.effects import (
    AddMessage,
    Choice,
    Effect,
    FetchMedia,
    Keyboard,
    Priority,
    ReportDelivery,
    Request,
    Say,
    SubmitReport,
)
from storage.conversations.outbox import NewWish

Known = Say | SubmitReport | AddMessage | FetchMedia | ReportDelivery
Rows = tuple[tuple[Choice, ...], ...]


class UnreadableEffect(ValueError):
    """The outbox holds an effect that this release does not know, or not in this shape."""


def wish(effect: Effect, *, chat: str, conversation: str, at: datetime) -> NewWish:
    """``effect`` as a row of the outbox, due ``at``."""
    return NewWish(
        conversation=conversation,
        chat=chat,
        mailbox=_mailbox(effect, chat),
        kind=type(effect).__name__,
        payload=dump(effect),
        priority=_priority(effect),
        due_at=at,
    )


def dump(effect: Effect) -> str:
    """ASCII JSON text; what has its usual value is left out."""
    written = {
        name: value
        for name, usual in _FIELDS[type(effect).__name__]
        if (value := getattr(effect, name)) != usual
    }
    if "rows" in written:
        written["rows"] = _plain_rows(written["rows"])
    return _ENCODER.encode(written)


def load(kind: str, payload: str) -> Known:
    """The effect that ``dump`` wrote. Raises UnreadableEffect."""
    try:
        return _LOADERS[kind](json.loads(payload))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableEffect(kind) from error


def _mailbox(effect: Effect, chat: str) -> str:
    # Three kinds of mailbox, so that an outage of the API or a slow file never silences the bot.
    match effect:
        case Say():
            return chat
        case SubmitReport() | AddMessage():
            return f"intake:{effect.report_id}"
        case ReportDelivery():
            return f"intake:{effect.delivery_id}"
        case FetchMedia():
            return f"media:{effect.attachment_id}"
        case _:
            raise TypeError(f"no mailbox for {type(effect).__name__}")


def _priority(effect: Effect) -> int:
    match effect:
        case Say():
            return effect.priority
        case SubmitReport() if effect.submission.get("kind") == "sos":
            return Priority.SOS
        case _:
            return Priority.DIALOGUE


def _plain_rows(rows: Rows) -> list[list[tuple[object, ...]]]:
    return [[(choice.id, choice.turn, choice.request) for choice in row] for row in rows]


def _rows(plain: list[list[tuple[str, int, str | None]]]) -> Rows:
    return tuple(
        tuple(
            Choice(id=name, turn=turn, request=Request(request) if request else None)
            for name, turn, request in row
        )
        for row in plain
    )


def _say(written: dict[str, Any]) -> Say:
    rows = _rows(written.pop("rows", []))
    keyboard = Keyboard(written.pop("keyboard", Keyboard.INLINE))
    return Say(rows=rows, keyboard=keyboard, **written)


_FIELDS: Mapping[str, list[tuple[str, object]]] = {
    kind.__name__: [(field.name, field.default) for field in fields(kind)]
    for kind in (Say, SubmitReport, AddMessage, FetchMedia, ReportDelivery)
}
_LOADERS: Mapping[str, Callable[[dict[str, Any]], Known]] = {
    "Say": _say,
    "SubmitReport": lambda written: SubmitReport(**written),
    "AddMessage": lambda written: AddMessage(**written),
    "FetchMedia": lambda written: FetchMedia(**written),
    "ReportDelivery": lambda written: ReportDelivery(**written),
}
KINDS = frozenset(_LOADERS)
_ENCODER = json.JSONEncoder(default=dict)  # a Mapping need not be a dict
