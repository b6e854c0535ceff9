"""/v1/faq/replies: published answers for an operator to send in a reply."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from faq.article import Article
from faq.markdown import plain_text
from faq.search import ranked
from intake_api.api.answers import answer
from intake_api.api.models import Shown
from intake_api.api.who import Staff, TheHouse
from intake_api.contract import ArticleId, Locale

router = APIRouter(prefix="/v1/faq/replies", tags=["faq"])

MOST = 6


class Reply(Shown):
    """An answer as bare words, in ``locale``: another one than was asked for if it is not
    told in that."""

    id: ArticleId
    title: str
    locale: Locale
    text: str


class Replies(Shown):
    items: list[Reply]


@router.get("", response_model=Replies)
async def get_replies(
    house: TheHouse,
    actor: Staff,
    q: Annotated[str, Query(min_length=1, max_length=1000)],
    locale: Locale,
) -> Response:
    """What may answer ``q``, the likeliest first, to be told in ``locale``."""
    found = ranked(await house.shelf.asked(), q, locale)
    return answer(Replies(items=[_reply(article, locale) for article, _ in found[:MOST]]))


def _reply(article: Article, locale: Locale) -> Reply:
    told = article.in_(locale)
    return Reply(
        id=article.id,
        title=told.title,
        locale=Locale(article.language(locale)),
        text=plain_text(told.text),
    )
