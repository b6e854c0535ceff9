"""A long text takes several messages: none of them is said twice, whatever goes wrong between."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bots.citizen.telegram import TelegramMessenger
from bots.runtime.desk import Desk
from bots.runtime.handle import Arrival
from bots.runtime.pacing import Pacing
from bots.runtime.relay import Relay
from bots.runtime.shell import make_relay
from storage.database import Database
from tests.bots.citizen.test_at_the_emulator import emulator, shown, telegram, url
from tests.bots.emulator.conftest import Emulator
from tests.bots.runtime.looks import parked, waiting
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.script import say
from tests.bots.runtime.twins import IntakeAtTheWire, StandingClock, drain, text

__all__ = ["emulator", "telegram", "url"]

WORDS = ["a" * 4000, "b" * 4000, "c" * 4000]


@pytest.fixture
async def database(conversations_url: str) -> AsyncIterator[Database]:
    opened = Database(conversations_url)
    yield opened
    await opened.dispose()


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def desk(database: Database, clock: StandingClock) -> Desk:
    long = replace(
        say("operator-reply", position="p", number="1", text=" ".join(WORDS)), locale="kk"
    )
    return Desk(database, Recorder(wishes={"long": (long,)}).script, clock=clock.now)


@pytest.fixture
async def relay(
    desk: Desk, telegram: TelegramMessenger, clock: StandingClock
) -> AsyncIterator[Relay]:
    async with IntakeAtTheWire().client() as client:
        yield make_relay(desk, telegram, client, pacing=Pacing(clock.monotonic))


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize(
    "fault",
    [
        {"action": "flood", "retry_after": 3},
        {"action": "restart"},
        {"action": "bad_gateway_html"},
        {"action": "reset_before"},
    ],
    ids=lambda fault: fault["action"],
)
async def test_a_part_that_failed_is_said_alone(
    emulator: Emulator,
    relay: Relay,
    desk: Desk,
    clock: StandingClock,
    database: Database,
    nth: int,
    fault: dict[str, object],
) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMessage", chat=user, nth=nth, **fault)
    await desk.handle([text(1, "long", chat=user)])

    for _ in range(4):
        await drain(relay)
        clock.advance(61)

    said = await shown(emulator, user)
    assert [each[-4000:] for each in said] == WORDS
    assert await waiting(database) == []


async def test_a_part_whose_answer_is_lost_may_come_twice_but_none_before_it(
    emulator: Emulator, relay: Relay, desk: Desk, clock: StandingClock
) -> None:
    user = await emulator.citizen()
    await emulator.fault(on="sendMessage", chat=user, nth=2, action="reset_after")
    await desk.handle([text(1, "long", chat=user)])

    for _ in range(4):
        await drain(relay)
        clock.advance(61)

    letters = "".join(each[-1] for each in await shown(emulator, user))
    assert letters == "abbc"


async def test_what_telegram_cannot_parse_is_said_as_plain_words(
    emulator: Emulator, relay: Relay, desk: Desk, database: Database
) -> None:
    user = await emulator.citizen()
    unparsable = "Bad Request: can't parse entities: unclosed tag at byte offset 7"
    await emulator.fault(
        on="sendMessage", chat=user, nth=2, action="error", status=400, description=unparsable
    )
    await desk.handle([text(1, "long", chat=user)])

    await drain(relay)

    assert "".join(each[-1] for each in await shown(emulator, user)) == "abc"
    assert await parked(database) == []


async def test_one_chat_that_must_wait_does_not_halt_the_others(
    emulator: Emulator, relay: Relay, desk: Desk, clock: StandingClock
) -> None:
    one, two = await emulator.citizen(), await emulator.citizen()
    await emulator.fault(on="sendMessage", chat=one, action="flood", retry_after=30)
    batch: list[Arrival] = [text(1, "long", chat=one), text(1, "long", chat=two)]
    await desk.handle(batch)

    await drain(relay)
    assert (len(await shown(emulator, one)), len(await shown(emulator, two))) == (0, 3)
    clock.advance(29)
    await drain(relay)
    assert len(await shown(emulator, one)) == 0
    clock.advance(1)
    await drain(relay)
    assert len(await shown(emulator, one)) == 3
