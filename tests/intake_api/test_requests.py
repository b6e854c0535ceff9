"""What operators ask citizens for in one tap."""

import pytest

from tests.intake_api.centre import Centre


@pytest.mark.parametrize("asks", ["location", "photo", "call"])
async def test_it_stands_in_the_timeline_and_goes_to_the_bot(centre: Centre, asks: str) -> None:
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}/requests"

    posted = await centre.operator.post(path, json={"asks": asks})

    told = [each for each in await centre.deliveries() if each["kind"] == "request"]
    (entry,) = [
        each
        for each in (await centre.case(report["report_id"]))["timeline"]
        if each["entry"] == "message" and each["from"] == "operator"
    ]
    assert (posted.status_code, posted.json()["signal"]) == (201, f"asks_{asks}")
    assert [(each["asks"], each["message_id"]) for each in told] == [(asks, entry["id"])]
    assert (entry["signal"], entry["text"], entry["delivery"]) == (f"asks_{asks}", "", "queued")


async def test_a_report_in_review_waits_for_the_citizen(centre: Centre) -> None:
    report = await centre.submit()
    await centre.operator.get(f"/v1/reports/{report['report_id']}")

    await centre.operator.post(
        f"/v1/reports/{report['report_id']}/requests", json={"asks": "photo"}
    )

    assert (await centre.case(report["report_id"]))["state"] == "awaiting_citizen"


async def test_a_request_repeated_under_its_key_is_one(centre: Centre) -> None:
    report = await centre.submit()
    path, key = f"/v1/reports/{report['report_id']}/requests", {"Idempotency-Key": "once"}

    answers = [
        await centre.operator.post(path, json={"asks": "location"}, headers=key) for _ in range(2)
    ]

    assert answers[0].json() == answers[1].json()
    assert len([each for each in await centre.deliveries() if each["kind"] == "request"]) == 1


async def test_of_a_closed_report_nothing_is_asked(centre: Centre) -> None:
    report = await centre.submit()
    await centre.operator.get(f"/v1/reports/{report['report_id']}")
    await centre.operator.post(
        f"/v1/reports/{report['report_id']}/transitions",
        json={"action": "reject", "reason": "no event"},
    )

    refused = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/requests", json={"asks": "location"}
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")
