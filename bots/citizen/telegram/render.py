"""A ``Say`` as Telegram messages: plain text without a parse mode, so no text can break it.

Only an article is HTML; it is short enough for one message.
"""

from aiogram.methods import SendMessage
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from bots.dialogue.effects import Choice, Keyboard, Request, Say
from bots.runtime.texts import Texts

LONGEST = 4096  # UTF-16 units of one message (Bot API §sendMessage)
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def render(chat: str, say: Say, texts: Texts) -> list[SendMessage]:
    """The messages to send, in order; the last one carries the buttons."""
    text = texts.text(say.locale, say.message, say.args)
    parts = [text] if say.html else split(text)
    chat_id = int(chat.removeprefix("telegram:"))
    last = len(parts) - 1
    return [
        SendMessage(
            chat_id=chat_id,
            text=part,
            parse_mode="HTML" if say.html else None,
            disable_notification=say.silent or None,
            link_preview_options=NO_PREVIEW,
            reply_parameters=_answered(say) if place == 0 else None,
            reply_markup=_markup(say, texts) if place == last else None,
        )
        for place, part in enumerate(parts)
    ]


def split(text: str) -> list[str]:
    """The text in parts that fit one message each, cut at a line or a word where one is near."""
    parts = []
    while _units(text) > LONGEST:
        end = _cut(text)
        parts.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [part for part in [*parts, text] if part]


def _cut(text: str) -> int:
    room = _fitting(text)
    for separator in ("\n", " "):
        end = text.rfind(separator, room // 2, room)
        if end > 0:
            return end
    return room


def _fitting(text: str) -> int:
    """How many characters fit; those outside the BMP count two units."""
    units = 0
    for place, letter in enumerate(text):
        units += 1 + (ord(letter) > 0xFFFF)
        if units > LONGEST:
            return place
    return len(text)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _answered(say: Say) -> ReplyParameters | None:
    if say.reply_to is None:
        return None
    return ReplyParameters(message_id=int(say.reply_to), allow_sending_without_reply=True)


def _markup(say: Say, texts: Texts) -> Markup | None:
    if say.keyboard is Keyboard.INLINE:
        rows = [[_inline(say, choice, texts) for choice in row] for row in say.rows]
        return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
    if not say.rows:
        return ReplyKeyboardRemove(remove_keyboard=True)
    keys = [[_key(say, choice, texts) for choice in row] for row in say.rows]
    return ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True, is_persistent=True)


def _inline(say: Say, choice: Choice, texts: Texts) -> InlineKeyboardButton:
    label = _label(say, choice, texts)
    if choice.url is not None:
        return InlineKeyboardButton(text=label, url=choice.url)
    if choice.copy is not None:
        return InlineKeyboardButton(text=label, copy_text=CopyTextButton(text=choice.copy))
    return InlineKeyboardButton(text=label, callback_data=f"{choice.turn}:{choice.id}")


def _key(say: Say, choice: Choice, texts: Texts) -> KeyboardButton:
    return KeyboardButton(
        text=_label(say, choice, texts),
        request_location=choice.request is Request.LOCATION or None,
        request_contact=choice.request is Request.CONTACT or None,
    )


def _label(say: Say, choice: Choice, texts: Texts) -> str:
    return texts.label(say.locale, choice.id, choice.label, choice.args)
