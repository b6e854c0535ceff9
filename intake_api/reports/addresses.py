"""Puts reports whose place is only words on the map, when the centre has a geocoder.

After the report was taken in, never before: a geocoder that is slow or away costs nobody
a second. What it told once is remembered.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog

from intake_api.contract import Place
from intake_api.geocoding import Geocoder, GeocoderUnavailable, address_key
from intake_api.reports.places import columns
from storage.reports.cases import report_by_id
from storage.reports.dues import DueRecord, past_due, postpone_due, put_due, take_due
from storage.reports.geocodes import GeocodeRecord, keep_geocode, known_geocode
from storage.reports.unit_of_work import Reports, Work

log = structlog.get_logger(__name__)

GEOCODE = "geocode"
AT_ONCE = 10
AGAIN_AFTER = timedelta(minutes=5)


async def look_up_later(work: Work, report_id: UUID, place: Place | None) -> None:
    """Have the address of a new report looked up, if that is all it has."""
    if place is not None and place.address and place.latitude is None:
        await put_due(work, GEOCODE, report_id, work.now)


async def look_up_due(reports: Reports, geocoder: Geocoder) -> int:
    """Look up what waits; returns how many reports came onto the map."""
    due = await reports.consult(lambda work: past_due(work, [GEOCODE], AT_ONCE))
    return sum([await _look_up(reports, geocoder, one) for one in due])


async def _look_up(reports: Reports, geocoder: Geocoder, one: DueRecord) -> bool:
    address, locale, known = await reports.consult(partial(_asked, one.report_id))
    if address and known is None:
        try:
            found = await geocoder.point(address, locale)
        except GeocoderUnavailable as error:
            log.warning("geocoder_unavailable", error=str(error))
            await reports.perform(lambda work: postpone_due(work, one, work.now + AGAIN_AFTER))
            return False
        known = GeocodeRecord(
            latitude=found.latitude if found else None,
            longitude=found.longitude if found else None,
        )
    return await reports.perform(partial(_put_on_map, one, address, known))


async def _asked(report_id: UUID, work: Work) -> tuple[str, str, GeocodeRecord | None]:
    """The address that still has no point, empty if there is none; and what is known of it."""
    report = await report_by_id(work, report_id)
    place = Place.model_validate(report.place) if report and report.place else None
    if report is None or place is None or place.latitude is not None or not place.address:
        return "", "", None
    known = await known_geocode(work, address_key(place.address))
    return place.address, report.locale, known


async def _put_on_map(
    one: DueRecord, address: str, known: GeocodeRecord | None, work: Work
) -> bool:
    report = await report_by_id(work, one.report_id, lock=True)
    if not await take_due(work, one) or report is None or known is None:
        return False
    await keep_geocode(work, address_key(address), known)
    place = Place.model_validate(report.place) if report.place else None
    # Since we asked the citizen may have sent a point, which is better than any address.
    if place is None or place.address != address or place.latitude is not None:
        return False
    if known.latitude is None:
        return False
    placed = place.model_copy(update={"latitude": known.latitude, "longitude": known.longitude})
    work.change(report.id, **columns(placed, report.place_at))
    work.record(report.id, "place_looked_up")
    return True
