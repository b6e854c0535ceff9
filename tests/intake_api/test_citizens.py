"""What the staff is told of a citizen beside one report, and where reading goes on."""

from uuid import uuid4

from tests.intake_api.centre import Centre, message, minutes_later


async def test_a_case_counts_the_citizens_other_reports_and_how_they_ended(centre: Centre) -> None:
    first = await centre.submit()
    again = {"conversation_id": first["conversation_id"]}
    false, rejected = await centre.submit(**again), await centre.submit(**again)
    await centre.submit(**again, kind="sos", category=None, channel="sos", messages=[])
    await centre.submit()
    await centre.move(false["report_id"], "open")
    await centre.move(false["report_id"], "accept")
    await centre.move(false["report_id"], "close", close_code="false")
    await centre.move(rejected["report_id"], "open")
    await centre.move(rejected["report_id"], "reject", reason="Nothing happened")

    case = await centre.case(first["report_id"])

    assert case["conversation"]["others"] == {
        "reports": 3,
        "open": 1,
        "sos": 1,
        "false": 1,
        "withdrawn": 0,
        "rejected": 1,
    }


async def test_a_citizens_reports_are_listed_newest_first_and_the_look_is_noted(
    centre: Centre,
) -> None:
    first = await centre.submit()
    second = await centre.submit(
        conversation_id=first["conversation_id"], messages=[message("The other thing")]
    )
    await centre.submit()

    found = await centre.operator.get(f"/v1/conversations/{first['conversation_id']}/reports")

    items = found.json()["items"]
    assert [(each["number"], each["excerpt"]) for each in items] == [
        (second["number"], "The other thing"),
        (first["number"], "Somebody stole my bicycle"),
    ]
    noted = (await centre.admin.get("/v1/admin/audit")).json()["items"]
    looks = [each for each in noted if each["action"] == "citizens_reports_read"]
    assert len(looks) == 1


async def test_nobody_but_the_staff_lists_and_an_unknown_citizen_has_no_list(
    centre: Centre,
) -> None:
    known = (await centre.submit())["conversation_id"]
    unknown = await centre.operator.get(f"/v1/conversations/{uuid4()}/reports")

    assert (unknown.status_code, unknown.json()["code"]) == (404, "conversation_unknown")
    for client, status in ((centre.nobody, 401), (centre.bot, 401), (centre.editor, 403)):
        refused = await client.get(f"/v1/conversations/{known}/reports")
        assert refused.status_code == status


async def test_reading_goes_on_at_the_first_message_nobody_has_seen(centre: Centre) -> None:
    report = (await centre.submit())["report_id"]
    assert (await centre.case(report))["first_unread"] is None
    new = [message("One", sent_at=minutes_later(1)), message("Two", sent_at=minutes_later(2))]
    for said in new:
        await centre.say(report, **said)

    seen = await centre.operator.get(f"/v1/reports/{report}")

    assert seen.json()["first_unread"] == new[0]["message_id"]
    assert (await centre.case(report))["first_unread"] is None


async def test_an_edit_of_a_message_that_was_seen_is_where_reading_goes_on(
    centre: Centre,
) -> None:
    first, second = message("One"), message("Two", sent_at=minutes_later(1))
    report = (await centre.submit(messages=[first, second]))["report_id"]
    await centre.case(report)
    await centre.say(report, **{**second, "text": "Too", "edited_at": minutes_later(2)})

    seen = await centre.case(report)

    assert seen["first_unread"] == second["message_id"]
