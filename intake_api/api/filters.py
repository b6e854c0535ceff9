"""The question of a list, as it stands in an address; the same wherever reports are chosen."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query
from pydantic import AfterValidator, AwareDatetime, Field

from intake_api.api.who import Staff
from intake_api.contract import Channel, Code, ReportKind
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


def _moment(time: datetime | None) -> datetime | None:
    if time is not None and not EARLIEST <= time <= LATEST:
        raise ValueError("a time from 1970 to 2200")
    return time


def _bounds(text: str | None) -> str | None:
    if text is not None:
        _rectangle(text)
    return text


def _rectangle(text: str) -> Bounds:
    """Raises ValueError unless it is one on the globe."""
    west, south, east, north = (float(part) for part in text.split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("west,south,east,north in degrees")
    return Bounds(west=west, south=south, east=east, north=north)


Priority = Annotated[int, Field(ge=1, le=4)]
Owner = Annotated[str, Field(max_length=36), AfterValidator(_owner)]
SearchText = Annotated[str, Query(max_length=200)]
Moment = Annotated[AwareDatetime | None, Query(), AfterValidator(_moment)]
Seconds = Annotated[int | None, Query(ge=0, le=AGE_AT_MOST_S)]
Rectangle = Annotated[
    str | None,
    Query(max_length=100, description="west,south,east,north: WGS 84 degrees"),
    AfterValidator(_bounds),
]


async def _filter(
    actor: Staff,
    group: Group | None = None,
    kind: Annotated[list[ReportKind], Query()] = [],  # noqa: B006  FastAPI copies it
    state: Annotated[list[State], Query()] = [],  # noqa: B006
    priority: Annotated[list[Priority], Query()] = [],  # noqa: B006
    category: Annotated[list[Code], Query()] = [],  # noqa: B006
    channel: Annotated[list[Channel], Query()] = [],  # noqa: B006
    owner: Annotated[list[Owner], Query(description="An id, `me` or `none`")] = [],  # noqa: B006
    text: SearchText = "",
    unread: bool | None = None,
    has_place: bool | None = None,
    age_over_s: Seconds = None,
    received_from: Moment = None,
    received_to: Moment = None,
    bounds: Rectangle = None,
) -> QueueFilter:
    """Which reports: all conditions hold, of several values of one any."""
    return QueueFilter(
        group=group,
        kinds=tuple(kind),
        states=tuple(state),
        priorities=tuple(priority),
        categories=tuple(category),
        channels=tuple(channel),
        owners=tuple(_meant(one, actor.id) for one in owner),
        words=wanted_words(text.replace("\0", "")),
        unread=unread,
        has_place=has_place,
        age_over_s=age_over_s,
        received_from=received_from,
        received_to=received_to,
        bounds=_rectangle(bounds) if bounds is not None else None,
        reader=actor.id,
    )


def _meant(owner: str, reader: UUID) -> UUID | None:
    match owner:
        case "me":
            return reader
        case "none":
            return None
        case _:
            return UUID(owner)


Filter = Annotated[QueueFilter, Depends(_filter)]
