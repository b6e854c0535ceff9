"""Figures of a time: counted right on either database, compared, and careful in public."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_api.figures.hiding import SMALLEST, published
from storage.reports.statistics import GroupRecord
from tests.intake_api.centre import Centre

NIGHT = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""Half past midnight of Monday the 23rd in Kazakhstan."""
DAYS = {"since": "2026-11-23", "until": "2026-11-23"}


def at(centre: Centre, moment: datetime) -> None:
    centre.house.reports.clock = lambda: moment


async def told(
    centre: Centre,
    moment: datetime = NIGHT,
    *,
    answered_s: int | None = None,
    closed_s: int | None = None,
    **changed: object,
) -> dict[str, Any]:
    at(centre, moment)
    report = await centre.submit(**changed)
    path = f"/v1/reports/{report['report_id']}/messages"
    if answered_s is not None:
        at(centre, moment + timedelta(seconds=answered_s))
        for text in ("Coming", "Still coming"):
            sent = await centre.supervisor.post(path, json={"text": text})
            assert sent.status_code in (200, 201), sent.text
    if closed_s is not None:
        at(centre, moment + timedelta(seconds=closed_s))
        await centre.move(report["report_id"], "open")
        done = await centre.move(report["report_id"], "withdraw")
        assert done.status_code == 200, done.text
    return report


async def statistics(centre: Centre, by: str, **asked: Any) -> dict[str, Any]:
    found = await centre.supervisor.get("/v1/statistics", params={**DAYS, "by": by, **asked})
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


def counts(told: dict[str, Any]) -> dict[str, int]:
    return {row["key"]: row["received"] for row in told["rows"]}


async def test_answers_and_ends_are_timed_by_group_and_in_all(centre: Centre) -> None:
    for seconds in (10, 20, 30, 400):
        await told(centre, answered_s=seconds, category="theft")
    await told(centre, category="fraud", closed_s=60)
    await told(centre, category=None, kind="complaint")

    found = (await statistics(centre, "category"))["period"]

    theft, *others = found["rows"]
    assert theft == {
        "key": "theft",
        "hidden": False,
        "received": 4,
        "answered": 4,
        "closed": 0,
        "in_time": 3,
        "answer_median_s": 20,
        "answer_p90_s": 400,
        "close_median_s": None,
        "close_p90_s": None,
    }
    assert {row["key"]: row["close_median_s"] for row in others} == {"fraud": 60, "–": None}
    assert (found["total"]["received"], found["total"]["answered"]) == (6, 4)
    assert (found["total"]["answer_median_s"], found["total"]["close_p90_s"]) == (20, 60)


async def test_groups_are_by_place_and_by_the_hour_and_day_of_kazakhstan(centre: Centre) -> None:
    south = {"method": "pin", "latitude": -0.01, "longitude": -0.01}
    await told(centre, place=south)
    await told(centre, NIGHT + timedelta(hours=1), place=None)
    await told(centre, NIGHT - timedelta(hours=1))
    week = {"since": "2026-11-22"}

    by = {
        name: counts((await statistics(centre, name, **week))["period"])
        for name in ("hour", "weekday", "day", "area", "channel", "priority", "kind")
    }

    assert by == {
        "hour": {"00": 1, "01": 1, "23": 1},
        "weekday": {"0": 1, "1": 2},
        "day": {"2026-11-22": 1, "2026-11-23": 2},
        "area": {"-1/-1": 1, "2162/3845": 1, "–": 1},
        "channel": {"text": 3},
        "priority": {"2": 3},
        "kind": {"crime": 3},
    }


async def test_the_time_before_is_as_long_and_stands_beside(centre: Centre) -> None:
    await told(centre)
    for days in (1, 1, 2, 3):
        await told(centre, NIGHT - timedelta(days=days))

    found = await statistics(centre, "channel", until="2026-11-24")

    assert (found["before"]["since"], found["before"]["until"]) == ("2026-11-21", "2026-11-22")
    assert (counts(found["period"]), counts(found["before"])) == ({"text": 1}, {"text": 3})
    empty = await statistics(centre, "channel", since="2020-01-01", until="2020-01-01")
    assert (empty["period"]["rows"], empty["period"]["total"]["received"]) == ([], 0)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_figures_are_for_chiefs_and_periods_have_an_end(centre: Centre) -> None:
    asked = [
        await client.get(path)
        for client in (centre.operator, centre.editor, centre.nobody)
        for path in ("/v1/statistics", "/v1/board")
    ]
    periods = [{"since": "2026-11-24"}, {"since": "2020-01-01"}, {"until": "0001-01-01"}]
    refused = [
        await centre.admin.get("/v1/statistics", params={**DAYS, **period}) for period in periods
    ]

    assert [each.status_code for each in asked] == [403, 403, 403, 403, 401, 401]
    assert [each.status_code for each in refused] == [422] * 3


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_public_is_told_of_nobody_alone(centre: Centre) -> None:
    at(centre, NIGHT)
    for n in range(SMALLEST + 2):
        await told(centre, answered_s=5 if n == 0 else None)
    await told(centre, category="fraud")
    await told(centre, category="noise", kind="complaint")

    found = (await statistics(centre, "category", for_publication=True))["period"]

    shown = {row["key"]: (row["received"], row["answered"]) for row in found["rows"]}
    assert shown == {"theft": (SMALLEST + 2, None), "fraud": (None, None), "noise": (None, None)}
    assert found["rows"][0]["answer_median_s"] is None


def record(key: str, received: int, answered: int, in_time: int) -> GroupRecord:
    return GroupRecord(
        key=key,
        received=received,
        answered=answered,
        closed=0,
        in_time=in_time,
        answer_median_s=1.0,
        answer_p90_s=2.0,
        close_median_s=None,
        close_p90_s=None,
    )


SIZES = st.lists(st.integers(1, 40), max_size=8)


@given(SIZES, st.data())
def test_nothing_small_is_published_nor_left_over(sizes: list[int], data: st.DataObject) -> None:
    records = []
    for n, size in enumerate(sizes):
        answered = data.draw(st.integers(0, size))
        records.append(record(str(n), size, answered, data.draw(st.integers(0, answered))))

    told = published(records)

    hidden = [each for each in told if each.hidden]
    assert len(hidden) != 1 or len(told) == 1
    for each in told:
        numbers = [each.received, each.answered, each.in_time]
        assert all(one is None or one == 0 or one >= SMALLEST for one in numbers)
        if each.received is not None and each.answered is not None:
            assert each.received - each.answered not in range(1, SMALLEST)
        if each.in_time is not None and each.answered is not None:
            assert each.answered - each.in_time not in range(1, SMALLEST)
        if each.answer_median_s is not None:
            assert each.answered


async def test_the_board_tells_who_waits_and_who_is_here(centre: Centre) -> None:
    late = await told(centre, kind="crime")
    await told(centre, NIGHT + timedelta(seconds=60), kind="crime")
    await told(centre, NIGHT + timedelta(seconds=290), kind="question", channel="text")
    await told(centre, answered_s=5)
    at(centre, NIGHT + timedelta(seconds=301))
    await centre.operator.get(f"/v1/reports/{late['report_id']}")

    board = (await centre.supervisor.get("/v1/board")).json()

    second = board["priorities"][1]
    assert second == {
        "priority": 2,
        "waiting": 2,
        "at_risk": 1,
        "late": 1,
        "overdue": 0,
        "first_answer_s": 300,
        "oldest_at": "2026-11-22T19:30:00Z",
    }
    assert board["longest"][0]["number"] == late["number"]
    assert (board["longest"][0]["owner"], board["counts"]["open"]) == ("operator 102", 4)
    assert [(each["position"], each["open"]) for each in board["hands"]] == [("operator 102", 1)]
    assert (len(board["hours"]), board["hours"][-1]["received"]) == (24, 4)
    at(centre, NIGHT + timedelta(days=2))
    later = (await centre.supervisor.get("/v1/board")).json()
    assert (later["priorities"][1]["overdue"], later["priorities"][1]["at_risk"]) == (3, 0)


async def test_a_person_at_a_console_is_here(centre: Centre) -> None:
    asked = {"login": "operator", "password": "correct horse"}
    assert (await centre.nobody.post("/v1/session", json=asked)).status_code == 200

    board = (await centre.supervisor.get("/v1/board")).json()

    assert [(each["position"], each["here"]) for each in board["hands"]] == [("operator 102", True)]
