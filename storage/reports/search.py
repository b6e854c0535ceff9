"""What is found by words, on either database the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from storage.reports.cases import SOME, ReportRecord
from storage.reports.search_tables import search_backlog, search_entry
from storage.reports.statements import record, records
from storage.reports.tables import message, message_version, note, report
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word somebody searches: one of ``stems``, or anything that begins with ``begun``.

    Both of small Latin letters and digits alone.
    """

    stems: frozenset[str]
    begun: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    id: int
    report_id: UUID
    source: UUID
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRecord:
    """A text that an entry stands for; ``place`` the JSON value of the wire type."""

    report_id: UUID
    source: UUID
    at: datetime
    sender: str
    text: str
    place: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogRecord:
    received_at: datetime
    report_id: UUID


ENTRY = tuple(search_entry.c[name] for name in EntryRecord.__dataclass_fields__)
NEWEST = select(func.max(search_entry.c.id))
LATELY = 20_000


class _Has(FunctionElement[bool]):
    """Whether an entry has all words; rendered as each database asks."""

    inherit_cache = True


@compiles(_Has, "postgresql")
def _postgresql(element: _Has, compiler: Any, **options: Any) -> str:
    _, query, _ = element.clauses
    return f"search_entry.terms @@ CAST({compiler.process(query, **options)} AS tsquery)"


@compiles(_Has, "sqlite")
def _sqlite(element: _Has, compiler: Any, **options: Any) -> str:
    _, _, query = element.clauses
    match = compiler.process(query, **options)
    rows = f"SELECT rowid FROM search_words WHERE search_words MATCH {match}"  # noqa: S608
    return f"search_entry.id IN ({rows})"


def has_words(words: Sequence[Word]) -> ColumnElement[bool]:
    """That an entry has every one of them; without any nothing is found."""
    if not all(each.stems or each.begun for each in words) or not words:
        return false()
    return _Has(search_entry.c.id, literal(_tsquery(words)), literal(_match(words)))


def reports_with(words: Sequence[Word]) -> ColumnElement[bool]:
    """That a report is found by all words in one of its entries."""
    return report.c.id.in_(select(search_entry.c.report_id).where(has_words(words)))


async def entries_with(
    work: Work, words: Sequence[Word], most: int, *, enough: int, before: int | None = None
) -> list[EntryRecord]:
    """The newest first, until there are ``most``, or ``enough`` reports among the newest.

    ``before`` is the id of one that was found last.
    """
    newest = before - 1 if before is not None else await work.connection.scalar(NEWEST)
    if newest is None:
        return []
    # Usual words are among the newest; rare ones are fetched by the index and sorted. Left to
    # PostgreSQL alone, two usual words that never meet have it walk all there is.
    edge = newest - LATELY
    query = select(*ENTRY).where(has_words(words), search_entry.c.id.between(edge + 1, newest))
    lately = query.order_by(search_entry.c.id.desc()).limit(most)
    found = records(EntryRecord, await work.connection.execute(lately))
    if len(found) == most or len({each.report_id for each in found}) >= enough:
        return found
    older = select(*ENTRY).where(has_words(words), search_entry.c.id <= edge).cte("older")
    older = older.prefix_with("MATERIALIZED")  # both databases know the word
    rest = select(older).order_by(older.c.id.desc()).limit(most - len(found))
    return found + records(EntryRecord, await work.connection.execute(rest))


async def said_in(work: Work, entries: Iterable[EntryRecord]) -> list[SaidRecord]:
    """The texts of messages and notes among these, all versions, the latest first."""
    keys = [(each.report_id, each.source) for each in entries if each.kind != "report"]
    if not keys:
        return []
    versions = (
        select(
            message_version.c.report_id,
            message_version.c.message_id.label("source"),
            message.c.sent_at.label("at"),
            message.c.sender,
            message_version.c.text,
            message_version.c.place,
        )
        .join(
            message,
            (message.c.report_id == message_version.c.report_id)
            & (message.c.id == message_version.c.message_id),
        )
        .where(tuple_(message_version.c.report_id, message_version.c.message_id).in_(keys))
        .order_by(
            message_version.c.is_edit.desc(),
            message_version.c.at.desc(),
            message_version.c.id.desc(),
        )
    )
    notes = select(
        note.c.report_id,
        note.c.id.label("source"),
        note.c.at,
        literal("note").label("sender"),
        note.c.text,
        literal(None, report.c.place.type).label("place"),
    ).where(note.c.id.in_([source for _, source in keys]))
    return [
        each
        for query in (versions, notes)
        for each in records(SaidRecord, await work.connection.execute(query))
    ]


async def put_entry(
    work: Work, report_id: UUID, source: UUID, kind: str, terms: Iterable[str]
) -> None:
    """Let it be found by these terms and no others."""
    row = {
        "report_id": report_id,
        "source": source,
        "kind": kind,
        "terms": " ".join(sorted(terms)),
    }
    put = work.insert(search_entry)
    put = put.on_conflict_do_update(
        index_elements=["report_id", "source"], set_={"terms": put.excluded.terms}
    )
    await work.connection.execute(put, row)


async def add_older_entries(work: Work, rows: Sequence[dict[str, object]]) -> None:
    """What was there before the index, newest first: below everything that is in it."""
    if not rows:
        return
    lowest = await work.connection.scalar(select(func.min(search_entry.c.id)))
    first = min(0, int(lowest or 0)) - 1
    placed = [{**row, "id": first - place} for place, row in enumerate(rows)]
    unless_there = work.insert(search_entry).on_conflict_do_nothing(
        index_elements=["report_id", "source"]
    )
    await work.connection.execute(unless_there, placed)


async def move_entry(work: Work, source: UUID, from_report: UUID, to_report: UUID) -> None:
    moved = update(search_entry).where(
        search_entry.c.report_id == from_report, search_entry.c.source == source
    )
    await work.connection.execute(moved.values(report_id=to_report))


async def delete_entry(work: Work, report_id: UUID, source: UUID) -> None:
    """What was said in one message or note is not found any more."""
    await work.connection.execute(
        delete(search_entry).where(
            search_entry.c.report_id == report_id, search_entry.c.source == source
        )
    )


async def delete_entries(work: Work, report_id: UUID) -> None:
    """Nothing of the report is found any more."""
    gone = delete(search_entry).where(search_entry.c.report_id == report_id)
    await work.connection.execute(gone)


async def take_backlog(work: Work) -> BacklogRecord | None:
    """Where the index ends, held until the act ends; None when all is in it."""
    query = select(search_backlog.c.received_at, search_backlog.c.report_id).with_for_update()
    return record(BacklogRecord, await work.connection.execute(query))


async def reports_before(work: Work, place: BacklogRecord, most: int) -> list[ReportRecord]:
    """The next reports that are not in the index, newest first; erased ones are passed over."""
    behind = tuple_(report.c.received_at, report.c.id) < tuple_(
        bindparam("at", place.received_at, report.c.received_at.type),
        bindparam("id", place.report_id, report.c.id.type),
    )
    query = (
        select(report.c.id)
        .where(behind)
        .order_by(report.c.received_at.desc(), report.c.id.desc())
        .limit(most)
    )
    ids = [row.id for row in await work.connection.execute(query)]
    found = records(ReportRecord, await work.connection.execute(SOME, {"wanted": ids}))
    return sorted(found, key=lambda each: (each.received_at, each.id), reverse=True)


async def words_of_reports(work: Work, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What each report is found by as a whole; empty once it is erased."""
    query = select(report.c.id, report.c.words).where(report.c.id.in_(ids))
    return {row.id: row.words for row in await work.connection.execute(query)}


async def texts_of_reports(work: Work, ids: Sequence[UUID]) -> list[SaidRecord]:
    """Everything said and noted in these reports."""
    places = select(message.c.report_id, message.c.id).where(message.c.report_id.in_(ids))
    noted = select(note.c.report_id, note.c.id).where(note.c.report_id.in_(ids))
    entries = [
        EntryRecord(id=0, report_id=row.report_id, source=row.id, kind="said")
        for query in (places, noted)
        for row in await work.connection.execute(query)
    ]
    return await said_in(work, entries)


async def move_backlog(work: Work, to: ReportRecord | None) -> None:
    """The index reaches to this report now, or to the very first."""
    await work.connection.execute(delete(search_backlog))
    if to is not None:
        row = {"id": 1, "received_at": to.received_at, "report_id": to.id}
        await work.connection.execute(insert(search_backlog), row)


def _tsquery(words: Sequence[Word]) -> str:
    choices = [" | ".join(_choices(each, "'{}'", "'{}':*")) for each in words]
    return " & ".join(f"({each})" for each in choices)


def _match(words: Sequence[Word]) -> str:
    choices = [" OR ".join(_choices(each, '"{}"', '"{}"*')) for each in words]
    return " AND ".join(f"({each})" for each in choices)


def _choices(word: Word, whole: str, begun: str) -> list[str]:
    choices = [whole.format(stem) for stem in sorted(word.stems)]
    return [*choices, begun.format(word.begun)] if word.begun else choices
