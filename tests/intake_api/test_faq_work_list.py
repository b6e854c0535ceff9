"""Questions asked in vain, and what becomes of them."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import update

from intake_api.faq.published import changed
from storage.reports.faq_tables import faq_articles
from storage.reports.unit_of_work import Work
from tests.intake_api.asking import ask, hours_ago, tell
from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, act, create, offered, shown, told, trail, write

KEPT = ("check-fines", "found-item", "lost-documents")
PARROT = "куда отдать найденного попугая"
WAYS = ["Куда отдать найденного попугая?", PARROT, "куда отдать попугая найденного"]


@pytest.fixture
async def centre(centre: Centre) -> Centre:
    """With so few articles that their index is made in no time."""

    async def act(work: Work) -> None:
        others = faq_articles.c.id.not_in(KEPT)
        await work.connection.execute(update(faq_articles).where(others).values(status="retired"))
        await changed(work)

    await centre.house.reports.perform(act)
    await centre.house.shelf.refresh()
    return centre


async def work_list(centre: Centre) -> list[dict[str, Any]]:
    found = await centre.editor.get("/v1/faq/work-list")
    assert found.status_code == 200, found.text
    items: list[dict[str, Any]] = found.json()["items"]
    return items


async def parrots(centre: Centre) -> str:
    """Ask for the parrot in every way; the cluster's id."""
    for words in WAYS:
        await ask(centre, words)
    (cluster,) = await work_list(centre)
    return str(cluster["id"])


async def post(centre: Centre, action: str, **wish: object) -> httpx.Response:
    return await centre.editor.post(f"/v1/faq/work-list/{action}", json=wish)


async def labelled(centre: Centre) -> list[tuple[str, str | None]]:
    found = await centre.editor.get("/v1/faq/labelled")
    return [(each["question"], each["article"]) for each in found.json()["items"]]


async def test_what_was_asked_in_vain_is_put_together_and_masked(centre: Centre) -> None:
    for words in WAYS:
        await ask(centre, f"{words} +7 701 123 45 67")
    await ask(centre, "тотықұсты қайда тапсырамын", locale="kk")
    await ask(centre, "как проверить штраф", decision="answer", articles=["check-fines"])
    await ask(centre, "меня убивают", decision="urgent")

    parrot, other = await work_list(centre)

    assert (parrot["count"], parrot["languages"]) == (3, {"ru": 3})
    assert parrot["question"] == f"{PARROT} 📞"
    assert len(parrot["examples"]) == 2
    assert [sorted(each) for each in parrot["nearest"]] == [["id", "probability", "titles"]] * 3
    assert (other["question"], other["languages"]) == ("тотықұсты қайда тапсырамын", {"kk": 1})


async def test_what_did_not_help_was_asked_in_vain_and_what_is_old_is_left(centre: Centre) -> None:
    answered = await ask(centre, "как проверить штраф", decision="answer", articles=["check-fines"])
    await tell(centre, answered, "not_helped", articles=["check-fines"])
    await ask(centre, PARROT, at=hours_ago(24 * 29))

    assert [each["question"] for each in await work_list(centre)] == ["как проверить штраф"]


async def test_a_variant_stands_in_a_new_draft_and_every_wording_is_a_label(centre: Centre) -> None:
    await create(centre)
    await act(centre, "publish")
    cluster = await parrots(centre)

    done = await post(centre, "variant", cluster=cluster, article=ID)

    assert done.status_code == 200, done.text
    article = await shown(centre)
    assert article["draft"]["translations"]["ru"]["asked"][-1] == PARROT
    assert PARROT not in article["published"]["translations"]["ru"]["asked"]
    assert {(PARROT, ID), (WAYS[2], ID)} == set(await labelled(centre))
    assert await work_list(centre) == []
    assert (await trail(centre))[-1] == "faq_labelled_variant"
    catalogue = (await centre.bot.get("/v1/faq/catalogue")).json()
    assert {each["question"] for each in catalogue["labelled"]} == {PARROT, WAYS[2]}


async def test_a_variant_is_taken_back_from_the_draft_it_is_in_now(centre: Centre) -> None:
    await create(centre)
    done = await post(centre, "variant", cluster=await parrots(centre), article=ID)
    after = told("Собака пропала", "Спросите всех.", asked=[PARROT, "собака"])
    await write(centre, 2, translations={"ru": after})

    back = await post(centre, "undo", undo=done.json()["undo"])
    again = await post(centre, "undo", undo=done.json()["undo"])

    assert back.status_code == 204
    assert (again.status_code, again.json()["code"]) == (404, "work_gone")
    ru = (await shown(centre))["draft"]["translations"]["ru"]
    assert (ru["title"], ru["asked"]) == ("Собака пропала", ["собака"])
    assert await labelled(centre) == []
    assert len(await work_list(centre)) == 1


async def test_a_variant_that_was_there_before_stays_there(centre: Centre) -> None:
    await create(centre, translations={"ru": told("Попугай", "Нам.", asked=[PARROT])})
    done = await post(centre, "variant", cluster=await parrots(centre), article=ID)
    await post(centre, "undo", undo=done.json()["undo"])

    article = await shown(centre)

    assert article["draft_version"] == 1
    assert article["draft"]["translations"]["ru"]["asked"] == [PARROT]


async def test_a_draft_begins_with_the_question(centre: Centre) -> None:
    cluster = await parrots(centre)

    done = await post(centre, "draft", cluster=cluster)

    article = await shown(centre, done.json()["article"])
    assert article["id"] == "kuda-otdat-naidenogo-popugaia"
    assert article["status"] == "draft"
    assert article["draft"]["translations"]["ru"]["title"] == PARROT
    assert article["draft"]["translations"]["ru"]["asked"] == [PARROT, WAYS[2]]
    assert await work_list(centre) == []
    assert article["id"] not in await offered(centre)


async def test_a_draft_is_taken_back_until_somebody_has_written_on(centre: Centre) -> None:
    done = (await post(centre, "draft", cluster=await parrots(centre))).json()

    await post(centre, "undo", undo=done["undo"])

    assert (await shown(centre, done["article"]))["status"] == "retired"
    (cluster,) = await work_list(centre)
    other = (await post(centre, "draft", cluster=cluster["id"])).json()
    assert other["article"] == f"{done['article']}-2"
    await write(centre, 1, other["article"], translations={"ru": told("Попугай", "Нам.")})
    await post(centre, "undo", undo=other["undo"])
    assert (await shown(centre, other["article"]))["status"] == "draft"


async def test_what_is_no_question_comes_no_more(centre: Centre) -> None:
    cluster = await parrots(centre)

    done = await post(centre, "not-a-question", cluster=cluster)
    await ask(centre, WAYS[0])

    assert await work_list(centre) == []
    assert set(await labelled(centre)) == {(PARROT, None), (WAYS[2], None)}
    gone = await post(centre, "not-a-question", cluster=cluster)
    assert (gone.status_code, gone.json()["code"]) == (404, "work_gone")
    assert (await post(centre, "undo", undo=done.json()["undo"])).status_code == 204
    assert (await work_list(centre))[0]["count"] == 4
    assert (await trail(centre))[-2:] == ["faq_labelled_nothing", "faq_taken_back"]


async def test_nothing_is_done_with_what_is_not_there(centre: Centre) -> None:
    await create(centre)
    cluster = await parrots(centre)
    await act(centre, "publish")
    await act(centre, "retire")

    strange = await post(centre, "variant", cluster=str(uuid4()), article=ID)
    unknown = await post(centre, "variant", cluster=cluster, article="nowhere")
    retired = await post(centre, "variant", cluster=cluster, article=ID)

    assert (strange.status_code, strange.json()["code"]) == (404, "work_gone")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "article_unknown")
    assert retired.status_code == 409
    assert await labelled(centre) == []
