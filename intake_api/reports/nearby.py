"""What else was told around a point lately."""

from dataclasses import dataclass
from datetime import timedelta

from geopy.distance import geodesic, great_circle

from intake_api.reports.similar import box_around
from storage.reports.nearby import NearbyRecord, reports_lately
from storage.reports.unit_of_work import Work

MOST = 500
SPHERE = 1.01
"""By how much the quick distance may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    report: NearbyRecord
    distance_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """The newest first; ``is_more``: there may be older ones of that time."""

    found: tuple[Near, ...]
    is_more: bool


async def nearby(
    work: Work, latitude: float, longitude: float, *, within_m: int, lately: timedelta
) -> Nearby:
    """Reports received lately within that many metres, at most 500."""
    box = box_around(latitude, longitude, within_m)
    read = await reports_lately(work, box, since=work.now - lately, most=MOST + 1)
    here = (latitude, longitude)
    near = [
        Near(report=each, distance_m=round(geodesic(here, there).m))
        for each in read[:MOST]
        if great_circle(here, there := (each.latitude, each.longitude)).m <= within_m * SPHERE
    ]
    within = tuple(each for each in near if each.distance_m <= within_m)
    return Nearby(found=within, is_more=len(read) > MOST)
