"""A citizen wishes to be forgotten: what may go leaves no trace, what may not is told."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, text

from intake_api.reports.erasing import sweep_blobs
from storage.clock import utc_now
from storage.reports.citizens_tables import blob_erasure
from storage.reports.erasures import overwrite_what_goes
from storage.reports.tables import metadata
from tests.intake_api.centre import Centre, attachment, message, opened, settings_for

CANARY = "Qulaqcanary"
YEARS = timedelta(days=1096)


@pytest.fixture
async def centre(reports_url: str, tmp_path: Path) -> AsyncIterator[Centre]:
    async with opened(settings_for(reports_url, tmp_path)) as made:
        yield made


def told(**changed: object) -> dict[str, Any]:
    """Everything a citizen can say, with the canary in it."""
    place = {"method": "pin", "latitude": 43.123456, "longitude": 76.1, "address": CANARY}
    live = {"method": "live", "latitude": 43.0, "longitude": 76.9}
    return {
        "messages": [
            message(f"{CANARY} said", quote=CANARY, unsupported=CANARY, album=CANARY),
            message("", attachments=[attachment(name=f"{CANARY}.jpg")]),
            message("", place=live, live_s=60),
        ],
        "place": place,
        "happened": CANARY,
        "answers": [{"question": "taken", "text": CANARY}],
        "from_place": CANARY,
        **changed,
    }


async def closed(centre: Centre, **changed: object) -> dict[str, Any]:
    """A report in whose every corner somebody wrote the canary, closed now."""
    report = await centre.submit(**told(**changed))
    path = f"/v1/reports/{report['report_id']}"
    await centre.move(report["report_id"], "open")
    await centre.supervisor.post(f"{path}/messages", json={"text": f"Reply {CANARY}"})
    await centre.supervisor.post(f"{path}/notes", json={"text": f"Note {CANARY}"})
    wish = {"at": "2026-11-23T12:00:00Z", "reason": CANARY}
    await centre.bot.post(
        f"{path}/withdrawal", json=wish, headers={"Idempotency-Key": str(uuid4())}
    )
    reason = f"Reason {CANARY}"
    await centre.move(report["report_id"], "close", close_code="confirmed", reason=reason)
    rating = {"stars": 4, "words": CANARY, "at": "2026-11-23T12:00:00Z"}
    assert (await centre.bot.put(f"{path}/rating", json=rating)).status_code == 204
    return report


async def erase(centre: Centre, conversation: object, key: str = "key") -> httpx.Response:
    return await centre.bot.post(
        f"/v1/conversations/{conversation}/erasure", headers={"Idempotency-Key": key}
    )


async def everything(centre: Centre) -> str:
    """Every value of every table, as one text."""
    found: list[object] = []
    async with centre.house.reports.look() as work:
        for table in metadata.tables.values():
            found += (await work.connection.execute(select(table))).all()
    return str(found).casefold()


def years_later(centre: Centre) -> None:
    moment = utc_now() + YEARS
    centre.house.reports.clock = lambda: moment


async def test_nothing_that_was_said_is_left(centre: Centre) -> None:
    report = await closed(centre)
    await centre.supervisor.put(
        f"/v1/conversations/{report['conversation_id']}/restriction", json={"reason": CANARY}
    )
    before = await everything(centre)
    years_later(centre)

    answer = await erase(centre, report["conversation_id"])

    assert answer.json() == {"erased": 1, "kept": []}
    after = await everything(centre)
    assert CANARY.casefold() in before
    assert CANARY.casefold() not in after
    assert "43.123456" in before
    assert "43.123456" not in after


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_nothing_is_left_in_the_file_either(reports_url: str, tmp_path: Path) -> None:
    file = Path(reports_url.removeprefix("sqlite+aiosqlite:///"))
    async with opened(settings_for(reports_url, tmp_path)) as centre:
        report = await closed(centre)
        years_later(centre)
        await erase(centre, report["conversation_id"])

    remains = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert len(remains) > 100_000
    assert CANARY.encode() not in remains
    assert CANARY.casefold().encode() not in remains


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_sqlite_overwrites_also_where_it_does_not_by_itself(centre: Centre) -> None:
    async with centre.house.reports.act() as work:
        await work.connection.execute(text("PRAGMA secure_delete=OFF"))

        await overwrite_what_goes(work)

        assert await work.connection.scalar(text("PRAGMA secure_delete")) == 1


async def test_a_tombstone_keeps_state_and_figures(centre: Centre) -> None:
    report = await closed(centre)
    years_later(centre)
    await erase(centre, report["conversation_id"])

    case = await centre.case(report["report_id"])

    assert (case["state"], case["number"], case["place"]) == ("closed", report["number"], None)
    assert case["details"]["erased_at"] is not None
    assert case["details"]["rating"]["stars"] == 4
    assert case["tracks"] == []
    files = [f for e in case["timeline"] if e["entry"] == "message" for f in e["attachments"]]
    assert [(file["custody"], file["name"]) for file in files] == [("erased", None)]


async def test_what_must_stay_is_told_with_its_time(centre: Centre) -> None:
    within = await closed(centre)
    conversation = within["conversation_id"]
    still_open = await centre.submit(conversation_id=conversation)

    answer = (await erase(centre, conversation)).json()

    assert answer["erased"] == 0
    by_number = {each["number"]: each["until"] for each in answer["kept"]}
    assert by_number.keys() == {within["number"], still_open["number"]}
    assert by_number[still_open["number"]] is None
    assert by_number[within["number"]] > (utc_now() + timedelta(days=1094)).isoformat()
    assert CANARY.casefold() in await everything(centre)


async def test_erasing_again_answers_the_same_and_erases_no_more(centre: Centre) -> None:
    report = await closed(centre)
    years_later(centre)

    first = await erase(centre, report["conversation_id"])
    same = await erase(centre, report["conversation_id"])
    later = await erase(centre, report["conversation_id"], "another key")

    assert first.text == same.text
    assert later.json() == {"erased": 0, "kept": []}
    assert (await erase(centre, uuid4(), "unknown")).json() == {"erased": 0, "kept": []}


async def test_others_keep_what_they_said(centre: Centre) -> None:
    report, other = await closed(centre), await closed(centre)
    years_later(centre)

    await erase(centre, report["conversation_id"])

    timeline = (await centre.case(other["report_id"]))["timeline"]
    assert CANARY in str(timeline)


async def stored(centre: Centre, content: bytes) -> tuple[dict[str, Any], str]:
    file = attachment()
    report = await centre.submit(messages=[message(attachments=[file])])
    path = f"/v1/attachments/{file['attachment_id']}/content"
    kept = await centre.bot.put(path, content=content)
    assert kept.status_code == 200
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "close", close_code="confirmed")
    return report, kept.json()["sha256"]


async def test_bytes_go_when_nobody_else_has_them(centre: Centre) -> None:
    (mine, sha256), (others, _) = await stored(centre, b"same"), await stored(centre, b"same")
    years_later(centre)

    await erase(centre, mine["conversation_id"], "1")
    held = await centre.house.blobs.holds(sha256)
    await erase(centre, others["conversation_id"], "2")

    assert held
    assert not await centre.house.blobs.holds(sha256)
    async with centre.house.reports.look() as work:
        assert (await work.connection.execute(select(blob_erasure))).all() == []


async def test_bytes_left_by_a_crash_are_swept_later(centre: Centre) -> None:
    _, sha256 = await stored(centre, b"left over")
    async with centre.house.reports.act() as work:
        wish = {"sha256": "f" * 64, "wished_at": work.now}
        await work.connection.execute(work.insert_unless_there(blob_erasure), wish)
        held = {"sha256": sha256, "wished_at": work.now}
        await work.connection.execute(work.insert_unless_there(blob_erasure), held)

    swept = await sweep_blobs(centre.house.reports, centre.house.blobs)

    assert swept == 1  # of what a report still holds, only the wish is gone
    assert await centre.house.blobs.holds(sha256)


async def test_erased_bytes_do_not_come_back(centre: Centre) -> None:
    file = attachment()
    report = await centre.submit(messages=[message(attachments=[file])])
    path = f"/v1/attachments/{file['attachment_id']}/content"
    await centre.move(report["report_id"], "withdraw")
    years_later(centre)
    await erase(centre, report["conversation_id"])

    refused = await centre.bot.put(path, content=b"again")

    assert (refused.status_code, refused.json()["code"]) == (422, "attachment_differs")
