"""/v1/reports/{id}/track: live locations, in (bots) and out (staff)."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake_api.api.answers import answer
from intake_api.api.models import TrackShown, WholeTrack
from intake_api.api.who import ABot, Staff, TheHouse
from intake_api.contract import TrackPoints
from intake_api.reports.tracks import (
    LONGEST_LINE,
    PER_DEGREE,
    access_track,
    last_of,
    point_of,
    receive_points,
    state_of,
)
from storage.reports.tracks import PointRecord, TrackRecord, points_of, thinned, tracks_of
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/reports/{report_id}/track", tags=["reports"])


@router.post("", status_code=204, tags=["bots"])
async def post_track(house: TheHouse, bot: ABot, report_id: UUID, points: TrackPoints) -> Response:
    """More of a live location; the same points again change nothing."""
    await house.reports.perform(lambda work: receive_points(work, report_id, points))
    return Response(status_code=204)


@router.get("/{message_id}", response_model=WholeTrack)
async def get_track(house: TheHouse, actor: Staff, report_id: UUID, message_id: UUID) -> Response:
    """Every point of one share; the case shows a thinned line."""

    async def look(work: Work) -> WholeTrack:
        track, points = await access_track(work, actor, report_id, message_id)
        return _whole(work, track, points)

    return answer(await house.reports.perform(look))


async def whole_tracks(work: Work, report_id: UUID) -> list[WholeTrack]:
    """Every point of every share of a report, for somebody who came through its door."""
    return [
        _whole(work, each, await points_of(work, each.id))
        for each in await tracks_of(work, report_id)
    ]


def _whole(work: Work, track: TrackRecord, points: list[PointRecord]) -> WholeTrack:
    return WholeTrack(
        message_id=track.message_id,
        state=state_of(track, work.now),
        points=[point_of(each) for each in points],
    )


async def shown_tracks(work: Work, report_id: UUID) -> list[TrackShown]:
    """The shares of a report as its case shows them."""
    return [await _shown(work, each) for each in await tracks_of(work, report_id)]


async def _shown(work: Work, track: TrackRecord) -> TrackShown:
    last = last_of(track)
    line = await thinned(work, track, LONGEST_LINE)
    return TrackShown(
        message_id=track.message_id,
        state=state_of(track, work.now),
        started_at=track.started_at,
        expires_at=track.expires_at,
        ended_at=track.ended_at,
        last=last,
        age_s=(work.now - last.at).total_seconds() if last else None,
        points=track.points,
        line=[(lat / PER_DEGREE, lon / PER_DEGREE) for lat, lon in line],
    )
