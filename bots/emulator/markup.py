"""Keyboards: checked as the real server does, and what of them the phone shows."""

from typing import Any

from bots.emulator.call import Call
from bots.emulator.chat import Chat
from bots.emulator.errors import bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.text import utf16_length

INLINE_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
CALLBACK_DATA_BYTES = 64
COPIED_LENGTH = 256


def read_markup(call: Call) -> JsonObject | None:
    """The `reply_markup`, checked; None when there is none (or an inline one without buttons)."""
    markup = call.parameters.object("reply_markup", "reply keyboard markup")
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [[_inline_button(b) for b in row] for row in _rows(markup["inline_keyboard"])]
        rows = [row for row in rows if row]
        return {"inline_keyboard": rows} if rows else None
    if "keyboard" in markup:
        rows = [[_reply_button(b) for b in row] for row in _rows(markup["keyboard"])]
        return {**markup, "keyboard": [row for row in rows if row]}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    return None


def echoed(markup: JsonObject | None) -> JsonObject:
    """What a message repeats: inline keyboards only."""
    return {"reply_markup": markup} if markup and "inline_keyboard" in markup else {}


def show_keyboard(call: Call, chat: Chat, markup: JsonObject | None, message_id: int) -> None:
    """A reply keyboard, its removal or a forced reply takes effect on the phone."""
    if not markup or "inline_keyboard" in markup:
        return
    keyboard: JsonObject | None = None
    if "keyboard" in markup:
        keyboard = {
            "message_id": message_id,
            "keyboard": markup["keyboard"],
            "resize_keyboard": bool(markup.get("resize_keyboard")),
            "one_time_keyboard": bool(markup.get("one_time_keyboard")),
            "is_persistent": bool(markup.get("is_persistent")),
            "input_field_placeholder": markup.get("input_field_placeholder"),
        }
    elif markup.get("force_reply"):
        placeholder = markup.get("input_field_placeholder")
        keyboard = {
            "message_id": message_id,
            "force_reply": True,
            "input_field_placeholder": placeholder,
        }
    chat.keyboard = keyboard
    call.world.chat_changed(chat)
    call.world.tell(chat, {"type": "keyboard", "keyboard": keyboard})


def _rows(given: Any) -> list[list[Any]]:
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise bad_request("can't parse keyboard: expected an Array of Array")
    return given


def _inline_button(button: Any) -> JsonObject:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in INLINE_ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and "." not in str(url) and "://" not in str(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    copied = button.get("copy_text")
    if copied is not None and not (isinstance(copied, dict) and _fits(copied.get("text"))):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {name: value for name, value in button.items() if value is not None}


def _fits(text: Any) -> bool:
    return isinstance(text, str) and 1 <= utf16_length(text) <= COPIED_LENGTH


def _reply_button(button: Any) -> JsonObject:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return {name: value for name, value in button.items() if value is not None}
