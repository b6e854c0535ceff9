"""A chat is cleaned of both sides' messages, and the citizen hears truly how many went."""

from collections.abc import Sequence

import pytest

from bots.dialogue.effects import CleanChat
from bots.dialogue.events import ChatCleaned
from bots.runtime.desk import Desk
from bots.runtime.messenger import ChatGone, FloodWait, Unavailable
from bots.runtime.relay import Relay
from storage.database import Database
from tests.bots.runtime.looks import waiting
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.script import say
from tests.bots.runtime.twins import ScriptedMessenger, StandingClock, drain, text

TWO_DAYS_S = 48 * 3600


@pytest.fixture
def recorder() -> Recorder:
    return Recorder(wishes={"a": (say("b"),), "clean": (CleanChat(locale="kk"),)})


@pytest.fixture
def desk(database: Database, recorder: Recorder, clock: StandingClock) -> Desk:
    return Desk(database, recorder.script, clock=clock.now)


async def test_what_both_have_said_goes_and_another_chat_is_left_alone(
    desk: Desk, relay: Relay, recorder: Recorder, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    await desk.handle([text(71, "a"), text(99, "a", chat=2)])
    await drain(relay)
    await desk.handle([text(72, "clean")])
    await drain(relay)

    assert len(messenger.said) == 2
    ours = 1 + messenger.said.index(("telegram:1", "b"))
    assert messenger.deleted == [str(ours), "71", "72"]
    assert recorder.last() == ChatCleaned(at=clock.now(), deleted=3, left=0)


async def test_what_is_two_days_old_is_left_and_counted(
    desk: Desk, relay: Relay, recorder: Recorder, messenger: ScriptedMessenger, clock: StandingClock
) -> None:
    await desk.handle([text(71, "a")])
    await drain(relay)
    clock.advance(TWO_DAYS_S)
    await desk.handle([text(72, "clean")])
    await drain(relay)

    assert messenger.deleted == ["72"]
    assert recorder.last() == ChatCleaned(at=clock.now(), deleted=1, left=2)


async def test_what_the_messenger_kept_is_counted_as_left(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    messenger: ScriptedMessenger,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def one(_: str, __: Sequence[str]) -> int:
        return 1

    monkeypatch.setattr(messenger, "delete", one)
    await desk.handle([text(71, "a")])
    await drain(relay)
    await desk.handle([text(72, "clean")])
    await drain(relay)

    assert recorder.last() == ChatCleaned(at=clock.now(), deleted=1, left=2)


@pytest.mark.parametrize("error", [FloodWait(3), Unavailable("502")])
async def test_the_weather_is_waited_out(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    messenger: ScriptedMessenger,
    clock: StandingClock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    async def away(_: str, __: Sequence[str]) -> int:
        raise error

    await desk.handle([text(72, "clean")])
    with monkeypatch.context() as storm:
        storm.setattr(messenger, "delete", away)
        await drain(relay)
    assert await waiting(database) == [("CleanChat", "telegram:1")]
    clock.advance(5)
    await drain(relay)

    assert recorder.last() == ChatCleaned(at=clock.now(), deleted=1, left=0)


async def test_in_a_chat_that_is_gone_nothing_went(
    desk: Desk,
    relay: Relay,
    recorder: Recorder,
    messenger: ScriptedMessenger,
    clock: StandingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def gone(_: str, __: Sequence[str]) -> int:
        raise ChatGone("blocked")

    monkeypatch.setattr(messenger, "delete", gone)
    await desk.handle([text(72, "clean")])
    await drain(relay)

    assert recorder.last() == ChatCleaned(at=clock.now(), deleted=0, left=1)
