"""Live locations as data: where each is now, and how that is told to the API."""

from collections.abc import Mapping

from bots.citizen.content import Wire, point_of
from bots.dialogue.effects import MoveTrack
from bots.dialogue.events import LocationMoved

Track = Mapping[str, object]
"""``points``: at most the newest; ``ended_at``: ISO text, or None while it goes on."""
Tracks = Mapping[str, Track]
"""By the id of the message that began them."""


def track_of(event: LocationMoved) -> Track:
    """What one move tells."""
    point: Wire = {"at": event.at.isoformat(), **point_of(event)}
    if event.heading is not None and 1 <= event.heading <= 360:
        point["heading"] = event.heading
    return {"points": [point], "ended_at": event.at.isoformat() if event.ended else None}


def moved(tracks: Tracks, message_id: str, event: LocationMoved) -> Tracks:
    """The tracks after a move: only the newest point is kept, an older one changes nothing."""
    new, old = track_of(event), tracks.get(message_id)
    if old is None:
        return {**tracks, message_id: new}
    newest = old if _at(old) > _at(new) else new
    return {
        **tracks,
        message_id: {
            "points": newest["points"],
            "ended_at": new["ended_at"] or old["ended_at"],
        },
    }


def move_tracks(report_id: str, tracks: Tracks) -> tuple[MoveTrack, ...]:
    """Hand the tracks over to a report."""
    return tuple(move_track(report_id, message_id, track) for message_id, track in tracks.items())


def move_track(report_id: str, message_id: str, track: Track) -> MoveTrack:
    """Hand one track, or one move of it, over to a report."""
    points, ended_at = track["points"], track["ended_at"]
    assert isinstance(points, list)
    return MoveTrack(
        report_id=report_id,
        message_id=message_id,
        points=tuple(points),
        ended_at=str(ended_at) if ended_at else None,
    )


def _at(track: Track) -> str:
    points = track["points"]
    assert isinstance(points, list)
    return str(points[0]["at"])
