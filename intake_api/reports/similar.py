"""Is this told already? Reports near by, without anybody's words."""

import math
from datetime import timedelta

from geopy.distance import geodesic, great_circle

from intake_api.contract import SimilarAsked, SimilarReport, SimilarReports
from intake_api.reports.catalogue import top_of
from storage.reports.citizens import Box, NearRecord, reports_in
from storage.reports.unit_of_work import Work

MOST = 3
METRES_PER_DEGREE = 110_570
"""The shortest degree there is: of latitude, at the equator (WGS 84: 110,574 m)."""


async def similar_reports(
    work: Work, asked: SimilarAsked, *, within_m: int, lately: timedelta
) -> SimilarReports:
    """The nearest first, at most three. SOS and anonymous reports are never offered."""
    top, _ = await top_of(work, asked.category)
    assert top is not None
    box = box_around(asked.latitude, asked.longitude, within_m)
    found = await reports_in(
        work, box, top=top, since=work.now - lately, asking=asked.conversation_id
    )
    here = (asked.latitude, asked.longitude)
    near = [each for each in found if great_circle(here, _point(each)).m <= within_m * 1.01]
    shown = [_shown(work, here, each) for each in near]
    items = sorted((each for each in shown if each.distance_m <= within_m), key=_distance)
    return SimilarReports(items=tuple(items[:MOST]))


def box_around(latitude: float, longitude: float, within_m: float) -> Box:
    """A box of degrees that holds everything within that distance."""
    high = within_m / METRES_PER_DEGREE
    south, north = latitude - high, latitude + high
    shrunk = math.cos(math.radians(min(90.0, max(abs(south), abs(north)))))
    wide = high / shrunk if shrunk > high / 180 else 180.0
    if wide >= 180:
        return Box(south=south, north=north, west=-180, east=180)
    return Box(
        south=south, north=north, west=_wrapped(longitude - wide), east=_wrapped(longitude + wide)
    )


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180 if abs(longitude) > 180 else longitude


def _point(record: NearRecord) -> tuple[float, float]:
    return record.latitude, record.longitude


def _distance(shown: SimilarReport) -> int:
    return shown.distance_m


def _shown(work: Work, here: tuple[float, float], record: NearRecord) -> SimilarReport:
    return SimilarReport(
        report_id=record.id,
        category=record.category,
        distance_m=round(geodesic(here, _point(record)).m),
        minutes_ago=max(0, (work.now - record.received_at) // timedelta(minutes=1)),
    )
