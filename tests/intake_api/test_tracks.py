"""Live locations: one track a share, a dot that never moves back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from intake_api.reports.tracks import LONGEST_LINE, TrackState, state_of
from storage.reports.journals import entries_after
from storage.reports.tracks import TrackRecord
from tests.intake_api.centre import NOON, Centre, message, minutes_later

LIVE = {"method": "live", "latitude": 43.0, "longitude": 76.9}


def at(seconds: float) -> str:
    return (NOON + timedelta(seconds=seconds)).isoformat()


def point(seconds: float, latitude: float, **more: object) -> dict[str, Any]:
    return {"at": at(seconds), "latitude": latitude, "longitude": 76.9, **more}


async def share(centre: Centre, **changed: object) -> tuple[str, str]:
    """An SOS and the message in which a share of an hour began at noon."""
    report = await centre.submit(
        kind="sos", channel="sos", category=None, place=None, messages=[], **changed
    )
    said = message("", place=LIVE, live_s=3600)
    assert (await centre.say(report["report_id"], **said)).status_code == 201
    return report["report_id"], said["message_id"]


async def told(
    centre: Centre, report_id: str, message_id: str, *points: dict[str, Any], **more: object
) -> httpx.Response:
    body = {"message_id": message_id, "points": points, **more}
    return await centre.bot.post(f"/v1/reports/{report_id}/track", json=body)


async def track(centre: Centre, report_id: str) -> dict[str, Any]:
    (only,) = (await centre.case(report_id))["tracks"]
    found: dict[str, Any] = only
    return found


async def events(centre: Centre) -> list[str]:
    async with centre.house.reports.look() as work:
        return [entry.event for entry in await entries_after(work, 0, 500)]


async def test_a_share_becomes_one_track_and_moves_the_report(centre: Centre) -> None:
    report_id, message_id = await share(centre)

    answer = await told(
        centre, report_id, message_id, point(5, 43.2, accuracy_m=12, heading=90), point(3, 43.1)
    )

    assert answer.status_code == 204, answer.text
    seen = await track(centre, report_id)
    assert [seen["points"], seen["line"]] == [3, [[43.0, 76.9], [43.1, 76.9], [43.2, 76.9]]]
    assert (seen["last"]["latitude"], seen["last"]["heading"]) == (43.2, 90)
    assert seen["expires_at"] == minutes_later(60).replace("+00:00", "Z")
    assert (await centre.case(report_id))["place"]["latitude"] == 43.2


async def test_an_older_point_is_kept_and_moves_nothing_back(centre: Centre) -> None:
    report_id, message_id = await share(centre)
    await told(centre, report_id, message_id, point(60, 43.6))

    await told(centre, report_id, message_id, point(30, 43.3))

    seen = await track(centre, report_id)
    assert seen["last"]["latitude"] == 43.6
    assert [latitude for latitude, _ in seen["line"]] == [43.0, 43.3, 43.6]
    assert (await centre.case(report_id))["place"]["latitude"] == 43.6


async def test_the_same_points_again_change_nothing(centre: Centre) -> None:
    report_id, message_id = await share(centre)
    points = [point(1, 43.1), point(2, 43.2)]
    await told(centre, report_id, message_id, *points)
    before, happened = await track(centre, report_id), await events(centre)

    await told(centre, report_id, message_id, *points)

    after = await track(centre, report_id)
    assert after | {"age_s": 0} == before | {"age_s": 0}
    assert await events(centre) == happened


async def test_the_end_is_kept_and_told(centre: Centre) -> None:
    report_id, message_id = await share(centre)

    await told(centre, report_id, message_id, ended_at=at(90))

    seen = await track(centre, report_id)
    assert (seen["state"], seen["ended_at"]) == ("ended", at(90).replace("+00:00", "Z"))
    assert "track_ended" in await events(centre)


async def test_a_second_share_is_a_second_track(centre: Centre) -> None:
    report_id, first = await share(centre)
    again = message("", place=LIVE, live_s=900, sent_at=at(100))
    await centre.say(report_id, **again)

    await told(centre, report_id, again["message_id"], point(110, 43.5))
    await told(centre, report_id, first, point(105, 43.4))

    case = await centre.case(report_id)
    assert [each["last"]["latitude"] for each in case["tracks"]] == [43.4, 43.5]
    assert case["place"]["latitude"] == 43.5


async def test_points_of_what_is_not_inside_wait(centre: Centre) -> None:
    report_id, message_id = await share(centre)

    for missing in (
        await told(centre, report_id, str(uuid4()), point(1, 43.1)),
        await told(centre, str(uuid4()), message_id, point(1, 43.1)),
    ):
        assert (missing.status_code, missing.json()["code"]) == (404, "report_not_found")


async def test_the_journal_hears_of_a_track_once_a_second(centre: Centre) -> None:
    report_id, message_id = await share(centre)
    moment = NOON
    centre.house.reports.clock = lambda: moment

    for tick in range(40):
        moment = NOON + timedelta(seconds=tick / 10)
        await told(centre, report_id, message_id, point(tick, 43.0 + tick / 1000))

    assert (await events(centre)).count("track_moved") == 4


async def test_a_live_message_that_moves_gets_no_versions(centre: Centre) -> None:
    report_id, message_id = await share(centre)

    for tick in range(1, 4):
        said = message("", place={**LIVE, "latitude": 43.0 + tick}, edited_at=at(tick))
        await centre.say(report_id, **{**said, "message_id": message_id})

    case = await centre.case(report_id)
    (entry,) = (each for each in case["timeline"] if each["entry"] == "message")
    assert (entry["versions"], entry["live_s"]) == ([], 3600)
    assert case["tracks"][0]["points"] == 4


async def test_a_long_line_is_thinned_and_kept_whole(centre: Centre) -> None:
    report_id, message_id = await share(centre)
    for start in range(0, 1500, 500):
        batch = [point(n + 1, 43.0 + n / 10_000) for n in range(start, start + 500)]
        await told(centre, report_id, message_id, *batch)

    seen = await track(centre, report_id)
    whole = await centre.operator.get(f"/v1/reports/{report_id}/track/{message_id}")

    assert seen["points"] == len(whole.json()["points"]) == 1501
    assert 250 < len(seen["line"]) <= LONGEST_LINE
    assert (seen["line"][0][0], seen["line"][-1][0]) == (43.0, 43.1499)
    missing = await centre.operator.get(f"/v1/reports/{report_id}/track/{uuid4()}")
    assert missing.status_code == 404


def a_track(**changed: Any) -> TrackRecord:
    given: dict[str, Any] = {
        "id": 1,
        "report_id": uuid4(),
        "message_id": uuid4(),
        "started_at": NOON,
        "expires_at": NOON + timedelta(hours=1),
        "ended_at": None,
        "told_at": None,
        "points": 1,
        "last_ms": int(NOON.timestamp() * 1000),
        "last_lat": 0,
        "last_lon": 0,
        "last_accuracy_m": None,
        "last_heading": None,
    }
    return TrackRecord(**{**given, **changed})


@pytest.mark.parametrize(
    ("after_s", "changed", "state"),
    [
        (60, {}, TrackState.LIVE),
        (61, {}, TrackState.STALE),
        (3600, {}, TrackState.EXPIRED),
        (61, {"last_ms": None}, TrackState.STALE),
        (9999, {"expires_at": None}, TrackState.STALE),
        (1, {"ended_at": NOON}, TrackState.ENDED),
    ],
)
def test_the_clock_tells_the_state(
    after_s: int, changed: dict[str, Any], state: TrackState
) -> None:
    now: datetime = NOON + timedelta(seconds=after_s)

    assert state_of(a_track(**changed), now) is state
