"""How the world looks in rows, and how rows become a world again. No I/O."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Any

from bots.emulator.bot import Bot, Profile, Query, Webhook
from bots.emulator.chat import Chat, Entry
from bots.emulator.files import StoredFile
from bots.emulator.methods.receiving import kept_bot
from bots.emulator.updates import Update
from bots.emulator.world import World

Rows = dict[str, list[tuple[str, bytes]]]


def keep_everything_new(world: World) -> None:
    """Notes each update as it comes and goes, and the clock's shift."""
    for bot in world.bots.values():
        bot.queue.on_change = _update_keeper(world, bot)


def _update_keeper(world: World, bot: Bot) -> Callable[[Update], None]:
    def keep(update: Update) -> None:
        world.remember("update", f"{bot.id}:{update.seq}", lambda: _update_row(update))
        world.remember("bot", str(bot.id), lambda: kept_bot(bot))
        offset_s = world.clock.offset_s
        world.remember("world", "world", lambda: {"seq": world.seq, "offset_s": offset_s})

    return keep


def _update_row(update: Update) -> dict[str, Any]:
    row = {name: getattr(update, name) for name in Update.__slots__ if name != "body"}
    return {**row, "body": b64encode(update.body).decode()}


def restore(world: World, rows: Rows) -> None:
    """Puts everything back; rows of bots that are no longer configured are passed over."""

    def each(kind: str) -> list[tuple[str, Any]]:
        return [(key, json.loads(value)) for key, value in rows.get(kind, ())]

    for _, kept in each("world"):
        world.seq = kept["seq"]
        world.clock.advance(kept["offset_s"])
    for key, user in each("user"):
        world.users[int(key)] = user
    for _, kept in each("file"):
        world.files.restore(StoredFile(**kept))
    for key, kept in each("bot"):
        if bot := world.bots.get(int(key)):
            _restore_bot(bot, kept)
    for key, kept in each("profile"):
        if bot := world.bots.get(int(key)):
            bot.profile = Profile(**kept)
            bot.name_changed()
    for key, kept in each("query"):
        bot_id, _, query_id = key.partition(":")
        if bot := world.bots.get(int(bot_id)):
            bot.queries[query_id] = Query(**kept)
    _restore_chats(world, each("chat"))
    _restore_messages(world, each("message"))
    _restore_updates(world, each("update"))


def _restore_bot(bot: Bot, kept: dict[str, Any]) -> None:
    bot.queue.next_id, bot.queue.next_seq = kept["next_id"], kept["next_seq"]
    bot.queue.allowed = None if kept["allowed"] is None else frozenset(kept["allowed"])
    bot.webhook = None if kept["webhook"] is None else Webhook(**kept["webhook"])
    bot.revoked = kept["revoked"]


def _restore_chats(world: World, chats: list[tuple[str, Any]]) -> None:
    for key, kept in chats:
        bot = world.bots.get(int(key.partition(":")[0]))
        if bot is not None:
            topics = {topic["message_thread_id"]: topic for topic in kept.pop("topics")}
            chat = Chat(bot_id=bot.id, topics=topics, **kept)
            bot.chats[chat.id] = chat


def _restore_messages(world: World, messages: list[tuple[str, Any]]) -> None:
    for key, kept in sorted(messages, key=lambda item: item[1]["message_id"]):
        bot_id, chat_id, _ = (int(part) for part in key.split(":"))
        bot = world.bots.get(bot_id)
        if bot is None or chat_id not in bot.chats:
            continue
        chat, message_id = bot.chats[chat_id], kept.pop("message_id")
        del kept["date"]
        chat.entries[message_id] = Entry(**kept)
        chat.next_message_id = max(chat.next_message_id, message_id + 1)
        chat.sends += kept["from_bot"]
        world.seq = max(world.seq, kept["changed_seq"])


def _restore_updates(world: World, updates: list[tuple[str, Any]]) -> None:
    for key, kept in sorted(updates, key=lambda item: item[1]["seq"]):
        bot = world.bots.get(int(key.partition(":")[0]))
        if bot is None:
            continue
        kept["body"] = b64decode(kept["body"])
        update = Update(**kept)
        queue = bot.queue
        queue.next_seq = max(queue.next_seq, update.seq + 1)
        queue.next_id = max(queue.next_id, update.update_id + 1)
        if update.state == "pending":
            queue.ids_rise = queue.ids_rise and update.update_id > queue.highest_id
            queue.highest_id = max(queue.highest_id, update.update_id)
            queue.pending[update.seq] = update
        else:
            (queue.confirmed if update.state == "confirmed" else queue.dropped).append(update)
        queue.generated += 1
