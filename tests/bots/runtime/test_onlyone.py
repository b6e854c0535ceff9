"""One process works; the next begins when it is gone, by word, by death or by the clock."""

import asyncio
import os
import platform
import subprocess
import sys
from collections.abc import Callable

import pytest

from bots.runtime.onlyone import HELD_FOR, OnlyOne, is_gone, this_process
from storage.conversations.unit_of_work import look_into
from storage.database import Database
from tests.bots.runtime.twins import StandingClock

NAME = "telegram:poller"


def nobody(_: str) -> bool:
    return False


@pytest.fixture
def poller(database: Database, clock: StandingClock) -> Callable[..., OnlyOne]:
    def make(holder: str, is_gone: Callable[[str], bool] = nobody) -> OnlyOne:
        async def sleep(seconds: float) -> None:
            clock.advance(seconds)
            await asyncio.sleep(0)

        return OnlyOne(database, NAME, now=clock.now, holder=holder, is_gone=is_gone, sleep=sleep)

    return make


async def fence(database: Database) -> int:
    async with look_into(database) as work:
        lease = await work.leases.look(NAME)
    assert lease is not None
    return lease.fence


async def test_the_second_waits_while_the_first_renews(
    poller: Callable[..., OnlyOne], clock: StandingClock, database: Database
) -> None:
    first, second = poller("a:1"), poller("b:2")

    for _ in range(10):
        assert await first.renew()
        assert not await second.renew()
        clock.advance(HELD_FOR.total_seconds() / 3)

    assert await fence(database) == 1


async def test_who_does_not_renew_in_time_loses_it(
    poller: Callable[..., OnlyOne], clock: StandingClock, database: Database
) -> None:
    first, second = poller("a:1"), poller("b:2")
    await first.renew()

    clock.advance(HELD_FOR.total_seconds() - 1)
    assert not await second.renew()
    clock.advance(1)
    assert await second.renew()

    assert not await first.renew()
    assert await fence(database) == 2


async def test_of_many_who_ask_at_once_one_has_it(poller: Callable[..., OnlyOne]) -> None:
    asked = [poller(f"{name}:1") for name in "abcdef"]

    assert sum(await asyncio.gather(*(one.renew() for one in asked))) == 1


async def test_the_dead_are_not_waited_for(poller: Callable[..., OnlyOne]) -> None:
    await poller("a:1").renew()

    assert not await poller("b:2", lambda holder: holder == "c:1").renew()
    assert await poller("b:2", lambda holder: holder == "a:1").renew()


async def test_who_ends_leaves_it_to_the_next_at_once(
    poller: Callable[..., OnlyOne], database: Database
) -> None:
    started, second_started = asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(poller("a:1").run(lambda: _work(started)))
    await asyncio.wait_for(started.wait(), 10)
    first.cancel()
    await asyncio.wait([first])

    second = poller("b:2")
    assert await second.renew()
    assert await fence(database) == 2
    running = asyncio.create_task(second.run(lambda: _work(second_started)))
    await asyncio.wait_for(second_started.wait(), 10)
    running.cancel()
    await asyncio.wait([running])


async def test_who_has_lost_it_stops_working_and_waits(
    poller: Callable[..., OnlyOne], clock: StandingClock
) -> None:
    events: list[str] = []
    again = asyncio.Event()
    first, second = poller("a:1"), poller("b:2")

    async def work() -> None:
        events.append("begun")
        if events.count("begun") == 2:
            again.set()
            await asyncio.Event().wait()
        clock.advance(HELD_FOR.total_seconds())
        assert await second.renew()
        try:
            await asyncio.Event().wait()
        finally:
            events.append("stopped")

    running = asyncio.create_task(first.run(work))
    await asyncio.wait_for(again.wait(), 10)
    running.cancel()
    await asyncio.wait([running])

    assert events == ["begun", "stopped", "begun"]


async def test_the_databases_bad_day_does_not_stop_who_still_holds_it(
    poller: Callable[..., OnlyOne], clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = poller("a:1")
    assert await first.renew()
    broken = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite")
    monkeypatch.setattr(first, "_database", broken)

    assert await first.renew()
    clock.advance(HELD_FOR.total_seconds())
    assert not await first.renew()

    await broken.dispose()


def test_a_process_of_this_machine_is_known_to_be_dead_or_alive() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait(20)

    assert not is_gone(this_process())
    assert is_gone(f"{platform.node()}:{ended.pid}")
    assert not is_gone(f"elsewhere:{ended.pid}")
    assert not is_gone(f"{platform.node()}:1")
    assert this_process().endswith(f":{os.getpid()}")


async def _work(started: asyncio.Event) -> None:
    started.set()
    await asyncio.Event().wait()
