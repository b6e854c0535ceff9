"""What one shift leaves, the next one reads and confirms."""

from typing import Any

import httpx

from tests.intake_api.centre import Centre


async def hand_over(who: httpx.AsyncClient, *, key: str = "once", **wish: object) -> dict[str, Any]:
    body = {"text": "Two fights at the market", **wish}
    answer = await who.post("/v1/handovers", json=body, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    left: dict[str, Any] = answer.json()
    return left


async def shift(who: httpx.AsyncClient) -> dict[str, Any]:
    seen: dict[str, Any] = (await who.get("/v1/shift")).json()
    return seen


async def colleague(centre: Centre) -> str:
    people = (await centre.operator.get("/v1/colleagues")).json()["items"]
    return str(next(each["id"] for each in people if each["position"] == "colleague 102"))


async def test_a_shift_starts_once_and_ends(centre: Centre) -> None:
    started = (await centre.operator.put("/v1/shift")).json()

    again = (await centre.operator.put("/v1/shift")).json()
    ended = (await centre.operator.delete("/v1/shift")).json()

    assert started["since"] == again["since"] is not None
    assert ended["since"] is None


async def test_whoever_is_named_gets_note_and_reports(centre: Centre) -> None:
    mine, theirs = await centre.submit(), await centre.submit()
    await centre.operator.get(f"/v1/reports/{mine['report_id']}")
    await centre.move(theirs["report_id"], "open")
    await centre.operator.put("/v1/shift")

    left = await hand_over(
        centre.operator,
        to=await colleague(centre),
        reports=[mine["report_id"], theirs["report_id"]],
    )

    assert (await shift(centre.operator))["since"] is None
    assert left["started_at"] is not None
    (seen,) = (await shift(centre.colleague))["unread"]
    assert (seen["text"], seen["by"]["position"]) == (
        "Two fights at the market",
        "operator 102",
    )
    assert {each["number"] for each in seen["reports"]} == {mine["number"], theirs["number"]}
    assert (await shift(centre.supervisor))["unread"] == []
    owners = [
        (await centre.case(report["report_id"]))["owner"]["position"] for report in (mine, theirs)
    ]
    assert owners == ["colleague 102", "supervisor 102"]


async def test_a_note_to_everybody_is_confirmed_by_each(centre: Centre) -> None:
    left = await hand_over(centre.operator)
    path = f"/v1/handovers/{left['id']}/reading"

    confirmed = await centre.colleague.put(path)

    assert confirmed.json()["unread"] == []
    assert len((await shift(centre.supervisor))["unread"]) == 1
    assert (await shift(centre.operator))["unread"] == []
    (listed,) = (await centre.operator.get("/v1/handovers")).json()["items"]
    assert [each["position"] for each in listed["read_by"]] == ["colleague 102"]


async def test_a_note_is_not_confirmed_by_others(centre: Centre) -> None:
    left = await hand_over(centre.operator, to=await colleague(centre))
    path = f"/v1/handovers/{left['id']}/reading"

    for stranger in (centre.supervisor, centre.operator):
        refused = await stranger.put(path)
        assert (refused.status_code, refused.json()["code"]) == (404, "handover_unknown")


async def test_the_same_note_sent_twice_is_one(centre: Centre) -> None:
    first = await hand_over(centre.operator, key="a")
    again = await hand_over(centre.operator, key="a")
    await hand_over(centre.operator, key="b", text="Quiet")

    page = (await centre.operator.get("/v1/handovers", params={"limit": 1})).json()
    rest = (await centre.operator.get("/v1/handovers", params={"before": page["next"]})).json()

    assert first == again
    assert [each["text"] for each in page["items"]] == ["Quiet"]
    assert [each["id"] for each in rest["items"]] == [first["id"]]


async def test_shortcuts_stay_off_for_who_switched_them_off(centre: Centre) -> None:
    await centre.operator.put("/v1/desk", json={"shortcuts": False})

    assert (await centre.operator.get("/v1/desk")).json() == {"shortcuts": False}
    assert (await centre.colleague.get("/v1/desk")).json() == {"shortcuts": True}
    refused = await centre.operator.put("/v1/desk", json={"shortcuts": 1})
    assert refused.status_code == 422
