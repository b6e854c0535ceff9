"""What citizens are to be told, fetched by the bots and acknowledged by asking on."""

import asyncio
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from storage.reports.tables import bot_key
from tests.intake_api.centre import NOON, Centre

SENT = {"outcome": "sent", "at": NOON.isoformat()}


async def reply(centre: Centre, report: dict[str, Any], text: str) -> None:
    answer = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/messages", json={"text": text}
    )
    assert answer.status_code == 201


async def test_a_waiting_bot_is_answered_when_an_operator_replies(centre: Centre) -> None:
    report = await centre.submit()
    waiting = asyncio.create_task(centre.bot.get("/v1/deliveries", params={"after": 0, "wait": 50}))
    await asyncio.sleep(0)

    await reply(centre, report, "Hello")

    page = (await asyncio.wait_for(waiting, 10)).json()
    assert [item["text"] for item in page["items"]] == ["Hello"]
    assert page["next"] == page["items"][-1]["seq"]


async def test_an_empty_page_keeps_the_place(centre: Centre) -> None:
    page = (await centre.bot.get("/v1/deliveries", params={"after": 7, "wait": 0.01})).json()

    assert page == {"items": [], "next": 7}


async def test_pages_follow_each_other_without_a_gap(centre: Centre) -> None:
    report = await centre.submit()
    for n in range(105):
        await reply(centre, report, str(n))

    first = (await centre.bot.get("/v1/deliveries", params={"after": 0})).json()
    second = (await centre.bot.get("/v1/deliveries", params={"after": first["next"]})).json()

    texts = [item["text"] for item in first["items"] + second["items"]]
    assert texts == [str(n) for n in range(105)]


async def test_asking_on_acknowledges(centre: Centre) -> None:
    report = await centre.submit()
    await reply(centre, report, "Hello")
    page = (await centre.bot.get("/v1/deliveries")).json()

    await centre.bot.get("/v1/deliveries", params={"after": page["next"]})
    await centre.bot.get("/v1/deliveries", params={"after": 0})

    async with centre.house.reports.look() as work:
        assert await work.connection.scalar(select(bot_key.c.acknowledged_seq)) == page["next"]


async def test_the_outcome_is_shown_beside_the_reply(centre: Centre) -> None:
    report = await centre.submit()
    await reply(centre, report, "Hello")
    (delivery,) = await centre.deliveries()
    receipt = {"outcome": "blocked", "at": NOON.isoformat()}

    told = await centre.bot.put(f"/v1/deliveries/{delivery['delivery_id']}/receipt", json=receipt)

    case = await centre.case(report["report_id"])
    assert told.status_code == 204
    assert case["timeline"][-1]["delivery"] == "blocked"
    assert case["conversation"]["blocked"] is True


async def test_a_sent_delivery_shows_that_the_citizen_is_back(centre: Centre) -> None:
    report = await centre.submit()
    for text, outcome in (("one", "blocked"), ("two", "sent")):
        await reply(centre, report, text)
        last = (await centre.deliveries())[-1]
        receipt = {"outcome": outcome, "at": NOON.isoformat()}
        await centre.bot.put(f"/v1/deliveries/{last['delivery_id']}/receipt", json=receipt)

    case = await centre.case(report["report_id"])

    assert case["conversation"]["blocked"] is False
    replies = [entry for entry in case["timeline"] if entry.get("from") == "operator"]
    assert [entry["delivery"] for entry in replies] == ["blocked", "sent"]


async def test_a_receipt_for_nothing_is_not_found(centre: Centre) -> None:
    refused = await centre.bot.put(
        f"/v1/deliveries/{uuid4()}/receipt", json={"outcome": "sent", "at": NOON.isoformat()}
    )

    assert (refused.status_code, refused.json()["code"]) == (404, "delivery_unknown")


async def test_receipts_and_messages_of_one_report_do_not_block_each_other(centre: Centre) -> None:
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}/messages"
    for n in range(20):
        await centre.operator.post(path, json={"text": f"reply {n}"})
    told = await centre.deliveries()

    answers = await asyncio.gather(
        *(
            one
            for delivery in told
            for one in (
                centre.say(report["report_id"], text="yes"),
                centre.bot.put(f"/v1/deliveries/{delivery['delivery_id']}/receipt", json=SENT),
            )
        )
    )

    assert [answer.status_code for answer in answers] == [201, 204] * 20
