"""A live location of eight hours, a point a second, each in a transaction of its own."""

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text

from intake_api.auth.actor import Bot
from intake_api.contract import (
    Channel,
    CitizenMessage,
    Locale,
    Place,
    PlaceMethod,
    ReportKind,
    ReportSubmission,
    TrackPoint,
    TrackPoints,
)
from intake_api.reports.intake import accept_submission
from intake_api.reports.tracks import receive_points
from storage.database import Database
from storage.ids import new_id
from storage.migrate import upgrade
from storage.reports.tracks import thinned, tracks_of
from storage.reports.unit_of_work import Reports, Work
from tests.bench.figure import Figure

POINTS = 8 * 3600
START = datetime(2026, 11, 23, 12, tzinfo=UTC)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measured(Path(folder) / "track.sqlite"))


async def _measured(file: Path) -> list[Figure]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await upgrade(database, "storage.reports")
    now = [START]
    reports = Reports(database, clock=lambda: now[0])
    share = _share()
    await reports.perform(lambda work: accept_submission(work, _BOT, share))
    empty = await _size(reports)
    began, cpu = time.perf_counter(), time.process_time()
    for second in range(1, POINTS + 1):
        now[0] = START + timedelta(seconds=second)
        points = _point(share, second)
        await reports.perform(partial(_receive, share, points))
    cpu_ms = 1000 * (time.process_time() - cpu) / POINTS
    wall_ms = 1000 * (time.perf_counter() - began) / POINTS
    size = (await _size(reports) - empty) / POINTS
    line_ms = await _line_ms(reports, share)
    await reports.dispose()
    return [
        Figure(name="CPU of the API's core per point of a live location", value=cpu_ms, unit="ms"),
        Figure(name="the same, time of the clock", value=wall_ms, unit="ms"),
        Figure(name="database per point, with its journal entry", value=size, unit="bytes"),
        Figure(name="thinned line of 28,800 points", value=line_ms, unit="ms"),
    ]


_BOT = Bot(key_id=uuid4(), name="bench")


async def _receive(share: ReportSubmission, points: TrackPoints, work: Work) -> None:
    await receive_points(work, share.report_id, points)


def _share() -> ReportSubmission:
    place = Place(method=PlaceMethod.LIVE, latitude=51.1, longitude=71.4)
    first = CitizenMessage(message_id=new_id(), sent_at=START, place=place, live_s=POINTS)
    return ReportSubmission(
        report_id=new_id(),
        conversation_id=new_id(),
        kind=ReportKind.SOS,
        channel=Channel.SOS,
        locale=Locale.KK,
        messages=(first,),
        submitted_at=START,
    )


def _point(share: ReportSubmission, second: int) -> TrackPoints:
    point = TrackPoint(
        at=START + timedelta(seconds=second),
        latitude=51.1 + second / 1_000_000,
        longitude=71.4 + second / 1_000_000,
        accuracy_m=8.5,
        heading=second % 360 + 1,
    )
    return TrackPoints(message_id=share.messages[0].message_id, points=(point,))


async def _size(reports: Reports) -> int:
    async with reports.look() as work:
        pages = await work.connection.scalar(text("PRAGMA page_count"))
        unused = await work.connection.scalar(text("PRAGMA freelist_count"))
        return (int(pages) - int(unused)) * int(
            await work.connection.scalar(text("PRAGMA page_size"))
        )


async def _line_ms(reports: Reports, share: ReportSubmission) -> float:
    async def look(work: Work) -> int:
        (track,) = await tracks_of(work, share.report_id)
        return len(await thinned(work, track, 500))

    began = time.perf_counter()
    assert 250 < await reports.consult(look) <= 500
    return 1000 * (time.perf_counter() - began)
