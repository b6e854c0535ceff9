"""Where a report is, when the citizen says so in a message."""

from typing import Any

import pytest

from tests.intake_api.centre import Centre, message, minutes_later

PIN = {"method": "pin", "latitude": 43.25, "longitude": 76.9}


def live(latitude: float) -> dict[str, Any]:
    return {"method": "live", "latitude": latitude, "longitude": 76.9}


async def sos(centre: Centre, **changed: object) -> str:
    silent: dict[str, object] = {
        "kind": "sos",
        "channel": "sos",
        "category": None,
        "place": None,
        "messages": [],
    }
    report = await centre.submit(**{**silent, **changed})
    return str(report["report_id"])


async def latitude(centre: Centre, report_id: str) -> float:
    return float((await centre.case(report_id))["place"]["latitude"])


async def moved(centre: Centre, report_id: str, said: dict[str, Any], to: float, at: int) -> None:
    version = {**said, "place": live(to), "edited_at": minutes_later(at)}
    assert (await centre.say(report_id, **version)).status_code == 201


@pytest.mark.parametrize("place", [PIN, live(43.25)])
async def test_the_first_point_becomes_the_place(centre: Centre, place: dict[str, Any]) -> None:
    report_id = await sos(centre)

    await centre.say(report_id, text="", place=place)

    (row,) = (await centre.operator.get("/v1/reports")).json()["items"]
    assert (row["place"]["method"], row["place"]["latitude"]) == (place["method"], 43.25)


async def test_a_submission_takes_its_place_from_its_messages(centre: Centre) -> None:
    report_id = await sos(centre, messages=[message(""), message("", place=live(43.1))])

    assert await latitude(centre, report_id) == 43.1


async def test_a_point_joins_an_address(centre: Centre) -> None:
    report_id = await sos(centre, place={"method": "typed", "address": "Абай 1"})

    await centre.say(report_id, text="", place=PIN)

    place = (await centre.case(report_id))["place"]
    assert (place["latitude"], place["address"]) == (43.25, "Абай 1")


async def test_words_without_a_point_leave_the_place_alone(centre: Centre) -> None:
    report_id = await sos(centre)

    await centre.say(report_id, text="", place={"method": "typed", "address": "Абай 1"})

    assert (await centre.case(report_id))["place"] is None


async def test_a_live_share_moves_the_place_and_never_back(centre: Centre) -> None:
    report_id = await sos(centre)
    said = message("", place=live(43.0))
    await centre.say(report_id, **said)

    seen = []
    for to, at in ((43.1, 1), (43.3, 3), (43.2, 2), (43.4, 4)):
        await moved(centre, report_id, said, to, at)
        seen.append(await latitude(centre, report_id))

    assert seen == [43.1, 43.3, 43.3, 43.4]


async def test_moving_is_one_unread_message(centre: Centre) -> None:
    report_id = await sos(centre)
    said = message("", place=live(43.0))
    await centre.say(report_id, **said)

    for at in range(1, 5):
        await moved(centre, report_id, said, 43.0 + at / 10, at)

    (row,) = (await centre.operator.get("/v1/reports")).json()["items"]
    assert row["unread"] == 1


async def test_a_place_shared_live_in_the_flow_moves_on(centre: Centre) -> None:
    report_id = await sos(centre, place=live(43.0))

    await moved(centre, report_id, message(""), 43.1, 1)
    await moved(centre, report_id, message(""), 42.9, -1)

    assert await latitude(centre, report_id) == 43.1


@pytest.mark.parametrize("second", [PIN | {"latitude": 50.0}, live(50.0)])
async def test_a_pin_stays_where_it_was_put(centre: Centre, second: dict[str, Any]) -> None:
    report_id = await sos(centre, place=PIN)

    await centre.say(report_id, text="", place=second)

    assert await latitude(centre, report_id) == 43.25
    case = await centre.case(report_id)
    (shown,) = (entry for entry in case["timeline"] if entry["entry"] == "message")
    assert shown["place"]["latitude"] == 50.0
