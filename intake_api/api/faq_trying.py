"""/v1/faq: how an answer will look, and what the bot would answer."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from faq import markdown
from intake_api.api.answers import answer
from intake_api.api.faq_models import Conflicts, Preview, PreviewWish, Tried, TryWish, Which
from intake_api.api.who import AnEditor, TheHouse
from intake_api.contract import Locale
from intake_api.faq import trying

router = APIRouter(prefix="/v1/faq", tags=["faq"])


@router.post("/preview", response_model=Preview)
async def post_preview(actor: AnEditor, wish: PreviewWish) -> Response:
    """A text as the portal shows it and as Telegram does."""
    shown = Preview(
        html=markdown.html(wish.text),
        telegram=markdown.telegram(wish.text),
        messages=list(markdown.telegram_parts(wish.text)),
    )
    return answer(shown)


@router.post("/try", response_model=Tried)
async def post_try(house: TheHouse, actor: AnEditor, wish: TryWish) -> Response:
    """What the bot would answer, and why."""
    catalogue = await house.shelf.chosen(draft=wish.catalogue is Which.DRAFT)
    return answer(trying.tried(catalogue, wish.question, wish.locale))


@router.get("/conflicts", response_model=Conflicts)
async def get_conflicts(
    house: TheHouse, actor: AnEditor, catalogue: Annotated[Which, Query()] = Which.DRAFT
) -> Response:
    """Articles that claim the same question or look alike, the gravest first."""
    chosen = await house.shelf.chosen(draft=catalogue is Which.DRAFT)
    return answer(await trying.conflicting(chosen, Locale(actor.locale)))
