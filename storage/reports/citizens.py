"""What citizens ask for about their own reports, beside talking in them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from storage.reports.statements import records
from storage.reports.tables import report
from storage.reports.unit_of_work import Work
from storage.types import UtcDateTime

MOST_NEAR = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRecord:
    id: UUID
    category: str
    latitude: float
    longitude: float
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """WGS 84 degrees; ``west`` may be east of ``east`` where it crosses the 180th meridian."""

    south: float
    north: float
    west: float
    east: float


NEAR = (
    select(
        report.c.id,
        report.c.category,
        report.c.latitude,
        report.c.longitude,
        report.c.received_at,
    )
    .where(
        report.c.is_open,
        report.c.top_category == bindparam("top"),
        report.c.latitude.between(bindparam("south"), bindparam("north")),
        report.c.received_at >= bindparam("since", type_=UtcDateTime),
        report.c.kind != "sos",
        ~report.c.anonymous,
        report.c.conversation_id != bindparam("asking"),
    )
    .order_by(report.c.received_at.desc())
    .limit(MOST_NEAR)
)
BETWEEN = NEAR.where(report.c.longitude.between(bindparam("west"), bindparam("east")))
AROUND = NEAR.where(
    (report.c.longitude >= bindparam("west")) | (report.c.longitude <= bindparam("east"))
)
BY_RECEIPT = select(report.c.id).where(report.c.receipt_hash == bindparam("wanted"))


async def reports_in(
    work: Work, box: Box, *, top: str, since: datetime, asking: UUID
) -> list[NearRecord]:
    """Open reports of one category in a box, the latest 200; no SOS, nobody anonymous."""
    wanted = {
        "top": top,
        "since": since,
        "asking": asking,
        "south": box.south,
        "north": box.north,
        "west": box.west,
        "east": box.east,
    }
    query = BETWEEN if box.west <= box.east else AROUND
    return records(NearRecord, await work.connection.execute(query, wanted))


async def report_of_receipt(work: Work, receipt_hash: str) -> UUID | None:
    found: UUID | None = await work.connection.scalar(BY_RECEIPT, {"wanted": receipt_hash})
    return found
