"""Category, priority and place are put right with a reason; nobody overwrites anybody unseen."""

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from storage.reports.tables import audit, journal
from tests.intake_api.centre import Centre, message, minutes_later, uuid_of

WHY = "The caller said so"
POINT = {"latitude": 43.2389, "longitude": 76.8897, "accuracy_m": 15}


async def put_right(
    who: httpx.AsyncClient, report: dict[str, Any], *, seen: int | None = None, **wish: object
) -> httpx.Response:
    headers = {} if seen is None else {"If-Match": f'"{seen}"'}
    path = f"/v1/reports/{report['report_id']}"
    return await who.patch(path, json={"reason": WHY, **wish}, headers=headers)


def corrected(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [each["detail"] for each in case["timeline"] if each.get("event") == "corrected"]


async def test_all_three_are_put_right_and_told_once(centre: Centre) -> None:
    report = await centre.submit()

    answer = await put_right(
        centre.operator, report, category="noise-street", priority=1, place=POINT
    )

    case = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"1"')
    assert (case["category"], case["kind"], case["priority"]) == ("noise-street", "offence", 1)
    assert case["place"] == {"method": "corrected", "address": None, **POINT}
    (told,) = corrected(case)
    assert told["reason"] == WHY
    assert [(each["field"], each["was"], each["now"]) for each in told["changes"]][:2] == [
        ("category", "theft", "noise-street"),
        ("priority", 2, 1),
    ]
    assert told["changes"][2]["was"]["latitude"] == 43.25
    report_id = uuid_of(report["report_id"])
    async with centre.house.reports.look() as work:
        events = await work.connection.execute(
            select(journal.c.event).where(journal.c.report_id == report_id)
        )
        acts = await work.connection.execute(
            select(audit.c.action).where(audit.c.report_id == report_id)
        )
    assert "corrected" in {row.event for row in events}
    assert "report_corrected" in {row.action for row in acts}


async def test_of_two_who_saw_the_same_the_second_is_told(centre: Centre) -> None:
    report = await centre.submit()
    seen = (await centre.case(report["report_id"]))["corrections"]

    first = await put_right(centre.operator, report, seen=seen, priority=1)
    second = await put_right(centre.colleague, report, seen=seen, priority=4)

    assert first.status_code == 200
    assert (second.status_code, second.json()["code"]) == (409, "version_differs")
    assert second.headers["ETag"] == '"1"'
    assert (await centre.case(report["report_id"]))["priority"] == 1


async def test_what_citizens_say_meanwhile_is_no_conflict(centre: Centre) -> None:
    report = await centre.submit()
    seen = (await centre.case(report["report_id"]))["corrections"]
    await centre.say(report["report_id"], text="Hurry")

    answer = await put_right(centre.operator, report, seen=seen, priority=1)

    assert answer.status_code == 200


async def test_what_is_so_already_is_not_noted(centre: Centre) -> None:
    report = await centre.submit()

    answer = await put_right(centre.operator, report, category="theft", priority=2)

    assert corrected(answer.json()) == []
    assert answer.json()["corrections"] == 0


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "invalid"),
        ({"priority": 5}, "invalid"),
        ({"priority": "1"}, "invalid"),
        ({"priority": 1, "reason": " "}, "invalid"),
        ({"place": {"latitude": 91, "longitude": 0}}, "invalid"),
        ({"place": {"latitude": 43}}, "invalid"),
        ({"priority": 1, "state": "closed"}, "invalid"),
        ({"category": "moon"}, "category_not_offered"),
    ],
)
async def test_what_cannot_be_is_refused(centre: Centre, wish: dict[str, Any], code: str) -> None:
    report = await centre.submit()

    refused = await put_right(centre.operator, report, **wish)

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert (await centre.case(report["report_id"]))["corrections"] == 0


async def test_an_sos_stays_one_whatever_it_is_about(centre: Centre) -> None:
    report = await centre.submit(kind="sos", category=None, channel="sos")

    case = (await put_right(centre.operator, report, category="theft")).json()

    assert (case["kind"], case["category"]) == ("sos", "theft")


async def test_a_live_share_does_not_move_what_was_put_right(centre: Centre) -> None:
    live = {"method": "live", "latitude": 43.2, "longitude": 76.8}
    report = await centre.submit(place=None, messages=[message("", place=live, live_s=900)])
    (shared,) = report["messages"]
    await put_right(centre.operator, report, place=POINT)

    await centre.bot.post(
        f"/v1/reports/{report['report_id']}/citizen-messages",
        json={**shared, "place": {**live, "latitude": 43.3}, "edited_at": minutes_later(1)},
        headers={"Idempotency-Key": "moves"},
    )

    assert (await centre.case(report["report_id"]))["place"]["latitude"] == POINT["latitude"]


async def test_a_report_is_given_to_a_colleague_and_back_to_nobody(centre: Centre) -> None:
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}/owner"
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "accept")
    await centre.colleague.put("/v1/shift")
    people = (await centre.operator.get("/v1/colleagues")).json()["items"]
    one = next(each for each in people if each["position"] == "colleague 102")

    given = await centre.operator.put(path, json={"owner": one["id"]})
    left = await centre.operator.put(path, json={"owner": None})
    unknown = await centre.operator.put(path, json={"owner": report["report_id"]})

    assert one["on_shift"]
    assert not any(each["on_shift"] for each in people if each is not one)
    assert given.json()["owner"]["position"] == "colleague 102"
    assert left.json()["owner"] is None
    assert (unknown.status_code, unknown.json()["code"]) == (422, "colleague_unknown")
    facts = [each for each in left.json()["timeline"] if each.get("event") == "owner_changed"]
    assert facts[0]["detail"] == {"from_owner": "supervisor 102", "to_owner": "colleague 102"}


async def test_only_the_centre_puts_right(centre: Centre) -> None:
    report = await centre.submit()

    assert (await put_right(centre.editor, report, priority=1)).status_code == 403
    assert (await put_right(centre.nobody, report, priority=1)).status_code == 401
