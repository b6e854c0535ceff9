"""What citizens and operators say to each other in a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.contract import CitizenMessage, DeliveryKind, Place, ReportKind, RequestKind
from intake_api.refusals import NotPossibleNow, ReportNotFound
from intake_api.reports.access import access_report, access_to_answer
from intake_api.reports.handling import citizens_move, transit
from intake_api.reports.places import columns, is_live, moved_to, told_at
from intake_api.reports.sending import send_held, tell_reply
from intake_api.reports.tracks import begin, move
from intake_api.reports.words import excerpt, words
from intake_api.reports.workflow import OPEN, State, find
from intake_api.search.indexing import index_messages, index_note, index_report
from storage.ids import new_id
from storage.reports.attachments import announce_attachments, attachments_of, stored_among
from storage.reports.cases import ReportRecord, report_by_id
from storage.reports.histories import append_note, was_accepted
from storage.reports.messages import (
    insert_if_new,
    insert_messages,
    insert_versions,
    versions_of,
)
from storage.reports.moves import current_report
from storage.reports.unit_of_work import Work


async def receive_message(
    work: Work, report_id: UUID, message: CitizenMessage, *, reopen_within: timedelta
) -> None:
    """File a citizen's message, or a version of one. The same one twice changes nothing.

    It answers a question that was asked, and reopens what was closed shortly before.
    Raises ReportNotFound.
    """
    current = await current_report(work, report_id, message.message_id)
    report = await report_by_id(work, current, lock=True)
    if report is None:
        raise ReportNotFound
    if not await _file(work, report, message):
        return
    if message.edited_at is not None:
        return
    closed = report.closed_at
    row = citizens_move(report, reopens=closed is not None and work.now - closed <= reopen_within)
    if row is not None:
        await transit(work, report, row)


async def _file(work: Work, report: ReportRecord, message: CitizenMessage) -> bool:
    """False if it is no new message and no new version: known already, or only a move."""
    is_new = await insert_if_new(work, _row(work, report.id, message, 0))
    if not is_new:
        known = await _known(work, report.id, message)
        if known.says_same and message.edited_at is not None and is_live(message):
            await move(work, report, message)
            return False
        if known.is_known:
            return False
    late = message.edited_at is not None and await was_accepted(work, report.id)
    await insert_versions(work, [{**_version(report.id, message), "after_acceptance": late}])
    await index_messages(work, report.id, [message.message_id])
    announced = await _announce(work, report.id, [message])
    work.change(report.id, last_activity_at=work.now, last_from="citizen")
    if announced:
        work.change(report.id, attachments=report.attachments + announced)
    if is_new or not is_live(message):
        # Somebody on the move sends hundreds of places: that is one message to read.
        work.change(report.id, unread=report.unread + 1)
    if not report.excerpt and (first := excerpt([message])):
        found_by = words(report.number, message.place, [message])
        work.change(report.id, excerpt=first, words=found_by)
        await index_report(work, report.id, found_by)
    _follow(work, report, message)
    if is_live(message):
        await begin(work, report, message)
    event = "message_received" if message.edited_at is None else "message_edited"
    work.record(report.id, event)
    if late:
        work.record(report.id, "edited_after_acceptance")
    return True


def _follow(work: Work, report: ReportRecord, message: CitizenMessage) -> None:
    known = Place.model_validate(report.place) if report.place else None
    if moved := moved_to(known, report.place_at, message):
        work.change(report.id, **columns(moved, told_at(message)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """``says_same``: words and files are those of the version before, be the place another."""

    is_known: bool
    says_same: bool


async def _known(work: Work, report_id: UUID, message: CitizenMessage) -> _Known:
    versions = await versions_of(work, report_id, message.message_id)
    if message.edited_at is None:
        return _Known(is_known=any(not each.is_edit for each in versions), says_same=False)
    new = _version(report_id, message)
    # An edit that comes late is compared with what was said before it, not with the last.
    before = [each for each in versions if each.at <= message.edited_at] or versions[:1]
    brings = await _brings_files(work, report_id, message)
    same_words = before[-1].text == message.text and not brings
    is_twin = any(
        (each.is_edit, each.at, each.text, each.place)
        == (True, new["at"], new["text"], new["place"])
        for each in versions
    )
    return _Known(
        is_known=(is_twin and not brings) or (same_words and before[-1].place == new["place"]),
        says_same=same_words,
    )


async def _brings_files(work: Work, report_id: UUID, message: CitizenMessage) -> bool:
    if not message.attachments:
        return False
    there = {each.id for each in await attachments_of(work, report_id)}
    return any(file.attachment_id not in there for file in message.attachments)


async def store_messages(work: Work, report_id: UUID, messages: Sequence[CitizenMessage]) -> int:
    """Insert messages a report does not have yet; returns how many files they announce."""
    first_seen = {message.message_id: message for message in reversed(messages)}
    if not first_seen:
        return 0
    rows = [
        _row(work, report_id, first_seen[message_id], place)
        for place, message_id in enumerate(dict.fromkeys(each.message_id for each in messages))
    ]
    await insert_messages(work, rows)
    versions = {_identity(message): message for message in messages}
    await insert_versions(work, [_version(report_id, each) for each in versions.values()])
    await index_messages(work, report_id, set(first_seen))
    return await _announce(work, report_id, messages)


def _row(work: Work, report_id: UUID, message: CitizenMessage, place: int) -> dict[str, object]:
    # A messenger tells whole seconds: within one, messages stand in the order they came,
    # and those of one submission a microsecond apart in the order they were said.
    received_at = work.now + timedelta(microseconds=place)
    return {
        "report_id": report_id,
        "id": message.message_id,
        "sender": "citizen",
        "author_id": None,
        "sent_at": message.sent_at,
        "received_at": received_at,
        "signal": message.signal,
        "unsupported": message.unsupported,
        "album": message.album,
        "quoted_message_id": message.quoted_message_id,
        "quote": message.quote,
        "filed_by": message.filed_by,
        "live_s": message.live_s,
    }


def _identity(message: CitizenMessage) -> tuple[object, ...]:
    # Two edits within a second carry the same time.
    if message.edited_at is None:
        return (message.message_id,)
    place = message.place.model_dump_json() if message.place else None
    return (message.message_id, message.edited_at, message.text, place)


def _version(report_id: UUID, message: CitizenMessage) -> dict[str, object]:
    return {
        "report_id": report_id,
        "message_id": message.message_id,
        "at": told_at(message),
        "is_edit": message.edited_at is not None,
        "text": message.text,
        "place": message.place.model_dump(mode="json") if message.place else None,
    }


async def _announce(work: Work, report_id: UUID, messages: Sequence[CitizenMessage]) -> int:
    files = {
        file.attachment_id: (message.message_id, file)
        for message in messages
        for file in message.attachments
    }
    if not files:
        return 0
    # The bytes may have come already, by way of another report with the same message.
    held = await stored_among(work, files)
    rows: list[dict[str, object]] = []
    for ordinal, (message_id, file) in enumerate(files.values()):
        known = held.get(file.attachment_id)
        rows.append(
            {
                "report_id": report_id,
                "id": file.attachment_id,
                "message_id": message_id,
                "ordinal": ordinal,
                "kind": file.kind,
                "name": file.name,
                "duration_s": file.duration_s,
                "media_type": known.media_type if known else file.media_type,
                "size": known.size if known else file.size,
                "custody": "stored" if known else "announced",
                "sha256": known.sha256 if known else None,
            }
        )
    return await announce_attachments(work, rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply that was written; ``held_until`` is None if it is on its way."""

    message_id: UUID
    held_until: datetime | None


async def post_reply(
    work: Work, actor: Actor, report_id: UUID, text: str, *, undo: timedelta
) -> Reply:
    """Answer the citizen; for as long as ``undo`` the author can take it back.

    Raises NotPossibleNow once it is closed, or HeldByColleague.
    """
    report = await access_to_answer(work, actor, report_id, "reply_posted")
    # Somebody in danger waits for each word: there a slip costs less than five seconds.
    undo = timedelta() if report.kind == ReportKind.SOS else undo
    return await write_reply(work, actor, report, text, undo=undo)


async def write_reply(
    work: Work, actor: Actor, report: ReportRecord, text: str, *, undo: timedelta = timedelta()
) -> Reply:
    """As ``post_reply``, in a report that came through the door. Raises NotPossibleNow."""
    if State(report.state) not in OPEN:
        raise NotPossibleNow
    message_id = new_id()
    held_until = work.now + undo if undo else None
    if held_until is None:
        await send_held(work, report)
        tell_reply(work, report, message_id=message_id, text=text, position=actor.position)
    await _store_reply(work, actor, report.id, message_id, text, held_until=held_until)
    work.change(report.id, last_activity_at=work.now, last_from="operator")
    work.record(report.id, "reply_posted")
    return Reply(message_id=message_id, held_until=held_until)


async def post_request(work: Work, actor: Actor, report_id: UUID, asks: RequestKind) -> UUID:
    """Ask the citizen for something that the bot puts into words; returns the message's id.

    A report in review waits for the citizen from then on. Raises as ``post_reply``.
    """
    report = await access_to_answer(work, actor, report_id, "request_posted")
    if State(report.state) not in OPEN:
        raise NotPossibleNow
    message_id = new_id()
    await _store_reply(work, actor, report_id, message_id, "", signal=f"asks_{asks}")
    work.change(report_id, last_activity_at=work.now, last_from="operator")
    work.record(report_id, "request_posted")
    await send_held(work, report)
    work.tell(
        conversation_id=report.conversation_id,
        report_id=report_id,
        kind=DeliveryKind.REQUEST,
        position=actor.position,
        message_id=message_id,
        details={"asks": asks.value},
    )
    waits = find("ask", State(report.state), actor.role)
    if waits is not None and State(report.state) is State.IN_REVIEW:
        await transit(work, report, waits, actor=actor)
    return message_id


async def _store_reply(
    work: Work,
    actor: Actor,
    report_id: UUID,
    message_id: UUID,
    text: str,
    *,
    signal: str | None = None,
    held_until: datetime | None = None,
) -> None:
    row: dict[str, object] = {
        "report_id": report_id,
        "id": message_id,
        "sender": "operator",
        "author_id": actor.id,
        "sent_at": work.now,
        "received_at": work.now,
        "signal": signal,
        "held_until": held_until,
    }
    version: dict[str, object] = {
        "report_id": report_id,
        "message_id": message_id,
        "at": work.now,
        "is_edit": False,
        "text": text,
    }
    await insert_messages(work, [row])
    await insert_versions(work, [version])
    await index_messages(work, report_id, [message_id])


async def post_note(work: Work, actor: Actor, report_id: UUID, text: str) -> UUID:
    """Note something for colleagues; the citizen never sees it."""
    await access_report(work, actor, report_id, "note_posted")
    note_id = await append_note(work, report_id, actor.id, text)
    await index_note(work, report_id, note_id, text)
    work.change(report_id, last_activity_at=work.now)
    work.record(report_id, "note_posted")
    return note_id
