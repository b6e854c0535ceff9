"""Live locations: one track a share, a dot that never moves back, a state told by the clock."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import CitizenMessage, Place, PlaceMethod, TrackPoint, TrackPoints
from intake_api.refusals import ReportNotFound
from intake_api.reports.access import access_report
from intake_api.reports.places import columns, follows
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.moves import current_report
from storage.reports.tracks import (
    PointRecord,
    TrackRecord,
    add_points,
    add_track,
    change_track,
    points_of,
    share_begun,
    tracks_of,
)
from storage.reports.unit_of_work import Work

STALE_AFTER = timedelta(seconds=60)
TELL_EVERY = timedelta(seconds=1)
LONGEST_LINE = 500
PER_DEGREE = 10_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class TrackState(StrEnum):
    """Stale: no point for a minute. Ended by the citizen, or expired by the phone's own time."""

    LIVE = "live"
    STALE = "stale"
    ENDED = "ended"
    EXPIRED = "expired"


def state_of(track: TrackRecord, now: datetime) -> TrackState:
    if track.ended_at is not None:
        return TrackState.ENDED
    if track.expires_at is not None and now >= track.expires_at:
        return TrackState.EXPIRED
    last = time_of(track.last_ms) if track.last_ms is not None else track.started_at
    return TrackState.STALE if now - last > STALE_AFTER else TrackState.LIVE


async def receive_points(work: Work, report_id: UUID, told: TrackPoints) -> None:
    """Keep more of a live location. The same points again change nothing.

    Raises ReportNotFound if the report or the message that began it is not inside.
    """
    current = await current_report(work, report_id, told.message_id)
    report = await report_by_id(work, current, lock=True)
    if report is None:
        raise ReportNotFound
    await extend(work, report, told)


async def begin(work: Work, report: ReportRecord, message: CitizenMessage) -> None:
    """The track of a live message, with its first point; the message is news enough."""
    if message.place is not None and message.place.latitude is not None:
        points = TrackPoints(message_id=message.message_id, points=(_point_of(message),))
        await extend(work, report, points, tells=False)


async def move(work: Work, report: ReportRecord, message: CitizenMessage) -> None:
    """A version of a live message that says nothing but where the citizen is now."""
    if message.place is not None and message.place.latitude is not None:
        points = TrackPoints(message_id=message.message_id, points=(_point_of(message),))
        await extend(work, report, points)


def _point_of(message: CitizenMessage) -> TrackPoint:
    assert message.place is not None
    return TrackPoint.model_validate(
        {
            "at": message.edited_at or message.sent_at,
            "latitude": message.place.latitude,
            "longitude": message.place.longitude,
            "accuracy_m": message.place.accuracy_m,
        }
    )


async def extend(
    work: Work, report: ReportRecord, told: TrackPoints, *, tells: bool = True
) -> None:
    """Add points to a track of a report that is locked. Raises ReportNotFound."""
    tracks = await tracks_of(work, report.id)
    track = _of_message(tracks, told.message_id)
    if track is None:
        await _begin(work, report.id, told.message_id)
        tracks = await tracks_of(work, report.id)
        track = _of_message(tracks, told.message_id)
        assert track is not None
    changed: dict[str, object] = {}
    if added := await add_points(work, track.id, [_kept(point) for point in told.points]):
        changed["points"] = track.points + added
    newest = max(told.points, key=lambda point: point.at, default=None)
    if newest is not None and _is_ahead(newest, track):
        changed |= _last(newest)
        _follow(work, report, newest)
    if told.ended_at is not None and track.ended_at is None:
        changed["ended_at"] = told.ended_at
        work.record(report.id, "track_ended")
    if not changed:
        return
    if tells and _may_tell(tracks, work.now):
        changed["told_at"] = work.now
        work.change(report.id, last_activity_at=work.now)
        work.record(report.id, "track_moved")
    await change_track(work, track.id, **changed)


def _of_message(tracks: list[TrackRecord], message_id: UUID) -> TrackRecord | None:
    return next((each for each in tracks if each.message_id == message_id), None)


async def _begin(work: Work, report_id: UUID, message_id: UUID) -> None:
    begun = await share_begun(work, report_id, message_id)
    if begun is None:
        raise ReportNotFound
    started_at, live_s = begun
    expires_at = _later(started_at, live_s) if live_s is not None else None
    await add_track(work, report_id, message_id, started_at=started_at, expires_at=expires_at)


def _later(at: datetime, seconds: int) -> datetime | None:
    try:
        return at + timedelta(seconds=seconds)
    except OverflowError:
        return None  # "until I stop it" is told as 2^31 seconds, at the end of time too


def _is_ahead(point: TrackPoint, track: TrackRecord) -> bool:
    return track.last_ms is None or ms_of(point.at) > track.last_ms


def _may_tell(tracks: list[TrackRecord], now: datetime) -> bool:
    told = [each.told_at for each in tracks if each.told_at is not None]
    return not told or now - max(told) >= TELL_EVERY


def _follow(work: Work, report: ReportRecord, point: TrackPoint) -> None:
    known = Place.model_validate(report.place) if report.place else None
    if not follows(known, report.place_at, point.at):
        return
    place = Place(
        method=PlaceMethod.LIVE,
        latitude=point.latitude,
        longitude=point.longitude,
        accuracy_m=point.accuracy_m,
        address=known.address if known else None,
    )
    work.change(report.id, **columns(place, point.at))


def _last(point: TrackPoint) -> dict[str, object]:
    kept = _kept(point)
    return {
        "last_ms": kept.ms,
        "last_lat": kept.lat,
        "last_lon": kept.lon,
        "last_accuracy_m": kept.accuracy_m,
        "last_heading": kept.heading,
    }


def _kept(point: TrackPoint) -> PointRecord:
    accuracy = point.accuracy_m
    return PointRecord(
        ms=ms_of(point.at),
        lat=round(point.latitude * PER_DEGREE),
        lon=round(point.longitude * PER_DEGREE),
        accuracy_m=None if accuracy is None else round(accuracy),
        heading=point.heading,
    )


def point_of(kept: PointRecord) -> TrackPoint:
    return TrackPoint(
        at=time_of(kept.ms),
        latitude=kept.lat / PER_DEGREE,
        longitude=kept.lon / PER_DEGREE,
        accuracy_m=kept.accuracy_m,
        heading=kept.heading,
    )


def last_of(track: TrackRecord) -> TrackPoint | None:
    if track.last_ms is None or track.last_lat is None or track.last_lon is None:
        return None
    return point_of(
        PointRecord(
            ms=track.last_ms,
            lat=track.last_lat,
            lon=track.last_lon,
            accuracy_m=track.last_accuracy_m,
            heading=track.last_heading,
        )
    )


def ms_of(at: datetime) -> int:
    return (at - EPOCH) // MILLISECOND


def time_of(ms: int) -> datetime:
    return EPOCH + ms * MILLISECOND


async def access_track(
    work: Work, actor: Actor, report_id: UUID, message_id: UUID
) -> tuple[TrackRecord, list[PointRecord]]:
    """A whole track, its reading audited. Raises ReportNotFound."""
    await access_report(work, actor, report_id, "track_read")
    track = _of_message(await tracks_of(work, report_id), message_id)
    if track is None:
        raise ReportNotFound
    return track, await points_of(work, track.id)
