"""Citizens take reports back and rate how they ended."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from storage.reports.journals import entries_after
from tests.intake_api.centre import NOON, Centre, minutes_later

WISH = {"at": NOON.isoformat(), "reason": "It was found"}
TO_THE_SCENE = ("open", "accept", "assign", "acknowledge", "depart", "arrive", "resolve")


async def withdraw(centre: Centre, report_id: str, key: str = "") -> httpx.Response:
    return await centre.bot.post(
        f"/v1/reports/{report_id}/withdrawal",
        json=WISH,
        headers={"Idempotency-Key": key or str(uuid4())},
    )


async def rate(centre: Centre, report_id: str, **changed: object) -> httpx.Response:
    rating = {"stars": 5, "words": "Thank you", "at": NOON.isoformat(), **changed}
    return await centre.bot.put(f"/v1/reports/{report_id}/rating", json=rating)


async def closed(centre: Centre, code: str = "confirmed") -> dict[str, Any]:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code=code)
    return report


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 100)]


async def test_what_is_not_urgent_is_taken_back_at_once(centre: Centre) -> None:
    report = await centre.submit(kind="offence", category="noise")

    told = await withdraw(centre, report["report_id"])

    assert told.json() == {
        "report_id": report["report_id"],
        "number": report["number"],
        "done": True,
    }
    case = await centre.case(report["report_id"])
    last = [entry for entry in case["timeline"] if entry["entry"] == "state"][-1]
    assert (case["state"], last["actor"], last["reason"]) == ("withdrawn", None, "It was found")
    assert await centre.deliveries() == []


@pytest.mark.parametrize("kind", ["sos", "crime"])
async def test_what_is_urgent_is_for_the_operator_to_agree_to(centre: Centre, kind: str) -> None:
    report = await centre.submit(kind=kind)

    told = await withdraw(centre, report["report_id"])
    case = await centre.case(report["report_id"])

    assert told.json()["done"] is False
    assert (case["state"], case["withdrawal_asked"]) == ("received", True)
    assert case["details"]["withdrawal_reason"] == "It was found"
    assert case["timeline"][-1]["event"] == "withdrawal_asked"
    assert "withdrawal_asked" in await events(centre)
    agreed = await centre.move(report["report_id"], "withdraw")
    assert agreed.json()["state"] == "withdrawn"
    (delivery,) = await centre.deliveries()
    assert (delivery["word"], delivery["rateable"]) == ("finished", False)


async def test_an_operator_may_keep_it(centre: Centre) -> None:
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}/withdrawal"
    await withdraw(centre, report["report_id"])

    kept = await centre.operator.delete(path)
    again = await centre.operator.delete(path)

    assert (kept.status_code, kept.json()["withdrawal_asked"]) == (200, False)
    assert (again.status_code, again.json()["code"]) == (409, "not_possible_now")


async def test_withdrawing_twice_is_withdrawing_once(centre: Centre) -> None:
    report = await centre.submit()

    answers = [await withdraw(centre, report["report_id"], key) for key in ("a", "a", "b")]

    assert len({answer.text for answer in answers}) == 1
    assert (await events(centre)).count("withdrawal_asked") == 1


async def test_what_has_ended_cannot_be_taken_back(centre: Centre) -> None:
    report = await closed(centre)

    refused = await withdraw(centre, report["report_id"])
    missing = await withdraw(centre, str(uuid4()))

    assert (refused.status_code, refused.json()["code"]) == (422, "already_finished")
    assert (missing.status_code, missing.json()["code"]) == (404, "report_not_found")


async def test_a_finished_report_is_rated_and_the_later_rating_stays(centre: Centre) -> None:
    report = await closed(centre)

    for stars, minute in ((5, 1), (2, 3), (4, 2)):
        answer = await rate(centre, report["report_id"], stars=stars, at=minutes_later(minute))
        assert answer.status_code == 204, answer.text

    rating = (await centre.case(report["report_id"]))["details"]["rating"]
    assert (rating["stars"], rating["words"]) == (2, "Thank you")
    assert (await events(centre)).count("rated") == 2


async def test_what_goes_on_is_not_rated(centre: Centre) -> None:
    report = await centre.submit()

    refused = await rate(centre, report["report_id"])

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")


@pytest.mark.parametrize("stars", [0, 6, 1.5])
async def test_there_are_five_stars(centre: Centre, stars: float) -> None:
    report = await closed(centre)

    assert (await rate(centre, report["report_id"], stars=stars)).status_code == 422


async def test_the_end_is_told_with_its_result_and_may_be_rated(centre: Centre) -> None:
    await closed(centre, "passed_on")

    last = (await centre.deliveries())[-1]

    assert (last["word"], last["rateable"]) == ("finished", True)
    assert last["text"] == "Сообщение передано в компетентный орган."


async def test_nothing_else_may_be_rated(centre: Centre) -> None:
    report = await centre.submit()
    for action in TO_THE_SCENE[:-1]:
        await centre.move(report["report_id"], action)

    assert {told["rateable"] for told in await centre.deliveries()} == {False}
