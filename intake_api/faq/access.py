"""The only door to an article that is to be changed, and the note of who did it."""

from uuid import UUID

from intake_api.refusals import ArticleUnknown, VersionDiffers
from storage.reports.audits import write_audit
from storage.reports.faq_articles import ArticleRecord, VersionRecord, article_by_id, version_of
from storage.reports.unit_of_work import Work


async def access_article(work: Work, id: str, known: int | None = None) -> ArticleRecord:
    """The article, locked until the act ends. Raises ArticleUnknown.

    Raises VersionDiffers unless its newest version is the one that the writer knows.
    """
    found = await article_by_id(work, id, lock=True)
    if found is None:
        raise ArticleUnknown
    if known is not None and found.draft_version != known:
        raise VersionDiffers(found.draft_version)
    return found


async def access_version(work: Work, id: str, number: int) -> VersionRecord:
    """Raises ArticleUnknown."""
    found = await version_of(work, id, number)
    if found is None:
        raise ArticleUnknown
    return found


async def audit(work: Work, actor_id: UUID | None, action: str, detail: str = "") -> None:
    """Note an act of a person, or of the clock."""
    await write_audit(
        work,
        actor_kind="staff" if actor_id else "clock",
        actor_id=actor_id,
        action=f"faq_{action}",
        detail=detail,
    )
