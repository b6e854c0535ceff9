"""Putting tags on a report, and taking them off."""

from collections.abc import Collection
from uuid import UUID

from intake_api.auth.actor import Actor
from intake_api.refusals import TooManyTags
from intake_api.reports.access import access_report
from storage.reports.cases import ReportRecord
from storage.reports.details import append_fact
from storage.reports.tags import put_tags, take_tags
from storage.reports.unit_of_work import Work

MOST_TAGS = 20


async def tag_report(work: Work, actor: Actor, report_id: UUID, tags: Collection[str]) -> None:
    """Let these be the report's tags and no others. Raises ReportNotFound or TooManyTags."""
    report = await access_report(work, actor, report_id, "tags_changed")
    await set_tags(work, actor, report, tags)


async def set_tags(work: Work, actor: Actor, report: ReportRecord, tags: Collection[str]) -> bool:
    """As ``tag_report`` for a report that is held; False if it has just these."""
    if len(tags) > MOST_TAGS:
        raise TooManyTags
    now, wanted = set(report.tags), set(tags)
    if now == wanted:
        return False
    await put_tags(work, report.id, wanted - now)
    await take_tags(work, report.id, now - wanted)
    detail: dict[str, object] = {"added": sorted(wanted - now), "removed": sorted(now - wanted)}
    await append_fact(work, report.id, "tags_changed", actor_id=actor.id, detail=detail)
    return True
