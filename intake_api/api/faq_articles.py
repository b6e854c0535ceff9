"""/v1/faq/articles: writing answers, and deciding which of them citizens see."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Path, Query, Response

from intake_api.api import faq_cursor as cursor
from intake_api.api import faq_rendering as rendering
from intake_api.api.answers import answer
from intake_api.api.faq_models import (
    ArticlePage,
    ArticleShown,
    ArticleStatus,
    ArticleWish,
    Differences,
    PublishWish,
    RestoreWish,
    VersionShown,
)
from intake_api.api.who import AnApprover, AnEditor, TheHouse
from intake_api.contract import Code, Locale
from intake_api.days import day_of
from intake_api.faq import articles, publishing
from intake_api.faq.articles import Draft
from intake_api.faq.differences import differences
from intake_api.faq.listing import searchable
from intake_api.house import House
from storage.reports.faq_list import ArticleFilter, article_page
from storage.reports.unit_of_work import Work

router = APIRouter(prefix="/v1/faq/articles", tags=["faq"])

Id = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
LAST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=LAST)]
Known = Annotated[str, Header(alias="If-Match", pattern=r'^"\d{1,9}"$')]
"""The newest version that the writer knows, quoted as an ETag is."""
MaybeKnown = Annotated[str | None, Header(alias="If-Match", pattern=r'^"\d{1,9}"$')]


@router.get("", response_model=ArticlePage)
async def list_articles(
    house: TheHouse,
    actor: AnEditor,
    status: Annotated[list[ArticleStatus], Query()] = [],  # noqa: B006  FastAPI copies it
    topic: Annotated[Code | None, Query()] = None,
    owner: Annotated[UUID | None, Query()] = None,
    q: Annotated[str, Query(max_length=200)] = "",
    missing: Annotated[Locale | None, Query()] = None,
    stale: bool = False,
    expiring: Annotated[int | None, Query(ge=0, le=3650)] = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Response:
    """A page of the list. ``missing`` a language; ``expiring`` within so many days, or over."""
    position = cursor.decode(after) if after else None

    async def look(work: Work) -> ArticlePage:
        wanted = ArticleFilter(
            statuses=tuple(status),
            topic=topic,
            owner=owner,
            words=tuple(searchable(q.replace("\0", "")).split()),
            missing=missing,
            stale=stale,
            over_by=None if expiring is None else day_of(work.now) + timedelta(expiring + 1),
        )
        found = await article_page(work, wanted, position, limit + 1)
        return ArticlePage(
            items=await rendering.rows(work, found[:limit]),
            next=cursor.encode(found[limit - 1]) if len(found) > limit else None,
        )

    return answer(await house.reports.consult(look))


@router.post("", status_code=201, response_model=ArticleShown)
async def post_article(house: TheHouse, actor: AnEditor, wish: ArticleWish) -> Response:
    """Add an article as a draft."""
    await house.reports.perform(lambda work: articles.create(work, actor, _draft(wish)))
    return await _told(house, wish.article.id, 201)


@router.get("/{id}", response_model=ArticleShown)
async def get_article(house: TheHouse, actor: AnEditor, id: Id) -> Response:
    """The draft, what citizens see, and all versions; the newest is the ETag."""
    return await _told(house, id)


@router.put("/{id}", response_model=ArticleShown)
async def put_article(
    house: TheHouse, actor: AnEditor, id: Id, wish: ArticleWish, known: Known
) -> Response:
    """Write a new draft; 409 with the newest version if somebody else wrote meanwhile."""
    version = _number(known)
    await house.reports.perform(lambda work: articles.write(work, actor, id, _draft(wish), version))
    return await _told(house, id)


@router.post("/{id}/publish", response_model=ArticleShown)
async def post_publish(
    house: TheHouse, actor: AnApprover, id: Id, wish: PublishWish, known: MaybeKnown = None
) -> Response:
    """Show the draft to citizens, now or later; 422 with every problem if it is not fit."""
    catalogue = (await house.shelf.refresh()).catalogue
    version = _number(known) if known else None
    await house.reports.perform(
        lambda work: publishing.publish(
            work, actor, id, known=version, at=wish.at, catalogue=catalogue
        )
    )
    return await _told(house, id)


@router.delete("/{id}/publish", response_model=ArticleShown)
async def delete_publish(house: TheHouse, actor: AnApprover, id: Id) -> Response:
    """Call off what was to be published later."""
    await house.reports.perform(lambda work: publishing.call_off(work, actor, id))
    return await _told(house, id)


@router.post("/{id}/retire", response_model=ArticleShown)
async def post_retire(house: TheHouse, actor: AnApprover, id: Id) -> Response:
    """Show it to nobody any more; its versions stay."""
    await house.reports.perform(lambda work: publishing.retire(work, actor, id))
    return await _told(house, id)


@router.post("/{id}/restore", response_model=ArticleShown)
async def post_restore(house: TheHouse, actor: AnApprover, id: Id, wish: RestoreWish) -> Response:
    """Make an old version the draft again."""
    await house.reports.perform(lambda work: publishing.restore(work, actor, id, wish.version))
    return await _told(house, id)


@router.get("/{id}/versions/{number}", response_model=VersionShown)
async def get_version(house: TheHouse, actor: AnEditor, id: Id, number: Number) -> Response:
    return answer(await house.reports.consult(lambda work: rendering.version(work, id, number)))


@router.get("/{id}/diff", response_model=Differences)
async def get_diff(
    house: TheHouse,
    actor: AnEditor,
    id: Id,
    earlier: Annotated[int, Query(alias="from", ge=1, le=LAST)],
    later: Annotated[int, Query(alias="to", ge=1, le=LAST)],
) -> Response:
    """What changed from one version to another, word by word."""

    async def look(work: Work) -> Differences:
        one = await rendering.version(work, id, earlier)
        other = await rendering.version(work, id, later)
        return Differences(
            earlier=earlier, later=later, items=differences(one.article, other.article)
        )

    return answer(await house.reports.consult(look))


async def _told(house: House, id: str, status: int = 200) -> Response:
    catalogue = (await house.shelf.refresh()).catalogue
    shown = await house.reports.consult(lambda work: rendering.article(work, id, catalogue))
    told = answer(shown, status)
    told.headers["ETag"] = f'"{shown.draft_version}"'
    return told


def _draft(wish: ArticleWish) -> Draft:
    return Draft(
        article=wish.article, owner=wish.owner, note=wish.note, checked=wish.checked_locales
    )


def _number(known: str) -> int:
    return int(known.strip('"'))
