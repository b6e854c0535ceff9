"""What a conversation may ask of the world.

An effect is a wish, not an act. ``step`` returns effects, the runtime writes
them to the outbox, and only the relay carries them out, so an effect is plain
data that survives a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button. Its label is the catalogue entry ``button-<id>``.

    ``turn`` is 0 when the button means the same for ever (SOS, language), else
    the turn of the question it answers: an older one is met politely.
    """

    id: str
    turn: int = 0
    request: Request | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Base of all effects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Say(Effect):
    """Tell the citizen ``message``: a catalogue id, never a finished sentence.

    ``args`` fill its placeholders; a value of the form ``@id`` is itself a
    catalogue id. ``delivery_id`` names the API's delivery this answers, so that
    its outcome can be told back.
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
