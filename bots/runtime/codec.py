"""Effects as rows of the outbox: which mailbox, how urgent, and as JSON text and back.

On the path of every update, so written out by hand: ``asdict`` copies every
leaf and costs as much as the rest of the transaction.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, get_args

from bots.dialogue.effects import (
    AddMessage,
    Choice,
    CleanChat,
    Effect,
    EraseCitizen,
    FetchMedia,
    FindSimilar,
    IssueReceipt,
    Keyboard,
    MoveTrack,
    Priority,
    RateReport,
    ReportDelivery,
    Request,
    RequestLink,
    SaveIdentity,
    Say,
    ShowReceipt,
    SubmitReport,
    TellFaq,
    TellPresence,
    WithdrawReport,
)
from storage.conversations.outbox import NewWish

Known = (
    Say
    | SubmitReport
    | AddMessage
    | FetchMedia
    | ReportDelivery
    | MoveTrack
    | RequestLink
    | FindSimilar
    | WithdrawReport
    | RateReport
    | IssueReceipt
    | ShowReceipt
    | SaveIdentity
    | EraseCitizen
    | TellPresence
    | TellFaq
    | CleanChat
)
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
    # Several kinds of mailbox, so that an outage of the API or a slow file never silences
    # the bot, and a question to the API never holds up a citizen's words.
    match effect:
        case Say() | CleanChat():
            return chat
        case SubmitReport() | AddMessage() | WithdrawReport() | RateReport() | IssueReceipt():
            return f"intake:{effect.report_id}"
        case ReportDelivery():
            return f"intake:{effect.delivery_id}"
        case FetchMedia():
            return f"media:{effect.attachment_id}"
        case MoveTrack():
            return f"track:{effect.message_id}"
        case RequestLink():
            return f"link:{effect.attachment_id or effect.report_id or effect.conversation_id}"
        case FindSimilar():
            return f"similar:{effect.report_id}"
        case SaveIdentity() | EraseCitizen() | TellPresence() | ShowReceipt():
            return f"citizen:{effect.conversation_id}"
        case TellFaq():
            return f"faq:{effect.happening['question_id']}"
        case _:
            raise TypeError(f"no mailbox for {type(effect).__name__}")


def _priority(effect: Effect) -> int:
    match effect:
        case Say():
            return effect.priority
        case SubmitReport() if effect.submission.get("kind") == "sos":
            return Priority.SOS
        case TellFaq():
            return Priority.FAQ
        case _:
            return Priority.DIALOGUE


def _plain_rows(rows: Rows) -> list[list[list[object]]]:
    return [[_plain_choice(choice) for choice in row] for row in rows]


def _plain_choice(choice: Choice) -> list[object]:
    if choice.label is None and choice.url is None and choice.copy is None:
        return [choice.id, choice.turn, choice.request]
    shown = [choice.label, choice.url, choice.copy, choice.args and dict(choice.args)]
    return [choice.id, choice.turn, choice.request, *shown]


def _rows(plain: list[list[list[Any]]]) -> Rows:
    return tuple(tuple(_choice(*fields) for fields in row) for row in plain)


def _choice(
    name: str,
    turn: int,
    request: str | None,
    label: str | None = None,
    url: str | None = None,
    copy: str | None = None,
    args: dict[str, str | int] | None = None,
) -> Choice:
    asked = Request(request) if request else None
    return Choice(id=name, turn=turn, request=asked, label=label, url=url, copy=copy, args=args)


def _say(written: dict[str, Any]) -> Say:
    rows = _rows(written.pop("rows", []))
    keyboard = Keyboard(written.pop("keyboard", Keyboard.INLINE))
    return Say(rows=rows, keyboard=keyboard, **written)


def _maker(kind: Callable[..., Known]) -> Callable[[dict[str, Any]], Known]:
    return lambda written: kind(**written)


_FIELDS: Mapping[str, list[tuple[str, object]]] = {
    kind.__name__: [(field.name, field.default) for field in fields(kind)]
    for kind in get_args(Known)
}
_LOADERS: Mapping[str, Callable[[dict[str, Any]], Known]] = {
    **{kind.__name__: _maker(kind) for kind in get_args(Known)},
    "Say": _say,
}
KINDS = frozenset(_LOADERS)
_ENCODER = json.JSONEncoder(default=dict)  # a Mapping need not be a dict
