"""The same done to many articles, to all of them or to none."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from functools import partial
from uuid import UUID

from faq.catalogue import read_article
from intake_api.auth.actor import Actor
from intake_api.faq.access import access_article, access_version
from intake_api.faq.articles import give, require_person, require_topic, save
from intake_api.faq.publishing import retire
from storage.reports.faq_articles import ArticleRecord
from storage.reports.unit_of_work import Work


async def move_all(work: Work, actor: Actor, ids: Collection[str], topic: str) -> list[str]:
    """Give each a draft under ``topic``; the ids of those that stood elsewhere."""
    await require_topic(work, topic)
    return await _each(work, ids, partial(_move, work, actor, topic))


async def give_all(work: Work, actor: Actor, ids: Collection[str], owner: UUID) -> list[str]:
    await require_person(work, owner)
    return await _each(work, ids, partial(_give, work, actor, owner))


async def retire_all(work: Work, actor: Actor, ids: Collection[str]) -> list[str]:
    return await _each(work, ids, partial(_retire, work, actor))


async def _each(
    work: Work, ids: Collection[str], act: Callable[[ArticleRecord], Awaitable[bool]]
) -> list[str]:
    # All are locked before any is changed, in one order always: so two who do this, or one
    # who publishes meanwhile, never wait for each other.
    locked = [await access_article(work, id) for id in sorted(set(ids))]
    return [each.id for each in locked if await act(each)]


async def _move(work: Work, actor: Actor, topic: str, found: ArticleRecord) -> bool:
    article = read_article((await access_version(work, found.id, found.draft_version)).body)
    if article.topic == topic or found.status == "retired":
        return False
    await save(work, actor, found, replace(article, topic=topic), "")
    return True


async def _give(work: Work, actor: Actor, owner: UUID, found: ArticleRecord) -> bool:
    if found.owner == owner:
        return False
    await give(work, actor, found, owner)
    return True


async def _retire(work: Work, actor: Actor, found: ArticleRecord) -> bool:
    if found.status == "retired":
        return False
    await retire(work, actor, found.id)
    return True
