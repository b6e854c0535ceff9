"""The journal is read without a gap, also when several processes write it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import pytest

from intake_api.auth.actor import Bot
from intake_api.contract import ReportSubmission
from intake_api.feed import Feed, TooOld
from intake_api.reports.intake import accept_submission
from intake_api.scheduler import tidy_up
from storage.database import Database
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import submission

WITHIN_S = 20
BOT = Bot(key_id=uuid4(), name="citizen")


@asynccontextmanager
async def process(url: str) -> AsyncIterator[Reports]:
    """The database as one more process sees it: a pool of its own, no memory shared."""
    reports = Reports(Database(url))
    try:
        yield reports
    finally:
        await reports.database.dispose()


async def write(reports: Reports) -> None:
    async with reports.act() as work:
        await accept_submission(work, BOT, ReportSubmission.model_validate(submission()))


async def follow(feed: Feed, seq: int, until: int) -> list[int]:
    seen: list[int] = []
    async with asyncio.timeout(WITHIN_S):
        while seq < until:
            seen += [frame.seq for frame in await feed.after(seq)]
            seq = seen[-1] if seen else seq
            if seq < until:
                await feed.wait_beyond(seq, WITHIN_S)
    return seen


async def test_two_processes_write_and_a_third_misses_nothing(reports_url: str) -> None:
    async with (
        process(reports_url) as one,
        process(reports_url) as two,
        process(reports_url) as third,
    ):
        feed = Feed(third)
        async with feed.running():
            following = asyncio.create_task(follow(feed, 0, 40))

            await asyncio.gather(*(write((one, two)[n % 2]) for n in range(40)))

            assert await following == list(range(1, 41))


async def fail_late(reports: Reports) -> None:
    async with reports.act() as work:
        await accept_submission(work, BOT, ReportSubmission.model_validate(submission()))
        await work.publish()
        raise ZeroDivisionError


async def test_an_act_that_fails_takes_no_number(reports_url: str) -> None:
    async with process(reports_url) as reports:
        await write(reports)
        with pytest.raises(ZeroDivisionError):
            await fail_late(reports)
        await write(reports)

        feed = Feed(reports)
        async with feed.running():
            assert [frame.seq for frame in await feed.after(0)] == [1, 2]


async def test_who_comes_back_to_a_new_process_gets_what_was_missed(reports_url: str) -> None:
    async with process(reports_url) as reports:
        for _ in range(3):
            await write(reports)

        feed = Feed(reports)
        async with feed.running():
            await feed.require_resumable(1)
            assert [frame.seq for frame in await feed.after(1)] == [2, 3]


async def test_what_was_forgotten_cannot_be_resumed(reports_url: str) -> None:
    async with process(reports_url) as reports:
        for _ in range(3):
            await write(reports)
        await tidy_up(reports, timedelta(days=-1))

        feed = Feed(reports)
        async with feed.running():
            await feed.require_resumable(3)
            for seq in (0, 2, 4):
                with pytest.raises(TooOld):
                    await feed.require_resumable(seq)
            with pytest.raises(TooOld):
                await feed.after(2)


async def test_closing_lets_everybody_go(reports_url: str) -> None:
    async with process(reports_url) as reports:
        feed = Feed(reports)
        async with feed.running():
            waiting = asyncio.create_task(feed.wait_beyond(0, 3600))
            await asyncio.sleep(0)

            await feed.close()

            await asyncio.wait_for(waiting, WITHIN_S)
