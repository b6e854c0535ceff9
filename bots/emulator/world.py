"""The world the emulator plays: bots, citizens, chats, files, clock. Plain dictionaries, no I/O."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from bots.emulator.bot import PRACTICE_QUERY, Bot, Query, Webhook
from bots.emulator.chat import Chat, Entry
from bots.emulator.clock import Clock
from bots.emulator.faults import FaultBook
from bots.emulator.files import FileStore
from bots.emulator.json_types import JsonObject
from bots.emulator.live import LiveHub
from bots.emulator.settings import BotSeed
from bots.emulator.updates import UpdateQueue
from bots.emulator.users import FIRST_ID, new_user, on_the_wire, private_chat

FORUM: JsonObject = {
    "id": -100123,
    "title": "Emulator forum",
    "type": "supergroup",
    "is_forum": True,
}
OWNER: JsonObject = {"id": 4_000_000, "is_bot": False, "first_name": "Forum owner"}

Remember = Callable[[str, str, Callable[[], object]], None]


class World:
    """`remember(kind, key, value)` is told of every change that must outlive a restart."""

    def __init__(
        self,
        bots: Iterable[BotSeed],
        seed: int = 1,
        *,
        limits: bool = False,
        local: Path | None = None,
    ) -> None:
        self.clock = Clock()
        self.chance = random.Random(seed)  # noqa: S311 - repeatable ids, no secrets
        self.faults = FaultBook(seed=seed)
        self.live = LiveHub()
        self.files = FileStore(local)
        self.limits = limits
        self.users: dict[int, JsonObject] = {}
        self.seq = 0
        self.calls: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.conflicts = 0
        self.stopping = False
        self.remember: Remember = lambda kind, key, value: None
        self.start_webhook: Callable[[Bot, Webhook], None] = _no_webhooks
        self.stop_webhook: Callable[[Bot], None] = lambda bot: None
        self.bots = {bot.id: bot for bot in (self._bot(one) for one in bots)}
        self.by_token = {bot.token: bot for bot in self.bots.values()}

    def _bot(self, seed: BotSeed) -> Bot:
        bot = Bot(seed, UpdateQueue(next_id=self.chance.randrange(100, 900) * 1_000_000 + 1))
        bot.chats[FORUM["id"]] = Chat(bot_id=bot.id, info=FORUM, members=[OWNER["id"]])
        bot.queries[PRACTICE_QUERY] = Query(date=float("inf"))
        return bot

    def bot(self, name: str | None) -> Bot | None:
        """By username or id; the first one when nothing is named."""
        if not name:
            return next(iter(self.bots.values()))
        wanted = name.removeprefix("@").lower()
        for bot in self.bots.values():
            if wanted in (str(bot.id), bot.seed.username.lower()):
                return bot
        return None

    def add_user(self, wish: JsonObject) -> JsonObject:
        user_id = wish.get("id") or self._free_user_id()
        user = new_user(wish, user_id, self.chance)
        self.users[user_id] = user
        self.user_changed(user)
        return user

    def _free_user_id(self) -> int:
        number = FIRST_ID + len(self.users)
        while number in self.users:
            number += 1
        return number

    def user_changed(self, user: JsonObject) -> None:
        for bot in self.bots.values():
            if chat := bot.chats.get(user["id"]):
                chat.info = private_chat(user)
                self.chat_changed(chat)
        self.remember("user", str(user["id"]), lambda: user)

    def open_chat(self, bot: Bot, user: JsonObject) -> Chat:
        """The private chat of the two, begun if need be."""
        chat = bot.chats.get(user["id"])
        if chat is None:
            chat = bot.chats[user["id"]] = Chat(bot_id=bot.id, info=private_chat(user))
            self.chat_changed(chat)
        return chat

    def compose(self, chat: Chat, sender: JsonObject, content: JsonObject) -> JsonObject:
        """A Message object with the next id and the time of now."""
        author = {"sender_chat": chat.info} if chat.is_channel else {"from": sender}
        return {
            "message_id": chat.take_message_id(),
            **author,
            "chat": chat.info,
            "date": int(self.clock.now()),
            **content,
        }

    def keep(
        self, chat: Chat, message: JsonObject, *, from_bot: bool, silent: bool = False
    ) -> Entry:
        """Puts a message into the chat and shows it on the phone."""
        self.seq += 1
        entry = Entry(
            message=message,
            from_bot=from_bot,
            sent_seq=self.seq,
            changed_seq=self.seq,
            silent=silent,
        )
        chat.entries[message["message_id"]] = entry
        if from_bot:
            chat.sends += 1
        self._entry_changed(chat, entry, "message")
        return entry

    def edited(self, chat: Chat, entry: Entry, message: JsonObject) -> None:
        """Another version of a message takes the place of the one before."""
        entry.message, entry.edited = message, True
        self._touch(entry)
        self._entry_changed(chat, entry, "edited")

    def deleted(self, chat: Chat, entry: Entry) -> None:
        entry.deleted = True
        self._touch(entry)
        self.message_changed(chat, entry)
        event = {"type": "deleted", "message_id": entry.message_id, "seq": entry.changed_seq}
        self.tell(chat, event)

    def reacted(
        self, chat: Chat, entry: Entry, reaction: list[JsonObject], *, from_bot: bool
    ) -> None:
        """The reaction of one side; a new one takes the place of the one before."""
        if from_bot:
            entry.reaction = reaction
        else:
            entry.own_reaction = reaction
        self._touch(entry)
        self.message_changed(chat, entry)
        both = {"reaction": entry.reaction, "own_reaction": entry.own_reaction}
        self.tell(chat, {"type": "reaction", "message_id": entry.message_id, **both})

    def _touch(self, entry: Entry) -> None:
        self.seq += 1
        entry.changed_seq = self.seq

    def _entry_changed(self, chat: Chat, entry: Entry, kind: str) -> None:
        self.message_changed(chat, entry)
        if self.live.watched(chat.id):
            self.tell(chat, {"type": kind, "entry": entry.shown()})

    def tell(self, chat: Chat, event: JsonObject) -> None:
        """Sends an event to the phones that look at this chat."""
        if self.live.watched(chat.id):
            self.live.publish(chat.id, {**event, "bot": chat.bot_id, "chat_id": chat.id})

    def message_changed(self, chat: Chat, entry: Entry) -> None:
        key = f"{chat.bot_id}:{chat.id}:{entry.message['message_id']}"
        self.remember("message", key, entry.shown)

    def chat_changed(self, chat: Chat) -> None:
        self.remember("chat", f"{chat.bot_id}:{chat.id}", lambda: _kept(chat))

    def shown_user(self, user: JsonObject) -> JsonObject:
        """User as the control API shows it."""
        chats = [(bot.id, bot.chats.get(user["id"])) for bot in self.bots.values()]
        known = [{"id": bot_id, "blocked": chat.blocked} for bot_id, chat in chats if chat]
        return {**user, "bots": known}

    def user_on_the_wire(self, user_id: int) -> JsonObject:
        return on_the_wire(self.users[user_id])


def _kept(chat: Chat) -> JsonObject:
    names = ["info", "next_message_id", "keyboard", "blocked", "pinned"]
    names += ["members", "bot_status", "migrated_to"]
    kept: JsonObject = {name: getattr(chat, name) for name in names}
    kept["topics"] = list(chat.topics.values())
    return kept


def _no_webhooks(bot: Bot, webhook: Webhook) -> None:
    raise RuntimeError("this world delivers no webhooks: app.py wires them")
