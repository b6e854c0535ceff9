"""Questions about chats and members, and the topics of the seeded forum."""

from bots.emulator.call import Call
from bots.emulator.chat import Chat
from bots.emulator.errors import bad_request
from bots.emulator.groups import administrator, own_membership, set_status
from bots.emulator.json_types import JsonObject
from bots.emulator.methods.sending import replied_to
from bots.emulator.world import OWNER

ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(call: Call) -> JsonObject:
    can = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }
    return {**call.bot.user, **can}


def get_chat(call: Call) -> JsonObject:
    """ChatFullInfo."""
    chat = call.known_chat()
    full: JsonObject = {
        **chat.info,
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.is_private and chat.info.get("username"):
        full["active_usernames"] = [chat.info["username"]]
    if pinned := chat.entry(chat.pinned):
        full["pinned_message"] = replied_to(pinned)["reply_to_message"]
    return full


def _owner(call: Call, chat: Chat) -> JsonObject:
    """Whoever made the group."""
    first = chat.members[0] if chat.members else OWNER["id"]
    user = call.world.user_on_the_wire(first) if first in call.world.users else OWNER
    return {"status": "creator", "user": user, "is_anonymous": False}


def get_chat_member(call: Call) -> JsonObject:
    chat = call.known_chat()
    user_id = call.parameters.integer("user_id")
    if user_id == call.bot.id:
        return own_membership(call.bot, "member" if chat.is_private else chat.bot_status)
    owner = _owner(call, chat)
    if not chat.is_private and user_id == owner["user"]["id"]:
        return owner
    if user_id not in call.world.users:
        raise bad_request("invalid user_id specified" if user_id <= 0 else "user not found")
    inside = user_id == chat.id if chat.is_private else user_id in chat.members
    user = call.world.user_on_the_wire(user_id)
    return {"status": "member" if inside else "left", "user": user}


def get_chat_administrators(call: Call) -> list[JsonObject]:
    chat = call.known_chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    owner = _owner(call, chat)
    return [owner, administrator(call.bot)] if chat.bot_status == "administrator" else [owner]


def get_chat_member_count(call: Call) -> int:
    chat = call.known_chat()
    return 2 if chat.is_private else len(chat.members) + 1


def leave_chat(call: Call) -> bool:
    chat = call.known_chat()
    if chat.is_private:
        raise bad_request("can't leave private chats")
    if chat.bot_status != "left":
        set_status(call.world, call.bot, chat, call.bot.user, "left")
    return True


def get_user_profile_photos(call: Call) -> JsonObject:
    if call.parameters.integer("user_id") not in call.world.users:
        raise bad_request("invalid user_id specified")
    return {"total_count": 0, "photos": []}


def create_forum_topic(call: Call) -> JsonObject:
    chat = _forum(call)
    name = call.parameters.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_NAME_INVALID")
    color = call.parameters.integer("icon_color", ICON_COLORS[len(chat.topics) % 6])
    if color not in ICON_COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    thread = chat.take_message_id()
    topic = {"message_thread_id": thread, "name": name, "icon_color": color}
    chat.topics[thread] = topic
    call.world.chat_changed(chat)
    return topic


def _forum(call: Call) -> Chat:
    chat = call.chat()
    if not chat.info.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(call: Call) -> tuple[Chat, JsonObject]:
    chat = _forum(call)
    topic = chat.topics.get(call.parameters.integer("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def edit_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    name = call.parameters.text("name").strip()
    if not name or name == topic["name"]:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic["name"] = name
    call.world.chat_changed(chat)
    return True


def close_forum_topic(call: Call) -> bool:
    return _set_closed(call, True)


def reopen_forum_topic(call: Call) -> bool:
    return _set_closed(call, False)


def _set_closed(call: Call, closed: bool) -> bool:
    chat, topic = _topic(call)
    if bool(topic.get("closed")) == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic["closed"] = closed
    call.world.chat_changed(chat)
    return True


def delete_forum_topic(call: Call) -> bool:
    chat, topic = _topic(call)
    del chat.topics[topic["message_thread_id"]]
    call.world.chat_changed(chat)
    return True
