"""Filters that look at more than a report's own choices: who has it, where, and when it came."""

from datetime import timedelta
from typing import Any

import pytest

from storage.clock import utc_now
from tests.intake_api.centre import Centre
from tests.intake_api.test_incidents import link
from tests.intake_api.test_queue import numbers


async def count(centre: Centre, **params: Any) -> int:
    answer = await centre.operator.get("/v1/queue/count", params=params)
    assert answer.status_code == 200, answer.text
    assert not answer.json()["is_more"]
    return int(answer.json()["count"])


async def test_owners_can_be_me_nobody_and_colleagues(centre: Centre) -> None:
    await centre.submit()
    mine, hers = await centre.submit(), await centre.submit()
    await centre.operator.get(f"/v1/reports/{mine['report_id']}")
    await centre.colleague.get(f"/v1/reports/{hers['report_id']}")
    colleague = (await centre.colleague.get("/v1/session")).json()["user"]["id"]

    assert await numbers(centre, owner="me") == [2]
    assert await numbers(centre, owner="none") == [1]
    assert await numbers(centre, owner=[colleague, "none"]) == [3, 1]
    assert await count(centre, owner=["me", colleague]) == 2


async def test_places_are_asked_for_as_known_and_by_rectangle(centre: Centre) -> None:
    await centre.submit()  # at 43.25, 76.9
    await centre.submit(place=None)
    await centre.submit(place={"method": "typed", "address": "Абай 1"})
    await centre.submit(place={"method": "pin", "latitude": -17.0, "longitude": 179.5})

    assert await numbers(centre, has_place=True) == [4, 3, 1]
    assert await numbers(centre, has_place=False) == [2]
    assert await numbers(centre, bounds="76,43,77,44") == [1]
    assert await numbers(centre, bounds="179,-20,-179,-10") == [4]
    assert await numbers(centre, bounds="0,0,10,10") == []


async def test_age_and_time_are_of_the_receiving(centre: Centre) -> None:
    began = utc_now()
    centre.house.reports.clock = lambda: began - timedelta(hours=2)
    await centre.submit()
    centre.house.reports.clock = lambda: began
    await centre.submit()
    an_hour_ago = (began - timedelta(hours=1)).isoformat()

    assert await numbers(centre, age_over_s=3600) == [1]
    assert await numbers(centre, age_over_s=7200) == []
    assert await numbers(centre, received_from=an_hour_ago) == [2]
    assert await numbers(centre, received_to=an_hour_ago) == [1]
    assert await numbers(centre, received_to=an_hour_ago, age_over_s=10_000) == []
    assert await count(centre, received_from=an_hour_ago, group="open") == 1


async def test_unread_narrows_any_list(centre: Centre) -> None:
    await centre.submit()
    read = await centre.submit()
    await centre.operator.get(f"/v1/reports/{read['report_id']}")

    assert await numbers(centre, unread=True) == [1]
    assert await numbers(centre, unread=False, group="mine") == [2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("bounds", "1,2,3"),
        ("bounds", "0,91,0,92"),
        ("bounds", "nan,0,1,1"),
        ("bounds", ""),
        ("owner", "you"),
        ("age_over_s", "-1"),
        ("age_over_s", "999999999999"),
        ("received_from", "0001-01-01T00:00:00+05:00"),
        ("received_to", "2026-11-23T12:00:00"),
        ("unread", "perhaps"),
    ],
)
async def test_what_no_filter_can_mean_is_refused(centre: Centre, name: str, value: str) -> None:
    refused = await centre.operator.get("/v1/reports", params={name: value})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


async def test_an_incident_leads_to_its_reports(centre: Centre) -> None:
    one, other = await centre.submit(), await centre.submit()
    await centre.submit()
    incident = await link(centre, one, other)

    assert await numbers(centre, incident=incident) == [2, 1]
