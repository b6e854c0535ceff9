"""Taking everything that a citizen said out of reports; what is left are figures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, text, update

from storage.reports.citizens_tables import (
    blob_erasure,
    fact,
    restriction,
    track,
    track_point,
)
from storage.reports.faq_tables import faq_files, faq_questions
from storage.reports.incidents_tables import incident, incident_report
from storage.reports.search import delete_entries
from storage.reports.statements import records
from storage.reports.tables import (
    attachment,
    delivery,
    message,
    message_version,
    note,
    report,
    transition,
)
from storage.reports.unit_of_work import Work

WORDLESS: dict[str, Any] = {
    "content_hash": "",
    "place": None,
    "place_at": None,
    "latitude": None,
    "longitude": None,
    "excerpt": "",
    "words": "",
    "happened_at": None,
    "happened": None,
    "answers": None,
    "from_place": None,
    "withdrawal_reason": None,
    "receipt_hash": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnedRecord:
    id: UUID
    number: str
    is_open: bool
    closed_at: datetime | None
    erased_at: datetime | None
    rating: dict[str, Any] | None


async def reports_of_conversation(work: Work, conversation_id: UUID) -> list[OwnedRecord]:
    """All of a citizen's reports, locked, in the order of their ids."""
    query = (
        select(*(report.c[name] for name in OwnedRecord.__dataclass_fields__))
        .where(report.c.conversation_id == conversation_id)
        .order_by(report.c.id)
        .with_for_update()
    )
    found = records(OwnedRecord, await work.connection.execute(query))
    work.locked.update(each.id for each in found)
    return found


async def overwrite_what_goes(work: Work) -> None:
    """Have SQLite overwrite with zeros what this act takes away; PostgreSQL vacuums it."""
    if work.is_sqlite:
        await work.connection.execute(text("PRAGMA secure_delete=ON"))


async def erase_words(work: Work, one: OwnedRecord) -> None:
    """Leave of a report its state, its times and its figures."""
    of_report = one.id
    await _erase_tracks(work, of_report)
    await _wish_blobs_gone(work, of_report)
    for table, values in (
        (message_version, {"text": "", "place": None}),
        (message, {"quote": None, "unsupported": None, "album": None}),
        (
            attachment,
            {"custody": "erased", "sha256": None, "name": None, "failure_detail": None},
        ),
        (note, {"text": ""}),
        (transition, {"reason": None}),
        (fact, {"detail": None}),
        (delivery, {"text": "", "details": None}),
    ):
        statement = update(table).where(table.c.report_id == of_report)
        await work.connection.execute(statement.values(**values))
    await _erase_reasons(work, of_report)
    await delete_entries(work, of_report)
    rating = {**one.rating, "words": ""} if one.rating else None
    work.change(of_report, erased_at=work.now, rating=rating, **WORDLESS)


async def erase_conversation(work: Work, conversation_id: UUID) -> None:
    """What was told to the citizen beside any report, and why they were restricted."""
    await work.connection.execute(
        update(delivery)
        .where(delivery.c.conversation_id == conversation_id, delivery.c.report_id.is_(None))
        .values(text="")
    )
    await work.connection.execute(
        update(delivery)
        .where(delivery.c.conversation_id == conversation_id, delivery.c.kind == "place_picked")
        .values(details=None)
    )
    await work.connection.execute(
        update(restriction)
        .where(restriction.c.conversation_id == conversation_id)
        .values(reason="")
    )
    await work.connection.execute(
        update(faq_questions)
        .where(faq_questions.c.conversation_id == conversation_id)
        .values(words="", conversation_id=None)
    )


async def _erase_tracks(work: Work, report_id: UUID) -> None:
    ids = select(track.c.id).where(track.c.report_id == report_id)
    await work.connection.execute(delete(track_point).where(track_point.c.track_id.in_(ids)))
    await work.connection.execute(delete(track).where(track.c.report_id == report_id))


async def _erase_reasons(work: Work, report_id: UUID) -> None:
    """Why it was linked holds words that it shared with others of its incident."""
    its = select(incident_report.c.incident_id).where(incident_report.c.report_id == report_id)
    wordless = update(incident_report).where(incident_report.c.incident_id.in_(its))
    await work.connection.execute(wordless.values(reasons=None))
    nameless = update(incident).where(incident.c.id.in_(its))
    await work.connection.execute(nameless.values(title=""))


async def _wish_blobs_gone(work: Work, report_id: UUID) -> None:
    query = (
        select(attachment.c.sha256)
        .where(attachment.c.report_id == report_id, attachment.c.sha256.is_not(None))
        .distinct()
    )
    for (sha256,) in (await work.connection.execute(query)).all():
        row = {"sha256": sha256, "wished_at": work.now}
        await work.connection.execute(work.insert_unless_there(blob_erasure), row)


async def blobs_to_erase(work: Work, limit: int) -> list[str]:
    query = select(blob_erasure.c.sha256).order_by(blob_erasure.c.wished_at).limit(limit)
    return [row[0] for row in await work.connection.execute(query)]


async def hold_blob(work: Work, sha256: str) -> None:
    """Nobody else stores or erases these bytes until this act ends."""
    if not work.is_sqlite:  # where an act that writes is alone anyway
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
        await work.connection.execute(lock, {"name": f"blob:{sha256}"})


async def take_blob_erasure(work: Work, sha256: str) -> bool:
    """End the wish; True if neither a report nor an article holds these bytes any more."""
    await work.connection.execute(delete(blob_erasure).where(blob_erasure.c.sha256 == sha256))
    held = select(attachment.c.id).where(attachment.c.sha256 == sha256).limit(1)
    shown = select(faq_files.c.sha256).where(faq_files.c.sha256 == sha256)
    return all([await work.connection.scalar(query) is None for query in (held, shown)])
