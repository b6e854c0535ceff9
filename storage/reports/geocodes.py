"""What a geocoder told before."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select

from storage.reports.citizens_tables import geocoded
from storage.reports.statements import record
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class GeocodeRecord:
    """WGS 84 degrees; both None where the geocoder knows no such address."""

    latitude: float | None
    longitude: float | None


KNOWN = select(geocoded.c.latitude, geocoded.c.longitude).where(
    geocoded.c.key == bindparam("wanted")
)


async def known_geocode(work: Work, key: str) -> GeocodeRecord | None:
    return record(GeocodeRecord, await work.connection.execute(KNOWN, {"wanted": key}))


async def keep_geocode(work: Work, key: str, found: GeocodeRecord) -> None:
    row = {
        "key": key,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "found_at": work.now,
    }
    await work.connection.execute(work.insert_unless_there(geocoded), row)
