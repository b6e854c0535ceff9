"""Reports of the last hours within a box, for the map; nobody's words among them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from storage.reports.citizens import Box
from storage.reports.statements import records
from storage.reports.tables import report
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyRecord:
    id: UUID
    number: str
    kind: str
    category: str | None
    priority: int
    state: str
    received_at: datetime
    latitude: float
    longitude: float


# Newest first by ``report_received``: the hours bound what is read, not the box.
_LATELY = (
    select(*(report.c[name] for name in NearbyRecord.__dataclass_fields__))
    .where(
        report.c.received_at >= bindparam("since", type_=UtcDateTime),
        report.c.latitude.between(bindparam("south"), bindparam("north")),
    )
    .order_by(report.c.received_at.desc(), report.c.id.desc())
    .limit(bindparam("most"))
)
_BETWEEN = _LATELY.where(report.c.longitude.between(bindparam("west"), bindparam("east")))
_AROUND = _LATELY.where(
    (report.c.longitude >= bindparam("west")) | (report.c.longitude <= bindparam("east"))
)


async def reports_lately(work: Work, box: Box, *, since: datetime, most: int) -> list[NearbyRecord]:
    """At most ``most``, the newest first; open and closed."""
    wanted = {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    query = _BETWEEN if box.west <= box.east else _AROUND
    rows = await work.connection.execute(query, {**wanted, "since": since, "most": most})
    return records(NearbyRecord, rows)
