"""What a citizen tells beside the messages, as the case shows it; and edits that come late."""

from typing import Any

import pytest

from storage.reports.journals import entries_after
from tests.intake_api.centre import NOON, Centre, message, minutes_later

ANSWERS = [
    {"question": "taken", "text": "A bicycle"},
    {"question": "value", "number": 90000},
    {"question": "unheard-of", "options": ["x"]},
]


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 100)]


async def said(centre: Centre, report_id: str) -> dict[str, Any]:
    timeline = (await centre.case(report_id))["timeline"]
    (only,) = (entry for entry in timeline if entry["entry"] == "message")
    found: dict[str, Any] = only
    return found


async def test_what_was_told_beside_is_shown(centre: Centre) -> None:
    report = await centre.submit(
        category="theft-bicycle",
        role="witness",
        happened_at=NOON.isoformat(),
        happened="last night",
        answers=ANSWERS,
        anonymous=True,
        from_place="mall-1",
    )

    case = await centre.case(report["report_id"])

    details = case["details"]
    assert [details[name] for name in ("role", "happened", "anonymous", "from_place")] == [
        "witness",
        "last night",
        True,
        "mall-1",
    ]
    taken, value, unknown = details["answers"]
    assert (taken["text"], taken["labels"]["en"]) == ("A bicycle", "What was taken?")
    assert value["number"] == 90000
    assert (unknown["labels"], unknown["options"]) == (None, [{"code": "x", "labels": None}])
    assert case["anonymous"] is True


async def test_how_a_message_was_filed_is_shown(centre: Centre) -> None:
    report = await centre.submit(messages=[message(quote="your words", filed_by="reply")])

    entry = await said(centre, report["report_id"])

    assert (entry["quote"], entry["filed_by"]) == ("your words", "reply")


async def test_the_same_event_is_linked_both_ways(centre: Centre) -> None:
    first = await centre.submit()
    second = await centre.submit(same_as=first["report_id"])

    links = [(await centre.case(each["report_id"]))["details"]["links"] for each in (first, second)]

    assert [[(link["number"], link["said_by"]) for link in each] for each in links] == [
        [(second["number"], "other")],
        [(first["number"], "this")],
    ]
    assert "report_linked" in await events(centre)


async def test_a_link_to_nothing_is_kept_without_harm(centre: Centre) -> None:
    report = await centre.submit(same_as="01980000-0000-7000-8000-000000000000")

    assert (await centre.case(report["report_id"]))["details"]["links"] == []


@pytest.mark.parametrize("accepted", [True, False])
async def test_an_edit_after_acceptance_is_flagged(centre: Centre, accepted: bool) -> None:
    first = message("A knife")
    report = await centre.submit(messages=[first])
    for action in ("open", "accept", "ask") if accepted else ("open", "ask"):
        assert (await centre.move(report["report_id"], action)).status_code == 200

    await centre.say(
        report["report_id"], **{**first, "text": "A stick", "edited_at": minutes_later(5)}
    )

    assert (await said(centre, report["report_id"]))["edited_after_acceptance"] is accepted
    assert ("edited_after_acceptance" in await events(centre)) is accepted


async def test_an_edit_that_says_the_same_changes_nothing(centre: Centre) -> None:
    first = message("A knife")
    report = await centre.submit(messages=[first])
    before = await events(centre)

    answer = await centre.say(report["report_id"], **{**first, "edited_at": minutes_later(5)})

    assert answer.status_code == 201
    assert await events(centre) == before
    entry = await said(centre, report["report_id"])
    assert (entry["versions"], entry["edited_at"]) == ([], None)


async def test_an_edit_back_to_the_first_words_is_a_version(centre: Centre) -> None:
    first = message("A knife")
    report = await centre.submit(messages=[first])

    for minute, text in enumerate(("A stick", "A knife"), 1):
        edit = {**first, "text": text, "edited_at": minutes_later(minute)}
        await centre.say(report["report_id"], **edit)

    entry = await said(centre, report["report_id"])
    assert entry["text"] == "A knife"
    assert [each["text"] for each in entry["versions"]] == ["A knife", "A stick"]


async def test_an_edit_that_only_brings_another_file_is_a_version(centre: Centre) -> None:
    first = message("Look", attachments=[{"attachment_id": NEW[0], "kind": "photo"}])
    report = await centre.submit(messages=[first])

    photo = {"attachment_id": NEW[1], "kind": "photo"}
    edit = {**first, "attachments": [photo], "edited_at": minutes_later(1)}
    await centre.say(report["report_id"], **edit)

    entry = await said(centre, report["report_id"])
    assert {each["id"] for each in entry["attachments"]} == set(NEW)


NEW = ("01980000-0000-7000-8000-000000000001", "01980000-0000-7000-8000-000000000002")
