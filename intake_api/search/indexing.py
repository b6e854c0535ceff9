"""Puts what is said into the index of words, in the act that stores it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from intake_api.search.stems import stems
from storage.reports.messages import versions_of
from storage.reports.search import put_entry
from storage.reports.unit_of_work import Work


async def index_report(work: Work, report_id: UUID, words: str) -> None:
    """Have a report found by its number, its address and the beginning of what was said."""
    await put_entry(work, report_id, report_id, "report", stems(words))


async def index_messages(work: Work, report_id: UUID, ids: Collection[UUID]) -> None:
    """Have messages found by all that they say, and said before they were edited."""
    said: dict[UUID, list[frozenset[str]]] = {each: [] for each in ids}
    only = next(iter(said)) if len(said) == 1 else None
    for version in await versions_of(work, report_id, only):
        if version.message_id in said:
            said[version.message_id].append(terms(version.text, version.place))
    for message_id, all_terms in said.items():
        found = frozenset().union(*all_terms)
        if found:
            await put_entry(work, report_id, message_id, "message", found)


async def index_note(work: Work, report_id: UUID, note_id: UUID, text: str) -> None:
    if found := stems(text):
        await put_entry(work, report_id, note_id, "note", found)


def terms(text: str, place: Mapping[str, Any] | None) -> frozenset[str]:
    """What words and an address are found by."""
    return stems(" ".join(filter(None, _said(text, place))))


def _said(text: str, place: Mapping[str, Any] | None) -> Iterable[str]:
    return (text, (place or {}).get("address") or "")
