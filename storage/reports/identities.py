"""What citizens have said of themselves, as sealed bytes; nothing here can read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, select, text, update

from storage.reports.people_tables import consent, identity, subject_key
from storage.reports.statements import record, records
from storage.reports.tables import conversation, report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKeyRecord:
    """The key of one citizen, sealed with the key ``ring_key`` of the ring."""

    conversation_id: UUID
    id: UUID
    ring_key: str
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRecord:
    field: str
    sealed: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord:
    version: str
    consented_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerRecord:
    """A report of somebody who was found by phone."""

    conversation_id: UUID
    report_id: UUID
    number: str
    state: str
    received_at: datetime


_KEY = select(*(subject_key.c[name] for name in SubjectKeyRecord.__dataclass_fields__))
_KEY_OF = _KEY.where(subject_key.c.conversation_id == bindparam("wanted"))
_FIELDS = select(identity.c.field, identity.c.sealed, identity.c.at).where(
    identity.c.conversation_id == bindparam("wanted")
)
_CONSENTS = (
    select(consent.c.version, consent.c.consented_at)
    .where(consent.c.conversation_id == bindparam("wanted"))
    .order_by(consent.c.id)
)
_LOCK = (
    select(conversation.c.anonymous)
    .where(conversation.c.id == bindparam("wanted"))
    .with_for_update()
)


async def lock_conversation(work: Work, conversation_id: UUID) -> bool | None:
    """Whether it is anonymous; nobody else says who its citizen is until this act ends."""
    found: bool | None = await work.connection.scalar(_LOCK, {"wanted": conversation_id})
    return found


async def subject_key_of(work: Work, conversation_id: UUID) -> SubjectKeyRecord | None:
    return record(
        SubjectKeyRecord, await work.connection.execute(_KEY_OF, {"wanted": conversation_id})
    )


async def keep_subject_key(work: Work, key: SubjectKeyRecord) -> None:
    row = {name: getattr(key, name) for name in SubjectKeyRecord.__dataclass_fields__}
    await work.connection.execute(work.insert(subject_key).values(**row))


async def keys_not_under(work: Work, ring_key: str, most: int) -> list[SubjectKeyRecord]:
    """Keys of citizens that are sealed with another key of the ring."""
    query = _KEY.where(subject_key.c.ring_key != ring_key).limit(most).with_for_update()
    return records(SubjectKeyRecord, await work.connection.execute(query))


async def reseal(work: Work, key: SubjectKeyRecord) -> None:
    await work.connection.execute(
        update(subject_key)
        .where(subject_key.c.conversation_id == key.conversation_id)
        .values(ring_key=key.ring_key, sealed=key.sealed)
    )


async def keep_field(
    work: Work, conversation_id: UUID, field: str, sealed: bytes, blind: str | None
) -> None:
    """Keep what was said last; what was said before is gone."""
    new = {"sealed": sealed, "blind": blind, "at": work.now}
    await work.connection.execute(
        work.insert(identity)
        .values(conversation_id=conversation_id, field=field, **new)
        .on_conflict_do_update(index_elements=["conversation_id", "field"], set_=new)
    )


async def fields_of(work: Work, conversation_id: UUID) -> list[FieldRecord]:
    return records(FieldRecord, await work.connection.execute(_FIELDS, {"wanted": conversation_id}))


async def keep_consent(
    work: Work, conversation_id: UUID, version: str, consented_at: datetime
) -> None:
    """Note a consent; the same one again changes nothing."""
    await work.connection.execute(
        work.insert(consent)
        .values(
            conversation_id=conversation_id,
            version=version,
            consented_at=consented_at,
            received_at=work.now,
        )
        .on_conflict_do_nothing(index_elements=["conversation_id", "version", "consented_at"])
    )


async def consents_of(work: Work, conversation_id: UUID) -> list[ConsentRecord]:
    """Every consent, the first one first."""
    return records(
        ConsentRecord, await work.connection.execute(_CONSENTS, {"wanted": conversation_id})
    )


async def reports_of(work: Work, conversation_id: UUID) -> list[UUID]:
    """The reports of a conversation, the newest first."""
    query = (
        select(report.c.id)
        .where(report.c.conversation_id == conversation_id)
        .order_by(report.c.received_at.desc(), report.c.id)
    )
    return [row.id for row in await work.connection.execute(query)]


async def reports_of_blind(
    work: Work, field: str, blinds: Iterable[str], most: int
) -> list[CallerRecord]:
    """Reports, newest first, of those who said the value behind one of ``blinds``.

    An anonymous conversation is never among them, whatever was said in it.
    """
    query = (
        select(
            report.c.conversation_id,
            report.c.id.label("report_id"),
            report.c.number,
            report.c.state,
            report.c.received_at,
        )
        .join(identity, identity.c.conversation_id == report.c.conversation_id)
        .join(conversation, conversation.c.id == report.c.conversation_id)
        .where(
            identity.c.field == field,
            identity.c.blind.in_(list(blinds)),
            conversation.c.anonymous.is_(False),
        )
        .order_by(report.c.received_at.desc(), report.c.id)
        .limit(most)
    )
    return records(CallerRecord, await work.connection.execute(query))


async def is_identified(work: Work, conversation_id: UUID) -> bool:
    """Whether there is a name to reveal: never in an anonymous conversation."""
    query = (
        select(identity.c.field)
        .join(conversation, conversation.c.id == identity.c.conversation_id)
        .where(identity.c.conversation_id == conversation_id, conversation.c.anonymous.is_(False))
        .limit(1)
    )
    return await work.connection.scalar(query) is not None


async def delete_identity(work: Work, conversation_id: UUID) -> bool:
    """Remove key, values, blind values and consents; False if there was nothing.

    On SQLite what is deleted is overwritten too; in PostgreSQL dead rows stay until
    VACUUM, but without their key.
    """
    if work.is_sqlite:
        await work.connection.execute(text("PRAGMA secure_delete=ON"))
    gone = 0
    for table in (subject_key, identity, consent):
        deleted = await work.connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )
        gone += deleted.rowcount
    return gone > 0
