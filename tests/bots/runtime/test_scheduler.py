"""What comes due by the clock alone."""

from datetime import timedelta

from prometheus_client import REGISTRY

from bots.runtime.desk import Desk
from bots.runtime.scheduler import Housekeeping, start_ticking
from bots.runtime.timers import Timers
from storage.database import Database
from tests.bots.runtime.looks import rows
from tests.bots.runtime.twins import StandingClock, text


async def test_raw_updates_are_forgotten_after_72_hours(
    desk: Desk, database: Database, clock: StandingClock
) -> None:
    await desk.handle([text(1, "a")])
    clock.advance(timedelta(hours=2).total_seconds())
    await desk.handle([text(2, "b")])
    clock.advance(timedelta(hours=71).total_seconds())

    gone = await Housekeeping(database, clock=clock.now).forget_raw_updates()

    assert gone == 1
    assert await rows(database, "select key from inbox") == [("message:1:2",)]


async def test_the_backlog_is_measured(
    desk: Desk, database: Database, clock: StandingClock
) -> None:
    housekeeping = Housekeeping(database, clock=clock.now)
    await desk.handle([text(1, "report")])
    clock.advance(30)

    await housekeeping.measure()
    assert _gauges("Say") == (1, 30)

    async with database.begin() as connection:
        await connection.exec_driver_sql("delete from outbox")
    await housekeeping.measure()
    assert _gauges("Say") == (0, 0)


async def test_the_ticks_are_set(database: Database, desk: Desk) -> None:
    scheduler = start_ticking(Housekeeping(database), Timers(desk))

    assert {job.name for job in scheduler.get_jobs()} == {
        "Housekeeping.forget_quotas",
        "Housekeeping.forget_raw_updates",
        "Housekeeping.measure",
        "Timers.tick",
    }
    scheduler.shutdown(wait=False)


def _gauges(kind: str) -> tuple[float | None, float | None]:
    names = ("qulaq_outbox_waiting", "qulaq_outbox_oldest_seconds")
    waiting, oldest = (REGISTRY.get_sample_value(name, {"kind": kind}) for name in names)
    return waiting, oldest
