"""A citizen's own data as a ZIP: what was told, answered and shown, and the files.

Nobody of the staff is named in it, and their notes to each other are not the citizen's.
It is written as it is read: neither a file nor the whole is ever in memory.
"""

import json
import zipfile
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from functools import partial
from uuid import UUID

from intake_api.reports.outlet import Outlet
from storage.blobs import BlobMissing, BlobStore
from storage.reports.attachments import AttachmentRecord, attachments_of
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.histories import TransitionRecord, transitions_of
from storage.reports.identities import reports_of
from storage.reports.messages import MessageRecord, messages_of
from storage.reports.unit_of_work import Reports, Work

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "application/pdf": ".pdf",
}


async def citizen_archive(
    reports: Reports,
    blobs: BlobStore,
    conversation_id: UUID,
    *,
    identity: Mapping[str, str] | None = None,
) -> AsyncIterator[bytes]:
    """The bytes of the ZIP. ``identity`` is what is known of the citizen, opened already.

    A file whose bytes are not here (yet) is named in ``reports.json`` and not in the ZIP.
    """
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        ids = await reports.consult(lambda work: reports_of(work, conversation_id))
        told = [await reports.consult(partial(_report, report_id=each)) for each in ids]
        archive.writestr("reports.json", _json(told))
        if identity:
            archive.writestr("identity.json", _json(dict(identity)))
        yield outlet.taken()
        for report_id in ids:
            files = await reports.consult(partial(_files, report_id=report_id))
            for name, file in files:
                async for piece in _file(archive, outlet, blobs, name, file):
                    yield piece
    yield outlet.taken()


async def _file(
    archive: zipfile.ZipFile, outlet: Outlet, blobs: BlobStore, name: str, file: AttachmentRecord
) -> AsyncIterator[bytes]:
    if file.sha256 is None:
        return
    try:
        content = await blobs.open(file.sha256)
    except BlobMissing:
        return
    # Pictures and films do not get smaller by deflating them once more.
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    with archive.open(entry, "w", force_zip64=True) as out:
        async for chunk in content:
            out.write(bytes(chunk))
            yield outlet.taken()


async def _report(work: Work, report_id: UUID) -> dict[str, object]:
    report = await report_by_id(work, report_id)
    assert report is not None
    names = {file.id: name for name, file in await _files(work, report_id)}
    files = await attachments_of(work, report_id)
    return {
        **_head(report),
        "messages": [_message(each, files, names) for each in await messages_of(work, report_id)],
        "states": [_state(each) for each in await transitions_of(work, report_id)],
    }


def _head(report: ReportRecord) -> dict[str, object]:
    shown = ("number", "kind", "category", "state", "channel", "place")
    times = ("submitted_at", "received_at", "closed_at")
    return {name: getattr(report, name) for name in (*shown, *times)}


def _message(
    message: MessageRecord, files: list[AttachmentRecord], names: Mapping[UUID, str]
) -> dict[str, object]:
    return {
        "from": message.sender,
        "position": message.author,  # what citizens are told; never a name
        "sent_at": message.sent_at,
        "signal": message.signal,
        "versions": [
            {"at": each.at, "text": each.text, "place": each.place} for each in message.versions
        ],
        "files": [
            {
                "file": names.get(each.id),
                "name": each.name,
                "kind": each.kind,
                "size": each.size,
                "custody": each.custody,
                "sha256": each.sha256,
            }
            for each in files
            if each.message_id == message.id
        ],
    }


def _state(transition: TransitionRecord) -> dict[str, object]:
    return {"at": transition.at, "state": transition.to_state}


async def _files(work: Work, report_id: UUID) -> list[tuple[str, AttachmentRecord]]:
    """Stored files with their names in the ZIP: ours, for a citizen's may lead anywhere."""
    report = await report_by_id(work, report_id)
    assert report is not None
    stored = [e for e in await attachments_of(work, report_id) if e.custody == "stored"]
    return [
        (
            f"files/{report.number}/{count}-{each.kind}{SUFFIXES.get(each.media_type or '', '')}",
            each,
        )
        for count, each in enumerate(stored, 1)
    ]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
