"""Forwards and copies."""

from bots.emulator.call import Call
from bots.emulator.chat import Chat, Entry
from bots.emulator.errors import bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.methods.sending import deliver

ENVELOPE = frozenset(
    {
        "message_id",
        "from",
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


def _content(entry: Entry) -> JsonObject:
    return {k: v for k, v in entry.message.items() if k not in ENVELOPE}


def _source(call: Call, what: str) -> tuple[Chat, Entry]:
    chat = call.known_chat("from_chat_id")
    entry = chat.entry(call.parameters.integer("message_id"))
    if entry is None:
        raise bad_request(f"message to {what} not found")
    return chat, entry


def _origin(entry: Entry) -> JsonObject:
    message = entry.message
    if "forward_origin" in message:
        return {"forward_origin": message["forward_origin"]}
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    return {"forward_origin": origin}


def forward_message(call: Call) -> JsonObject:
    _, entry = _source(call, "forward")
    return deliver(call, {**_origin(entry), **_content(entry)})


def copy_message(call: Call) -> JsonObject:
    _, entry = _source(call, "copy")
    content = _content(entry)
    if call.parameters.has("caption"):
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= call.caption()
    return {"message_id": deliver(call, content)["message_id"]}


def _many(call: Call) -> list[Entry]:
    chat = call.known_chat("from_chat_id")
    ids = call.parameters.array("message_ids", "message identifiers")
    if not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified or too many")
    entries = [entry for one in ids if (entry := chat.entry(int(one)))]
    if not entries:
        raise bad_request("there are no messages to copy")
    return entries if call.keep_first is None else entries[: call.keep_first]


def forward_messages(call: Call) -> list[JsonObject]:
    sent = [deliver(call, {**_origin(e), **_content(e)}) for e in _many(call)]
    return [{"message_id": message["message_id"]} for message in sent]


def copy_messages(call: Call) -> list[JsonObject]:
    sent = [deliver(call, _content(entry)) for entry in _many(call)]
    return [{"message_id": message["message_id"]} for message in sent]
