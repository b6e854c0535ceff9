"""An update is confirmed only when it is ours, and nothing stops the polling."""

from collections.abc import Mapping

import pytest
from structlog.testing import capture_logs

from bots.runtime import metrics
from bots.runtime.desk import Desk
from bots.runtime.messenger import Contested, FloodWait, Unavailable
from bots.runtime.polling import Polling
from storage.database import Database
from tests.bots.runtime.looks import heard_by, parked, rows
from tests.bots.runtime.twins import (
    Enough,
    Pauses,
    ScriptedMessenger,
    StandingClock,
    update,
)


@pytest.fixture
def polling(messenger: ScriptedMessenger, desk: Desk) -> Polling:
    return Polling(messenger, desk)


async def test_the_offset_moves_behind_what_is_stored(
    polling: Polling, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.pages = [[update(7, "a"), update(8, "b")], [update(9, "c")]]

    await polling.poll_once()
    await polling.poll_once()

    assert messenger.asked == [0, 9]
    assert await heard_by(database) == ["a", "b", "c"]


async def test_if_the_database_fails_the_same_updates_are_asked_for_again(
    polling: Polling, messenger: ScriptedMessenger, desk: Desk, database: Database
) -> None:
    messenger.pages = [[update(7, "a")], [update(7, "a")]]
    good = desk.database
    desk.database = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite")

    with pytest.raises(Exception, match="unable to open"):
        await polling.poll_once()
    desk.database = good
    await polling.poll_once()

    assert messenger.asked == [0, 0]
    assert await heard_by(database) == ["a"]


async def test_what_cannot_be_decoded_is_parked_raw_and_hides_nothing(
    polling: Polling, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.pages = [[update(1, "a"), {"update_id": 2, "chat": 1, "x": 1}, {}, update(4, "b")]]

    await polling.poll_once()

    assert await heard_by(database) == ["a", "b"]
    sources = [key for _, key in await parked(database)]
    assert str(sources[0]).startswith("telegram:2:")
    assert len(sources) == 2
    assert await rows(database, "select body from parked order by id") == [
        ('{"update_id": 2, "chat": 1, "x": 1}',),
        ("{}",),
    ]


@pytest.mark.parametrize(
    "odd", [None, 5, "text", [], {"update_id": True}, {"update_id": 2, "deep": {"a": "\ud800\x00"}}]
)
async def test_an_update_of_any_shape_is_parked(
    polling: Polling, messenger: ScriptedMessenger, database: Database, odd: Mapping[str, object]
) -> None:
    messenger.pages = [[odd, update(4, "b")]]

    await polling.poll_once()

    assert len(await parked(database)) == 1
    assert await heard_by(database) == ["b"]


async def test_the_raw_update_is_kept(
    polling: Polling, messenger: ScriptedMessenger, database: Database
) -> None:
    messenger.pages = [[update(1, "құлақ")]]

    await polling.poll_once()

    [(key, chat, body)] = await rows(database, "select key, chat, body from inbox")
    assert (key, chat) == ("message:1:1", "telegram:1")
    assert str(body).isascii()
    assert '"update_id": 1' in str(body)


async def test_a_press_is_acknowledged_at_once_also_when_it_comes_twice(
    polling: Polling, messenger: ScriptedMessenger
) -> None:
    press = {"update_id": 1, "chat": 1, "press": "p1"}
    messenger.pages = [[press], [{**press, "update_id": 2}]]

    await polling.poll_once()
    await polling.poll_once()
    await polling.settle()

    assert messenger.acknowledged == ["p1", "p1"]


async def test_whatever_the_server_answers_the_polling_goes_on_and_not_too_fast(
    messenger: ScriptedMessenger, desk: Desk, database: Database
) -> None:
    pauses = Pauses(at_most=6)
    messenger.pages = [
        Unavailable("409 Conflict"),
        Unavailable("502, not JSON"),
        FloodWait(40),
        RuntimeError("a bug"),
        [update(1, "a")],
        [],
        Unavailable("401"),
    ]

    with pytest.raises(Enough):
        await Polling(messenger, desk, sleep=pauses).run()

    assert await heard_by(database) == ["a"]
    assert all(pause >= 1 for pause in pauses.seconds)
    assert pauses.seconds[2] >= 40
    assert pauses.seconds[3] >= 8
    assert pauses.seconds[5] < 2


async def test_a_server_that_ignores_the_offset_is_not_asked_in_a_hot_loop(
    messenger: ScriptedMessenger, desk: Desk, database: Database
) -> None:
    pauses = Pauses(at_most=3)
    messenger.pages = [[update(1, "a")]] * 4

    with pytest.raises(Enough):
        await Polling(messenger, desk, sleep=pauses).run()

    assert await heard_by(database) == ["a"]
    assert messenger.asked == [0, 2, 2, 2]


async def test_a_hundred_updates_are_one_transaction(
    polling: Polling, messenger: ScriptedMessenger, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    honest = desk.handle

    async def counting(arrivals: list[object], also: object) -> object:
        sizes.append(len(arrivals))
        return await honest(arrivals, also)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "handle", counting)
    messenger.pages = [[update(n, str(n), chat=n) for n in range(100)]]

    await polling.poll_once()

    assert sizes == [100]


async def test_another_receiver_is_told_once_and_waited_for(
    messenger: ScriptedMessenger, desk: Desk, database: Database
) -> None:
    pauses = Pauses(at_most=6)
    conflict = Contested("getUpdates: 409")
    messenger.pages = [conflict, conflict, conflict, [update(1, "a")], [], conflict, conflict]

    with capture_logs() as logs, pytest.raises(Enough):
        await Polling(messenger, desk, sleep=pauses).run()

    told = [line["event"] for line in logs]
    assert told.count("somebody_else_receives_our_updates") == 2
    assert "polling_failed" not in told
    assert await heard_by(database) == ["a"]
    assert all(pause >= 1 for pause in pauses.seconds)


async def test_ids_passed_over_are_counted_and_told_by_their_number_alone(
    polling: Polling, messenger: ScriptedMessenger
) -> None:
    before = metrics.updates_missing_total._value.get()
    messenger.pages = [[update(7, "a")], [update(7, "a"), update(8, "b")], [update(11, "c")]]

    with capture_logs() as logs:
        for _ in range(3):
            await polling.poll_once()

    told = [line for line in logs if line["event"] == "updates_missing"]
    assert told == [{"event": "updates_missing", "log_level": "error", "count": 2}]
    assert metrics.updates_missing_total._value.get() == before + 2


async def test_neither_a_restart_nor_a_quiet_week_is_a_gap(
    messenger: ScriptedMessenger, desk: Desk, clock: StandingClock
) -> None:
    messenger.pages = [[update(7, "a")], [update(900, "b")], [update(5, "c")], [update(6, "d")]]
    again = Polling(messenger, desk)

    with capture_logs() as logs:
        await Polling(messenger, desk).poll_once()
        await again.poll_once()
        clock.advance(7 * 86_400)
        await again.poll_once()
        await again.poll_once()

    assert [line["event"] for line in logs] == []
