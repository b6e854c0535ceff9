"""An operator files a citizen's message to another report of the same citizen."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from storage.reports.journals import entries_after
from tests.intake_api.centre import NOON, Centre, attachment, message, minutes_later


async def two(centre: Centre, *said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two reports of one citizen; what was said is in the first."""
    first = await centre.submit(messages=list(said))
    second = await centre.submit(
        conversation_id=first["conversation_id"], messages=[message("The other thing")]
    )
    return first, second


async def move(centre: Centre, source: dict[str, Any], message_id: str, to: str) -> httpx.Response:
    return await centre.operator.post(
        f"/v1/reports/{source['report_id']}/messages/{message_id}/move", json={"to": to}
    )


async def said(centre: Centre, report: dict[str, Any]) -> list[dict[str, Any]]:
    timeline = (await centre.case(report["report_id"]))["timeline"]
    return [entry for entry in timeline if entry["entry"] == "message"]


async def test_a_message_goes_with_all_that_belongs_to_it(centre: Centre) -> None:
    wrong = message("Wrongly filed", attachments=[attachment()])
    first, second = await two(centre, message("Right"), wrong)
    edit = {**wrong, "text": "Wrongly filed, edited", "edited_at": minutes_later(1)}
    await centre.say(first["report_id"], **edit)

    moved = await move(centre, first, wrong["message_id"], second["number"])

    assert moved.status_code == 200, moved.text
    assert [entry["text"] for entry in await said(centre, first)] == ["Right"]
    entry = next(e for e in await said(centre, second) if e["id"] == wrong["message_id"])
    assert (entry["text"], len(entry["versions"]), len(entry["attachments"])) == (
        "Wrongly filed, edited",
        1,
        1,
    )
    rows = {r["id"]: r for r in (await centre.supervisor.get("/v1/reports")).json()["items"]}
    assert [rows[each["report_id"]]["attachments"] for each in (first, second)] == [0, 1]
    found = await centre.supervisor.get("/v1/reports", params={"text": "wrongly"})
    assert [row["id"] for row in found.json()["items"]] == [second["report_id"]]


async def test_both_sides_and_the_citizen_hear_of_it(centre: Centre) -> None:
    wrong = message("Wrongly filed")
    first, second = await two(centre, wrong)

    await move(centre, first, wrong["message_id"], second["report_id"])

    told = (await centre.deliveries())[-1]
    assert (told["kind"], told["message_id"], told["report_id"], told["number"]) == (
        "message_moved",
        wrong["message_id"],
        second["report_id"],
        second["number"],
    )
    async with centre.house.reports.look() as work:
        happened = [(e.event, str(e.report_id)) for e in await entries_after(work, 0, 100)]
    assert ("message_moved_away", first["report_id"]) in happened
    assert ("message_moved_here", second["report_id"]) in happened
    case = await centre.case(second["report_id"])
    fact = next(entry for entry in case["timeline"] if entry["entry"] == "fact")
    assert (fact["detail"]["number"], fact["actor"]) == (first["number"], "operator 102")


async def test_a_later_edit_follows_however_often_it_moved(centre: Centre) -> None:
    wrong = message("Wrongly filed")
    first, second = await two(centre, wrong)
    for source, target in ((first, second), (second, first), (first, second)):
        await move(centre, source, wrong["message_id"], target["report_id"])

    for minute in (1, 2):
        edit = {**wrong, "text": f"Edited {minute}", "edited_at": minutes_later(minute)}
        await centre.say(first["report_id"], **edit)
    await centre.say(first["report_id"], **wrong)

    assert await said(centre, first) == []
    assert "Edited 2" in [entry["text"] for entry in await said(centre, second)]


async def test_a_track_follows_its_message(centre: Centre) -> None:
    live = {"method": "live", "latitude": 43.0, "longitude": 76.9}
    shared = message("", place=live, live_s=600)
    first, second = await two(centre, shared)
    await move(centre, first, shared["message_id"], second["report_id"])

    point = {"at": minutes_later(1), "latitude": 43.5, "longitude": 76.9}
    answer = await centre.bot.post(
        f"/v1/reports/{first['report_id']}/track",
        json={"message_id": shared["message_id"], "points": [point]},
    )

    assert answer.status_code == 204
    assert (await centre.case(first["report_id"]))["tracks"] == []
    assert (await centre.case(second["report_id"]))["tracks"][0]["points"] == 2


async def test_what_does_not_fit_is_refused(centre: Centre) -> None:
    mine = message("Mine")
    first, _ = await two(centre, mine)
    strangers = await centre.submit()
    reply = await centre.operator.post(
        f"/v1/reports/{first['report_id']}/messages", json={"text": "Hello"}
    )

    refused = [
        await move(centre, first, mine["message_id"], strangers["report_id"]),
        await move(centre, first, mine["message_id"], first["report_id"]),
        await move(centre, first, mine["message_id"], "nothing"),
        await move(centre, first, str(uuid4()), strangers["number"]),
        await move(centre, first, reply.json()["id"], strangers["number"]),
    ]

    assert [(each.status_code, each.json()["code"]) for each in refused] == [
        (422, "not_movable")
    ] * 5
    assert len(await said(centre, strangers)) == 1


async def test_what_is_in_both_reports_stays_in_both(centre: Centre) -> None:
    shared = message("Said in a draft")
    first = await centre.submit(messages=[shared])
    second = await centre.submit(conversation_id=first["conversation_id"], messages=[shared])

    refused = await move(centre, first, shared["message_id"], second["number"])

    assert refused.status_code == 422
    assert [len(await said(centre, each)) for each in (first, second)] == [1, 1]


async def test_moving_to_and_fro_does_not_block(centre: Centre) -> None:
    here, there = message("here"), message("there", sent_at=NOON.isoformat())
    first, second = await two(centre, here)
    await centre.say(second["report_id"], **there)

    answers = await asyncio.gather(
        move(centre, first, here["message_id"], second["report_id"]),
        move(centre, second, there["message_id"], first["report_id"]),
    )

    assert [each.status_code for each in answers] == [200, 200]
