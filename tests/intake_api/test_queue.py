"""The queue: filters, order, pages, counts, and that each page walks an index."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.reports.queue import Position, queue_page
from storage.reports.queue_filter import Bounds, Group, QueueFilter
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import NOON, Centre, message


async def numbers(centre: Centre, **params: Any) -> list[int]:
    """The reports of a list, by the order they came in, following every page."""
    found: list[int] = []
    after: str | None = None
    while True:
        asked = {**params, **({"after": after} if after else {})}
        answer = await centre.operator.get("/v1/reports", params=asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        found += [int(row["number"].split("-")[1]) for row in page["items"]]
        after = page["next"]
        if after is None:
            return found


async def test_the_newest_come_first_on_any_page_size(centre: Centre) -> None:
    for _ in range(7):
        await centre.submit()

    assert await numbers(centre, limit=3) == [7, 6, 5, 4, 3, 2, 1]
    assert await numbers(centre, limit=7) == [7, 6, 5, 4, 3, 2, 1]


async def test_open_reports_come_by_priority_then_age(centre: Centre) -> None:
    for kind in ("question", "crime", "sos", "crime", "sos"):
        await centre.submit(kind=kind)

    assert await numbers(centre, group="open", limit=2) == [3, 5, 2, 4, 1]


async def test_filters_narrow_and_their_values_add_up(centre: Centre) -> None:
    await centre.submit(kind="crime", category="theft", channel="text")
    await centre.submit(kind="crime", category="fraud", channel="photo")
    await centre.submit(kind="complaint", category=None, channel="text")
    await centre.submit(kind="sos", category=None, channel="sos")

    assert await numbers(centre, kind=["crime", "sos"], limit=1) == [4, 2, 1]
    assert await numbers(centre, kind=["crime", "sos"], channel="text") == [1]
    assert await numbers(centre, category="fraud") == [2]
    assert await numbers(centre, priority=[1, 3]) == [4, 3]
    assert await numbers(centre, state="closed") == []
    assert await numbers(centre, group="open", kind="crime", channel="photo") == [2]


async def test_search_finds_words_numbers_and_addresses_in_any_case(centre: Centre) -> None:
    place = {"method": "typed", "address": "Қабанбай батыр 53"}
    first = await centre.submit(messages=[message("Украли ВЕЛОСИПЕД 100% у дома")], place=place)
    await centre.submit(messages=[message("Шум")])

    assert await numbers(centre, text="велосипед") == [1]
    assert await numbers(centre, text="дома украли") == [1]
    assert await numbers(centre, text="ҚАБАНБАЙ") == [1]
    assert await numbers(centre, text=first["number"].lower()) == [1]
    assert await numbers(centre, text="100%") == [1]
    assert await numbers(centre, text="_") == []


async def test_groups_hold_what_they_say(centre: Centre) -> None:
    sos = await centre.submit(kind="sos")
    mine = await centre.submit()
    awaiting = await centre.submit()
    closed = await centre.submit()
    with_unit = await centre.submit()
    await centre.operator.get(f"/v1/reports/{mine['report_id']}")
    for report, actions in (
        (awaiting, ("open", "ask")),
        (with_unit, ("open", "accept", "assign")),
        (closed, ("open", "withdraw")),
    ):
        for action in actions:
            assert (await centre.move(report["report_id"], action)).status_code == 200

    groups = {group: await numbers(centre, group=group) for group in Group}

    assert groups == {
        Group.SOS: [1],
        Group.NEW: [1],
        Group.MINE: [2],
        Group.AWAITING: [3],
        Group.UNITS: [5],
        Group.OPEN: [1, 2, 3, 5],
        Group.CLOSED: [4],
    }
    figures = (await centre.operator.get("/v1/queue")).json()
    assert figures["counts"] == {
        "sos": 1,
        "new": 1,
        "mine": 1,
        "awaiting": 1,
        "units": 1,
        "open": 4,
    }
    case = await centre.case(sos["report_id"])
    assert figures["oldest_unopened_at"] == case["received_at"]
    assert figures["intake_lag_s"] is not None


async def test_an_empty_centre_has_an_empty_queue(centre: Centre) -> None:
    figures = (await centre.operator.get("/v1/queue")).json()

    assert figures["counts"]["open"] == 0
    assert (figures["oldest_unopened_at"], figures["intake_lag_s"]) == (None, None)
    assert figures["seq"] == 0


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "a" * 100, "f" * 34])
async def test_a_cursor_that_is_not_ours_is_refused(centre: Centre, cursor: str) -> None:
    refused = await centre.operator.get("/v1/reports", params={"after": cursor})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


EVERY_LIST = [
    *(QueueFilter(group=group) for group in Group),
    QueueFilter(),
    QueueFilter(kinds=("crime", "sos")),
    QueueFilter(states=("received", "closed"), kinds=("crime",)),
    QueueFilter(group=Group.OPEN, kinds=("crime",), channels=("text", "photo")),
    QueueFilter(group=Group.CLOSED, states=("closed",), categories=("theft",)),
    QueueFilter(priorities=(1, 2)),
    QueueFilter(channels=("text",)),
    QueueFilter(owners=(None, UUID(int=1)), unread=True, has_place=True),
    QueueFilter(received_from=NOON, received_to=NOON, age_over_s=60),
    QueueFilter(group=Group.OPEN, bounds=Bounds(west=71, south=51, east=72, north=52)),
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("wanted", EVERY_LIST, ids=str)
async def test_every_page_walks_an_index_in_its_order(centre: Centre, wanted: QueueFilter) -> None:
    plan = await _plan(centre.house.reports, wanted)

    walks = [step for step in plan if " report USING " in step.detail]
    assert walks, plan
    for step in plan:
        assert step.detail != "SCAN report", plan
        if "TEMP B-TREE" in step.detail:
            # Only what the walks have brought together is sorted: a few full pages.
            assert step.parent not in {walk.parent for walk in walks}, plan


class Step(NamedTuple):
    """A line of EXPLAIN QUERY PLAN."""

    id: int
    parent: int
    cost: int
    detail: str


async def _plan(reports: Reports, wanted: QueueFilter) -> list[Step]:
    seen: list[str] = []
    async with reports.look() as work:
        assert isinstance(work.connection, AsyncConnection)
        connection = await work.connection.get_raw_connection()
        driver: Any = connection.driver_connection
        await driver.set_trace_callback(seen.append)
        after = Position(priority=2, received_at=work.now, id=UUID(int=1))
        await queue_page(work, wanted, after, 50)
        await driver.set_trace_callback(None)
        query = next(statement for statement in seen if "received_at" in statement)
        explained = text("EXPLAIN QUERY PLAN " + query.replace(":", "\\:"))
        return [Step(*row) for row in await work.connection.execute(explained)]
