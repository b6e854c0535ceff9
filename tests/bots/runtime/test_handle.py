"""One transaction for one event or a hundred: all of it is there, or nothing."""

import asyncio
import json

import pytest
from sqlalchemy.exc import OperationalError

from bots.dialogue.events import File as MessengerFile
from bots.dialogue.events import MediaReceived
from bots.runtime.desk import Desk
from bots.runtime.handle import Also, Arrival
from storage.conversations.unit_of_work import UnitOfWork, unit_of_work
from storage.database import Database
from tests.bots.runtime.looks import conversation, heard_by, parked, rows, waiting
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import StandingClock, text


class Crash(BaseException):
    """The process dies here."""


async def crash(_: UnitOfWork) -> None:
    raise Crash


async def test_an_update_sent_twice_is_handled_once(desk: Desk, database: Database) -> None:
    first = await desk.handle([text(1, "a")])
    again = await desk.handle([text(1, "a"), text(2, "b"), text(2, "b")])

    assert first.keys == {"message:1:1"}
    assert again.keys == {"message:1:2"}
    assert await heard_by(database) == ["a", "b"]
    assert len(await waiting(database)) == 2


async def test_a_crash_before_the_commit_leaves_nothing(desk: Desk, database: Database) -> None:
    with pytest.raises(Crash):
        await desk.handle([text(1, "report")], also=crash)

    assert await rows(database, "select * from inbox") == []
    assert await rows(database, "select * from conversation") == []
    assert await waiting(database) == []


async def test_after_a_crash_the_same_update_is_new(desk: Desk, database: Database) -> None:
    with pytest.raises(Crash):
        await desk.handle([text(1, "a")], also=crash)
    handled = await desk.handle([text(1, "a")])

    assert handled.keys == {"message:1:1"}
    assert await heard_by(database) == ["a"]


@pytest.mark.parametrize("place", [0, 57, 99])
async def test_a_poison_update_is_parked_alone_and_the_others_stay_in_order(
    desk: Desk, database: Database, place: int
) -> None:
    words = [str(number) for number in range(100)]
    words[place] = "poison"

    handled = await desk.handle([text(n, word, chat=n % 3) for n, word in enumerate(words)])

    assert handled.parked == {f"message:{place % 3}:{place}"}
    assert len(handled.keys) == 99
    assert await parked(database) == [("message", f"message:{place % 3}:{place}")]
    for chat in range(3):
        good = [word for word in words[chat::3] if word != "poison"]
        assert await heard_by(database, chat) == good


async def test_a_poison_update_keeps_its_raw_body_and_its_error(
    desk: Desk, database: Database
) -> None:
    await desk.handle([text(7, "poison")])
    await desk.handle([text(7, "poison")])

    assert await rows(database, "select body, error from parked") == [
        ('{"update_id": 7}', "Poison: poison")
    ]
    assert await rows(database, "select * from inbox") == []


async def test_what_cannot_be_stored_is_parked_like_any_poison(
    desk: Desk, database: Database
) -> None:
    handled = await desk.handle([text(1, "half \ud83d"), text(2, "whole")])

    assert handled.parked == {"message:1:1"}
    assert await heard_by(database) == ["whole"]


async def test_the_weather_parks_nothing(desk: Desk, database: Database) -> None:
    async def fail(_: UnitOfWork) -> None:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    with pytest.raises(OperationalError):
        await desk.handle([text(1, "a"), text(2, "b")], also=fail)

    assert await parked(database) == []
    assert await heard_by(database) == []


async def test_what_comes_along_is_written_in_the_same_transaction(
    desk: Desk, database: Database
) -> None:
    async def move(work: UnitOfWork) -> None:
        await work.cursors.move("deliveries", 5)

    with pytest.raises(Crash):
        await desk.handle([text(1, "a")], also=_both(move, crash))
    assert await rows(database, "select position from cursor") == []

    await desk.handle([text(1, "a"), text(2, "poison")], also=move)
    assert await rows(database, "select position from cursor") == [(5,)]


async def test_an_album_comes_in_the_order_it_was_sent(desk: Desk, database: Database) -> None:
    await desk.handle([photo(n) for n in range(10)])

    assert await heard_by(database) == [str(n) for n in range(10)]
    said = await rows(database, "select payload from outbox order by id")
    assert [json.loads(str(payload))["args"]["text"] for (payload,) in said] == [
        str(n) for n in range(10)
    ]


async def test_two_first_messages_at_once_lose_nothing(
    database: Database, clock: StandingClock
) -> None:
    desks = [Desk(database, SCRIPT, clock=clock.now) for _ in range(4)]

    await asyncio.gather(*(desk.handle([text(n, str(n))]) for n, desk in enumerate(desks)))

    assert sorted(await heard_by(database)) == ["0", "1", "2", "3"]
    assert len(await rows(database, "select id from conversation")) == 1


async def test_two_handlers_of_the_same_chats_wait_and_never_in_a_ring(
    database: Database, clock: StandingClock
) -> None:
    one, two = (Desk(database, SCRIPT, clock=clock.now) for _ in range(2))
    chats = range(20)

    for number in range(5):
        await asyncio.gather(
            one.handle([text(2 * number, "one", chat=chat) for chat in chats]),
            two.handle([text(2 * number + 1, "two", chat=chat) for chat in reversed(chats)]),
        )

    assert [len(await heard_by(database, chat)) for chat in chats] == [10] * 20
    assert await parked(database) == []


async def test_the_same_update_in_two_processes_at_once_is_handled_once(
    database: Database, clock: StandingClock
) -> None:
    desks = [Desk(database, SCRIPT, clock=clock.now) for _ in range(4)]
    batch = [text(n, str(n), chat=n) for n in range(10)]

    handled = await asyncio.gather(*(desk.handle(batch) for desk in desks))

    assert sum(len(one.keys) for one in handled) == 10
    assert len(await waiting(database)) == 10


async def test_a_held_chat_is_waited_for(desk: Desk, database: Database) -> None:
    await desk.handle([text(1, "a")])

    async with unit_of_work(database) as work:
        await work.conversations.lock(["telegram:1"], new_id=str, alias_of=str)
        other = asyncio.create_task(desk.handle([text(2, "b")]))
        done, _ = await asyncio.wait([other], timeout=0.05)
        assert not done
    await other

    assert await heard_by(database) == ["a", "b"]


async def test_a_conversation_has_an_opaque_id_of_its_own(desk: Desk, database: Database) -> None:
    await desk.handle([text(1, "a", chat=1), text(2, "a", chat=2)])
    before = [(await conversation(database, chat)).id for chat in (1, 2)]
    await desk.handle([text(3, "b", chat=1)])

    assert len(set(before)) == 2
    assert (await conversation(database, 1)).id == before[0]
    assert await rows(database, "select id from conversation order by chat") == [
        (one,) for one in before
    ]


def photo(number: int) -> Arrival:
    event = MediaReceived(
        at=StandingClock().now(),
        ref=str(number),
        kind="photo",
        file=MessengerFile(file_id=str(number)),
        album="a",
    )
    return Arrival(key=f"message:1:{number}", chat="telegram:1", event=event)


def _both(first: Also, second: Also) -> Also:
    async def both(work: UnitOfWork) -> None:
        await first(work)
        await second(work)

    return both
