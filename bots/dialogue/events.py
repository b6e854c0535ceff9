"""What can happen to a conversation.

An event is a fact from outside, already stripped of its messenger: the same
``LocationShared`` comes from Telegram, from the web and from a test. Events are
plain data; nothing here knows how they arrived.
"""

from collections.abc import Mapping
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
    the message it answers, ``quote`` the part of that one which was marked.
    ``language`` is the sender's language tag, if known. The runtime fills in
    ``about`` and ``about_message`` from what it remembers: the report that the
    answered message belongs to (for an edit: the edited one), and its id there.
    """

    ref: str
    reply_to: str | None = None
    quote: str = ""
    language: str | None = None
    about: str | None = None
    about_message: str | None = None


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
    """A phone card; ``own`` only if it is provably the sender's. ``name`` as the card has it."""

    phone: str
    own: bool
    name: str = ""


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
    """A live location moved, or ended (``ended``); ``heading`` in degrees, 1 to 360."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None
    heading: int | None = None
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


# What the clock and the messenger tell ---------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerDue(Event):
    """A timer set by ``SetTimer`` has run out; it is gone by now."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaTooBig(Event):
    """The messenger does not hand out this file; its row at the API waits for the bytes."""

    report_id: str
    attachment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCleaned(Event):
    """So many messages were deleted in the chat; ``left`` were too old or would not go."""

    deleted: int
    left: int


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
    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReceived(Event):
    """An operator asks for something in one tap: ``asks`` is location, photo or call."""

    delivery_id: str
    report_id: str
    number: str
    asks: str
    position: str
    message_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChanged(Event):
    """The report's state as a citizen reads it: one of the five words.

    ``text`` is the reason or the result, if there is one to tell; ``rateable`` when the
    citizen may now say how the work was done.
    """

    delivery_id: str
    report_id: str
    number: str
    word: str
    text: str = ""
    rateable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Event):
    """Base of the API's other deliveries."""

    delivery_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SosUnopened(Told):
    """Nobody has opened the SOS for too long: the citizen should call 102."""

    report_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMoved(Told):
    """An operator filed the message ``message_id`` under this report instead."""

    message_id: str
    report_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePicked(Told):
    """A point was picked on the map page for this report, perhaps still a draft."""

    report_id: str
    latitude: float | None = None
    longitude: float | None = None
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityGiven(Told):
    """The identity page has what it asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadStored(Told):
    """A large file has come by the upload page."""

    report_id: str
    number: str
    attachment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionChanged(Told):
    """No new reports but SOS, ``until`` then (None: until told otherwise); or free again."""

    restricted: bool
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuedElsewhere(Told):
    """An anonymous report went on with its code in another chat: it is ours no more."""

    report_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced(Told):
    """An announcement to everybody, in each language."""

    texts: Mapping[str, str]


# What the intake API answers --------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRefused(Event):
    """The API will never do it: ``what`` is the effect's class, as in ``RequestLink``."""

    what: str
    report_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkArrived(Event):
    """A one-time page, good until ``expires_at``; ``purpose`` as in the contract."""

    purpose: str
    url: str
    expires_at: datetime
    report_id: str | None = None
    attachment_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A report near by, without anybody's words."""

    report_id: str
    category: str
    distance_m: int
    minutes_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarFound(Event):
    """What is known near the place of the draft ``report_id``; may come late or be empty."""

    report_id: str
    items: tuple[Similar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalNoted(Event):
    """The wish to withdraw is inside; ``done`` unless an operator must agree first."""

    report_id: str
    number: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptIssued(Event):
    """The code of an anonymous report, to be shown this once."""

    report_id: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptOpened(Event):
    """The code shown opens this report; it belongs to this chat now."""

    report_id: str
    number: str
    kind: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptUnknown(Event):
    """The code shown opens nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityKept(Event):
    """The API has who the citizen is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenErased(Event):
    """What became of the wish to be forgotten; ``kept``: numbers and until when (ISO date)."""

    erased: int
    kept: tuple[tuple[str, str], ...] = ()
