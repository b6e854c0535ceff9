"""What a messenger adapter gives to the runtime: a port with two real sides.

``bots.citizen.telegram`` (aiogram) stands behind it today, ``bots.staff.telegram``
(python-telegram-bot) next; tests speak it through the emulator.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bots.dialogue.effects import Say
from bots.dialogue.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One decoded update.

    ``key`` is the same for every copy of the same happening, also under another
    update id. ``chat`` is ``telegram:<chat id>``. ``press`` is set for a button
    press and must be acknowledged to the messenger so that its spinner stops.
    """

    key: str
    chat: str
    event: Event
    press: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Somebody types the bot's name and some words in any chat, and waits for a list."""

    id: str
    query: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intrusion:
    """A group or a channel has the bot in it, where it does not belong."""

    chat: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """An update that asks for nothing."""


Aside = Inline | Intrusion | Ignored
"""An update outside of every conversation."""


class CannotDecode(Exception):
    """The update is nothing this bot can place in a conversation: park it raw."""


class MessengerError(Exception):
    """Base of what can go wrong when telling the messenger something.

    ``sent`` parts of a long text had arrived before, counted from its beginning.
    """

    sent = 0


class FloodWait(MessengerError):
    """The messenger asks to wait ``seconds`` before the next message to this chat."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"flood wait {seconds} s")
        self.seconds = seconds


class ChatGone(MessengerError):
    """Blocked, deactivated or deleted: nothing will reach this chat until it comes back."""


class Rejected(MessengerError):
    """The messenger will never take this as it is (a 400 that no retry cures)."""


class Unavailable(MessengerError):
    """The weather: time-out, 5xx, broken answer. It may or may not have been carried out."""


class OutcomeUnknown(Unavailable):
    """The request left us and no answer came back: it may well have been carried out.

    A time-out, a reset or a cut answer after sending. Not for a refused connection or a
    5xx: those are plain ``Unavailable`` and may be tried without end, this one but once more.
    """


class Contested(Unavailable):
    """Another process, or a webhook, receives this bot's updates (Bot API: 409)."""


class FileTooBig(MessengerError):
    """The messenger does not hand out files of this size."""


class Messenger(Protocol):
    """One bot at one messenger. Every method may raise a MessengerError."""

    def decode(self, update: Mapping[str, object]) -> Incoming | Aside:
        """The update as an event, or as what needs no conversation.

        Raises CannotDecode, or whatever a parser raises.
        """
        ...

    async def fetch_updates(self, offset: int, timeout_s: int) -> list[Mapping[str, object]]:
        """Up to 100 raw updates from ``offset`` on; waits up to ``timeout_s`` for the first."""
        ...

    async def open_webhook(self, url: str, *, secret: str, connections: int) -> None:
        """Have updates posted to ``url``, each with ``secret``, so many at once at most."""
        ...

    async def close_webhook(self) -> None:
        """Have nothing posted any more; what waits is kept for ``fetch_updates``."""
        ...

    async def send(self, chat: str, say: Say) -> str:
        """Say it, in ``say.locale``, from its ``from_part``-th part on; returns the ref of the
        last message sent. An error tells how many parts are out."""
        ...

    async def delete(self, chat: str, refs: Sequence[str]) -> int:
        """Take messages out of the chat, both sides'; returns how many of them are gone."""
        ...

    async def acknowledge(self, press: str) -> None:
        """Stop the spinner of a pressed button; too late is no error."""
        ...

    async def answer_inline(self, query: str, found: Sequence[tuple[str, str, str]]) -> None:
        """Show what was ``found``: id, title and text of each."""
        ...

    async def leave(self, chat: str, locale: str) -> None:
        """Say why, if one may speak there, and leave."""
        ...

    def download(self, file_id: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """The file's bytes as a stream. Raises FileTooBig on entering."""
        ...
