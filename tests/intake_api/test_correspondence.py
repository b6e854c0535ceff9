"""What is said in a report, by whom, in which versions."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.intake_api.centre import NOON, Centre, attachment, message, minutes_later


def said(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in case["timeline"] if entry["entry"] == "message"]


async def test_a_message_is_filed_and_counts_as_unread(centre: Centre) -> None:
    report = await centre.submit()

    accepted = await centre.say(report["report_id"], text="It was red")

    row = (await centre.operator.get("/v1/reports")).json()["items"][0]
    assert accepted.status_code == 201
    assert (row["unread"], row["last_from"]) == (2, "citizen")
    assert "It was red" in [e["text"] for e in said(await centre.case(report["report_id"]))]


async def test_a_message_for_an_unknown_report_is_not_found(centre: Centre) -> None:
    refused = await centre.say(uuid4())

    assert (refused.status_code, refused.json()["code"]) == (404, "report_not_found")


async def test_a_message_sent_twice_is_one_message(centre: Centre) -> None:
    report = await centre.submit()
    twice = message("Once")

    answers = [await centre.say(report["report_id"], **twice) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 201]
    texts = [entry["text"] for entry in said(await centre.case(report["report_id"]))]
    assert texts.count("Once") == 1


async def test_edits_are_kept_in_the_order_they_were_made(centre: Centre) -> None:
    report = await centre.submit(messages=[])
    first = message("one")
    for minutes, text in ((3, "four"), (1, "two"), (2, "three")):
        edit = {**first, "text": text, "edited_at": minutes_later(minutes)}
        assert (await centre.say(report["report_id"], **edit)).status_code == 201

    await centre.say(report["report_id"], **first)

    (entry,) = said(await centre.case(report["report_id"]))
    assert [version["text"] for version in entry["versions"]] == ["one", "two", "three"]
    assert entry["text"] == "four"
    assert datetime.fromisoformat(entry["edited_at"]) == NOON + timedelta(minutes=3)


async def test_what_was_not_edited_says_so(centre: Centre) -> None:
    report = await centre.submit()

    (entry,) = said(await centre.case(report["report_id"]))
    assert entry["edited_at"] is None


async def test_the_same_edit_twice_is_one_version(centre: Centre) -> None:
    report = await centre.submit(messages=[])
    first = message("one")
    edit = {**first, "text": "two", "edited_at": minutes_later(1)}

    for each in (first, edit, edit, {**edit, "text": "two again"}):
        await centre.say(report["report_id"], **each)

    (entry,) = said(await centre.case(report["report_id"]))
    assert [version["text"] for version in entry["versions"]] == ["one", "two"]
    assert entry["text"] == "two again"


async def test_the_first_words_of_a_silent_sos_become_its_excerpt(centre: Centre) -> None:
    report = await centre.submit(kind="sos", channel="sos", messages=[])

    await centre.say(report["report_id"], text="He has a knife")

    assert (await centre.case(report["report_id"]))["excerpt"] == "He has a knife"
    found = (await centre.operator.get("/v1/reports", params={"text": "KNIFE"})).json()["items"]
    assert [row["id"] for row in found] == [report["report_id"]]


async def test_one_message_may_belong_to_two_reports(centre: Centre) -> None:
    shared = message("Help", attachments=[attachment()])
    first = await centre.submit(kind="sos", messages=[shared])
    file_id = shared["attachments"][0]["attachment_id"]
    await centre.bot.put(f"/v1/attachments/{file_id}/content", content=b"bytes")

    second = await centre.submit(messages=[shared])

    for report in (first, second):
        (entry,) = said(await centre.case(report["report_id"]))
        assert (entry["text"], entry["attachments"][0]["custody"]) == ("Help", "stored")


async def test_a_reply_is_shown_and_told_under_the_position(centre: Centre) -> None:
    report = await centre.submit()

    reply = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/messages", json={"text": "  We are coming "}
    )

    assert reply.status_code == 201
    entry = said(await centre.case(report["report_id"]))[-1]
    assert entry == reply.json()
    assert (entry["author"], entry["text"]) == ("operator 102", "We are coming")
    (delivery,) = await centre.deliveries()
    assert (delivery["kind"], delivery["text"]) == ("reply", "We are coming")
    assert (delivery["position"], delivery["number"]) == ("operator 102", report["number"])
    assert delivery["conversation_id"] == report["conversation_id"]
    assert "by name" not in str(delivery)


async def test_a_reply_sent_again_under_its_key_is_one_reply(centre: Centre) -> None:
    report = await centre.submit()
    path = f"/v1/reports/{report['report_id']}/messages"

    answers = [
        await centre.operator.post(path, json={"text": "Yes"}, headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]

    assert answers[0].content == answers[1].content
    assert len(await centre.deliveries()) == 1


async def test_a_closed_report_takes_no_reply(centre: Centre) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "withdraw")

    refused = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/messages", json={"text": "Hello"}
    )

    assert (refused.status_code, refused.json()["code"]) == (409, "not_possible_now")


async def test_a_note_is_for_the_staff_alone(centre: Centre) -> None:
    report = await centre.submit()

    note = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/notes", json={"text": "Known to us"}
    )

    assert note.status_code == 201
    assert note.json() in (await centre.case(report["report_id"]))["timeline"]
    assert await centre.deliveries() == []


async def test_an_answer_returns_a_question_to_review(centre: Centre) -> None:
    report = await centre.submit()
    for action in ("open", "ask"):
        assert (await centre.move(report["report_id"], action)).status_code == 200

    await centre.say(report["report_id"], text="At noon")

    assert (await centre.case(report["report_id"]))["state"] == "in_review"


async def test_an_edit_is_not_an_answer(centre: Centre) -> None:
    report = await centre.submit()
    for action in ("open", "ask"):
        await centre.move(report["report_id"], action)
    edit = {**report["messages"][0], "text": "typo", "edited_at": minutes_later(1)}

    await centre.say(report["report_id"], **edit)

    assert (await centre.case(report["report_id"]))["state"] == "awaiting_citizen"


async def test_new_material_opens_a_report_that_was_closed_lately(centre: Centre) -> None:
    report = await centre.submit()
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code="confirmed")

    await centre.say(report["report_id"], text="One thing more")

    case = await centre.case(report["report_id"])
    assert case["state"] == "in_review"
    assert [delivery["word"] for delivery in await centre.deliveries()] == [
        "being_checked",
        "finished",
        "being_checked",
    ]
