"""What an operator opened and left alone comes back to all."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from intake_api.reports.leases import release_overdue
from storage.clock import utc_now
from storage.database import Database
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre

LEASE = timedelta(minutes=10)


async def later(centre: Centre, minutes: float) -> int:
    """How many are given back when so many minutes have passed."""
    moment = utc_now() + timedelta(minutes=minutes)
    aside = Reports(centre.house.reports.database, clock=lambda: moment)
    return await release_overdue(aside, LEASE)


async def opened_case(centre: Centre) -> str:
    report = await centre.submit()
    case = (await centre.operator.get(f"/v1/reports/{report['report_id']}")).json()
    assert case["state"] == "in_review"
    return str(report["report_id"])


async def row(centre: Centre) -> dict[str, Any]:
    (only,) = (await centre.supervisor.get("/v1/reports")).json()["items"]
    found: dict[str, Any] = only
    return found


async def test_a_case_left_alone_is_received_again(centre: Centre) -> None:
    report_id = await opened_case(centre)
    before = await row(centre)

    assert await later(centre, 9) == 0
    assert await later(centre, 11) == 1

    after = await row(centre)
    assert (after["state"], after["owner"]) == ("received", None)
    assert after["seq"] == before["seq"] + 1
    states = [e for e in (await centre.case(report_id))["timeline"] if e["entry"] == "state"]
    last = next(e for e in states if e["from_state"] == "in_review")
    assert (last["to_state"], last["actor"]) == ("received", None)


@pytest.mark.parametrize("act", ["read", "reply", "note"])
async def test_the_owner_keeps_it_by_being_busy(centre: Centre, act: str) -> None:
    report_id = await opened_case(centre)
    moment = utc_now() + timedelta(minutes=9)
    centre.house.reports.clock = lambda: moment
    path = f"/v1/reports/{report_id}"

    if act == "read":
        await centre.operator.get(path)
    else:
        kind = {"reply": "messages", "note": "notes"}[act]
        await centre.operator.post(f"{path}/{kind}", json={"text": "one moment"})

    assert await later(centre, 15) == 0
    assert await later(centre, 20) == 1


async def test_what_others_do_does_not_keep_it(centre: Centre) -> None:
    report_id = await opened_case(centre)
    moment = utc_now() + timedelta(minutes=9)
    centre.house.reports.clock = lambda: moment

    await centre.colleague.get(f"/v1/reports/{report_id}")
    await centre.say(report_id, text="Hello?")

    assert await later(centre, 11) == 1


async def test_what_was_accepted_stays_with_its_owner(centre: Centre) -> None:
    report_id = await opened_case(centre)
    path = f"/v1/reports/{report_id}/transitions"
    await centre.operator.post(path, json={"action": "accept"})

    assert await later(centre, 1000) == 0
    assert (await row(centre))["owner"]["position"] == "operator 102"


async def test_two_processes_give_it_back_once(centre: Centre) -> None:
    report_id = await opened_case(centre)
    moment = utc_now() + timedelta(minutes=11)
    url = centre.house.reports.database.url
    processes = [Reports(Database(url), clock=lambda: moment) for _ in range(2)]

    released = await asyncio.gather(*(release_overdue(one, LEASE) for one in processes))

    for one in processes:
        await one.dispose()
    assert sum(released) == 1
    timeline = (await centre.case(report_id))["timeline"]
    assert [e["to_state"] for e in timeline if e["entry"] == "state"].count("received") == 2


async def test_the_citizen_hears_of_the_checking_once(centre: Centre) -> None:
    report_id = await opened_case(centre)
    await later(centre, 11)

    await centre.colleague.get(f"/v1/reports/{report_id}")

    assert (await row(centre))["owner"]["position"] == "colleague 102"
    assert [told["word"] for told in await centre.deliveries()] == ["being_checked"]
