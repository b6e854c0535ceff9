"""Is this told already? Near, lately, of the same kind, and without anybody's words."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from geopy.distance import distance
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text

from intake_api.reports.similar import box_around
from storage.clock import utc_now
from tests.intake_api.centre import Centre

HERE = {"latitude": 43.25, "longitude": 76.9}


def at(metres: float, bearing: float = 0) -> dict[str, Any]:
    point = distance(meters=metres).destination((43.25, 76.9), bearing)
    return {"method": "pin", "latitude": point.latitude, "longitude": point.longitude}


async def similar(centre: Centre, **changed: object) -> list[dict[str, Any]]:
    asked = {"category": "theft", "conversation_id": str(uuid4()), **HERE, **changed}
    answer = await centre.bot.post("/v1/similar", json=asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_nearest_three_are_told_without_words(centre: Centre) -> None:
    ids = {}
    for metres in (250, 20, 310, 120, 290):
        ids[metres] = (await centre.submit(place=at(metres, metres)))["report_id"]

    found = await similar(centre)

    assert [(each["report_id"], each["distance_m"]) for each in found] == [
        (ids[20], 20),
        (ids[120], 120),
        (ids[250], 250),
    ]
    assert {key for each in found for key in each} == {
        *("report_id", "category", "distance_m", "minutes_ago")
    }


async def test_a_subcategory_is_of_its_category(centre: Centre) -> None:
    await centre.submit(place=at(10), category="theft-bicycle")

    (found,) = await similar(centre, category="theft-home")

    assert found["category"] == "theft-bicycle"


@pytest.mark.parametrize(
    "changed",
    [
        {"category": "noise"},
        {"kind": "sos"},
        {"anonymous": True},
        {"place": None},
        {"place": {"method": "typed", "address": "Abai 1"}},
    ],
)
async def test_others_are_not_told_of(centre: Centre, changed: dict[str, object]) -> None:
    await centre.submit(**{"place": at(10), **changed})

    assert await similar(centre) == []


async def test_ones_own_and_closed_and_old_ones_are_not_told_of(centre: Centre) -> None:
    own = await centre.submit(place=at(10))
    assert await similar(centre, conversation_id=own["conversation_id"]) == []

    await centre.move(own["report_id"], "withdraw")
    assert await similar(centre) == []

    await centre.submit(place=at(10))
    assert len(await similar(centre)) == 1
    later = utc_now() + timedelta(hours=7)
    centre.house.reports.clock = lambda: later
    assert await similar(centre) == []


async def test_it_follows_a_report_that_moves(centre: Centre) -> None:
    report = await centre.submit(place=None)
    await centre.say(report["report_id"], place=at(50))

    assert [each["distance_m"] for each in await similar(centre)] == [50]


async def test_the_search_uses_its_index(centre: Centre) -> None:
    if not centre.house.reports.database.is_sqlite:
        pytest.skip("PostgreSQL scans a small table whatever there is")
    async with centre.house.reports.look() as work:
        plan = await work.connection.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT id FROM report WHERE is_open AND top_category = 'x'"
                " AND latitude BETWEEN 1 AND 2 AND longitude BETWEEN 1 AND 2"
            )
        )
        assert "report_near" in str(plan.all())


@example(latitude=0.0, longitude=0.0, bearing=0.0, share=1.0)  # where degrees are shortest
@given(
    st.floats(-89.9, 89.9),
    st.floats(-180, 180),
    st.floats(0, 360),
    st.floats(0, 1),
)
def test_the_box_holds_all_that_is_near(
    latitude: float, longitude: float, bearing: float, share: float
) -> None:
    box = box_around(latitude, longitude, 300)
    point = distance(meters=300 * share).destination((latitude, longitude), bearing)

    assert box.south <= point.latitude <= box.north
    if box.west <= box.east:
        assert box.west <= point.longitude <= box.east or abs(point.longitude) == 180
    else:
        assert point.longitude >= box.west or point.longitude <= box.east
