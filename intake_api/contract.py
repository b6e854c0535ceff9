"""Wire types between the bots and the intake API.

A leaf: imports nothing of ours, so that it can travel into the bots' network
zone together with ``intake_api.client``. Unknown fields are refused, NaN and
infinities are refused, and no text carries NUL or a lone surrogate, because
PostgreSQL and UTF-8 cannot keep them. All times are aware; all points are
WGS 84 degrees.
"""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("NUL cannot be stored")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate is not a character") from error
    return text


Text = Annotated[str, AfterValidator(_storable)]
ShortText = Annotated[Text, Field(max_length=200)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]


class Wire(BaseModel):
    """Base of everything that crosses the line."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ReportKind(StrEnum):
    CRIME = "crime"
    OFFENCE = "offence"
    COMPLAINT = "complaint"
    STATEMENT = "statement"
    QUESTION = "question"
    SOS = "sos"


class Channel(StrEnum):
    """How the citizen's first word about it reached us."""

    TEXT = "text"
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    LOCATION = "location"
    SOS = "sos"
    WEB = "web"
    AUDIO_CALL = "audio_call"
    VIDEO_CALL = "video_call"
    PHONE_NOTE = "phone_note"


class Locale(StrEnum):
    KK = "kk"
    RU = "ru"
    EN = "en"


class PlaceMethod(StrEnum):
    PIN = "pin"
    LIVE = "live"
    TYPED = "typed"


class AttachmentKind(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"
    ANIMATION = "animation"


class Signal(StrEnum):
    """What a citizen told us by a button alone."""

    SOS_AGAIN = "sos_again"
    CANNOT_TALK = "cannot_talk"
    PRESSED_BY_MISTAKE = "pressed_by_mistake"


class Place(Wire):
    """Where it happened: a point, or words, or both."""

    method: PlaceMethod
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None
    address: Annotated[Text, Field(max_length=4096)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude come together")
        if self.latitude is None and not self.address:
            raise ValueError("a place is a point or an address")
        return self


class AttachmentAnnounced(Wire):
    """A file we know of before we hold its bytes; ``size`` is in bytes."""

    attachment_id: UUID
    kind: AttachmentKind
    media_type: ShortText | None = None
    size: Annotated[int, Field(ge=0, le=1 << 53)] | None = None
    name: Annotated[Text, Field(max_length=255)] | None = None
    duration_s: Annotated[int, Field(ge=0, le=1 << 31)] | None = None


class CitizenMessage(Wire):
    """One thing a citizen said, showed or pressed.

    ``message_id`` is derived from the messenger's own ids, so a message sent
    twice is the same message. With ``edited_at`` it is a later version of a
    message we may already hold; versions are appended, never overwritten.
    ``unsupported`` names a kind of content we could not read ("sticker").
    """

    message_id: UUID
    sent_at: AwareDatetime
    text: Annotated[Text, Field(max_length=10_000)] = ""
    place: Place | None = None
    attachments: tuple[AttachmentAnnounced, ...] = ()
    signal: Signal | None = None
    unsupported: ShortText | None = None
    album: ShortText | None = None
    quoted_message_id: UUID | None = None
    edited_at: AwareDatetime | None = None


class ReportSubmission(Wire):
    """A finished report, or an SOS with nothing in it yet."""

    report_id: UUID
    conversation_id: UUID
    kind: ReportKind
    category: Code | None = None
    channel: Channel
    locale: Locale
    place: Place | None = None
    messages: Annotated[tuple[CitizenMessage, ...], Field(max_length=500)] = ()
    submitted_at: AwareDatetime


class ReportAccepted(Wire):
    """The report is inside: ``number`` is for people, with a check character."""

    report_id: UUID
    number: str
    received_at: AwareDatetime


class MessageAccepted(Wire):
    message_id: UUID
    report_id: UUID


class AttachmentStored(Wire):
    """The original bytes are kept; ``media_type`` is what they are, not what was claimed."""

    attachment_id: UUID
    sha256: str
    size: int
    media_type: str


class CustodyFailure(StrEnum):
    TOO_BIG = "too_big"
    FAILED = "failed"


class AttachmentFailure(Wire):
    """Why the bytes of an announced attachment will not come by this way."""

    reason: CustodyFailure
    detail: ShortText = ""


class CitizenWord(StrEnum):
    """The five words in which a citizen is told the state of a report."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    PASSED_TO_UNIT = "passed_to_unit"
    ON_THE_WAY = "on_the_way"
    FINISHED = "finished"


class DeliveryKind(StrEnum):
    REPLY = "reply"
    STATE = "state"


class Delivery(Wire):
    """Something the API wants told to a citizen; ``seq`` orders the feed."""

    seq: int
    delivery_id: UUID
    conversation_id: UUID
    report_id: UUID
    number: str
    kind: DeliveryKind
    text: Text = ""
    position: Text = ""
    word: CitizenWord | None = None
    created_at: AwareDatetime


class DeliveryPage(Wire):
    """Deliveries after the cursor; asking after ``next`` acknowledges them all."""

    items: tuple[Delivery, ...]
    next: int


class DeliveryOutcome(StrEnum):
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"


class DeliveryReceipt(Wire):
    """What became of a delivery at the messenger."""

    outcome: DeliveryOutcome
    at: AwareDatetime


class Problem(BaseModel):
    """An error as RFC 9457 problem+json."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    code: str
    errors: list[dict[str, object]] | None = None
