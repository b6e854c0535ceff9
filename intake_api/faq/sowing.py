"""The articles we ship, given to a centre once.

A new centre begins with all of them, published. Afterwards they are the centre's own: what
a newer release adds comes as a draft, and nothing it changed there comes at all.
"""

from collections.abc import Collection

from faq.article import Article
from faq.catalogue import Topic, plain
from faq.content import seed
from intake_api.faq.listing import listed
from intake_api.faq.published import changed
from storage.reports.faq_articles import (
    ArticleRecord,
    VersionRecord,
    add_articles,
    add_versions,
    article_ids,
    next_position,
)
from storage.reports.faq_topics import TopicRecord, all_topics, put_topic
from storage.reports.unit_of_work import Work


async def sow(work: Work) -> None:
    """Add the shipped articles that are not there yet."""
    if not _missing(await article_ids(work)):
        return
    await changed(work)  # of two that start at once, the second waits here and finds them
    known = await article_ids(work)
    await _sow_topics(work)
    if missing := _missing(known):
        await _sow_articles(work, missing, published=not known)


def _missing(known: Collection[str]) -> list[Article]:
    return [each for each in seed().articles if each.id not in known]


async def _sow_topics(work: Work) -> None:
    known = {each.code for each in await all_topics(work)}
    new: list[Topic] = [each for each in seed().topics if each.code not in known]
    for position, topic in enumerate(new, len(known) + 1):
        row = TopicRecord(code=topic.code, position=position, labels=dict(topic.labels))
        await put_topic(work, row)


async def _sow_articles(work: Work, articles: list[Article], *, published: bool) -> None:
    first = await next_position(work)
    rows = [
        ArticleRecord(
            id=article.id,
            position=position,
            owner=None,
            status="published" if published else "draft",
            draft_version=1,
            published_version=1 if published else None,
            publish_at=None,
            publish_version=None,
            publish_by=None,
            updated_at=work.now,
            **listed(article),
        )
        for position, article in enumerate(articles, first)
    ]
    await add_articles(work, rows)
    await add_versions(work, [_first_version(work, each, published) for each in articles])


def _first_version(work: Work, article: Article, published: bool) -> VersionRecord:
    return VersionRecord(
        article=article.id,
        number=1,
        body=plain(article),
        author=None,
        at=work.now,
        note="",
        published_at=work.now if published else None,
        published_by=None,
    )
