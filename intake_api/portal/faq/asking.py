"""/kk/faq/search: a question asked on a page, and what is proposed while it is typed."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from faq.article import Article
from faq.emergency import sounds_urgent
from faq.search import Answer, Clarify, NoAnswer, ranked, search
from intake_api.api.answers import answer
from intake_api.api.who import TheHouse
from intake_api.contract import FaqDecision, Locale
from intake_api.faq.trying import DECISIONS
from intake_api.house import House
from intake_api.portal.faq.happenings import note_asked
from intake_api.portal.faq.layout import InLocale, Place, fresh, path_to
from intake_api.portal.troubles import PageRoute
from storage.ids import new_id

router = APIRouter(prefix="/faq", route_class=PageRoute, include_in_schema=False)

LONGEST_QUESTION = 1000  # characters
MOST_PROPOSED = 6
MOST_OTHERS = 3
WORTH_PROPOSING = 0.03  # probability
Question = Annotated[str, Query(alias="q")]


class Proposal(BaseModel):
    """An answer that may be meant; its title is in ``locale``."""

    title: str
    locale: Locale
    path: str


class Proposals(BaseModel):
    """``urgent``: whoever types this must not read answers."""

    urgent: bool
    items: tuple[Proposal, ...] = ()


@router.get("/search")
async def ask(
    house: TheHouse,
    request: Request,
    locale: InLocale,
    typed: Question = "",
    again: bool = False,
) -> Response:
    """What answers ``q``. ``again``: the page before has asked which of some was meant."""
    place = Place(locale=locale, steps=("search",))
    words = cleaned(typed)
    if not words:
        return fresh(house, place, "faq/search", words="")
    question = new_id()
    decision, articles = await decided(house, words, locale, clarified=again)
    await note_asked(house, request, locale, question, words, decision, articles)
    is_answered = decision is FaqDecision.ANSWER
    others = await alike(house, words, locale) if is_answered else []
    return fresh(
        house,
        place,
        "faq/search",
        query=f"?{urlencode({'q': words})}",
        words=words,
        question=question,
        decision=decision.value,
        articles=articles,
        others=[each for each in others if each not in articles][:MOST_OTHERS],
    )


@router.get("/suggest")
async def suggest(house: TheHouse, locale: InLocale, typed: Question = "") -> Response:
    """What may be meant, while somebody types. Nothing of it is kept."""
    words = cleaned(typed)
    if sounds_urgent(words):
        return answer(Proposals(urgent=True))
    found = (await alike(house, words, locale))[:MOST_PROPOSED]
    return answer(Proposals(urgent=False, items=tuple(_proposal(each, locale) for each in found)))


def cleaned(typed: str) -> str:
    return " ".join(typed.replace("\x00", "").split())[:LONGEST_QUESTION]


async def decided(
    house: House, words: str, locale: Locale, *, clarified: bool
) -> tuple[FaqDecision, tuple[Article, ...]]:
    """What is made of a question, and the articles that are shown or offered."""
    if sounds_urgent(words):  # who is in danger does not wait until all is ready
        return FaqDecision.URGENT, ()
    match search(await house.shelf.asked(), words, locale, clarified=clarified):
        case Answer(article=article):
            return FaqDecision.ANSWER, (article,)
        case Clarify(articles=articles):
            return FaqDecision.CLARIFY, articles
        case NoAnswer(why=why):
            return DECISIONS[why], ()


async def alike(house: House, words: str, locale: Locale) -> list[Article]:
    """What it may be about, the likeliest first."""
    found = ranked(await house.shelf.asked(), words, locale)
    return [article for article, probability in found if probability >= WORTH_PROPOSING]


def _proposal(article: Article, locale: Locale) -> Proposal:
    return Proposal(
        title=article.in_(locale).title,
        locale=Locale(article.language(locale)),
        path=path_to(locale, article.id),
    )
