"""What a conversation may ask of the world.

An effect is a wish, not an act. ``step`` returns effects, the runtime writes
them to the outbox, and only the relay carries them out, so an effect is plain
data that survives a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Request(StrEnum):
    """What a button of the reply keyboard asks the phone for."""

    LOCATION = "location"
    CONTACT = "contact"


class Keyboard(StrEnum):
    """Where the choices stand: under the message, or instead of the letters."""

    INLINE = "inline"
    REPLY = "reply"


class Priority:
    """Order among mailboxes when the messenger's limits are short: lower goes first."""

    SOS = 0
    OPERATOR = 10
    DIALOGUE = 20
    STATUS = 30
    FAQ = 40
    BROADCAST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button. Its label is the catalogue entry ``button-<id>``, or ``label`` if given.

    A ``label`` of the form ``@id`` is itself a catalogue id, filled with ``args``.

    ``turn`` is 0 when the button means the same for ever (SOS, language), else
    the turn of the question it answers: an older one is met politely. ``url`` opens
    a page and ``copy`` puts a text into the phone's clipboard: neither comes back
    to us, and both only stand under a message.
    """

    id: str
    turn: int = 0
    request: Request | None = None
    label: str | None = None
    url: str | None = None
    copy: str | None = None
    args: Mapping[str, str | int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Base of all effects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Effect):
    """Tell the citizen ``message``: a catalogue id, never a finished sentence.

    ``args`` fill its placeholders; a value of the form ``@id`` is itself a
    catalogue id. ``delivery_id`` names the API's delivery this answers, so that
    its outcome can be told back. ``about`` is the report it speaks of (and
    ``message_id`` its id there): what the citizen replies to it belongs to that report.
    ``from_part`` is the runtime's own: so many parts of a long text are out already.
    With ``html`` the text is HTML that the messenger may show as such: the ``args`` are
    escaped already.
    """

    message: str
    locale: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    rows: tuple[tuple[Choice, ...], ...] = ()
    keyboard: Keyboard = Keyboard.INLINE
    silent: bool = False
    priority: int = Priority.DIALOGUE
    reply_to: str | None = None
    delivery_id: str | None = None
    about: str | None = None
    message_id: str | None = None
    from_part: int = 0
    html: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport(Effect):
    """Hand a report to the intake API: ``submission`` fits its ReportSubmission."""

    report_id: str
    submission: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMessage(Effect):
    """Add to a report handed over earlier: ``message`` fits the API's CitizenMessage."""

    report_id: str
    message: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchMedia(Effect):
    """Bring the bytes of an announced attachment from the messenger to the API.

    ``size`` in bytes, None where the messenger did not say.
    """

    report_id: str
    attachment_id: str
    file_id: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDelivery(Effect):
    """Tell the API what became of one of its deliveries: sent, blocked or failed."""

    delivery_id: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTrack(Effect):
    """More of a live location: ``points`` fit the API's TrackPoint; ``ended_at`` is ISO text."""

    report_id: str
    message_id: str
    points: tuple[Mapping[str, object], ...] = ()
    ended_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLink(Effect):
    """Ask for a one-time page; comes back as ``LinkArrived`` or ``AskRefused``."""

    purpose: str
    locale: str
    conversation_id: str
    report_id: str | None = None
    attachment_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSimilar(Effect):
    """Ask what is known near by; ``SimilarFound`` comes back, or nothing if the API is away."""

    report_id: str
    conversation_id: str
    category: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReport(Effect):
    """Take a report back; comes back as ``WithdrawalNoted`` or ``AskRefused``."""

    report_id: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateReport(Effect):
    """1 to 5 stars and perhaps a word on a finished report."""

    report_id: str
    stars: int
    at: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueReceipt(Effect):
    """Ask for the code of an anonymous report; comes back as ``ReceiptIssued``."""

    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReceipt(Effect):
    """Go on with a report by its code: ``ReceiptOpened`` or ``ReceiptUnknown`` comes back."""

    code: str
    conversation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveIdentity(Effect):
    """Tell the API who the citizen is: ``identity`` fits its Identity.

    Comes back as ``IdentityKept`` or ``AskRefused``; nothing of it is left with us then.
    """

    conversation_id: str
    identity: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseCitizen(Effect):
    """Forget what may be forgotten at the API; comes back as ``CitizenErased``."""

    conversation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPresence(Effect):
    """Tell the API that the citizen blocked the bot, or is back; ``at`` is ISO text."""

    conversation_id: str
    blocked: bool
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanChat(Effect):
    """Delete what the messenger still lets go of in this chat; ``ChatCleaned`` comes back."""

    locale: str


# Bookkeeping: done in the transaction of the event itself, never in the outbox -----


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTimer(Effect):
    """Let ``TimerDue(name)`` happen at ``due_at``. One of each name: a later one replaces it."""

    name: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTimer(Effect):
    """Let the timer of that name not happen, if there is one."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Effect):
    """Remember that the chat's message ``ref`` went to a report, as ``message_id`` there.

    Later edits of it and replies to it then come with ``about``.
    """

    ref: str
    report_id: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refiled(Effect):
    """The message of that id belongs to another report from now on."""

    message_id: str
    report_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetChat(Effect):
    """Drop what is held of this chat beside the conversation: raw updates, remembered messages.

    Wishes that wait are still carried out.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class TellFaq(Effect):
    """Tell the API what became of a question: ``happening`` fits its FaqHappening."""

    happening: Mapping[str, object]
