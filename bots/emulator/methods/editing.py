"""Edits and deletions of the bot's own messages, live locations, reactions and pins."""

from bots.emulator.call import Call
from bots.emulator.chat import Chat, Entry
from bots.emulator.errors import NOT_MODIFIED, bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.markup import echoed, read_markup
from bots.emulator.methods.media import input_media
from bots.emulator.methods.sending import message_ids, read_location
from bots.emulator.reactions import REACTIONS

TO_EDIT = "message to edit not found"
DAY_S = 24 * 3600
TWO_DAYS_S = 2 * DAY_S
MEDIA = ("photo", "video", "audio", "document", "animation", "voice")
TEXT_FIELDS = frozenset({"text", "entities", "link_preview_options"})
MEDIA_FIELDS = frozenset({*MEDIA, "caption", "caption_entities", "has_media_spoiler"})


def _rewrite(
    call: Call, chat: Chat, entry: Entry, without: frozenset[str], content: JsonObject
) -> JsonObject:
    """The message with `content` in place of the fields named; 400 when nothing changes."""
    old = {k: v for k, v in entry.message.items() if k != "edit_date"}
    new = {k: v for k, v in old.items() if k not in without and k != "reply_markup"}
    new |= content | echoed(read_markup(call))
    if new == old:
        raise bad_request(NOT_MODIFIED)
    message = {**new, "edit_date": int(call.world.clock.now())}
    call.world.edited(chat, entry, message)
    return message


def edit_message_text(call: Call) -> JsonObject:
    content = call.formatted_text()
    chat, entry = call.own_message(TO_EDIT)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    return _rewrite(call, chat, entry, TEXT_FIELDS, content)


def edit_message_caption(call: Call) -> JsonObject:
    content = call.caption()
    chat, entry = call.own_message(TO_EDIT)
    if not any(kind in entry.message for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _rewrite(call, chat, entry, frozenset({"caption", "caption_entities"}), content)


def edit_message_media(call: Call) -> JsonObject:
    content = input_media(call, call.parameters.object("media", "InputMedia"))
    chat, entry = call.own_message(TO_EDIT)
    if not any(kind in entry.message for kind in MEDIA):
        raise bad_request("message can't be edited")
    return _rewrite(call, chat, entry, MEDIA_FIELDS, content)


def edit_message_reply_markup(call: Call) -> JsonObject:
    chat, entry = call.own_message(TO_EDIT)
    return _rewrite(call, chat, entry, frozenset(), {})


def edit_message_live_location(call: Call) -> JsonObject:
    location = read_location(call)
    chat, entry = _running(call)
    old = entry.message["location"]
    location.setdefault("live_period", old["live_period"])
    return _rewrite(call, chat, entry, frozenset({"location"}), {"location": location})


def stop_message_live_location(call: Call) -> JsonObject:
    chat, entry = _running(call)
    ended = ("live_period", "heading", "proximity_alert_radius")
    location = {k: v for k, v in entry.message["location"].items() if k not in ended}
    return _rewrite(call, chat, entry, frozenset({"location"}), {"location": location})


def _running(call: Call) -> tuple[Chat, Entry]:
    chat, entry = call.own_message(TO_EDIT)
    location = entry.message.get("location", {})
    ends_at = entry.message["date"] + location.get("live_period", 0)
    if "live_period" not in location or ends_at < call.world.clock.now():
        raise bad_request("message can't be edited")
    return chat, entry


def stop_poll(call: Call) -> JsonObject:
    chat, entry = call.own_message("message with poll to stop not found")
    poll = entry.message.get("poll")
    if poll is None:
        raise bad_request("message is not a poll")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    closed: JsonObject = {**poll, "is_closed": True}
    _rewrite(call, chat, entry, frozenset({"poll"}), {"poll": closed})
    return closed


def delete_message(call: Call) -> bool:
    chat = call.chat()
    if not call.parameters.has("message_id"):
        raise bad_request("message identifier is not specified")
    entry = chat.entry(call.parameters.integer("message_id"))
    if entry is None:
        raise bad_request("message to delete not found")
    _refuse_deletion(call, chat, entry)
    call.world.deleted(chat, entry)
    return True


def delete_messages(call: Call) -> bool:
    """What is gone already is passed over; one that may not be deleted keeps them all (TDLib)."""
    chat = call.chat()
    ids = message_ids(call)
    entries = [entry for one in ids if (entry := chat.entry(one))]
    for entry in entries:
        _refuse_deletion(call, chat, entry)
    for entry in entries:
        if not entry.deleted:
            call.world.deleted(chat, entry)
    return True


def _refuse_deletion(call: Call, chat: Chat, entry: Entry) -> None:
    """400 unless young enough, and the bot's own or in a chat where it may delete any."""
    if not (entry.from_bot or chat.is_private or chat.bot_status == "administrator"):
        raise bad_request("message can't be deleted")
    age_s = call.world.clock.now() - entry.message["date"]
    if age_s > TWO_DAYS_S:
        raise bad_request("message can't be deleted for everyone")
    if "dice" in entry.message and chat.is_private and age_s < DAY_S:
        raise bad_request("message can't be deleted for everyone")


def set_message_reaction(call: Call) -> bool:
    chat = call.chat()
    entry = chat.entry(call.parameters.integer("message_id"))
    if entry is None:
        raise bad_request("message to react not found")
    reaction = call.parameters.array("reaction", "reaction types")
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for one in reaction:
        if one.get("type") not in ("emoji", "custom_emoji"):
            raise bad_request("REACTION_INVALID")
        if one["type"] == "emoji" and one.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    call.world.reacted(chat, entry, reaction, from_bot=True)
    return True


def pin_chat_message(call: Call) -> bool:
    chat = call.chat()
    entry = chat.entry(call.parameters.integer("message_id"))
    if entry is None:
        raise bad_request("message to pin not found")
    return _pinned(call, chat, entry.message_id)


def unpin_chat_message(call: Call) -> bool:
    return _pinned(call, call.chat(), None)


def _pinned(call: Call, chat: Chat, message_id: int | None) -> bool:
    chat.pinned = message_id
    call.world.chat_changed(chat)
    call.world.tell(chat, {"type": "pinned", "message_id": message_id})
    return True
