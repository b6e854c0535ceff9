"""Reports: what citizens tell, show and press."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from intake_api.contract.base import Code, Locale, Moment, Place, ShortText, Text, Wire


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


class FiledBy(StrEnum):
    """How the bot knew which report a message belongs to, the surest first."""

    REPLY = "reply"
    BUTTON = "button"
    DRAFT = "draft"
    ONLY = "only"
    ASKED = "asked"
    GUESS = "guess"
    """Several were open, the citizen was asked and did not say."""


class CitizenRole(StrEnum):
    """What the teller is to what happened."""

    VICTIM = "victim"
    WITNESS = "witness"
    RELATIVE = "relative"
    OTHER = "other"


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
    ``live_s`` is set on the first message of a live location: how long the phone
    means to share, in seconds; its later points come as ``TrackPoints``.
    ``quote`` is the part of the answered message that the citizen marked.
    """

    message_id: UUID
    sent_at: Moment
    text: Annotated[Text, Field(max_length=10_000)] = ""
    place: Place | None = None
    attachments: tuple[AttachmentAnnounced, ...] = ()
    signal: Signal | None = None
    unsupported: ShortText | None = None
    album: ShortText | None = None
    quoted_message_id: UUID | None = None
    edited_at: Moment | None = None
    live_s: Annotated[int, Field(ge=0, le=1 << 31)] | None = None
    quote: Annotated[Text, Field(max_length=1024)] | None = None
    filed_by: FiledBy | None = None


class TrackPoint(Wire):
    """Where a sharing phone was ``at``; ``heading`` in degrees, 1 to 360."""

    at: Moment
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None
    heading: Annotated[int, Field(ge=1, le=360)] | None = None


class TrackPoints(Wire):
    """More of the live location that the message ``message_id`` began.

    ``ended_at`` is when the citizen stopped sharing, None while they go on. The same
    points again change nothing, and an older one never moves the dot back.
    """

    message_id: UUID
    points: Annotated[tuple[TrackPoint, ...], Field(max_length=500)] = ()
    ended_at: Moment | None = None


class Answer(Wire):
    """The answer to an extra question of the category; one of the fields is filled."""

    question: Code
    options: tuple[Code, ...] = ()
    number: float | None = None
    text: Annotated[Text, Field(max_length=4096)] | None = None
    at: Moment | None = None


class ReportSubmission(Wire):
    """A finished report, or an SOS with nothing in it yet.

    ``happened_at`` is a time, ``happened`` the words for one ("last night"); ``anonymous``
    means that nobody's name or phone may ever be shown beside it. ``same_as`` is the
    report that the citizen says tells of the same. ``from_place`` is the code of the
    QR place at which it was begun.
    """

    report_id: UUID
    conversation_id: UUID
    kind: ReportKind
    category: Code | None = None
    channel: Channel
    locale: Locale
    place: Place | None = None
    messages: Annotated[tuple[CitizenMessage, ...], Field(max_length=500)] = ()
    submitted_at: Moment
    happened_at: Moment | None = None
    happened: ShortText | None = None
    role: CitizenRole | None = None
    answers: Annotated[tuple[Answer, ...], Field(max_length=50)] = ()
    anonymous: bool = False
    same_as: UUID | None = None
    from_place: ShortText | None = None


class ReportAccepted(Wire):
    """The report is inside: ``number`` is for people, with a check character."""

    report_id: UUID
    number: str
    received_at: Moment


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
