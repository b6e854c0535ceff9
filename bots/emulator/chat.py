"""One chat of one bot: its messages in both directions, and the keyboard under them."""

from dataclasses import dataclass, field

from bots.emulator.json_types import JsonObject


@dataclass(slots=True, eq=False, kw_only=True)
class Entry:
    """A message as the chat keeps it, deleted or not."""

    message: JsonObject
    from_bot: bool
    sent_seq: int
    changed_seq: int
    edited: bool = False
    deleted: bool = False
    silent: bool = False
    reaction: list[JsonObject] = field(default_factory=list)
    own_reaction: list[JsonObject] = field(default_factory=list)

    @property
    def message_id(self) -> int:
        return int(self.message["message_id"])

    def shown(self) -> JsonObject:
        return {
            "message_id": self.message["message_id"],
            "from_bot": self.from_bot,
            "date": self.message.get("date", 0),
            "message": self.message,
            "edited": self.edited,
            "deleted": self.deleted,
            "silent": self.silent,
            "reaction": self.reaction,
            "own_reaction": self.own_reaction,
            "sent_seq": self.sent_seq,
            "changed_seq": self.changed_seq,
        }


@dataclass(eq=False, kw_only=True)
class Chat:
    """`info` is the Chat object that every message carries.

    `bot_status` is the bot's own in a group or channel; `members` are the citizens in it.
    """

    bot_id: int
    info: JsonObject
    entries: dict[int, Entry] = field(default_factory=dict)
    next_message_id: int = 1
    keyboard: JsonObject | None = None
    blocked: bool = False
    pinned: int | None = None
    topics: dict[int, JsonObject] = field(default_factory=dict)
    sends: int = 0
    members: list[int] = field(default_factory=list)
    bot_status: str = "administrator"
    migrated_to: int | None = None

    @property
    def id(self) -> int:
        return int(self.info["id"])

    @property
    def is_private(self) -> bool:
        return self.info.get("type") == "private"

    @property
    def is_channel(self) -> bool:
        return self.info.get("type") == "channel"

    def update_kind(self, edited: bool = False) -> str:
        """The kind of update that carries a message of this chat."""
        kind = "channel_post" if self.is_channel else "message"
        return f"edited_{kind}" if edited else kind

    def take_message_id(self) -> int:
        self.next_message_id += 1
        return self.next_message_id - 1

    def entry(self, message_id: int | None) -> Entry | None:
        """The message, unless deleted or never there."""
        found = self.entries.get(message_id or 0)
        return None if found is None or found.deleted else found

    def newest_first(self) -> list[Entry]:
        return [e for e in reversed(self.entries.values()) if not e.deleted]
