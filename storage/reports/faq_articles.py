"""Articles and their versions. ``body`` is JSON as ``faq.catalogue.plain`` makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, insert, select, update

from storage.reports.faq_tables import faq_articles, faq_versions
from storage.reports.statements import columns, record, records
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """``publish_*`` is what is to be published later, by whose decision.

    From ``topic`` to ``words``, without what stands in between of its states, all is the
    draft's, kept beside it for the list.
    """

    id: str
    topic: str
    position: int
    owner: UUID | None
    status: str
    draft_version: int
    published_version: int | None
    publish_at: datetime | None
    publish_version: int | None
    publish_by: UUID | None
    updated_at: datetime
    titles: dict[str, str]
    languages: str
    stale: str
    valid_until: date | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """``author`` is None for what came with a release."""

    article: str
    number: int
    body: dict[str, Any]
    author: UUID | None
    at: datetime
    note: str
    published_at: datetime | None
    published_by: UUID | None


_ARTICLE = select(*(faq_articles.c[name] for name in ArticleRecord.__dataclass_fields__))
_VERSION = select(*(faq_versions.c[name] for name in VersionRecord.__dataclass_fields__))


async def article_ids(work: Work) -> set[str]:
    """Of all there ever were."""
    return set((await work.connection.execute(select(faq_articles.c.id))).scalars())


async def article_by_id(work: Work, id: str, *, lock: bool = False) -> ArticleRecord | None:
    query = _ARTICLE.where(faq_articles.c.id == id)
    rows = await work.connection.execute(query.with_for_update() if lock else query)
    return record(ArticleRecord, rows)


async def next_position(work: Work) -> int:
    """After all there are."""
    last = await work.connection.scalar(select(func.max(faq_articles.c.position)))
    return (last or 0) + 1


async def add_articles(work: Work, articles: Sequence[ArticleRecord]) -> None:
    """Raises IntegrityError if there is one of such an id."""
    await work.connection.execute(insert(faq_articles), [columns(each) for each in articles])


async def add_article(work: Work, article: ArticleRecord) -> bool:
    """False, having done nothing, if there is one of that id."""
    statement = work.insert_unless_there(faq_articles)
    return (await work.connection.execute(statement, columns(article))).rowcount == 1


async def change_article(work: Work, id: str, **columns: object) -> None:
    await work.connection.execute(
        update(faq_articles).where(faq_articles.c.id == id).values(**columns)
    )


async def add_versions(work: Work, versions: Sequence[VersionRecord]) -> None:
    await work.connection.execute(insert(faq_versions), [columns(each) for each in versions])


async def version_of(work: Work, article: str, number: int) -> VersionRecord | None:
    query = _VERSION.where(faq_versions.c.article == article, faq_versions.c.number == number)
    return record(VersionRecord, await work.connection.execute(query))


async def versions_of(work: Work, article: str) -> list[VersionRecord]:
    """All, the newest first."""
    query = _VERSION.where(faq_versions.c.article == article).order_by(faq_versions.c.number.desc())
    return records(VersionRecord, await work.connection.execute(query))


async def note_published(work: Work, article: str, number: int, by: UUID | None) -> None:
    await work.connection.execute(
        update(faq_versions)
        .where(faq_versions.c.article == article, faq_versions.c.number == number)
        .values(published_at=work.now, published_by=by)
    )


async def due_articles(work: Work) -> list[str]:
    """The ids of those that are to be published by now."""
    query = select(faq_articles.c.id).where(faq_articles.c.publish_at <= work.now)
    return list((await work.connection.execute(query)).scalars())


async def published_bodies(work: Work) -> list[dict[str, Any]]:
    """What citizens see, in the order in which it is offered under a topic."""
    return await _bodies(work, faq_articles.c.published_version)


async def draft_bodies(work: Work) -> list[dict[str, Any]]:
    """What citizens would see if every draft were published; without what was retired."""
    return await _bodies(work, faq_articles.c.draft_version)


async def _bodies(work: Work, version: ColumnElement[Any]) -> list[dict[str, Any]]:
    chosen = (faq_articles.c.id == faq_versions.c.article) & (version == faq_versions.c.number)
    query = (
        select(faq_versions.c.body)
        .join(faq_articles, chosen)
        .where(faq_articles.c.status != "retired")
        .order_by(faq_articles.c.position, faq_articles.c.id)
    )
    return list((await work.connection.execute(query)).scalars())


async def publishing_times(work: Work) -> dict[str, datetime]:
    """When what citizens see of each article became that."""
    shown = (faq_articles.c.id == faq_versions.c.article) & (
        faq_articles.c.published_version == faq_versions.c.number
    )
    query = select(faq_versions.c.article, faq_versions.c.published_at).join(faq_articles, shown)
    rows = await work.connection.execute(query.where(faq_versions.c.published_at.is_not(None)))
    return {row.article: row.published_at for row in rows}
