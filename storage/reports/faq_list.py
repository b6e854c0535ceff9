"""The list of articles: chosen by what their drafts are, the latest written first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from storage.reports.faq_articles import ArticleRecord
from storage.reports.faq_tables import faq_articles
from storage.reports.statements import records
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """What is None or empty is not asked for. ``words`` are casefolded and all must be there;
    ``missing`` is a language; ``over_by`` a day on which it is shown no more."""

    statuses: tuple[str, ...] = ()
    topic: str | None = None
    owner: UUID | None = None
    words: tuple[str, ...] = ()
    missing: str | None = None
    stale: bool = False
    over_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePosition:
    updated_at: datetime
    id: str


async def article_page(
    work: Work, wanted: ArticleFilter, after: ArticlePosition | None, limit: int
) -> list[ArticleRecord]:
    """The latest written first, from ``after`` on."""
    of, columns = faq_articles.c, ArticleRecord.__dataclass_fields__
    conditions = _conditions(wanted)
    if after is not None:
        later = and_(of.updated_at == after.updated_at, of.id > after.id)
        conditions.append(or_(of.updated_at < after.updated_at, later))
    query = (
        select(*(of[name] for name in columns))
        .where(*conditions)
        .order_by(of.updated_at.desc(), of.id)
        .limit(limit)
    )
    return records(ArticleRecord, await work.connection.execute(query))


def _conditions(wanted: ArticleFilter) -> list[ColumnElement[Any]]:
    of = faq_articles.c
    found: list[ColumnElement[Any]] = []
    if wanted.statuses:
        found.append(of.status.in_(wanted.statuses))
    if wanted.topic is not None:
        found.append(of.topic == wanted.topic)
    if wanted.owner is not None:
        found.append(of.owner == wanted.owner)
    found.extend(of.words.contains(word, autoescape=True) for word in wanted.words)
    if wanted.missing is not None:
        found.append(~of.languages.contains(wanted.missing, autoescape=True))
    if wanted.stale:
        found.append(of.stale != "")
    if wanted.over_by is not None:
        found.append(of.valid_until < wanted.over_by)
    return found
