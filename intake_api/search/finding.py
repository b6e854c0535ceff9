"""Reports by what was said in them, by number, by address, and by who called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.identity.keys import Ring
from intake_api.identity.people import READERS, find_by_phone
from intake_api.refusals import PhoneInvalid
from intake_api.search.marking import Part, marked
from intake_api.search.wanted import wanted_words
from storage.reports.cases import ReportRecord, reports_by_ids
from storage.reports.search import (
    EntryRecord,
    SaidRecord,
    Word,
    entries_with,
    said_in,
    words_of_reports,
)
from storage.reports.unit_of_work import Work

ENTRIES_AT_ONCE = 100
MOST_WALKS = 2
HITS_OF_A_REPORT = 3
_TYPED = re.compile(r"[\d\s()+.-]{10,24}")
_DIGITS = range(10, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Where a report was found: in a message, a note, what it says at a glance, or by phone."""

    kind: str
    source: UUID | None
    at: datetime | None
    sender: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    report: ReportRecord
    hits: tuple[Hit, ...]


async def find(work: Work, actor: Actor, text: str, most: int) -> list[Found]:
    """Reports that this actor may see, those first whose words are the newest.

    Every role of the centre sees every report; units will see their own alone.
    """
    words = wanted_words(text)
    if not words:
        return []
    entries = await _entries(work, words, most)
    by_report: dict[UUID, list[EntryRecord]] = {}
    for each in entries:
        of_one = by_report.setdefault(each.report_id, [])
        if len(of_one) <= HITS_OF_A_REPORT:  # the report itself may be among them
            of_one.append(each)
    chosen = list(by_report)[:most]
    reports = await reports_by_ids(work, chosen)
    texts = _by_source(await said_in(work, [e for one in chosen for e in by_report[one]]))
    whole = await words_of_reports(work, chosen)
    return [
        Found(
            report=reports[one],
            hits=_hits(reports[one], by_report[one], texts, whole[one], words),
        )
        for one in chosen
    ]


def is_phone(text: str) -> bool:
    """Whether somebody typed a whole number, and nothing else."""
    digits = sum(map(str.isdigit, text))
    return _TYPED.fullmatch(text.strip()) is not None and digits in _DIGITS


async def find_callers(
    work: Work, ring: Ring, actor: Actor, text: str, most: int
) -> list[Found] | None:
    """Reports of whoever gave this number, which is noted; None where no number was typed.

    Also None for who may not know whose number it is.
    """
    if not is_phone(text) or actor.role not in READERS:
        return None
    try:
        callers = await find_by_phone(work, ring, actor, text)
    except PhoneInvalid:
        return None
    reports = await reports_by_ids(work, [each.report_id for each in callers[:most]])
    by_phone = Hit(kind="phone", source=None, at=None, sender=None, parts=())
    return [Found(report=reports[e.report_id], hits=(by_phone,)) for e in callers[:most]]


async def _entries(work: Work, words: Sequence[Word], most: int) -> list[EntryRecord]:
    """Enough entries for so many reports: a long talk has many of one report."""
    found: list[EntryRecord] = []
    for _ in range(MOST_WALKS):
        before = found[-1].id if found else None
        more = await entries_with(work, words, ENTRIES_AT_ONCE, enough=most, before=before)
        found += more
        if len(more) < ENTRIES_AT_ONCE or len({each.report_id for each in found}) >= most:
            break
    return found


def _by_source(texts: Sequence[SaidRecord]) -> dict[tuple[UUID, UUID], list[SaidRecord]]:
    found: dict[tuple[UUID, UUID], list[SaidRecord]] = {}
    for each in texts:
        found.setdefault((each.report_id, each.source), []).append(each)
    return found


def _hits(
    report: ReportRecord,
    entries: Sequence[EntryRecord],
    texts: dict[tuple[UUID, UUID], list[SaidRecord]],
    whole: str,
    words: Sequence[Word],
) -> tuple[Hit, ...]:
    """What was said stands before what only the whole report is found by."""
    said = [
        hit
        for entry in entries
        if (hit := _said(entry, texts.get((entry.report_id, entry.source), []), words))
    ]
    if said:
        return tuple(said[:HITS_OF_A_REPORT])
    address = str((report.place or {}).get("address") or "")
    parts = marked(address, words) or marked(report.excerpt, words) or marked(whole, words)
    if marked(report.number, words):
        parts = ()  # the number stands in the row already
    return (Hit(kind="report", source=None, at=None, sender=None, parts=parts),)


def _said(entry: EntryRecord, versions: Sequence[SaidRecord], words: Sequence[Word]) -> Hit | None:
    for each in versions:
        address = str((each.place or {}).get("address") or "")
        if parts := marked(each.text, words) or marked(address, words):
            kind, sender = entry.kind, each.sender
            return Hit(kind=kind, source=entry.source, at=each.at, sender=sender, parts=parts)
    return None
