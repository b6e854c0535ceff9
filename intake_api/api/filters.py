"""The question of a list, as it stands in an address; the same wherever reports are chosen."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from intake_api.api.who import Staff
from intake_api.auth.actor import Actor
from intake_api.contract import Channel, Code, ReportKind, Text
from intake_api.reports.workflow import State
from intake_api.search.wanted import wanted_words
from storage.reports.queue_filter import Bounds, Group, QueueFilter

# Reports are from then; further out a time zone could lead beyond what a date can say.
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
AGE_AT_MOST_S = timedelta(days=3650) // timedelta(seconds=1)


def _owner(text: str) -> str:
    if text not in ("me", "none"):
        UUID(text)
    return text


def _moment(time: datetime) -> datetime:
    if not EARLIEST <= time <= LATEST:
        raise ValueError("a time from 1970 to 2200")
    return time


def _bounds(text: str) -> str:
    _rectangle(text)
    return text


def _rectangle(text: str) -> Bounds:
    """Raises ValueError unless it is one on the globe."""
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("west,south,east,north in degrees")
    return Bounds(west=west, south=south, east=east, north=north)


def _without_nul(text: object) -> object:
    return text.replace("\0", "") if isinstance(text, str) else text


def _normal(tag: str) -> str:
    """Tags that differ in case or spaces alone are one."""
    return " ".join(tag.casefold().split())


Priority = Annotated[int, Field(ge=1, le=4)]
Owner = Annotated[str, Field(max_length=36, description="An id, `me` or `none`")]
SearchText = Annotated[Text, Field(max_length=200), BeforeValidator(_without_nul)]
Tag = Annotated[
    Text, Field(min_length=1, max_length=40), AfterValidator(_normal), Field(min_length=1)
]
Moment = Annotated[AwareDatetime, AfterValidator(_moment)]
Seconds = Annotated[int, Field(ge=0, le=AGE_AT_MOST_S)]
Rectangle = Annotated[
    str,
    Field(max_length=100, description="west,south,east,north: WGS 84 degrees"),
    AfterValidator(_bounds),
]
Values = Field(default=(), max_length=100)


class Question(BaseModel):
    """Which reports: all conditions hold, of several values of one any."""

    model_config = ConfigDict(frozen=True)

    group: Group | None = None
    kind: tuple[ReportKind, ...] = Values
    state: tuple[State, ...] = Values
    priority: tuple[Priority, ...] = Values
    category: tuple[Code, ...] = Values
    channel: tuple[Channel, ...] = Values
    owner: tuple[Annotated[Owner, AfterValidator(_owner)], ...] = Values
    tag: tuple[Tag, ...] = Values
    text: SearchText = ""
    unread: bool | None = None
    has_place: bool | None = None
    age_over_s: Seconds | None = None
    received_from: Moment | None = None
    received_to: Moment | None = None
    bounds: Rectangle | None = None
    incident: UUID | None = None

    def asked_by(self, actor: Actor) -> QueueFilter:
        """What it means when ``actor`` asks."""
        return QueueFilter(
            group=self.group,
            kinds=self.kind,
            states=self.state,
            priorities=self.priority,
            categories=self.category,
            channels=self.channel,
            owners=tuple(_meant(one, actor.id) for one in self.owner),
            tags=self.tag,
            words=wanted_words(self.text),
            unread=self.unread,
            has_place=self.has_place,
            age_over_s=self.age_over_s,
            received_from=self.received_from,
            received_to=self.received_to,
            bounds=_rectangle(self.bounds) if self.bounds is not None else None,
            incident=self.incident,
            reader=actor.id,
        )


class KeptQuestion(Question):
    """The same in a body, where a misspelt filter must not be passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _meant(owner: str, reader: UUID) -> UUID | None:
    match owner:
        case "me":
            return reader
        case "none":
            return None
        case _:
            return UUID(owner)


async def _filter(actor: Staff, asked: Annotated[Question, Query()]) -> QueueFilter:
    return asked.asked_by(actor)


Filter = Annotated[QueueFilter, Depends(_filter)]
"""The question in the address, as whoever is signed in means it."""
