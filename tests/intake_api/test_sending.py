"""A reply waits for some seconds, can be taken back until then, and goes out by itself."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from intake_api.reports.sending import send_due
from storage.clock import utc_now
from storage.database import Database
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import Centre, opened, settings_for

UNDO_S = 5


@pytest.fixture
async def centre(reports_url: str, tmp_path: Path) -> AsyncIterator[Centre]:
    async with opened(settings_for(reports_url, tmp_path, undo_send_s=UNDO_S)) as made:
        # The clock stands still: nothing becomes due unless a test says so.
        now = utc_now()
        made.house.reports.clock = lambda: now
        yield made


def move_clock(centre: Centre, seconds: float) -> None:
    moment = centre.house.reports.clock() + timedelta(seconds=seconds)
    centre.house.reports.clock = lambda: moment


async def case_path(centre: Centre, **changed: object) -> str:
    report = await centre.submit(**changed)
    path = f"/v1/reports/{report['report_id']}"
    await centre.operator.get(path)
    return path


async def reply(centre: Centre, path: str, text: str = "We are coming") -> dict[str, Any]:
    answered = await centre.operator.post(f"{path}/messages", json={"text": text})
    assert answered.status_code == 201, answered.text
    entry: dict[str, Any] = answered.json()
    return entry


async def told(centre: Centre) -> list[str]:
    """What the bots find to tell: words of replies, else what kind it is."""
    return [each["text"] or each["kind"] for each in await centre.deliveries()]


async def spoken(centre: Centre, path: str) -> list[dict[str, Any]]:
    case = (await centre.supervisor.get(path)).json()
    return [e for e in case["timeline"] if e["entry"] == "message" and e["from"] == "operator"]


async def test_a_reply_stands_in_the_timeline_at_once_and_is_sent_later(centre: Centre) -> None:
    path = await case_path(centre)

    entry = await reply(centre, path)

    due = datetime.fromisoformat(entry["sends_at"])
    assert due == centre.house.reports.clock() + timedelta(seconds=UNDO_S)
    assert await spoken(centre, path) == [entry]
    assert entry["delivery"] == "held"
    assert await told(centre) == ["state"]

    move_clock(centre, UNDO_S)
    assert await send_due(centre.house.reports) == 1

    assert await told(centre) == ["state", "We are coming"]
    (sent,) = await spoken(centre, path)
    assert (sent["delivery"], sent["sends_at"]) == ("queued", None)
    assert (await centre.deliveries())[-1]["position"] == "operator 102"


async def test_a_bot_that_waits_is_told_when_the_time_is_over(centre: Centre) -> None:
    path = await case_path(centre)
    await reply(centre, path)
    (state,) = await centre.deliveries()
    asked = {"after": state["seq"], "wait": 50}
    waiting = asyncio.create_task(centre.bot.get("/v1/deliveries", params=asked))
    await asyncio.sleep(0)

    move_clock(centre, UNDO_S)

    # Nobody does anything: the house itself notices, within a tick.
    page = (await asyncio.wait_for(waiting, 20)).json()
    assert [each["text"] for each in page["items"]] == ["We are coming"]


async def test_a_reply_taken_back_is_never_told(centre: Centre) -> None:
    path = await case_path(centre)
    entry = await reply(centre, path, "Wrong window")

    gone = await centre.operator.delete(f"{path}/messages/{entry['id']}")

    assert gone.status_code == 204
    assert await spoken(centre, path) == []
    assert (await centre.supervisor.get(path)).json()["last_from"] == "citizen"
    move_clock(centre, 2 * UNDO_S)
    assert await send_due(centre.house.reports) == 0
    assert await told(centre) == ["state"]
    found = await centre.operator.get("/v1/search", params={"q": "window"})
    assert (found.status_code, found.json()["items"]) == (200, [])
    log = await centre.admin.get("/v1/admin/audit", params={"action": "reply_taken_back"})
    (noted,) = log.json()["items"]
    assert (noted["detail"], path.endswith(noted["report_id"])) == (entry["id"], True)


async def test_after_its_time_a_reply_stays(centre: Centre) -> None:
    path = await case_path(centre)
    entry = await reply(centre, path)
    move_clock(centre, UNDO_S)

    due = await centre.operator.delete(f"{path}/messages/{entry['id']}")
    await send_due(centre.house.reports)
    sent = await centre.operator.delete(f"{path}/messages/{entry['id']}")

    assert [each.status_code for each in (due, sent)] == [409, 409]
    assert [each.json()["code"] for each in (due, sent)] == ["reply_gone", "reply_gone"]
    assert await told(centre) == ["state", "We are coming"]


async def test_only_its_author_takes_a_reply_back_and_nobody_a_citizens_message(
    centre: Centre,
) -> None:
    path = await case_path(centre)
    entry = await reply(centre, path)
    timeline = (await centre.operator.get(path)).json()["timeline"]
    said = next(e["id"] for e in timeline if e["entry"] == "message" and e["from"] == "citizen")

    of_another = await centre.colleague.delete(f"{path}/messages/{entry['id']}")
    of_citizen = await centre.operator.delete(f"{path}/messages/{said}")

    assert (of_another.status_code, of_citizen.status_code) == (403, 404)
    assert of_citizen.json()["code"] == "reply_unknown"
    assert await spoken(centre, path) == [entry]


async def test_an_sos_is_answered_at_once(centre: Centre) -> None:
    path = await case_path(centre, kind="sos", category=None, channel="sos")

    entry = await reply(centre, path)

    assert (entry["delivery"], entry["sends_at"]) == ("queued", None)
    assert await told(centre) == ["state", "We are coming"]


async def test_what_is_done_next_is_told_after_what_was_said_before(centre: Centre) -> None:
    path = await case_path(centre)
    await reply(centre, path, "One")
    await reply(centre, path, "Two")

    await centre.operator.post(f"{path}/requests", json={"asks": "photo"})
    await reply(centre, path, "Three")
    done = {"action": "close", "close_code": "confirmed"}
    await centre.operator.post(f"{path}/transitions", json=done)

    in_order = ["state", "One", "Two", "request", "Three"]
    assert (await told(centre))[:-1] == in_order
    assert (await centre.deliveries())[-1]["word"] == "finished"


async def test_two_processes_send_it_once(centre: Centre) -> None:
    path = await case_path(centre)
    await reply(centre, path)
    later = centre.house.reports.clock() + timedelta(seconds=UNDO_S)
    url = centre.house.reports.database.url
    processes = [Reports(Database(url), clock=lambda: later) for _ in range(2)]

    sent = await asyncio.gather(*(send_due(one) for one in processes))

    for one in processes:
        await one.dispose()
    assert sum(sent) == 1
    assert await told(centre) == ["state", "We are coming"]
