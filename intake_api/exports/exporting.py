"""A list of reports as a file: who may have it, who has had it, and the rows themselves."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import BinaryIO
from uuid import UUID
from zoneinfo import ZoneInfo

from intake_api.auth.actor import Actor, Role
from intake_api.contract import Locale
from intake_api.exports.columns import IDENTIFYING, Column, Naming
from intake_api.exports.files import (
    MOST_XLSX_ROWS,
    CsvSheet,
    Format,
    GeoJsonSheet,
    Line,
    Separator,
    Sheet,
    XlsxSheet,
)
from intake_api.exports.spool import Grown, spooled
from intake_api.identity.keys import Ring
from intake_api.identity.people import known_of
from intake_api.refusals import ExportsBusy, Forbidden, PurposeNeeded, TooManyRows
from intake_api.texts import label
from storage.reports.audits import write_audit
from storage.reports.cases import ReportRecord
from storage.reports.catalogue import all_categories
from storage.reports.exports import one_moment, pages
from storage.reports.queue import count_matching
from storage.reports.queue_filter import QueueFilter
from storage.reports.unit_of_work import Reports, Work

NAMERS = frozenset({Role.SUPERVISOR})
"""Operators look up one name at a time; administrators none."""
MOST_NAMED_ROWS = 10_000
MOST_ROWS = 20_000_000
"""More are not even counted; at that size one asks the database."""
AT_ONCE = asyncio.Semaphore(3)
"""Each holds a connection of the database while it reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be in the file. ``asked`` is the filter as it was asked for, for the audit."""

    wanted: QueueFilter
    asked: Mapping[str, Sequence[str]]
    columns: Sequence[Column]
    format: Format
    separator: Separator
    locale: Locale
    zone: ZoneInfo
    purpose: str

    @property
    def identifies(self) -> bool:
        return not IDENTIFYING.isdisjoint(self.columns)


async def access_export(reports: Reports, actor: Actor, wish: Wish) -> int:
    """How many reports it will be, the wish noted in the audit.

    Raises Forbidden, PurposeNeeded, TooManyRows or ExportsBusy.
    """
    # Counted apart: SQLite's one writer must not wait for it.
    count = await reports.consult(lambda work: _allowed(work, actor, wish))
    await reports.perform(lambda work: _audit(work, actor, "export_begun", _told(wish)))
    return count


async def _allowed(work: Work, actor: Actor, wish: Wish) -> int:
    if wish.identifies and actor.role not in NAMERS:
        raise Forbidden
    if wish.identifies and not wish.purpose:
        raise PurposeNeeded
    if AT_ONCE.locked():
        raise ExportsBusy
    count = await count_matching(work, wish.wanted, most=MOST_ROWS)
    if wish.identifies and count > MOST_NAMED_ROWS:
        raise TooManyRows
    if count > (MOST_XLSX_ROWS if wish.format is Format.XLSX else MOST_ROWS):
        raise TooManyRows
    return count


def export(reports: Reports, ring: Ring, actor: Actor, wish: Wish) -> AsyncIterator[bytes]:
    """The bytes of the file, for somebody who came through ``access_export`` just before."""
    return spooled(partial(_write, reports, ring, actor, wish))


async def _write(
    reports: Reports, ring: Ring, actor: Actor, wish: Wish, out: BinaryIO, grown: Grown
) -> None:
    count, is_whole = 0, False
    try:
        async with AT_ONCE, one_moment(reports) as work:
            naming = await _naming(work, wish)
            sheet = await asyncio.to_thread(_sheet, out, wish, naming)
            async for found in pages(work, wish.wanted):
                who = await _known(reports, work, ring, actor, wish, found)
                lines = (_line(naming, wish, each, who) for each in found)
                await asyncio.to_thread(sheet.write, lines)
                count += len(found)
                if sheet.grows:
                    grown()
        await asyncio.to_thread(sheet.close)
        grown()
        is_whole = True
    finally:
        told = {**_told(wish), "rows": count, "whole": is_whole}
        await reports.perform(lambda work: _audit(work, actor, "reports_exported", told))


async def _known(
    reports: Reports,
    work: Work,
    ring: Ring,
    actor: Actor,
    wish: Wish,
    found: Sequence[ReportRecord],
) -> Mapping[UUID, Mapping[str, str]]:
    """What is known of their citizens, by conversation; noted for each report before."""
    if not wish.identifies:
        return {}
    known = {}
    for report in found:
        if report.conversation_id not in known and not report.anonymous:
            each = await known_of(work, ring, report.conversation_id)
            known[report.conversation_id] = each.fields if each else {}
    named = [each.id for each in found if known.get(each.conversation_id)]

    async def note(act: Work) -> None:
        for report_id in named:
            await _audit(act, actor, "identity_exported", {"purpose": wish.purpose}, report_id)

    await reports.perform(note)
    return known


def _line(
    naming: Naming, wish: Wish, report: ReportRecord, who: Mapping[UUID, Mapping[str, str]]
) -> Line:
    known = {} if report.anonymous else who.get(report.conversation_id, {})
    return Line(place=report.place, cells=naming.cells(report, wish.columns, known))


async def _naming(work: Work, wish: Wish) -> Naming:
    categories = {each.code: each.labels for each in await all_categories(work)}
    # What machines read keeps the API's codes; what people read has words.
    locale = None if wish.format is Format.GEOJSON else wish.locale
    return Naming(locale=locale, zone=wish.zone, categories=categories)


def _sheet(out: BinaryIO, wish: Wish, naming: Naming) -> Sheet:
    headings = naming.headings(wish.columns)
    match wish.format:
        case Format.CSV:
            return CsvSheet(out, headings, wish.separator)
        case Format.XLSX:
            return XlsxSheet(out, headings, label("export.sheet", wish.locale))
        case Format.GEOJSON:
            return GeoJsonSheet(out, headings, wish.zone.key)


def file_name(wish: Wish, now: datetime) -> str:
    """With the time and its zone: two files of one day are told apart years later."""
    zone = wish.zone.key.replace("/", "-")
    return f"reports-{now.astimezone(wish.zone):%Y%m%d-%H%M%S}-{zone}.{wish.format}"


def _told(wish: Wish) -> dict[str, object]:
    return {
        "format": wish.format,
        "filter": wish.asked,
        "columns": list(wish.columns),
        "purpose": wish.purpose or None,
    }


async def _audit(
    work: Work,
    actor: Actor,
    action: str,
    told: Mapping[str, object],
    report_id: UUID | None = None,
) -> None:
    await write_audit(
        work,
        actor_kind="staff",
        actor_id=actor.id,
        action=action,
        report_id=report_id,
        detail=json.dumps(told, ensure_ascii=False),
    )
