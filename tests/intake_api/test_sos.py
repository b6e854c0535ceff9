"""An SOS that nobody opens rings, once, whoever looks."""

import asyncio
from datetime import timedelta

from intake_api.reports.sos import ring_overdue
from storage.clock import utc_now
from storage.database import Database
from storage.reports.journals import entries_after
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre


async def sos(centre: Centre) -> str:
    report = await centre.submit(kind="sos", channel="sos", category=None, place=None, messages=[])
    return str(report["report_id"])


async def later(centre: Centre, seconds: float) -> int:
    moment = utc_now() + timedelta(seconds=seconds)
    return await ring_overdue(Reports(centre.house.reports.database, clock=lambda: moment))


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 100)]


async def figures(centre: Centre) -> int:
    return int((await centre.supervisor.get("/v1/queue")).json()["alarms"])


async def test_an_sos_left_alone_alarms_and_then_tells_the_citizen_to_call(
    centre: Centre,
) -> None:
    report_id = await sos(centre)

    early, alarmed = await later(centre, 20), await later(centre, 31)
    seen, alarms = await centre.case(report_id), await figures(centre)
    called = await later(centre, 61)

    assert (early, alarmed, called) == (0, 1, 1)
    assert (seen["alarm"], alarms) == (True, 1)
    assert [e for e in await events(centre) if e.startswith("sos_")] == [
        "sos_unopened",
        "sos_call_told",
    ]
    (told,) = await centre.deliveries()
    assert (told["kind"], told["report_id"]) == ("call_102", report_id)


async def test_opening_ends_it(centre: Centre) -> None:
    report_id = await sos(centre)
    await later(centre, 31)

    await centre.operator.get(f"/v1/reports/{report_id}")

    assert await later(centre, 1000) == 0
    assert (await centre.case(report_id))["alarm"] is False
    assert await figures(centre) == 0
    assert "call_102" not in [told["kind"] for told in await centre.deliveries()]


async def test_an_sos_let_go_of_alarms_at_once(centre: Centre) -> None:
    report_id = await sos(centre)
    await centre.operator.get(f"/v1/reports/{report_id}")

    await centre.move(report_id, "release")

    assert await later(centre, 1) == 1
    assert (await centre.case(report_id))["alarm"] is True


async def test_other_reports_never_ring(centre: Centre) -> None:
    await centre.submit()

    assert await later(centre, 10_000) == 0


async def test_two_processes_ring_once(centre: Centre) -> None:
    for _ in range(5):
        await sos(centre)
    moment = utc_now() + timedelta(seconds=100)
    url = centre.house.reports.database.url
    processes = [Reports(Database(url), clock=lambda: moment) for _ in range(2)]

    rung = await asyncio.gather(*(ring_overdue(one) for one in processes))

    for one in processes:
        await one.dispose()
    assert sum(rung) == 10
    assert len(await centre.deliveries()) == 5
    assert (await events(centre)).count("sos_unopened") == 5


async def test_opening_and_ringing_at_once_do_not_block_each_other(centre: Centre) -> None:
    ids = [await sos(centre) for _ in range(10)]

    await asyncio.gather(
        later(centre, 100),
        *(centre.operator.get(f"/v1/reports/{report_id}") for report_id in ids),
    )

    assert await figures(centre) == 0
