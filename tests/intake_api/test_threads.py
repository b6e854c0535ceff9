"""Acts that run whole within a thread, on SQLite; PostgreSQL keeps the same promises."""

import asyncio
from collections.abc import AsyncIterator
from threading import Event

import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.reports.audits import write_audit
from storage.reports.tables import audit
from storage.reports.unit_of_work import Reports, Work


@pytest.fixture
async def reports(reports_url: str) -> AsyncIterator[Reports]:
    made = Reports(Database(reports_url))
    yield made
    await made.dispose()


async def note(work: Work) -> None:
    await write_audit(work, actor_kind="cli", actor_id=None, action="tried")


async def noted(work: Work) -> int:
    return await work.connection.scalar(select(func.count()).select_from(audit)) or 0


async def test_an_act_is_stored_when_it_ends(reports: Reports) -> None:
    await reports.perform(note)

    assert await reports.consult(noted) == 1


async def test_an_act_that_raises_has_changed_nothing(reports: Reports) -> None:
    async def act(work: Work) -> None:
        await note(work)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await reports.perform(act)

    assert await reports.consult(noted) == 0


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_an_act_goes_on_when_its_caller_is_gone(reports: Reports) -> None:
    begun, go_on = Event(), Event()

    async def act(work: Work) -> None:
        begun.set()
        go_on.wait(20)
        await note(work)

    asked = asyncio.create_task(reports.perform(act))
    await asyncio.to_thread(begun.wait, 20)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    go_on.set()

    # There is one writer: this one comes after it.
    await reports.perform(note)
    assert await reports.consult(noted) == 2


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_an_act_may_wait_for_nothing_else(reports: Reports) -> None:
    async def act(work: Work) -> None:
        await note(work)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError):
        await reports.perform(act)

    assert await reports.consult(noted) == 0
