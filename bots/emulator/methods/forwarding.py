"""Forwards and copies."""

from collections.abc import Callable

from bots.emulator.call import Call
from bots.emulator.chat import Chat, Entry
from bots.emulator.errors import bad_request
from bots.emulator.groups import SERVICE
from bots.emulator.json_types import JsonObject
from bots.emulator.methods.sending import deliver, message_ids

ENVELOPE = frozenset(
    {
        "message_id",
        "from",
        "sender_chat",
        "via_bot",
        "chat",
        "date",
        "edit_date",
        "reply_markup",
        "reply_to_message",
        "forward_origin",
        "message_thread_id",
        "is_topic_message",
        "media_group_id",
        "has_protected_content",
        "quote",
    }
)


def content_of(entry: Entry) -> JsonObject:
    """What is left of a message without its place and time."""
    return {k: v for k, v in entry.message.items() if k not in ENVELOPE}


def _source(call: Call, what: str) -> tuple[Chat, Entry]:
    chat = call.known_chat("from_chat_id")
    entry = chat.entry(call.parameters.integer("message_id"))
    if entry is None:
        raise bad_request(f"message to {what} not found")
    allowed = _may_be_forwarded if what == "forward" else _may_be_copied
    if not allowed(entry):
        raise bad_request(f"message can't be {'forwarded' if what == 'forward' else 'copied'}")
    return chat, entry


def _may_be_copied(entry: Entry) -> bool:
    """Not what the server itself says of a chat."""
    return SERVICE.isdisjoint(entry.message)


def _may_be_forwarded(entry: Entry) -> bool:
    return _may_be_copied(entry) and not entry.message.get("has_protected_content")


def origin_of(entry: Entry) -> JsonObject:
    """Where a message comes from, as its forwards say."""
    message = entry.message
    if "forward_origin" in message:
        return {"forward_origin": message["forward_origin"]}
    date = message["date"]
    if "from" not in message:
        post = {"chat": message["chat"], "message_id": entry.message_id}
        return {"forward_origin": {"type": "channel", **post, "date": date}}
    return {"forward_origin": {"type": "user", "sender_user": message["from"], "date": date}}


def forward_message(call: Call) -> JsonObject:
    _, entry = _source(call, "forward")
    return deliver(call, {**origin_of(entry), **content_of(entry)})


def copy_message(call: Call) -> JsonObject:
    _, entry = _source(call, "copy")
    content = content_of(entry)
    if call.parameters.has("caption"):
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= call.caption()
    return {"message_id": deliver(call, content)["message_id"]}


def _many(call: Call, what: str, keeps: Callable[[Entry], bool]) -> list[Entry]:
    chat = call.known_chat("from_chat_id")
    entries = [entry for one in message_ids(call) if (entry := chat.entry(one)) and keeps(entry)]
    if not entries:
        raise bad_request(f"there are no messages to {what}")
    return entries if call.keep_first is None else entries[: call.keep_first]


def forward_messages(call: Call) -> list[JsonObject]:
    sent = [
        deliver(call, {**origin_of(e), **content_of(e)})
        for e in _many(call, "forward", _may_be_forwarded)
    ]
    return [{"message_id": message["message_id"]} for message in sent]


def copy_messages(call: Call) -> list[JsonObject]:
    sent = [deliver(call, content_of(entry)) for entry in _many(call, "copy", _may_be_copied)]
    return [{"message_id": message["message_id"]} for message in sent]
