"""Writing: every change is a new version, and citizens see none of it until it is published."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from faq.article import Article, Translation
from faq.catalogue import plain, read_article
from intake_api.auth.actor import Actor
from intake_api.contract import FaqArticle, Locale
from intake_api.faq.access import access_article, access_version, audit
from intake_api.faq.listing import listed
from intake_api.refusals import ArticleMisplaced, ArticleTaken
from storage.reports.faq_articles import (
    ArticleRecord,
    VersionRecord,
    add_article,
    add_versions,
    change_article,
    next_position,
)
from storage.reports.faq_files import missing_files
from storage.reports.faq_topics import all_topics
from storage.reports.people import names_of
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an editor hands in. ``checked`` are languages that say the same still."""

    article: FaqArticle
    owner: UUID | None = None
    note: str = ""
    checked: Collection[Locale] = ()


async def create(work: Work, actor: Actor, draft: Draft) -> None:
    """Add an article as a draft. Raises ArticleTaken, ArticleMisplaced."""
    article = with_stale(None, article_of(draft.article), ())
    await _require_fits(work, article, draft.owner)
    await add(work, actor, article, owner=draft.owner, note=draft.note)


async def add(
    work: Work, actor: Actor, article: Article, *, owner: UUID | None = None, note: str = ""
) -> None:
    """Raises ArticleTaken."""
    row = ArticleRecord(
        id=article.id,
        position=await next_position(work),
        owner=owner,
        status="draft",
        draft_version=1,
        published_version=None,
        publish_at=None,
        publish_version=None,
        publish_by=None,
        updated_at=work.now,
        **listed(article),
    )
    if not await add_article(work, row):
        raise ArticleTaken
    await _add_version(work, actor, article, 1, note)


async def write(work: Work, actor: Actor, id: str, draft: Draft, known: int) -> None:
    """Replace the draft of an article. Raises VersionDiffers, ArticleMisplaced."""
    if draft.article.id != id:
        raise ArticleMisplaced
    found = await access_article(work, id, known)
    before = read_article((await access_version(work, id, found.draft_version)).body)
    article = with_stale(before, article_of(draft.article), draft.checked)
    await _require_fits(work, article, draft.owner)
    if draft.owner != found.owner:
        await give(work, actor, found, draft.owner)
    if article != before:
        await save(work, actor, found, article, draft.note)


async def save(work: Work, actor: Actor, found: ArticleRecord, article: Article, note: str) -> None:
    """Make ``article`` the newest version of a locked article, and its draft."""
    number = found.draft_version + 1
    await change_article(
        work,
        found.id,
        status="draft" if found.status == "retired" else found.status,
        draft_version=number,
        updated_at=work.now,
        **listed(article),
    )
    await _add_version(work, actor, article, number, note)


async def give(work: Work, actor: Actor, found: ArticleRecord, owner: UUID | None) -> None:
    """Have somebody else look after it."""
    await change_article(work, found.id, owner=owner)
    await audit(work, actor.id, "owner_changed", f"{found.id} {owner}")


async def require_topic(work: Work, code: str) -> None:
    """Raises ArticleMisplaced."""
    if code not in {each.code for each in await all_topics(work)}:
        raise ArticleMisplaced


async def require_person(work: Work, id: UUID) -> None:
    """Raises ArticleMisplaced."""
    if id not in await names_of(work, [id]):
        raise ArticleMisplaced


def article_of(told: FaqArticle) -> Article:
    return read_article(told.model_dump(mode="json"))


def with_stale(before: Article | None, now: Article, checked: Collection[str]) -> Article:
    """``now`` with those translations marked that stayed as they were while others changed.

    A mark stays until its text is rewritten, or until somebody says that it is right still.
    """
    known = before.translations if before else {}
    both = known.keys() & now.translations.keys()
    rewritten = {locale for locale in both if _differ(known[locale], now.translations[locale])}

    def marked(locale: str, told: Translation) -> Translation:
        fresh = locale in rewritten or locale in checked or locale not in known
        stale = not fresh and (bool(rewritten) or known[locale].stale)
        return replace(told, stale=stale)

    told = {locale: marked(locale, each) for locale, each in now.translations.items()}
    return replace(now, translations=told)


def _differ(one: Translation, other: Translation) -> bool:
    return (one.title, one.text) != (other.title, other.text)


async def _require_fits(work: Work, article: Article, owner: UUID | None) -> None:
    await require_topic(work, article.topic)
    if owner is not None:
        await require_person(work, owner)
    if await missing_files(work, {each.sha256 for each in article.attachments}):
        raise ArticleMisplaced


async def _add_version(work: Work, actor: Actor, article: Article, number: int, note: str) -> None:
    version = VersionRecord(
        article=article.id,
        number=number,
        body=plain(article),
        author=actor.id,
        at=work.now,
        note=note.strip(),
        published_at=None,
        published_by=None,
    )
    await add_versions(work, [version])
    await audit(work, actor.id, "written", f"{article.id} {number}")
