"""What citizens see: published, scheduled, retired, restored. Only approvers come here."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from faq.catalogue import Catalogue, read_article
from intake_api.api.faq_models import Severity
from intake_api.auth.actor import Actor
from intake_api.faq.access import access_article, access_version, audit
from intake_api.faq.articles import require_topic, save
from intake_api.faq.checks import problems_of
from intake_api.faq.published import changed
from intake_api.refusals import NotPossibleNow, NotPublishable
from storage.reports.faq_articles import (
    ArticleRecord,
    article_by_id,
    change_article,
    due_articles,
    note_published,
)
from storage.reports.unit_of_work import Reports, Work

NOTHING_TO_COME = {"publish_at": None, "publish_version": None, "publish_by": None}


async def publish(
    work: Work,
    actor: Actor,
    id: str,
    *,
    known: int | None,
    at: datetime | None,
    catalogue: Catalogue,
) -> None:
    """Show the draft to citizens, at once or ``at`` a time to come.

    Raises VersionDiffers, or NotPublishable with all that is wrong about it.
    """
    found = await access_article(work, id, known)
    await _require_fit(work, found, catalogue)
    if at is None or at <= work.now:
        await put_out(work, found, found.draft_version, actor.id)
        await audit(work, actor.id, "published", f"{id} {found.draft_version}")
        return
    await change_article(
        work, id, publish_at=at, publish_version=found.draft_version, publish_by=actor.id
    )
    await audit(work, actor.id, "scheduled", f"{id} {found.draft_version} {at.isoformat()}")


async def call_off(work: Work, actor: Actor, id: str) -> None:
    """Publish nothing later. Raises NotPossibleNow if nothing was to come."""
    found = await access_article(work, id)
    if found.publish_at is None:
        raise NotPossibleNow
    await change_article(work, id, **NOTHING_TO_COME)
    await audit(work, actor.id, "called_off", id)


async def retire(work: Work, actor: Actor, id: str) -> None:
    """Show it to nobody any more. Raises NotPossibleNow if that is so already."""
    found = await access_article(work, id)
    if found.status == "retired":
        raise NotPossibleNow
    await change_article(work, id, status="retired", published_version=None, **NOTHING_TO_COME)
    await changed(work)
    await audit(work, actor.id, "retired", id)


async def restore(work: Work, actor: Actor, id: str, number: int) -> None:
    """Make what a version was the draft again, as a new version. Raises ArticleMisplaced
    if its topic is gone."""
    found = await access_article(work, id)
    article = read_article((await access_version(work, id, number)).body)
    await require_topic(work, article.topic)
    await save(work, actor, found, article, "")
    await audit(work, actor.id, "restored", f"{id} {number}")


async def put_out(work: Work, found: ArticleRecord, number: int, by: UUID | None) -> None:
    """Have citizens see a version of a locked article."""
    await change_article(
        work, found.id, status="published", published_version=number, **NOTHING_TO_COME
    )
    await note_published(work, found.id, number, by)
    await changed(work)


async def publish_due(reports: Reports) -> Sequence[str]:
    """Publish what was to be published by now; the ids of what this process did.

    Whoever holds the article's row does it and takes the time away, so that of two
    processes one finds nothing left to do.
    """
    due = await reports.consult(due_articles)
    return [id for id in due if await reports.perform(partial(_publish_due, id=id))]


async def _publish_due(work: Work, id: str) -> bool:
    found = await article_by_id(work, id, lock=True)
    if found is None or found.publish_at is None or found.publish_at > work.now:
        return False
    assert found.publish_version is not None
    await put_out(work, found, found.publish_version, found.publish_by)
    await audit(work, None, "published", f"{id} {found.publish_version}")
    return True


async def _require_fit(work: Work, found: ArticleRecord, catalogue: Catalogue) -> None:
    draft = await access_version(work, found.id, found.draft_version)
    problems = await problems_of(work, read_article(draft.body), catalogue)
    if any(each.severity is Severity.ERROR for each in problems):
        raise NotPublishable([each.model_dump(mode="json") for each in problems])
