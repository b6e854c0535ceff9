"""/v1/faq/work-list: questions asked in vain, and what becomes of them."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Response

from faq.catalogue import Catalogue
from intake_api.api.answers import answer
from intake_api.api.faq_work_models import (
    Cluster,
    ClusterWish,
    LabelledList,
    LabelledShown,
    Nearest,
    UndoWish,
    VariantWish,
    WorkDone,
    WorkList,
)
from intake_api.api.who import AnEditor, TheHouse
from intake_api.contract import Locale
from intake_api.faq import work_list
from intake_api.faq.gathering import Gathering, gathered, gathering_of, nearest
from storage.reports.faq_topics import latest_labelled

router = APIRouter(prefix="/v1/faq", tags=["faq"])

DAYS = 28  # how far back what was asked in vain is looked for
MOST = 100  # clusters shown
EXAMPLES = 5


@router.get("/work-list", response_model=WorkList)
async def get_work_list(
    house: TheHouse,
    actor: AnEditor,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Response:
    """What was asked in vain in the last four weeks and is not dealt with."""
    found = (await gathered(house.reports, DAYS))[:limit]
    catalogue = house.shelf.current()
    return answer(await asyncio.to_thread(_shown, found, catalogue))


@router.post("/work-list/variant", response_model=WorkDone)
async def post_variant(house: TheHouse, actor: AnEditor, wish: VariantWish) -> Response:
    """Have an article answer them: a variant of its draft, and a label for each wording."""
    found = await gathering_of(house.reports, DAYS, wish.cluster)
    undo = await house.reports.perform(
        lambda work: work_list.add_variant(work, actor, found, wish.article)
    )
    await house.shelf.refresh()
    return answer(WorkDone(undo=undo, article=wish.article))


@router.post("/work-list/draft", response_model=WorkDone)
async def post_draft(house: TheHouse, actor: AnEditor, wish: ClusterWish) -> Response:
    """Begin an article under the topic of the one nearest to them."""
    found = await gathering_of(house.reports, DAYS, wish.cluster)
    topic = await asyncio.to_thread(_topic, house.shelf.current(), found)
    article, undo = await house.reports.perform(
        lambda work: work_list.add_draft(work, actor, found, topic)
    )
    await house.shelf.refresh()
    return answer(WorkDone(undo=undo, article=article))


@router.post("/work-list/not-a-question", response_model=WorkDone)
async def post_not_a_question(house: TheHouse, actor: AnEditor, wish: ClusterWish) -> Response:
    """No article should answer them; the search learns that, too."""
    found = await gathering_of(house.reports, DAYS, wish.cluster)
    undo = await house.reports.perform(lambda work: work_list.not_a_question(work, actor, found))
    await house.shelf.refresh()
    return answer(WorkDone(undo=undo))


@router.post("/work-list/undo", status_code=204)
async def post_undo(house: TheHouse, actor: AnEditor, wish: UndoWish) -> Response:
    """Take back what was done; 404 if it was taken back before."""
    await house.reports.perform(lambda work: work_list.take_back(work, actor, wish.undo))
    await house.shelf.refresh()
    return Response(status_code=204)


@router.get("/labelled", response_model=LabelledList)
async def get_labelled(
    house: TheHouse, actor: AnEditor, limit: Annotated[int, Query(ge=1, le=1000)] = 200
) -> Response:
    """What editors taught last."""
    found = await house.reports.consult(lambda work: latest_labelled(work, limit))
    items = [LabelledShown.model_validate(each, from_attributes=True) for each in found]
    return answer(LabelledList(items=items))


def _shown(found: list[Gathering], catalogue: Catalogue) -> WorkList:
    return WorkList(items=[_cluster(each, catalogue) for each in found])


def _cluster(found: Gathering, catalogue: Catalogue) -> Cluster:
    return Cluster(
        id=found.id,
        question=found.question.words,
        count=found.count,
        languages={Locale(name): n for name, n in found.languages.items()},
        examples=[each.words for each in found.asked[:EXAMPLES]],
        nearest=[_nearest(catalogue, id, near) for id, near in nearest(catalogue, found)],
    )


def _nearest(catalogue: Catalogue, id: str, near: float) -> Nearest:
    article = catalogue.article(id)
    assert article is not None
    titles = {Locale(locale): told.title for locale, told in article.translations.items()}
    return Nearest(id=id, titles=titles, probability=near)


def _topic(catalogue: Catalogue, found: Gathering) -> str:
    for id, _ in nearest(catalogue, found, 1):
        if article := catalogue.article(id):
            return article.topic
    return catalogue.topics[0].code
