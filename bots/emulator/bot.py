"""A bot as the server knows it: its token, profile, queue of updates, chats and open buttons."""

import random
from dataclasses import dataclass, field

from bots.emulator.chat import Chat
from bots.emulator.files import StoredFile
from bots.emulator.json_types import JsonObject
from bots.emulator.limits import SendLimits
from bots.emulator.settings import BotSeed
from bots.emulator.updates import UpdateQueue

PRACTICE_QUERY = "1"
"""A callback query that never gets old, so that a bot may try answering without a press."""

QUERY_LIFETIME_S = 150


@dataclass
class Profile:
    """What setMy... sets, by language code ("" for everyone)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, dict[str, list[JsonObject]]] = field(default_factory=dict)
    menu_buttons: dict[str, JsonObject] = field(default_factory=dict)

    def commands_for(self, chat_id: int | None, language: str) -> list[JsonObject]:
        """Those a private chat shows: the narrowest scope first, then with and without language."""
        scopes = ["all_private_chats", "default"]
        if chat_id is not None:
            scopes.insert(0, f"chat:{chat_id}")
        for scope in scopes:
            for code in (language, ""):
                if found := self.commands.get(scope, {}).get(code):
                    return found
        return []


@dataclass
class Webhook:
    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A callback or inline query waiting for its answer."""

    date: float
    user_id: int | None = None
    chat_id: int | None = None
    message_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    file: StoredFile
    expires_at: float


@dataclass(eq=False)
class Bot:
    seed: BotSeed
    queue: UpdateQueue
    profile: Profile = field(default_factory=Profile)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    inline_answers: dict[str, JsonObject] = field(default_factory=dict)
    links: dict[str, FileLink] = field(default_factory=dict)
    limits: SendLimits = field(default_factory=SendLimits)
    webhook: Webhook | None = None
    revoked: bool = False
    conflict_free_at: float = 0.0
    poll: object | None = None
    last_poll: tuple[int, float] = (-1, 0.0)
    user: JsonObject = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name_changed()

    @property
    def id(self) -> int:
        return self.seed.id

    @property
    def token(self) -> str:
        return self.seed.token

    def name_changed(self) -> None:
        """`user` is the User object of this bot, shared by all its messages."""
        self.user = {
            "id": self.id,
            "is_bot": True,
            "first_name": self.profile.names.get("", self.seed.name),
            "username": self.seed.username,
        }

    def open_query(self, query: Query, chance: random.Random) -> str:
        query_id = str(chance.getrandbits(62) | 1 << 61)
        self.queries[query_id] = query
        return query_id

    def query(self, query_id: str, now: float) -> Query | None:
        """The query if it may still be answered."""
        query = self.queries.get(query_id)
        if query is None or now - query.date > QUERY_LIFETIME_S:
            return None
        return query
