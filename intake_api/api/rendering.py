"""Records as the wire types of the staff's side."""

from datetime import datetime, timedelta
from operator import attrgetter
from uuid import UUID

from intake_api.api.models import (
    Action,
    Attachment,
    ConversationState,
    Details,
    Entry,
    FactEntry,
    Hello,
    Lease,
    MessageEntry,
    NoteEntry,
    Owner,
    ReportCase,
    ReportRow,
    StateEntry,
    TrackShown,
    User,
    Version,
)
from intake_api.auth.actor import Actor
from intake_api.contract import Locale, Place
from intake_api.reports.workflow import State, possible
from storage.reports.attachments import AttachmentRecord
from storage.reports.cases import ReportRecord
from storage.reports.details import FactRecord
from storage.reports.histories import NoteRecord, TransitionRecord
from storage.reports.messages import MessageRecord


def user(actor: Actor) -> User:
    return User(
        id=actor.id,
        login=actor.login,
        name=actor.name,
        position=actor.position,
        role=actor.role,
        locale=Locale(actor.locale),
    )


def row(report: ReportRecord) -> ReportRow:
    return ReportRow.model_validate(_row_fields(report))


def _row_fields(report: ReportRecord) -> dict[str, object]:
    owner = (
        Owner(id=report.owner_id, position=report.owner_position or "") if report.owner_id else None
    )
    return {
        "id": report.id,
        "number": report.number,
        "kind": report.kind,
        "category": report.category,
        "priority": report.priority,
        "state": report.state,
        "channel": report.channel,
        "locale": report.locale,
        "received_at": report.received_at,
        "last_activity_at": report.last_activity_at,
        "opened_at": report.opened_at,
        "place": report.place,
        "owner": owner,
        "excerpt": report.excerpt,
        "unread": report.unread,
        "attachments": report.attachments,
        "last_from": report.last_from,
        "seq": report.seq,
        "anonymous": report.anonymous,
        "alarm": report.alarm_at is not None,
        "withdrawal_asked": report.withdrawal_asked_at is not None,
        "corrections": report.corrections,
        "tags": report.tags,
    }


def case(
    report: ReportRecord,
    actor: Actor,
    timeline: list[Entry],
    *,
    conversation: ConversationState,
    details: Details,
    tracks: list[TrackShown],
    first_unread: UUID | None,
    lease: timedelta,
) -> ReportCase:
    return ReportCase.model_validate(
        {
            **_row_fields(report),
            "conversation": conversation,
            "details": details,
            "tracks": tracks,
            "first_unread": first_unread,
            "lease": _lease(report, lease),
            "timeline": timeline,
            "actions": actions(report, actor),
        }
    )


def _lease(report: ReportRecord, lasts: timedelta) -> Lease | None:
    if report.leased_at is None or report.owner_id is None:
        return None
    return Lease(
        holder=Owner(id=report.owner_id, position=report.owner_position or ""),
        since=report.lease_began_at or report.leased_at,
        until=report.leased_at + lasts,
    )


def actions(report: ReportRecord, actor: Actor) -> list[Action]:
    return [
        Action(action=each.action, to_state=each.to, needs=list(each.needs))
        for each in possible(State(report.state), actor.role)
    ]


def timeline(
    messages: list[MessageRecord],
    files: list[AttachmentRecord],
    transitions: list[TransitionRecord],
    notes: list[NoteRecord],
    facts: list[FactRecord],
) -> list[Entry]:
    """Everything that happened, oldest first."""
    entries: list[Entry] = [
        *(state(each) for each in transitions),
        *(
            message(each, [file for file in files if file.message_id == each.id])
            for each in messages
        ),
        *(note(each) for each in notes),
        *(fact(each) for each in facts),
    ]
    return sorted(entries, key=attrgetter("at"))


def message(record: MessageRecord, files: list[AttachmentRecord]) -> MessageEntry:
    *earlier, now = record.versions
    return MessageEntry.model_validate(
        {
            "id": record.id,
            "at": record.sent_at,
            "edited_at": now.at if now.is_edit else None,
            "sender": record.sender,
            "author": record.author,
            "text": now.text,
            "place": now.place,
            "signal": record.signal,
            "unsupported": record.unsupported,
            "album": record.album,
            "quoted_message_id": record.quoted_message_id,
            "quote": record.quote,
            "filed_by": record.filed_by,
            "live_s": record.live_s,
            "edited_after_acceptance": any(each.after_acceptance for each in record.versions),
            "attachments": [attachment(file) for file in files],
            "versions": [
                Version(
                    at=each.at,
                    text=each.text,
                    place=Place.model_validate(each.place) if each.place else None,
                )
                for each in earlier
            ],
            "delivery": _delivery(record),
            "sends_at": record.held_until,
        }
    )


def _delivery(record: MessageRecord) -> str | None:
    if record.held_until is not None:
        return "held"
    return (record.outcome or "queued") if record.delivery_id else None


def attachment(file: AttachmentRecord) -> Attachment:
    return Attachment.model_validate(
        {
            "id": file.id,
            "kind": file.kind,
            "media_type": file.media_type,
            "size": file.size,
            "name": file.name,
            "duration_s": file.duration_s,
            "custody": file.custody,
            "sha256": file.sha256,
            "redacted_from": file.redacted_from,
            "made_by": file.maker,
            "made_at": file.made_at,
        }
    )


def state(record: TransitionRecord) -> StateEntry:
    return StateEntry.model_validate(record, from_attributes=True)


def note(record: NoteRecord) -> NoteEntry:
    return NoteEntry.model_validate(record, from_attributes=True)


def fact(record: FactRecord) -> FactEntry:
    return FactEntry.model_validate(record, from_attributes=True)


def new_reply(
    message_id: UUID,
    at: datetime,
    actor: Actor,
    text: str,
    signal: str | None = None,
    sends_at: datetime | None = None,
) -> MessageEntry:
    """A reply that is being stored right now."""
    return MessageEntry(
        id=message_id,
        at=at,
        edited_at=None,
        sender="operator",
        author=actor.position,
        text=text,
        place=None,
        signal=signal,
        unsupported=None,
        album=None,
        quoted_message_id=None,
        quote=None,
        filed_by=None,
        live_s=None,
        edited_after_acceptance=False,
        attachments=[],
        versions=[],
        delivery="held" if sends_at else "queued",
        sends_at=sends_at,
    )


def hello(seq: int, actor: Actor) -> Hello:
    return Hello(seq=seq, user=user(actor))
