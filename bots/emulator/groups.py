"""Groups, supergroups and channels with a bot in them: how it comes, what it reads, how it goes."""

from bots.emulator.arrivals import emit
from bots.emulator.bot import Bot
from bots.emulator.chat import Chat
from bots.emulator.json_types import JsonObject
from bots.emulator.users import on_the_wire
from bots.emulator.world import World

TYPES = ("group", "supergroup", "channel")
STATUSES = ("administrator", "member", "left", "kicked")
SERVICE = frozenset(
    {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id"}
)
ADMIN_RIGHTS = dict.fromkeys(
    (
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_pin_messages",
        "can_manage_topics",
        "can_send_welcome_messages",
    ),
    True,
)


def administrator(bot: Bot) -> JsonObject:
    """ChatMemberAdministrator with every right."""
    fixed = {"can_be_edited": False, "is_anonymous": False}
    return {"status": "administrator", "user": bot.user, **fixed, **ADMIN_RIGHTS}


def own_membership(bot: Bot, status: str) -> JsonObject:
    """The bot as a ChatMember of this status."""
    if status == "administrator":
        return administrator(bot)
    member: JsonObject = {"status": status, "user": bot.user}
    return {**member, "until_date": 0} if status == "kicked" else member


def reads(bot: Bot, chat: Chat, message: JsonObject) -> bool:
    """Privacy mode: a plain member is shown commands, answers to itself, and what happens."""
    if chat.is_private or chat.bot_status == "administrator":
        return True
    if chat.bot_status != "member" or chat.migrated_to is not None:
        return False
    answered = message.get("reply_to_message", {}).get("from", {}).get("id")
    if answered == bot.id or not SERVICE.isdisjoint(message):
        return True
    return any(entity["type"] == "bot_command" for entity in message.get("entities", ()))


def bot_changed(
    world: World, bot: Bot, chat: Chat, by: JsonObject, change: tuple[str, str]
) -> list[int]:
    """`my_chat_member`: the bot was `change[0]`, now it is `change[1]`."""
    update = {
        "chat": chat.info,
        "from": by,
        "date": int(world.clock.now()),
        "old_chat_member": own_membership(bot, change[0]),
        "new_chat_member": own_membership(bot, change[1]),
    }
    return emit(world, bot, "my_chat_member", update)


def add_group(
    world: World, bot: Bot, by: JsonObject, *, kind: str, title: str, status: str
) -> tuple[Chat, list[int]]:
    """A new chat of this kind, to which its owner has added the bot; the ids of the updates."""
    number = world.chance.randrange(10**9, 2 * 10**9)
    chat_id = -number if kind == "group" else -1_000_000_000_000 - number
    info: JsonObject = {"id": chat_id, "title": title, "type": kind}
    chat = Chat(bot_id=bot.id, info=info, members=[by["id"]], bot_status="left")
    bot.chats[chat_id] = chat
    return chat, set_status(world, bot, chat, by, status)


def set_status(world: World, bot: Bot, chat: Chat, by: JsonObject, status: str) -> list[int]:
    """The bot is added, promoted, removed or leaves."""
    old, chat.bot_status = chat.bot_status, status
    world.chat_changed(chat)
    sender = on_the_wire(by)
    ids = bot_changed(world, bot, chat, sender, (old, status))
    if old in ("left", "kicked") and status in ("member", "administrator") and not chat.is_channel:
        ids += _happened(world, bot, chat, sender, {"new_chat_members": [bot.user]})
    return ids


def migrate(world: World, bot: Bot, chat: Chat, by: JsonObject) -> tuple[Chat, list[int]]:
    """A group becomes a supergroup with another id; the old one answers with that id only."""
    info = {**chat.info, "id": -1_000_000_000_000 + chat.id, "type": "supergroup"}
    new = Chat(bot_id=bot.id, info=info, members=chat.members, bot_status=chat.bot_status)
    bot.chats[new.id] = new
    sender = on_the_wire(by)
    ids = _happened(world, bot, chat, sender, {"migrate_to_chat_id": new.id})
    ids += _happened(world, bot, new, sender, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = new.id
    world.chat_changed(chat)
    world.chat_changed(new)
    return new, ids


def _happened(
    world: World, bot: Bot, chat: Chat, sender: JsonObject, content: JsonObject
) -> list[int]:
    """A service message."""
    message = world.compose(chat, sender, content)
    world.keep(chat, message, from_bot=False)
    return emit(world, bot, "message", message) if reads(bot, chat, message) else []
