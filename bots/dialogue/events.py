"""What can happen to a conversation.

An event is a fact from outside, already stripped of its messenger: the same
``LocationShared`` comes from Telegram, from the web and from a test. Events are
plain data; nothing here knows how they arrived.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something happened at ``at`` (aware UTC, as the source reports it)."""

    at: datetime


# What the citizen does ------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Event):
    """Something the citizen sent into the chat.

    ``ref`` names the message within its chat for ever; ``reply_to`` is the ref of
    the message it answers. ``language`` is the sender's language tag, if known.
    """

    ref: str
    reply_to: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived(Message):
    """The citizen typed something. ``text`` is stripped and never empty.

    ``choice`` is the button whose label, in any language, reads exactly so.
    """

    text: str
    choice: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGiven(Message):
    """A slash command: ``name`` without the slash, ``argument`` may be empty."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file at the messenger: sizes in bytes, duration in seconds, None where unknown."""

    file_id: str
    media_type: str | None = None
    size: int | None = None
    name: str | None = None
    duration_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived(Message):
    """A file: ``kind`` is photo, video, video_note, voice, audio, document or animation."""

    kind: str
    file: File
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationShared(Message):
    """A point on Earth, WGS 84 degrees; ``accuracy_m`` is a radius.

    ``live_s`` is how long the share goes on, None for a single pin.
    """

    latitude: float
    longitude: float
    accuracy_m: float | None = None
    live_s: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactShared(Message):
    """A phone card; ``own`` only if it is provably the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsupportedReceived(Message):
    """Content we cannot read: ``kind`` names it ("sticker", "poll", …)."""

    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEdited(Message):
    """A later version of the text or caption of the message ``ref``."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationMoved(Message):
    """A live location moved, or ended (``ended``)."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMade(Event):
    """The citizen pressed a button: its id, not its label.

    ``turn`` is the turn in which the button was shown, 0 for buttons that mean
    the same for ever.
    """

    choice: str
    turn: int = 0
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BotBlocked(Event):
    """The citizen blocked the bot: nothing can be told any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BotUnblocked(Event):
    """The citizen let the bot in again."""


# What the intake API tells --------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAccepted(Event):
    """The intake API holds the report; ``number`` is for people."""

    report_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRefused(Event):
    """The intake API will never take this report as it is; staff are alarmed."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyReceived(Event):
    """An operator answered; ``position`` is how the operator is shown."""

    delivery_id: str
    report_id: str
    number: str
    text: str
    position: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChanged(Event):
    """The report's state as a citizen reads it: one of the five words."""

    delivery_id: str
    report_id: str
    number: str
    word: str
