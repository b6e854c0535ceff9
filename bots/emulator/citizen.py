"""What a citizen can do on the phone: each act changes the chat and becomes an update."""

from dataclasses import dataclass, field

from bots.emulator.arrivals import emit, emit_after
from bots.emulator.bot import Bot
from bots.emulator.chat import Chat, Entry
from bots.emulator.groups import bot_changed, reads
from bots.emulator.json_types import JsonObject
from bots.emulator.kinds import origin
from bots.emulator.methods.forwarding import content_of, origin_of
from bots.emulator.methods.sending import quoted, replied_to
from bots.emulator.text import trimmed, with_found
from bots.emulator.users import on_the_wire
from bots.emulator.world import World

ENDED = ("live_period", "heading", "proximity_alert_radius")


class Impossible(Exception):
    """What was asked cannot be done here: `status` is the HTTP status that says so."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass
class Outcome:
    """What an act made: Messages, the ids of updates, and what a press opened or began."""

    messages: list[JsonObject] = field(default_factory=list)
    update_ids: list[int] = field(default_factory=list)
    more: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Outcome") -> None:
        self.messages += other.messages
        self.update_ids += other.update_ids

    def shown(self) -> JsonObject:
        return {"messages": self.messages, "update_ids": self.update_ids, **self.more}


class Citizen:
    """One user in the chat with one bot, or in a `group` with it."""

    def __init__(self, world: World, bot: Bot, user: JsonObject, group: Chat | None = None) -> None:
        self.world, self.bot, self.user, self.group = world, bot, user, group

    @property
    def chat(self) -> Chat:
        """The chat; opened by the first act. Impossible while the bot is blocked."""
        if self.group is not None:
            return self._inside(self.group)
        chat = self.world.open_chat(self.bot, self.user)
        if chat.blocked:
            raise Impossible(409, "the user has blocked this bot: unblock first")
        return chat

    def _inside(self, group: Chat) -> Chat:
        """The group, which whoever writes into it joins."""
        if group.migrated_to is not None:
            raise Impossible(409, f"the group has become the supergroup {group.migrated_to}")
        if self.user["id"] not in group.members:
            group.members.append(self.user["id"])
            self.world.chat_changed(group)
        return group

    @property
    def sender(self) -> JsonObject:
        return on_the_wire(self.user)

    def say(
        self, content: JsonObject, envelope: JsonObject | None = None, after_s: float = 0
    ) -> Outcome:
        """A message with this content; `envelope` are `reply_to`, `quote`, `forward_origin`, ...

        With `after_s` it is in the chat at once, and reaches the bot so much later.
        """
        chat = self.chat
        around = self._around(chat, envelope or {})
        message = self.world.compose(chat, self.sender, {**around, **content})
        self.world.keep(chat, message, from_bot=False)
        return Outcome([message], self._tell(chat, message, after_s=after_s))

    def _tell(
        self, chat: Chat, message: JsonObject, *, edited: bool = False, after_s: float = 0
    ) -> list[int]:
        kind = chat.update_kind(edited)
        if not reads(self.bot, chat, message):
            return []
        if after_s:
            emit_after(self.world, self.bot, kind, message, after_s)
            return []
        return emit(self.world, self.bot, kind, message)

    def write(self, text: str, envelope: JsonObject) -> Outcome:
        text, entities = _with_entities(text)
        if not text:
            raise Impossible(400, "a text message needs text")
        return self.say({"text": text, **entities}, envelope)

    def _around(self, chat: Chat, envelope: JsonObject) -> JsonObject:
        around: JsonObject = {}
        if (reply_to := envelope.get("reply_to")) is not None:
            entry = chat.entry(int(reply_to))
            if entry is None:
                raise Impossible(404, f"no message {reply_to} to reply to")
            around |= replied_to(entry)
            if words := envelope.get("quote"):
                around["quote"] = quoted(entry, str(words))
                if around["quote"] is None:
                    raise Impossible(400, "the quote is not in the message")
        if (forwarded := envelope.get("forward_origin")) is not None:
            around["forward_origin"] = forwarded
        elif (kind := envelope.get("forward")) is not None:
            around["forward_origin"] = origin(str(kind), int(self.world.clock.now()))
        return around

    def forward(self, message_id: int) -> Outcome:
        """A message of this chat once more, marked with whom it came from."""
        entry = self.chat.entry(message_id)
        if entry is None:
            raise Impossible(404, f"no message {message_id} to forward")
        if entry.message.get("has_protected_content"):
            raise Impossible(409, "the message is protected from forwarding")
        return self.say({**origin_of(entry), **content_of(entry)})

    def edit(self, message_id: int, text: str) -> Outcome:
        entry = self.chat.entry(message_id)
        if entry is None or entry.from_bot:
            raise Impossible(404, f"no own message {message_id}")
        name = "text" if "text" in entry.message else "caption"
        entities_name = "entities" if name == "text" else "caption_entities"
        text, entities = _with_entities(text)
        message = {k: v for k, v in entry.message.items() if k not in (name, entities_name)}
        message[name] = text
        if entities:
            message[entities_name] = entities["entities"]
        return self._edited(entry, message)

    def _edited(self, entry: Entry, message: JsonObject) -> Outcome:
        message = {**message, "edit_date": int(self.world.clock.now())}
        self.world.edited(self.chat, entry, message)
        return Outcome([message], self._tell(self.chat, message, edited=True))

    def move(self, place: JsonObject, message_id: int | None = None) -> Outcome:
        entry = self._live(message_id)
        old = entry.message["location"]
        kept = {"live_period": old["live_period"]}
        return self._edited(entry, {**entry.message, "location": {**kept, **place}})

    def stop_location(self, message_id: int | None = None) -> Outcome:
        entry = self._live(message_id)
        location = {k: v for k, v in entry.message["location"].items() if k not in ENDED}
        return self._edited(entry, {**entry.message, "location": location})

    def _live(self, message_id: int | None) -> Entry:
        now = self.world.clock.now()
        for entry in self.chat.newest_first():
            location = entry.message.get("location", {})
            running = entry.message["date"] + location.get("live_period", 0) > now
            wanted = message_id in (None, entry.message_id)
            if not entry.from_bot and "live_period" in location and running and wanted:
                return entry
        raise Impossible(404, "no live location is running")

    def delete(self, message_id: int) -> Outcome:
        """Takes a message away for both; the bot is not told."""
        entry = self.chat.entry(message_id)
        if entry is None:
            raise Impossible(404, f"no message {message_id} to delete")
        self.world.deleted(self.chat, entry)
        return Outcome()

    def react(self, message_id: int, emoji: str) -> Outcome:
        """A reaction of the citizen's own; an empty one takes it away."""
        chat = self.chat
        entry = chat.entry(message_id)
        if entry is None:
            raise Impossible(404, f"no message {message_id} to react to")
        change: JsonObject = {
            "chat": chat.info,
            "message_id": message_id,
            "user": self.sender,
            "date": int(self.world.clock.now()),
            "old_reaction": entry.own_reaction,
            "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
        }
        self.world.reacted(chat, entry, change["new_reaction"], from_bot=False)
        return Outcome([], emit(self.world, self.bot, "message_reaction", change))

    def block(self, blocked: bool) -> Outcome:
        chat = self.world.open_chat(self.bot, self.user)
        if chat.blocked == blocked:
            return Outcome()
        chat.blocked = blocked
        self.world.chat_changed(chat)
        self.world.tell(chat, {"type": "blocked", "blocked": blocked})
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        ids = bot_changed(self.world, self.bot, chat, self.sender, (old, new))
        return Outcome([], ids)


def _with_entities(text: str) -> tuple[str, JsonObject]:
    text, _ = trimmed(text, [])
    entities = with_found(text, [])
    return text, ({"entities": entities} if entities else {})
