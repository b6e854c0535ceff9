"""sendMessage and the other sends without files, and the one path all sends take."""

from typing import Any

from bots.emulator.call import Call
from bots.emulator.chat import Chat, Entry
from bots.emulator.errors import bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.markup import echoed, read_markup, show_keyboard
from bots.emulator.text import utf16_length

LIVE_PERIOD_RANGE = range(60, 86_401)
LIVE_FOREVER = 0x7FFFFFFF
MOST_IDS = 100
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def deliver(call: Call, content: JsonObject, *, counts: bool = True) -> JsonObject:
    """Puts a message of the bot into the chat named by the call; the Message.

    `counts` is false for what the send limits have counted already, as an album's later items.
    """
    chat = call.chat()
    markup = read_markup(call)
    around = {**_thread(call, chat), **_reply(call, chat)}
    if counts:
        call.charge(chat)
    message = call.world.compose(chat, call.bot.user, {**around, **content, **echoed(markup)})
    if call.parameters.flag("protect_content"):
        message["has_protected_content"] = True
    silent = call.parameters.flag("disable_notification")
    call.world.keep(chat, message, from_bot=True, silent=silent)
    show_keyboard(call, chat, markup, message["message_id"])
    return message


def _thread(call: Call, chat: Chat) -> JsonObject:
    thread = call.parameters.integer("message_thread_id")
    if not thread or chat.is_private:
        return {}
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[thread].get("closed"):
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread, "is_topic_message": True}


def _reply(call: Call, chat: Chat) -> JsonObject:
    """`reply_to_message`, from reply_parameters or the older parameter."""
    values = call.parameters
    if not (values.has("reply_parameters") or values.has("reply_to_message_id")):
        return {}
    asked = values.object("reply_parameters", "reply parameters") or {}
    message_id = asked.get("message_id") or values.integer("reply_to_message_id")
    lenient = asked.get("allow_sending_without_reply") in (True, "true")
    if not message_id:
        return {}
    entry = chat.entry(int(message_id))
    if entry is not None:
        return {**replied_to(entry), **_quote(asked, entry)}
    if lenient or values.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _quote(asked: JsonObject, entry: Entry) -> JsonObject:
    """The part of the message that the bot answers; 400 when it is not in there."""
    text = str(asked.get("quote") or "")
    if not text:
        return {}
    quote = quoted(entry, text)
    if quote is None:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"quote": quote}


def quoted(entry: Entry, text: str) -> JsonObject | None:
    """A TextQuote of the message, or None when it does not say so."""
    words = str(entry.message.get("text") or entry.message.get("caption") or "")
    at = words.find(text)
    if at < 0:
        return None
    return {"text": text, "position": utf16_length(words[:at]), "is_manual": True}


def message_ids(call: Call) -> list[int]:
    """1 to 100 identifiers; 400 otherwise."""
    ids = [int(one) for one in call.parameters.array("message_ids", "message identifiers")]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_IDS:
        raise bad_request("too many message identifiers specified")
    return ids


def replied_to(entry: Entry) -> JsonObject:
    """A reply shows the message it answers, but not what that one answered."""
    inner = {k: v for k, v in entry.message.items() if k != "reply_to_message"}
    return {"reply_to_message": inner}


def send_message(call: Call) -> JsonObject:
    return deliver(call, call.formatted_text())


def send_location(call: Call) -> JsonObject:
    return deliver(call, {"location": read_location(call)})


def read_location(call: Call) -> JsonObject:
    """A Location object from the call's parameters, live when `live_period` is given."""
    location = _point(call)
    if (accuracy := call.parameters.number("horizontal_accuracy")) is not None:
        location["horizontal_accuracy"] = min(1500.0, max(0.0, accuracy))
    for name in ("live_period", "heading", "proximity_alert_radius"):
        if value := call.parameters.integer(name):
            location[name] = value
    period = location.get("live_period")
    if period is not None and period not in LIVE_PERIOD_RANGE and period != LIVE_FOREVER:
        raise bad_request("wrong live location period specified")
    return location


def _point(call: Call) -> JsonObject:
    latitude, longitude = call.parameters.number("latitude"), call.parameters.number("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("invalid location specified")
    return {"latitude": latitude, "longitude": longitude}


def send_venue(call: Call) -> JsonObject:
    values = call.parameters
    venue = {
        "location": _point(call),
        "title": values.text("title"),
        "address": values.text("address"),
    }
    if not venue["title"]:
        raise bad_request("venue title must be non-empty")
    return deliver(call, {"venue": venue, "location": venue["location"]})


def send_contact(call: Call) -> JsonObject:
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {n: call.parameters.text(n) for n in names if call.parameters.has(n)}
    if "phone_number" not in contact:
        raise bad_request("phone number must be non-empty")
    if "first_name" not in contact:
        raise bad_request("first name must be non-empty")
    return deliver(call, {"contact": contact})


def send_poll(call: Call) -> JsonObject:
    values = call.parameters
    if not values.text("question").strip():
        raise bad_request("poll question must be non-empty")
    options = [_option(one) for one in values.array("options", "options")]
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have at least 1 option")
    kind = values.text("type", "regular")
    poll = {
        "id": str(call.world.chance.getrandbits(62)),
        "question": values.text("question"),
        "options": options,
        "total_voter_count": 0,
        "is_closed": values.flag("is_closed"),
        "is_anonymous": values.flag("is_anonymous") or not values.has("is_anonymous"),
        "type": kind,
        "allows_multiple_answers": values.flag("allows_multiple_answers"),
        "allows_revoting": values.flag("allows_revoting") or kind == "regular",
        "members_only": values.flag("members_only"),
    }
    return deliver(call, {"poll": poll})


def _option(given: Any) -> JsonObject:
    text = given.get("text") if isinstance(given, dict) else given
    if not isinstance(text, str) or not text.strip():
        raise bad_request("poll option text must be non-empty")
    number = str(abs(hash(text)) % 10**9)
    return {"persistent_id": number, "text": text, "voter_count": 0}


def send_dice(call: Call) -> JsonObject:
    emoji = call.parameters.text("emoji", "🎲")
    if emoji not in DICE:
        raise bad_request("wrong dice emoji specified")
    value = call.world.chance.randint(1, DICE[emoji])
    return deliver(call, {"dice": {"emoji": emoji, "value": value}})


def send_chat_action(call: Call) -> bool:
    action = call.parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.tell(call.chat(), {"type": "chat_action", "action": action})
    return True


def send_message_draft(call: Call) -> bool:
    """A message being written: seen on the phone, never kept."""
    if not call.parameters.integer("draft_id"):
        raise bad_request("draft_id must be non-zero")
    content = call.formatted_text() if call.parameters.has("text") else {"text": ""}
    event = {"type": "draft", "draft_id": call.parameters.integer("draft_id"), **content}
    call.world.tell(call.chat(), event)
    return True
