"""Raw updates, passed on as they are; the world learns from them whom a bot may answer."""

from bots.emulator.arrivals import described, number_in, part_of
from bots.emulator.bot import Bot, Query
from bots.emulator.chat import Chat
from bots.emulator.groups import TYPES
from bots.emulator.json_types import JsonObject, encode
from bots.emulator.users import FIELDS, private_chat
from bots.emulator.world import World


def emit_raw(world: World, bot: Bot, raw: JsonObject, *, learn: bool) -> int:
    """Queues an update object exactly as given; an absent `update_id` is filled in."""
    kinds = [key for key in raw if key != "update_id"]
    kind = kinds[0] if kinds else "unknown"
    thing = raw.get(kind)
    if learn and isinstance(thing, dict):
        _learn(world, bot, kind, thing)
    update_id = raw.get("update_id")
    if not isinstance(update_id, int) or isinstance(update_id, bool):
        update_id = bot.queue.take_id() if "update_id" not in raw else 0
        raw = {"update_id": update_id, **raw} if update_id else raw
    bot.queue.next_id = max(bot.queue.next_id, update_id + 1)
    update = described(world, bot, kind, thing if isinstance(thing, dict) else {})
    update.update_id, update.body = update_id, encode(raw)
    bot.queue.add(update)
    return update_id


def emit_bytes(world: World, bot: Bot, body: bytes) -> int:
    """Queues bytes, sound or not, in the place of one update."""
    update = described(world, bot, "raw", {})
    update.update_id = bot.queue.take_id()
    update.body = body.replace(b"{update_id}", str(update.update_id).encode())
    bot.queue.add(update)
    return update.update_id


def _learn(world: World, bot: Bot, kind: str, thing: JsonObject) -> None:
    message = part_of(thing, "message") if kind == "callback_query" else thing
    if kind in ("callback_query", "inline_query") and isinstance(thing.get("id"), str):
        bot.queries[thing["id"]] = Query(date=world.clock.now())
    chat_info, sender = part_of(message, "chat"), part_of(thing, "from")
    chat_id, message_id = number_in(chat_info, "id"), number_in(message, "message_id")
    if chat_info.get("type") in TYPES and chat_id is not None and chat_id < 0:
        bot.chats.setdefault(chat_id, Chat(bot_id=bot.id, info=chat_info, bot_status="member"))
    if chat_info.get("type") != "private" or chat_id is None or chat_id <= 0:
        return
    if chat_id not in world.users:
        wish = {name: sender.get(name) for name in FIELDS if isinstance(sender.get(name), str)}
        world.add_user({**wish, "id": chat_id})
    chat = world.open_chat(bot, world.users[chat_id])
    if kind != "message" or message_id is None or message_id in chat.entries:
        return
    chat.next_message_id = max(chat.next_message_id, message_id + 1)
    world.keep(chat, {**message, "chat": private_chat(world.users[chat_id])}, from_bot=False)
