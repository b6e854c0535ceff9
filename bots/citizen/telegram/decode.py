"""A Telegram update as an event of the dialogue: a plain function, no routers, no filters."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypedDict

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Contact, Location, Message, Update, User

from bots.citizen.telegram.media import media_of
from bots.citizen.telegram.parse import clean, parse
from bots.dialogue import events
from bots.runtime.messenger import Aside, CannotDecode, Ignored, Incoming, Inline, Intrusion
from bots.runtime.texts import Texts

COMMAND = re.compile(r"/([A-Za-z][A-Za-z0-9_]{0,31})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
PRESS = re.compile(r"(\d{1,9}):([a-z0-9_-]+)", re.ASCII)
DEFAULT = "kk"
ANOTHER_BOT = -1  # turn of a button that is not ours: met like an old one


def decode(
    raw: Mapping[str, object], texts: Texts, now: Callable[[], datetime]
) -> Incoming | Aside:
    """The update as an event of a private chat, or as what needs no conversation.

    A press carries no time of its own: ``now`` dates it. Raises CannotDecode for
    what belongs to no conversation, pydantic's ValidationError for what Telegram
    would never send.
    """
    update = parse(raw)
    if update.inline_query is not None:
        asked = update.inline_query
        locale = _locale(asked.from_user, texts)
        return Inline(id=asked.id, query=clean(asked.query).strip(), locale=locale)
    if update.chosen_inline_result is not None:
        return Ignored()
    if (elsewhere := _elsewhere(update, texts)) is not None:
        return elsewhere
    if update.message is not None:
        return _received(update.message, texts)
    if update.edited_message is not None:
        return _edited(update, update.edited_message)
    if update.callback_query is not None:
        return _pressed(update.callback_query, now())
    if update.my_chat_member is not None:
        return _let_in_or_out(update, update.my_chat_member)
    raise CannotDecode(f"update kind {_kind(raw)}")


def _elsewhere(update: Update, texts: Texts) -> Aside | None:
    """An update from a group or a channel; None if it is from a private chat."""
    change, pressed = update.my_chat_member, update.callback_query
    spoken = update.message or update.edited_message or change
    chat = spoken.chat if spoken else pressed.message.chat if pressed and pressed.message else None
    if chat is None or chat.type == "private":
        return None
    if change is not None and change.new_chat_member.status in ("left", "kicked"):
        return Ignored()
    sender = pressed.from_user if pressed else spoken.from_user if spoken else None
    return Intrusion(chat=f"telegram:{chat.id}", locale=_locale(sender, texts))


def _locale(user: User | None, texts: Texts) -> str:
    spoken = (user.language_code or "")[:2] if user else ""
    return spoken if spoken in texts.catalogues else DEFAULT


def _received(message: Message, texts: Texts) -> Incoming:
    chat = _private(message.chat.type, message.chat.id)
    return Incoming(
        key=f"message:{message.chat.id}:{message.message_id}",
        chat=chat,
        event=_content(message, texts),
    )


def _content(message: Message, texts: Texts) -> events.Message:
    if message.text is not None:
        return _text(message, clean(message.text).strip(), texts)
    where = message.venue.location if message.venue else message.location
    if where is not None and _on_earth(where):
        return _location(message, where)
    if (media := media_of(message)) is not None:
        kind, file = media
        return events.MediaReceived(
            **_common(message),
            kind=kind,
            file=file,
            caption=clean(message.caption or "").strip(),
            album=message.media_group_id,
        )
    if message.contact is not None:
        return _contact(message, message.contact)
    return _unsupported(message, _name_of(message))


def _text(message: Message, text: str, texts: Texts) -> events.Message:
    if not text:
        return _unsupported(message, "empty")
    if command := COMMAND.fullmatch(text):
        argument = (command[2] or "").strip()
        return events.CommandGiven(**_common(message), name=command[1].lower(), argument=argument)
    return events.TextReceived(**_common(message), text=text, choice=texts.choice(text))


def _location(message: Message, where: Location) -> events.LocationShared:
    title = f"{message.venue.title}, {message.venue.address}" if message.venue else ""
    return events.LocationShared(
        **_common(message),
        latitude=where.latitude,
        longitude=where.longitude,
        accuracy_m=_accuracy(where),
        live_s=where.live_period,
        title=clean(title),
    )


def _contact(message: Message, card: Contact) -> events.ContactShared:
    sender = message.from_user
    own = (
        sender is not None and card.user_id == sender.id and message.forward_origin is None
    )  # a forwarded card of another person looks the same but for the id
    name = " ".join(filter(None, (card.first_name, card.last_name)))
    return events.ContactShared(
        **_common(message), phone=clean(card.phone_number), own=own, name=clean(name).strip()
    )


def _unsupported(message: Message, kind: str) -> events.UnsupportedReceived:
    return events.UnsupportedReceived(
        **_common(message), kind=kind, text=clean(message.caption or "").strip()
    )


def _edited(update: Update, message: Message) -> Incoming:
    chat = _private(message.chat.type, message.chat.id)
    edited_at = datetime.fromtimestamp(message.edit_date or message.date.timestamp(), UTC)
    ref = str(message.message_id)
    event: events.Message
    if message.location is not None and _on_earth(message.location):
        event = events.LocationMoved(
            at=edited_at,
            ref=ref,
            latitude=message.location.latitude,
            longitude=message.location.longitude,
            accuracy_m=_accuracy(message.location),
            heading=_heading(message.location),
            ended=message.location.live_period is None,
        )
    else:
        text = clean(message.text or message.caption or "").strip()
        event = events.TextEdited(at=edited_at, ref=ref, text=text)
    key = f"edit:{message.chat.id}:{message.message_id}:{update.update_id}"
    return Incoming(key=key, chat=chat, event=event)


def _pressed(query: CallbackQuery, at: datetime) -> Incoming:
    where = query.message.chat if query.message else None
    chat = _private(where.type, where.id) if where else f"telegram:{query.from_user.id}"
    pressed = PRESS.fullmatch(query.data or "")
    event = events.ChoiceMade(
        at=at,
        choice=pressed[2] if pressed else "",
        turn=int(pressed[1]) if pressed else ANOTHER_BOT,
        language=query.from_user.language_code,
    )
    return Incoming(key=f"press:{query.id}", chat=chat, event=event, press=query.id)


def _let_in_or_out(update: Update, change: ChatMemberUpdated) -> Incoming:
    chat = _private(change.chat.type, change.chat.id)
    status = change.new_chat_member.status
    event: events.Event
    if status in ("kicked", "left"):
        event = events.BotBlocked(at=change.date)
    elif status == "member":
        event = events.BotUnblocked(at=change.date)
    else:
        raise CannotDecode(f"my_chat_member {status}")
    return Incoming(key=f"update:{update.update_id}", chat=chat, event=event)


class _Common(TypedDict):
    at: datetime
    ref: str
    reply_to: str | None
    quote: str
    language: str | None


def _common(message: Message) -> _Common:
    replied = message.reply_to_message
    sender = message.from_user
    return {
        "at": message.date,
        "ref": str(message.message_id),
        "reply_to": str(replied.message_id) if replied else None,
        "quote": clean(message.quote.text).strip() if replied and message.quote else "",
        "language": sender.language_code if sender else None,
    }


def _private(chat_type: str, chat_id: int) -> str:
    if chat_type != "private":
        raise CannotDecode(f"chat type {chat_type}")
    return f"telegram:{chat_id}"


def _on_earth(where: Location) -> bool:
    return abs(where.latitude) <= 90 and abs(where.longitude) <= 180


def _accuracy(where: Location) -> float | None:
    accuracy = where.horizontal_accuracy
    return accuracy if accuracy is not None and math.isfinite(accuracy) else None


def _heading(where: Location) -> int | None:
    heading = where.heading
    return heading if heading is not None and 1 <= heading <= 360 else None


def _name_of(message: Message) -> str:
    """What Telegram calls this content; for a kind younger than aiogram, its field."""
    kind = ContentType(message.content_type).value
    if kind != "unknown":
        return kind
    return next(iter(message.model_extra or ()), kind)


def _kind(raw: Mapping[str, object]) -> str:
    return next((name for name in raw if name != "update_id"), "unknown")
