"""One who writes a hundred times too much loses nothing and takes nothing from the others."""

from collections.abc import Sequence

import pytest

from bots.dialogue.effects import AddMessage, Priority, Say
from bots.dialogue.events import ReplyReceived
from bots.runtime.codec import wish
from bots.runtime.desk import Desk
from bots.runtime.flood import BEHIND_ALL, Limits
from bots.runtime.handle import Arrival
from bots.runtime.relay import Relay
from bots.runtime.scheduler import Housekeeping
from storage.conversations.unit_of_work import unit_of_work
from storage.database import Database
from tests.bots.runtime.looks import heard_by, rows
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import ScriptedMessenger, StandingClock, drain, text

LIMITS = Limits(per_chat=10, everybody=100_000)


@pytest.fixture
def desk(database: Database, clock: StandingClock) -> Desk:
    return Desk(database, SCRIPT, clock=clock.now, limits=LIMITS)


def flood(numbers: Sequence[int], words: str = "a", *, chat: int = 1) -> list[Arrival]:
    return [text(number, words, chat=chat) for number in numbers]


async def said(database: Database, chat: int = 1) -> list[str]:
    """What waits to be said to ``chat``."""
    where = f"where kind = 'Say' and chat = 'telegram:{chat}'"
    found = await rows(database, f"select payload from outbox {where} order by id")
    return ["slow-down" if "slow-down" in str(payload) else "answer" for (payload,) in found]


@pytest.mark.parametrize("size", [1, 7, 100, 1000])
async def test_one_at_a_hundredfold_is_heard_whole_and_told_once(
    desk: Desk, database: Database, size: int
) -> None:
    everything = flood(range(1000))
    for start in range(0, 1000, size):
        others = [text(start, "b", chat=2 + (start // size) % 50)]
        await desk.handle([*everything[start : start + size], *others])

    assert len(await heard_by(database)) == 1000
    assert await said(database) == ["answer"] * 10 + ["slow-down"]
    for chat in range(2, 2 + min(50, 1000 // size)):
        if size > 1:
            assert await said(database, chat) == ["answer"] * len(await heard_by(database, chat))


async def test_the_next_minute_is_answered_again(
    desk: Desk, database: Database, clock: StandingClock
) -> None:
    await desk.handle(flood(range(20)))
    clock.advance(60)
    await desk.handle(flood(range(20, 40)))

    assert await said(database) == (["answer"] * 10 + ["slow-down"]) * 2


async def test_an_sos_and_an_operator_are_answered_as_ever(
    desk: Desk, database: Database, clock: StandingClock
) -> None:
    await desk.handle(flood(range(20)))
    reply = ReplyReceived(
        at=clock.now(), delivery_id="d", report_id="r", number="1", text="we come", position=""
    )
    await desk.handle([*flood([20], "sos"), Arrival(key="d", chat="telegram:1", event=reply)])

    assert (await said(database))[-2:] == ["answer"] * 2


async def test_an_sos_that_crosses_the_limit_is_answered_first(
    desk: Desk, database: Database
) -> None:
    await desk.handle([*flood(range(10)), *flood([10], "sos"), *flood([11])])

    assert await said(database) == ["answer"] * 11 + ["slow-down"]


async def test_what_goes_to_the_api_is_kept_and_lets_the_others_pass(
    desk: Desk, database: Database
) -> None:
    await desk.handle([*flood(range(12), "more"), *flood([1], "more", chat=2)])

    kind = AddMessage.__name__
    found = await rows(
        database, f"select chat, priority from outbox where kind = '{kind}' order by id"
    )
    usual = ("telegram:1", Priority.DIALOGUE)
    late = ("telegram:1", BEHIND_ALL)
    assert found == [usual] * 10 + [late] * 2 + [("telegram:2", Priority.DIALOGUE)]


async def test_what_comes_twice_counts_once(desk: Desk, database: Database) -> None:
    for _ in range(5):
        await desk.handle(flood(range(10)))

    assert await said(database) == ["answer"] * 10


async def test_when_all_are_too_many_the_quiet_are_answered(
    database: Database, clock: StandingClock
) -> None:
    limits = Limits(per_chat=20, everybody=30)
    desk = Desk(database, SCRIPT, clock=clock.now, limits=limits)
    for number in range(10):
        await desk.handle([text(number, "a", chat=chat) for chat in range(3)])
    await desk.handle([text(100, "a", chat=9), text(101, "a", chat=1)])

    assert await said(database, 9) == ["answer"]
    assert await said(database, 1) == ["answer"] * 10 + ["slow-down"]


async def test_minutes_that_are_over_are_forgotten(
    desk: Desk, database: Database, clock: StandingClock
) -> None:
    await desk.handle(flood(range(20)))
    clock.advance(180)

    await Housekeeping(database, clock=clock.now).forget_quotas()

    assert await rows(database, "select * from quota") == []


async def test_an_operator_goes_before_the_dialogue_and_an_announcement_last(
    database: Database, clock: StandingClock, relay: Relay, messenger: ScriptedMessenger
) -> None:
    order = [Priority.BROADCAST, Priority.FAQ, Priority.DIALOGUE, Priority.OPERATOR, Priority.SOS]
    async with unit_of_work(database) as work:
        await work.outbox.add(
            [
                wish(
                    Say(message=str(priority), locale="kk", priority=priority),
                    chat=f"telegram:{priority}",
                    conversation="c",
                    at=clock.now(),
                )
                for priority in order
            ]
        )

    await drain(relay)

    assert [words for _, words in messenger.tried] == [str(one) for one in sorted(order)]
