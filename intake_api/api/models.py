"""Wire types of the staff's side. The bots' side is ``intake_api.contract``."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from intake_api.auth.actor import Debt, Role
from intake_api.contract import (
    CitizenRole,
    FiledBy,
    Labels,
    Locale,
    Place,
    QrPlace,
    Rating,
    ReportKind,
    RequestKind,
    Text,
    TrackPoint,
)
from intake_api.contract.base import Moment, Strict
from intake_api.reports.tracks import TrackState
from intake_api.reports.workflow import CloseCode, Need, State


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Stripped = BeforeValidator(_stripped)
Words = Annotated[Text, Field(min_length=1, max_length=4000), Stripped]
"""What a person writes; not blank, at most what one message of a messenger holds."""


class Asked(Strict):
    """Base of what the staff sends; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Shown(BaseModel):
    """Base of what the staff is shown."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)


class SignIn(Asked):
    login: Annotated[Text, Field(min_length=1, max_length=200)]
    password: Annotated[Text, Field(min_length=1, max_length=1000)]
    code: Annotated[Text, Field(max_length=40)] | None = None
    """Of the second factor, or a recovery code; for who has one."""


class LocaleChoice(Asked):
    locale: Locale


class NewReply(Asked):
    text: Words


class NewRequest(Asked):
    asks: RequestKind


class NewNote(Asked):
    text: Words


class TransitionWish(Asked):
    """``duplicate_of`` is the id or the public number of the other report."""

    action: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    reason: Annotated[Text, Field(max_length=2000)] | None = None
    close_code: CloseCode | None = None
    duplicate_of: Annotated[Text, Field(max_length=64)] | None = None


class MoveWish(Asked):
    """``to`` is the id or the public number of the other report."""

    to: Annotated[Text, Field(min_length=1, max_length=64)]


class RestrictionWish(Asked):
    """Until ``until``, or until it is lifted."""

    reason: Words
    until: Moment | None = None


class NewAnnouncement(Asked):
    """A text in every language; a bot sends each citizen the one of theirs."""

    texts: Labels

    @field_validator("texts")
    @classmethod
    def _in_every_language(cls, texts: Labels) -> Labels:
        if set(texts) != set(Locale) or not all(text.strip() for text in texts.values()):
            raise ValueError("a text in each language")
        return texts


class Announcement(Shown):
    """Something that was told to everybody."""

    id: UUID
    at: datetime
    texts: dict[Locale, str]


class Announcements(Shown):
    items: list[Announcement]


class User(Shown):
    id: UUID
    login: str
    name: str
    position: str
    role: Role
    locale: Locale


class SignedIn(Shown):
    """``owes``: what must be done before anything else is possible.

    ``scopes``: of the API token; null is all that the role may do.
    """

    user: User
    second_factor: bool
    owes: Debt | None
    scopes: list[str] | None


class Owner(Shown):
    id: UUID
    position: str


class ReportRow(Shown):
    """A line of the queue. ``seq`` is the journal's number of the last thing that happened.

    ``corrections`` is how often the staff put category, priority or place right: what a
    correction is compared with (``If-Match``).
    """

    id: UUID
    number: str
    kind: ReportKind
    category: str | None
    priority: Annotated[int, Field(ge=1, le=4)]
    state: State
    channel: str
    locale: Locale
    received_at: datetime
    last_activity_at: datetime
    opened_at: datetime | None
    place: Place | None
    owner: Owner | None
    excerpt: str
    unread: int
    attachments: int
    last_from: Literal["citizen", "operator"] | None
    seq: int
    anonymous: bool
    alarm: bool
    withdrawal_asked: bool
    corrections: int
    tags: list[str]


class ReportPage(Shown):
    items: list[ReportRow]
    next: str | None


class Version(Shown):
    at: datetime
    text: str
    place: Place | None


class Attachment(Shown):
    """``size`` in bytes and ``media_type`` are a claim until ``custody`` is stored.

    A copy with parts covered names the attachment it was ``redacted_from``, and who ``made`` it.
    """

    id: UUID
    kind: str
    media_type: str | None
    size: int | None
    name: str | None
    duration_s: int | None
    custody: Literal["announced", "stored", "too_big", "failed", "erased"]
    sha256: str | None
    redacted_from: UUID | None
    made_by: str | None
    made_at: datetime | None


class MessageEntry(Shown):
    """``versions`` are the earlier ones, oldest first; ``text`` and ``place`` the last one's.

    ``edited_at`` is when the citizen made it that, or null if it is as it was first said.
    A reply that is ``held`` can be taken back by its author until ``sends_at``.
    """

    entry: Literal["message"] = "message"
    id: UUID
    at: datetime
    edited_at: datetime | None
    sender: Annotated[Literal["citizen", "operator"], Field(alias="from")]
    author: str | None
    text: str
    place: Place | None
    signal: str | None
    unsupported: str | None
    album: str | None
    quoted_message_id: UUID | None
    quote: str | None
    filed_by: FiledBy | None
    live_s: int | None
    edited_after_acceptance: bool
    attachments: list[Attachment]
    versions: list[Version]
    delivery: Literal["held", "queued", "sent", "blocked", "failed"] | None
    sends_at: datetime | None


class StateEntry(Shown):
    entry: Literal["state"] = "state"
    id: UUID
    at: datetime
    from_state: State | None
    to_state: State
    actor: str | None
    reason: str | None
    close_code: CloseCode | None


class NoteEntry(Shown):
    entry: Literal["note"] = "note"
    id: UUID
    at: datetime
    author: str
    text: str


class FactEntry(Shown):
    """Something else that happened; ``detail`` holds what belongs to ``event``."""

    entry: Literal["fact"] = "fact"
    id: UUID
    at: datetime
    event: str
    actor: str | None
    detail: dict[str, Any] | None


Entry = Annotated[MessageEntry | StateEntry | NoteEntry | FactEntry, Field(discriminator="entry")]


class Link(Shown):
    """Another report of the same, as a citizen said: ours says so of it, or it of ours."""

    report_id: UUID
    number: str
    state: State
    said_by: Literal["this", "other"]


class OptionShown(Shown):
    code: str
    labels: dict[Locale, str] | None


class AnswerShown(Shown):
    """An answer beside its question, if the category still has that."""

    question: str
    labels: dict[Locale, str] | None
    options: list[OptionShown]
    number: float | None
    text: str | None
    at: datetime | None


class Details(Shown):
    """What the citizen told beside the messages, and thinks of how it ended."""

    role: CitizenRole | None
    happened_at: datetime | None
    happened: str | None
    answers: list[AnswerShown]
    anonymous: bool
    from_place: str | None
    place_labels: dict[Locale, str] | None
    withdrawal_asked_at: datetime | None
    withdrawal_reason: str | None
    rating: Rating | None
    erased_at: datetime | None
    links: list[Link]


class TrackShown(Shown):
    """A live share. ``line`` is thinned: pairs of latitude and longitude, oldest first."""

    message_id: UUID
    state: TrackState
    started_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None
    last: TrackPoint | None
    age_s: float | None
    points: int
    line: list[tuple[float, float]]


class WholeTrack(Shown):
    message_id: UUID
    state: TrackState
    points: list[TrackPoint]


class Action(Shown):
    """Something this reader may do now; ``needs`` must be told along."""

    action: str
    to_state: State
    needs: list[Need]


class Restriction(Shown):
    """A citizen who may only send SOS and go on with what is open; None: until lifted."""

    since: datetime
    until: datetime | None
    reason: str
    by: str


class OtherReports(Shown):
    """How many the same citizen told beside this one, and how many of those went how.

    ``false`` counts those closed as false.
    """

    reports: int
    open: int
    sos: int
    false: int
    withdrawn: int
    rejected: int


class ConversationState(Shown):
    """``identified`` where there is a name to reveal: never beside anonymous reports."""

    id: UUID
    blocked: bool
    restricted: Restriction | None
    identified: bool
    others: OtherReports


class CitizenReport(Shown):
    """One of a citizen's reports, as they are chosen among."""

    id: UUID
    number: str
    kind: ReportKind
    category: str | None
    priority: Annotated[int, Field(ge=1, le=4)]
    state: State
    close_code: CloseCode | None
    received_at: datetime
    excerpt: str


class CitizenReports(Shown):
    items: list[CitizenReport]


class Lease(Shown):
    """Who is busy with a report, so that nobody else answers; over at ``until`` if they do
    nothing more."""

    holder: Owner
    since: datetime
    until: datetime


class ReportCase(ReportRow):
    """``first_unread``: the message where reading goes on; null if all of it was read, or none.

    ``lease`` is null while nobody is busy with it: then everybody may answer.
    """

    conversation: ConversationState
    details: Details
    tracks: list[TrackShown]
    first_unread: UUID | None
    lease: Lease | None
    timeline: list[Entry]
    actions: list[Action]


class CategoryShown(Shown):
    code: str
    kind: ReportKind
    labels: dict[Locale, str]
    parent: str | None
    retired: bool


class Categories(Shown):
    items: list[CategoryShown]


class QrPlaces(Shown):
    items: list[QrPlace]


class Counts(Shown):
    sos: int
    new: int
    mine: int
    awaiting: int
    units: int
    open: int


class Matching(Shown):
    """``is_more``: there are more than ``count``."""

    count: int
    is_more: bool


class QueueFigures(Shown):
    """``alarms``: SOS nobody has opened in time.

    ``intake_lag_s``: how long the newest report was under way, if it came lately.
    """

    counts: Counts
    alarms: int
    oldest_unopened_at: datetime | None
    intake_lag_s: float | None
    seq: int


class LiveEvent(Shown):
    """A journal entry with the report as it is now."""

    type: Literal["event"] = "event"
    seq: int
    event: str
    report_id: UUID
    at: datetime
    row: ReportRow


class Hello(Shown):
    """The first frame of a live line; ``seq`` is where the journal stands."""

    type: Literal["hello"] = "hello"
    seq: int
    user: User
