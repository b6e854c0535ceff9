"""Indexes what was there before the index, in small acts, the newest reports first."""

from collections.abc import Iterable
from uuid import UUID

from intake_api.search.indexing import terms
from intake_api.search.stems import stems
from storage.reports.search import (
    SaidRecord,
    add_older_entries,
    move_backlog,
    reports_before,
    take_backlog,
    texts_of_reports,
    words_of_reports,
)
from storage.reports.unit_of_work import Reports, Work

AT_ONCE = 100
ACTS = 10


async def fill_some(reports: Reports) -> int:
    """Index up to a thousand reports, in ten acts; how many it were. Safe to repeat."""
    done = 0
    for _ in range(ACTS):
        filled = await reports.perform(fill_step)
        done += filled
        if filled < AT_ONCE:
            break
    return done


async def fill_step(work: Work) -> int:
    """Index the next hundred reports; 0 when nothing waits."""
    place = await take_backlog(work)
    if place is None:
        return 0
    found = await reports_before(work, place, AT_ONCE)
    if found:
        await add_older_entries(work, await _rows(work, [each.id for each in found]))
    await move_backlog(work, found[-1] if len(found) == AT_ONCE else None)
    return len(found)


async def _rows(work: Work, ids: list[UUID]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    words = await words_of_reports(work, ids)
    said = _by_report(await texts_of_reports(work, ids))
    for report_id in ids:
        if words[report_id]:
            rows.append(_row(report_id, report_id, "report", stems(words[report_id])))
        for source, texts in said.get(report_id, {}).items():
            kind = "note" if texts[0].sender == "note" else "message"
            found = frozenset().union(*(terms(each.text, each.place) for each in texts))
            if found:
                rows.append(_row(report_id, source, kind, found))
    return rows


def _by_report(texts: Iterable[SaidRecord]) -> dict[UUID, dict[UUID, list[SaidRecord]]]:
    found: dict[UUID, dict[UUID, list[SaidRecord]]] = {}
    for each in texts:
        found.setdefault(each.report_id, {}).setdefault(each.source, []).append(each)
    return found


def _row(report_id: UUID, source: UUID, kind: str, found: Iterable[str]) -> dict[str, object]:
    return {
        "report_id": report_id,
        "source": source,
        "kind": kind,
        "terms": " ".join(sorted(found)),
    }
