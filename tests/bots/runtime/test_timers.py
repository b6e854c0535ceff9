"""A timer rings once for whoever set it, and not at all when it was called off."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bots.dialogue.effects import CancelTimer, Effect, SetTimer
from bots.dialogue.events import Event, TimerDue
from bots.runtime.desk import Desk
from bots.runtime.timers import AT_ONCE, Timers, _arrival
from storage.conversations.timers import Timer
from storage.database import Database
from tests.bots.runtime.looks import parked, rows
from tests.bots.runtime.recorder import Recorder
from tests.bots.runtime.twins import StandingClock, text


@pytest.fixture
def recorder(clock: StandingClock) -> Recorder:
    return Recorder(
        wishes={
            "soon": (SetTimer(name="nudge", due_at=_in(clock, 60)),),
            "later": (SetTimer(name="nudge", due_at=_in(clock, 600)),),
            "never": (CancelTimer(name="nudge"),),
        }
    )


@pytest.fixture
def desk(database: Database, recorder: Recorder, clock: StandingClock) -> Desk:
    return Desk(database, recorder.script, clock=clock.now)


async def test_it_rings_when_due_and_not_before(
    desk: Desk, recorder: Recorder, clock: StandingClock, database: Database
) -> None:
    await desk.handle([text(1, "soon")])

    clock.advance(59)
    assert await Timers(desk).tick() == 0
    clock.advance(1)
    assert await Timers(desk).tick() == 1

    assert recorder.last() == TimerDue(at=clock.now(), name="nudge")
    assert await rows(database, "select * from timer") == []


async def test_two_tickers_at_once_ring_it_once(
    database: Database, recorder: Recorder, clock: StandingClock
) -> None:
    desks = [Desk(database, recorder.script, clock=clock.now) for _ in range(4)]
    await desks[0].handle([text(n, "soon", chat=n) for n in range(10)])
    clock.advance(60)

    await asyncio.gather(*(Timers(desk).tick() for desk in desks))

    assert recorder.kinds().count("TimerDue") == 10


@pytest.mark.parametrize("word", ["never", "later"])
async def test_called_off_or_set_anew_it_does_not_ring(
    desk: Desk, recorder: Recorder, clock: StandingClock, word: str
) -> None:
    await desk.handle([text(1, "soon")])
    await desk.handle([text(2, word)])
    clock.advance(60)

    await Timers(desk).tick()

    assert "TimerDue" not in recorder.kinds()


@pytest.mark.parametrize(("word", "left"), [("never", 0), ("later", 1)])
async def test_called_off_between_the_look_and_the_ring_it_does_not_ring(
    desk: Desk,
    recorder: Recorder,
    clock: StandingClock,
    database: Database,
    word: str,
    left: int,
) -> None:
    await desk.handle([text(1, "soon")])
    seen = Timer(chat="telegram:1", name="nudge", due_at=_in(clock, 60))
    await desk.handle([text(2, word)])

    await desk.handle([_arrival(seen, _in(clock, 60))])

    assert "TimerDue" not in recorder.kinds()
    assert len(await rows(database, "select * from timer")) == left


async def test_called_off_within_one_batch(
    desk: Desk, recorder: Recorder, database: Database
) -> None:
    await desk.handle([text(1, "soon"), text(2, "never"), text(3, "later")])

    [(due_at,)] = await rows(database, "select count(*) from timer")
    assert due_at == 1


async def test_one_that_its_own_event_sets_again_goes_on(
    desk: Desk, recorder: Recorder, clock: StandingClock, database: Database
) -> None:
    def again(event: Event) -> tuple[Effect, ...]:
        return (SetTimer(name="nudge", due_at=event.at + timedelta(seconds=60)),)

    recorder.otherwise = again
    await desk.handle([text(1, "soon")])

    for _ in range(3):
        clock.advance(60)
        assert await Timers(desk).tick() == 1

    assert recorder.kinds() == ["TextReceived", "TimerDue", "TimerDue", "TimerDue"]
    assert len(await rows(database, "select * from timer")) == 1


async def test_more_than_fit_a_batch_ring_in_one_tick(
    desk: Desk, recorder: Recorder, clock: StandingClock
) -> None:
    await desk.handle([text(n, "soon", chat=n) for n in range(AT_ONCE + 1)])
    clock.advance(60)

    assert await Timers(desk).tick() == AT_ONCE + 1
    assert recorder.kinds().count("TimerDue") == AT_ONCE + 1


async def test_one_that_cannot_be_met_is_put_aside_and_rings_no_more(
    desk: Desk, recorder: Recorder, clock: StandingClock, database: Database
) -> None:
    def poison(event: Event) -> tuple[Effect, ...]:
        raise ValueError("a bug in a flow")

    recorder.otherwise = poison
    await desk.handle([text(1, "soon")])
    clock.advance(60)

    assert [await Timers(desk).tick(), await Timers(desk).tick()] == [1, 0]

    assert [source for source, _ in await parked(database)] == ["timer"]


def _in(clock: StandingClock, seconds: float) -> datetime:
    return clock.now() + timedelta(seconds=seconds)
