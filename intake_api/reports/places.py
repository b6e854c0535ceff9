"""Where a report is: told in its flow, else shared in a message of it."""

from datetime import datetime

from intake_api.contract import CitizenMessage, Place, PlaceMethod, ReportSubmission


def place_of(submission: ReportSubmission) -> tuple[Place | None, datetime | None]:
    """The place of a new report and the time it is known from."""
    place = submission.place
    at = submission.submitted_at if place else None
    if place is not None and place.latitude is not None:
        return place, at
    for message in submission.messages:
        if moved := moved_to(place, at, message):
            place, at = moved, told_at(message)
    return place, at


def columns(place: Place | None, at: datetime | None) -> dict[str, object]:
    """What a report's row keeps of its place."""
    return {
        "place": place.model_dump(mode="json") if place else None,
        "place_at": at,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
    }


def moved_to(place: Place | None, at: datetime | None, message: CitizenMessage) -> Place | None:
    """The new place of a report that was at ``place`` since ``at``, or None if it stays there.

    The first point is taken from any message. After that only a live share moves, and only
    what was shared live: a pin is what the citizen pointed at.
    """
    new = message.place
    if new is None or new.latitude is None:
        return None
    is_first = place is None or place.latitude is None
    if is_first or (is_live(message) and follows(place, at, told_at(message))):
        known = place.address if place else None
        return new.model_copy(update={"address": new.address or known})
    return None


def follows(place: Place | None, at: datetime | None, point_at: datetime) -> bool:
    """Whether a report that was at ``place`` since ``at`` goes along with a live share."""
    if place is None or place.latitude is None:
        return True
    return place.method is PlaceMethod.LIVE and (at is None or point_at >= at)


def is_live(message: CitizenMessage) -> bool:
    """Whether it shows where the citizen is at that moment."""
    return message.place is not None and message.place.method is PlaceMethod.LIVE


def told_at(message: CitizenMessage) -> datetime:
    """When this version of it was said."""
    return message.edited_at or message.sent_at
