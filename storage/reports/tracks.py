"""Live shares and where they went; kept small, for there is a point every second for hours.

Times of points are milliseconds since 1970, coordinates ten-millionths of a degree.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, update

from storage.reports.citizens_tables import track, track_point
from storage.reports.statements import records
from storage.reports.tables import message
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRecord:
    ms: int
    lat: int
    lon: int
    accuracy_m: int | None
    heading: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """One share; ``last_*`` is its newest point, None as long as it has none."""

    id: int
    report_id: UUID
    message_id: UUID
    started_at: datetime
    expires_at: datetime | None
    ended_at: datetime | None
    told_at: datetime | None
    points: int
    last_ms: int | None
    last_lat: int | None
    last_lon: int | None
    last_accuracy_m: int | None
    last_heading: int | None


OF_REPORT = (
    select(*(track.c[name] for name in TrackRecord.__dataclass_fields__))
    .where(track.c.report_id == bindparam("wanted"))
    .order_by(track.c.started_at, track.c.id)
)
SHARE = select(message.c.sent_at, message.c.live_s).where(
    message.c.report_id == bindparam("report"), message.c.id == bindparam("message")
)
CHANGE = update(track).where(track.c.id == bindparam("of_track"))
POINT = select(*(track_point.c[name] for name in PointRecord.__dataclass_fields__))
POINTS = POINT.where(track_point.c.track_id == bindparam("wanted")).order_by(track_point.c.ms)
COUNTED = (
    select(
        track_point.c.lat,
        track_point.c.lon,
        track_point.c.ms,
        func.row_number().over(order_by=track_point.c.ms).label("n"),
    )
    .where(track_point.c.track_id == bindparam("wanted"))
    .subquery()
)
THINNED = (
    select(COUNTED.c.lat, COUNTED.c.lon)
    .where(or_((COUNTED.c.n - 1) % bindparam("step") == 0, COUNTED.c.n == bindparam("count")))
    .order_by(COUNTED.c.ms)
)


async def tracks_of(work: Work, report_id: UUID) -> list[TrackRecord]:
    """By when they were begun."""
    return records(TrackRecord, await work.connection.execute(OF_REPORT, {"wanted": report_id}))


async def share_begun(
    work: Work, report_id: UUID, message_id: UUID
) -> tuple[datetime, int | None] | None:
    """When the message that began a share was sent, and for how many seconds; None if unknown."""
    wanted = {"report": report_id, "message": message_id}
    row = (await work.connection.execute(SHARE, wanted)).one_or_none()
    return (row.sent_at, row.live_s) if row else None


async def add_track(
    work: Work,
    report_id: UUID,
    message_id: UUID,
    *,
    started_at: datetime,
    expires_at: datetime | None,
) -> None:
    """Begin a track; if it is there already, nothing happens."""
    row = {
        "report_id": report_id,
        "message_id": message_id,
        "started_at": started_at,
        "expires_at": expires_at,
        "points": 0,
    }
    await work.connection.execute(
        work.insert(track)
        .values(row)
        .on_conflict_do_nothing(index_elements=["report_id", "message_id"])
    )


async def add_points(work: Work, track_id: int, points: list[PointRecord]) -> int:
    """Keep points; returns how many were not there yet."""
    if not points:
        return 0
    statement = work.insert_unless_there(track_point)
    # One by one where there is one, as nearly always: the statement is found compiled.
    added = 0
    for point in points:
        row = {
            "track_id": track_id,
            "ms": point.ms,
            "lat": point.lat,
            "lon": point.lon,
            "accuracy_m": point.accuracy_m,
            "heading": point.heading,
        }
        added += (await work.connection.execute(statement, row)).rowcount
    return added


async def change_track(work: Work, track_id: int, **columns: object) -> None:
    await work.connection.execute(CHANGE, {"of_track": track_id, **columns})


async def points_of(work: Work, track_id: int) -> list[PointRecord]:
    return records(PointRecord, await work.connection.execute(POINTS, {"wanted": track_id}))


async def thinned(work: Work, one: TrackRecord, most: int) -> list[tuple[int, int]]:
    """At most ``most`` of its points, evenly by count, the first and the last among them."""
    if not one.points:
        return []
    step = max(1, -(-one.points // (most - 1)))
    wanted = {"wanted": one.id, "step": step, "count": one.points}
    return [(row.lat, row.lon) for row in await work.connection.execute(THINNED, wanted)]
