"""What concerns a citizen whole, or all of them: reached, restricted, told."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from storage.reports.journals import entries_after
from storage.reports.tables import audit
from tests.intake_api.centre import NOON, Centre, minutes_later

TEXTS = {"kk": "Жол жабық", "ru": "Дорога закрыта", "en": "The road is closed"}


async def presence(centre: Centre, conversation: object, *, blocked: bool, at: float) -> int:
    answer = await centre.bot.put(
        f"/v1/conversations/{conversation}/presence",
        json={"blocked": blocked, "at": minutes_later(at)},
    )
    return answer.status_code


async def restrict(
    client: httpx.AsyncClient, conversation: object, **wish: object
) -> httpx.Response:
    body = {"reason": "Floods us", **wish}
    return await client.put(f"/v1/conversations/{conversation}/restriction", json=body)


async def seen(centre: Centre, report: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await centre.case(report["report_id"]))["conversation"]
    return found


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 100)]


async def receipt(centre: Centre, delivery: dict[str, Any], outcome: str) -> int:
    answer = await centre.bot.put(
        f"/v1/deliveries/{delivery['delivery_id']}/receipt",
        json={"outcome": outcome, "at": NOON.isoformat()},
    )
    return answer.status_code


async def test_whether_a_citizen_can_be_reached_is_shown(centre: Centre) -> None:
    report = await centre.submit()
    conversation = report["conversation_id"]

    shown = []
    for blocked, at in ((True, 1), (False, 3), (True, 2)):  # the last comes late
        assert await presence(centre, conversation, blocked=blocked, at=at) == 204
        shown.append((await seen(centre, report))["blocked"])

    assert shown == [True, False, False]
    assert (await events(centre)).count("conversation_changed") == 2


async def test_somebody_unknown_may_block_us_first(centre: Centre) -> None:
    conversation = str(uuid4())
    assert await presence(centre, conversation, blocked=True, at=1) == 204

    report = await centre.submit(conversation_id=conversation)

    assert (await seen(centre, report))["blocked"] is True


async def test_a_restriction_is_shown_told_and_lifted(centre: Centre) -> None:
    report = await centre.submit()
    conversation = report["conversation_id"]

    set_ = await restrict(centre.supervisor, conversation, until="2999-01-01T00:00:00Z")
    shown = (await seen(centre, report))["restricted"]
    lifted = await centre.supervisor.delete(f"/v1/conversations/{conversation}/restriction")
    await centre.supervisor.delete(f"/v1/conversations/{conversation}/restriction")

    assert (set_.status_code, lifted.status_code) == (204, 204)
    assert (shown["reason"], shown["by"]) == ("Floods us", "supervisor 102")
    assert (await seen(centre, report))["restricted"] is None
    told = await centre.deliveries()
    assert [(each["kind"], each["until"], each["report_id"]) for each in told] == [
        ("restricted", "2999-01-01T00:00:00Z", None),
        ("unrestricted", None, None),
    ]
    async with centre.house.reports.look() as work:
        trail = await work.connection.execute(
            select(audit.c.action).where(audit.c.detail == conversation).order_by(audit.c.id)
        )
        assert [row.action for row in trail] == ["restricted", "unrestricted"]


async def test_a_restriction_that_is_over_is_not_shown(centre: Centre) -> None:
    report = await centre.submit()

    await restrict(centre.admin, report["conversation_id"], until="2020-01-01T00:00:00Z")

    assert (await seen(centre, report))["restricted"] is None


async def test_only_chiefs_restrict_and_only_whom_they_know(centre: Centre) -> None:
    report = await centre.submit()

    refused = await restrict(centre.operator, report["conversation_id"])
    missing = await restrict(centre.supervisor, uuid4())

    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert (missing.status_code, missing.json()["code"]) == (404, "conversation_unknown")
    assert (await restrict(centre.supervisor, uuid4(), reason=" ")).status_code == 422


@pytest.mark.parametrize(("outcome", "blocked"), [("blocked", True), ("sent", False)])
async def test_a_receipt_without_a_report_marks_the_conversation(
    centre: Centre, outcome: str, blocked: bool
) -> None:
    report = await centre.submit()
    await presence(centre, report["conversation_id"], blocked=not blocked, at=1)
    await restrict(centre.supervisor, report["conversation_id"])
    (delivery,) = await centre.deliveries()

    assert await receipt(centre, delivery, outcome) == 204

    assert (await seen(centre, report))["blocked"] is blocked


async def test_an_announcement_is_for_everybody(centre: Centre) -> None:
    told = await centre.admin.post("/v1/announcements", json={"texts": TEXTS})

    (delivery,) = await centre.deliveries()
    listed = (await centre.admin.get("/v1/announcements")).json()["items"]

    assert told.status_code == 201
    assert (delivery["kind"], delivery["conversation_id"], delivery["texts"]) == (
        "announcement",
        None,
        TEXTS,
    )
    assert [each["texts"] for each in listed] == [TEXTS]
    assert await receipt(centre, delivery, "blocked") == 204


async def test_an_announcement_sent_twice_is_told_once(centre: Centre) -> None:
    for _ in range(2):
        answer = await centre.admin.post(
            "/v1/announcements", json={"texts": TEXTS}, headers={"Idempotency-Key": "one"}
        )
        assert answer.status_code == 201

    assert len(await centre.deliveries()) == 1


async def test_a_waiting_bot_hears_at_once_what_belongs_to_no_report(centre: Centre) -> None:
    waiting = asyncio.create_task(centre.bot.get("/v1/deliveries", params={"after": 0, "wait": 50}))
    await asyncio.sleep(0)

    await centre.admin.post("/v1/announcements", json={"texts": TEXTS})

    assert len((await asyncio.wait_for(waiting, 10)).json()["items"]) == 1


@pytest.mark.parametrize("texts", [{}, {"kk": "a", "ru": "b"}, {"kk": "a", "ru": "b", "en": " "}])
async def test_an_announcement_speaks_every_language(centre: Centre, texts: dict[str, str]) -> None:
    assert (await centre.admin.post("/v1/announcements", json={"texts": texts})).status_code == 422


async def test_only_administrators_announce(centre: Centre) -> None:
    refused = await centre.supervisor.post("/v1/announcements", json={"texts": TEXTS})

    assert refused.status_code == 403
    assert (await centre.supervisor.get("/v1/announcements")).status_code == 403
