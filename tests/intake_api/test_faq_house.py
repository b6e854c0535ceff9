"""Topics, settings, and the same done to many articles."""

import asyncio
from typing import Any

import httpx
import pytest

from faq.content import seed
from tests.intake_api.centre import Centre
from tests.intake_api.faq import ID, TOPIC, act, create, offered, shown, trail

LABELS = {"kk": "Жануарлар", "ru": "Животные", "en": "Animals"}


async def topics(centre: Centre) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await centre.editor.get("/v1/faq/topics")).json()["items"]
    return [{"code": each["code"], "labels": each["labels"]} for each in items]


async def put_topics(centre: Centre, items: list[dict[str, Any]]) -> httpx.Response:
    return await centre.approver.put("/v1/faq/topics", json={"items": items})


async def bulk(centre: Centre, client: httpx.AsyncClient, **wish: Any) -> httpx.Response:
    return await client.post("/v1/faq/articles/bulk", json=wish)


async def test_topics_are_added_and_put_in_order(centre: Centre) -> None:
    known = await topics(centre)
    animals = {"code": "animals", "labels": LABELS}

    put = await put_topics(centre, [animals, *known])

    assert put.status_code == 200, put.text
    assert put.json()["items"][0] == {**animals, "articles": 0}
    assert await topics(centre) == [animals, *known]
    told = (await centre.bot.get("/v1/faq/catalogue")).json()["topics"]
    assert [each["code"] for each in told][:2] == ["animals", known[0]["code"]]
    assert await trail(centre) == ["faq_topics_written"]


async def test_a_topic_goes_only_when_nothing_stands_under_it(centre: Centre) -> None:
    known = await topics(centre)
    await put_topics(centre, [*known, {"code": "animals", "labels": LABELS}])
    await create(centre, topic="animals")

    refused = await put_topics(centre, known)
    await bulk(centre, centre.editor, ids=[ID], topic=TOPIC)
    done = await put_topics(centre, known)

    assert (refused.status_code, refused.json()["code"]) == (409, "topic_in_use")
    assert done.status_code == 200
    assert (await shown(centre))["topic"] == TOPIC


async def test_a_topic_that_citizens_see_stays_while_its_draft_moves(centre: Centre) -> None:
    known = await topics(centre)
    await put_topics(centre, [*known, {"code": "animals", "labels": LABELS}])
    await create(centre, topic="animals")
    await act(centre, "publish")
    await bulk(centre, centre.editor, ids=[ID], topic=TOPIC)

    refused = await put_topics(centre, known)

    assert refused.json()["code"] == "topic_in_use"
    assert (await offered(centre))[ID]["topic"] == "animals"


async def test_a_topic_is_named_once(centre: Centre) -> None:
    known = await topics(centre)

    assert (await put_topics(centre, [*known, known[0]])).status_code == 422


async def test_how_sure_the_bot_must_be_is_chosen(centre: Centre) -> None:
    before = (await centre.editor.get("/v1/faq/settings")).json()
    chosen = {"precision": 0.95, "foreign": 0.2, "hours": 48}

    put = await centre.approver.put("/v1/faq/settings", json=chosen)

    assert before == {"precision": 0.9, "foreign": 0.35, "hours": 24}
    assert put.json() == chosen == (await centre.editor.get("/v1/faq/settings")).json()
    told = (await centre.bot.get("/v1/faq/catalogue")).json()
    assert (told["precision"], told["foreign"]) == (0.95, 0.2)
    assert await trail(centre) == ["faq_settings_written"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"precision": 0.5, "foreign": 0.3, "hours": 24},
        {"precision": 0.9, "foreign": 1, "hours": 24},
        {"precision": 0.9, "foreign": 0.3, "hours": 0},
    ],
)
async def test_settings_have_bounds(centre: Centre, wrong: dict[str, float]) -> None:
    assert (await centre.approver.put("/v1/faq/settings", json=wrong)).status_code == 422


async def test_many_are_moved_and_citizens_see_it_once_it_is_published(centre: Centre) -> None:
    moved = [each.id for each in seed().articles if each.topic != TOPIC][:2]
    there = next(each.id for each in seed().articles if each.topic == TOPIC)

    done = await bulk(centre, centre.editor, ids=[*moved, there], topic=TOPIC)

    assert done.json() == {"changed": sorted(moved)}
    assert (await offered(centre))[moved[0]]["topic"] != TOPIC
    await act(centre, "publish", moved[0])
    assert (await offered(centre))[moved[0]]["topic"] == TOPIC


async def test_many_are_given_to_somebody(centre: Centre) -> None:
    await create(centre)
    (owner, *_) = (await centre.editor.get("/v1/faq/colleagues")).json()["items"]

    done = await bulk(centre, centre.editor, ids=[ID], owner=owner["id"])

    assert done.json() == {"changed": [ID]}
    assert (await shown(centre))["owner"] == owner


async def test_only_an_approver_retires_many(centre: Centre) -> None:
    ids = [each.id for each in seed().articles[:2]]

    refused = await bulk(centre, centre.editor, ids=ids, retire=True)
    done = await bulk(centre, centre.approver, ids=ids, retire=True)

    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert done.json() == {"changed": sorted(ids)}
    assert not set(ids) & (await offered(centre)).keys()


async def test_of_many_all_are_changed_or_none(centre: Centre) -> None:
    await create(centre)

    refused = await bulk(centre, centre.editor, ids=[ID, "nothing"], topic="danger")

    assert refused.json()["code"] == "article_unknown"
    assert (await shown(centre))["draft_version"] == 1


async def test_those_who_act_at_once_wait_for_each_other_and_never_in_a_circle(
    centre: Centre,
) -> None:
    ids = [each.id for each in seed().articles[:6]]
    for id in ids:
        await centre.approver.post(f"/v1/faq/articles/{id}/restore", json={"version": 1})

    answers = await asyncio.gather(
        bulk(centre, centre.approver, ids=ids, retire=True),
        *(act(centre, "publish", id) for id in reversed(ids)),
        bulk(centre, centre.approver, ids=ids, topic=TOPIC),
        bulk(centre, centre.approver, ids=ids[::-1], retire=True),
    )

    assert {each.status_code for each in answers} == {200}


@pytest.mark.parametrize("wish", [{}, {"topic": "danger", "retire": True}, {"retire": False}])
async def test_many_are_asked_one_thing(centre: Centre, wish: dict[str, Any]) -> None:
    assert (await bulk(centre, centre.approver, ids=[ID], **wish)).status_code == 422
