"""A report is taken in once, whole, under one number."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.intake_api.centre import Centre, attachment, message, minutes_later, submission


async def post(centre: Centre, body: dict[str, Any], key: str) -> httpx.Response:
    return await centre.bot.post("/v1/reports", json=body, headers={"Idempotency-Key": key})


async def test_a_report_is_taken_in_under_a_number(centre: Centre) -> None:
    body = submission()

    accepted = await post(centre, body, "key-1")

    assert accepted.status_code == 201
    assert accepted.json()["report_id"] == body["report_id"]
    assert accepted.json()["number"].endswith("-000001-" + accepted.json()["number"][-1])


async def test_the_same_key_and_body_again_get_the_stored_answer(centre: Centre) -> None:
    body = submission()
    first = await post(centre, body, "key-1")

    again = await post(centre, body, "key-1")

    assert (again.status_code, again.content) == (201, first.content)
    assert len((await centre.operator.get("/v1/reports")).json()["items"]) == 1


async def test_the_same_key_with_another_body_is_a_conflict(centre: Centre) -> None:
    await post(centre, submission(), "key-1")

    refused = await post(centre, submission(), "key-1")

    assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_conflict")
    assert len((await centre.operator.get("/v1/reports")).json()["items"]) == 1


async def test_the_same_report_under_another_key_is_the_same_report(centre: Centre) -> None:
    body = submission()
    first = await post(centre, body, "key-1")

    again = await post(centre, body, "key-2")

    assert (again.status_code, again.json()) == (201, first.json())
    assert len((await centre.operator.get("/v1/reports")).json()["items"]) == 1


async def test_the_same_report_with_other_content_is_refused(centre: Centre) -> None:
    body = submission()
    await post(centre, body, "key-1")

    refused = await post(centre, {**body, "kind": "complaint"}, "key-2")

    assert (refused.status_code, refused.json()["code"]) == (422, "report_differs")


async def test_one_key_sent_many_times_at_once_makes_one_report(centre: Centre) -> None:
    body = submission()

    answers = await asyncio.gather(*(post(centre, body, "key-1") for _ in range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1


async def test_reports_sent_at_once_have_different_numbers(centre: Centre) -> None:
    answers = await asyncio.gather(*(post(centre, submission(), f"key-{n}") for n in range(20)))

    numbers = sorted(answer.json()["number"][3:9] for answer in answers)
    assert numbers == [f"{n:06}" for n in range(1, 21)]


async def test_a_key_is_required(centre: Centre) -> None:
    refused = await centre.bot.post("/v1/reports", json=submission())

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_what_was_refused_may_be_sent_again_under_its_key(centre: Centre) -> None:
    body = submission()
    refused = await centre.bot.post(
        f"/v1/reports/{body['report_id']}/citizen-messages",
        json=message(),
        headers={"Idempotency-Key": "key-1"},
    )

    accepted = await post(centre, body, "key-1")

    assert refused.status_code == 404
    assert accepted.status_code == 201


@pytest.mark.parametrize(
    ("kind", "priority"), [("sos", 1), ("crime", 2), ("complaint", 3), ("question", 4)]
)
async def test_the_kind_decides_the_priority(centre: Centre, kind: str, priority: int) -> None:
    report = await centre.submit(kind=kind)

    assert (await centre.case(report["report_id"]))["priority"] == priority


async def test_an_sos_needs_nothing_in_it(centre: Centre) -> None:
    report = await centre.submit(kind="sos", channel="sos", category=None, place=None, messages=[])

    case = await centre.case(report["report_id"])
    assert (case["excerpt"], case["place"], case["last_from"]) == ("", None, None)
    assert [entry["entry"] for entry in case["timeline"]] == ["state"]


async def test_all_that_was_submitted_is_in_the_case(centre: Centre) -> None:
    place = {"method": "typed", "address": "Абай даңғылы 1"}
    photo = attachment(media_type="image/jpeg", size=10, name="a.jpg")
    said = message("Көлігімді\nұрлап кетті", attachments=[photo], album="a1", place=place)
    edited = {**said, "text": "Велосипед", "attachments": [], "edited_at": minutes_later(1)}
    pressed = message("", sent_at=minutes_later(2), signal="cannot_talk", unsupported="sticker")

    report = await centre.submit(messages=[said, edited, pressed], place=place)

    case = await centre.case(report["report_id"])
    first, second = (entry for entry in case["timeline"] if entry["entry"] == "message")
    assert first["text"] == "Велосипед"
    assert [version["text"] for version in first["versions"]] == ["Көлігімді\nұрлап кетті"]
    assert first["versions"][0]["place"]["address"] == "Абай даңғылы 1"
    assert first["album"] == "a1"
    assert first["attachments"][0]["id"] == photo["attachment_id"]
    assert first["attachments"][0]["custody"] == "announced"
    assert (second["signal"], second["unsupported"]) == ("cannot_talk", "sticker")
    assert (case["excerpt"], case["attachments"]) == ("Көлігімді ұрлап кетті", 1)


async def test_messages_of_one_second_stand_in_the_order_they_were_said(centre: Centre) -> None:
    early = [f"word {number}" for number in range(8)]
    late = [f"word {number}" for number in range(8, 12)]

    report = await centre.submit(messages=[message(text) for text in early])
    for text in late:
        await centre.say(report["report_id"], **message(text))

    case = await centre.case(report["report_id"])
    assert [e["text"] for e in case["timeline"] if e["entry"] == "message"] == early + late


async def test_an_address_is_not_the_excerpt_when_there_is_a_story(centre: Centre) -> None:
    place = {"method": "typed", "address": "Абай даңғылы, 10"}
    said = [message("Абай даңғылы, 10"), message("Көлігімді ұрлап кетті")]

    report = await centre.submit(messages=said, place=place)

    assert (await centre.case(report["report_id"]))["excerpt"] == "Көлігімді ұрлап кетті"
