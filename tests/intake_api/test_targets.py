"""Targets are chosen by administrators and hold at once."""

from datetime import timedelta
from typing import Any

import pytest

from intake_api.reports.sos import ring_overdue
from storage.clock import utc_now
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre

SOS: dict[str, Any] = {
    "kind": "sos",
    "channel": "sos",
    "category": None,
    "place": None,
    "messages": [],
}
CHOSEN: dict[str, Any] = {
    "sos_unopened_s": 300,
    "sos_102_s": 600,
    "by_priority": [
        {"priority": priority, "first_answer_s": 60 * priority, "close_s": 3600 * priority}
        for priority in (1, 2, 3, 4)
    ],
}


async def rung_after(centre: Centre, seconds: float) -> int:
    moment = utc_now() + timedelta(seconds=seconds)
    return await ring_overdue(Reports(centre.house.reports.database, clock=lambda: moment))


async def test_targets_hold_from_the_next_report_on(centre: Centre) -> None:
    await centre.submit(**SOS)

    written = await centre.admin.put("/v1/admin/targets", json=CHOSEN)
    await centre.submit(**SOS)

    assert written.json() == CHOSEN
    assert (await centre.operator.get("/v1/targets")).json() == CHOSEN
    # The first one rings and calls by the old times, the second not before its own.
    assert await rung_after(centre, 299) == 2
    assert await rung_after(centre, 301) == 1
    told = (await centre.bot.get("/v1/catalogue")).json()
    assert told["policy"]["sos_unheard_s"] == 300


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_targets_are_for_administrators_to_choose(centre: Centre) -> None:
    ours = (await centre.operator.get("/v1/targets")).json()

    refused = await centre.supervisor.put("/v1/admin/targets", json=CHOSEN)

    assert refused.status_code == 403
    assert (await centre.operator.get("/v1/targets")).json() == ours
    assert ours["sos_unopened_s"] == centre.house.settings.sos_alarm_s
    assert (await centre.editor.get("/v1/targets")).status_code == 403


WRONG: list[dict[str, Any]] = [
    {"sos_unopened_s": 0},
    {"sos_102_s": 3601},
    {"by_priority": CHOSEN["by_priority"][:3]},
    {"by_priority": CHOSEN["by_priority"][::-1]},
    {"more": 1},
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("wrong", WRONG)
async def test_what_is_no_target_is_refused(centre: Centre, wrong: dict[str, Any]) -> None:
    refused = await centre.admin.put("/v1/admin/targets", json={**CHOSEN, **wrong})

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
