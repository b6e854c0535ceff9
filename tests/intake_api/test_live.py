"""The live line: every event once, in order, over any number of cuts."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import delete, insert
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from intake_api.administration import add_bot_key
from intake_api.api import live
from intake_api.presence import FORGOTTEN_AFTER, Room
from storage.database import Database
from storage.reports.people import staff_by_login
from storage.reports.queue_tables import looking
from storage.reports.tables import api_token
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import hire, settings_for, submission, uuid_of
from tests.intake_api.running import running

WITHIN_S = 20
DEAD = 2 * FORGOTTEN_AFTER


class Line:
    """A served centre with one bot and its staff's tokens."""

    def __init__(self, url: str, key: str, tokens: dict[str, str]) -> None:
        self.url = url
        self.key = key
        self.tokens = tokens

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[httpx.AsyncClient]:
        headers = {"Authorization": f"Bearer {self.key}"}
        async with httpx.AsyncClient(base_url=self.url, headers=headers) as client:
            yield client

    def connect(
        self, since: object = None, *, token: str | None = None, origin: str | None = None
    ) -> Any:
        query = "" if since is None else f"?since={since}"
        address = f"{self.url.replace('http', 'ws')}/v1/live{query}"
        headers = {"Authorization": f"Bearer {token or self.tokens['operator']}"}
        if origin:
            headers["Origin"] = origin
        # Reads on while the test does not, else a cut waits for frames nobody wants.
        return connect(address, additional_headers=headers, max_queue=None)


@pytest.fixture
def line(reports_url: str, tmp_path: Path) -> Iterator[Line]:
    key, tokens = asyncio.run(_prepare(reports_url))
    with running(settings_for(reports_url, tmp_path)) as (url, _):
        yield Line(url, key, tokens)


async def _prepare(url: str) -> tuple[str, dict[str, str]]:
    reports = Reports(Database(url))
    try:
        return await add_bot_key(reports, name="citizen"), await hire(reports)
    finally:
        await reports.database.dispose()


async def submit(bot: httpx.AsyncClient, **changed: object) -> dict[str, Any]:
    body = submission(**changed)
    answer = await bot.post("/v1/reports", json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 201
    return body


async def heard(socket: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), WITHIN_S))
    return frame


async def hear_out(socket: ClientConnection) -> None:
    while True:
        await heard(socket)


async def test_a_report_appears_at_once(line: Line) -> None:
    async with line.bot() as bot, line.connect() as socket:
        hello = await heard(socket)

        report = await submit(bot, kind="sos")

        event = await heard(socket)
        assert (hello["type"], hello["user"]["login"]) == ("hello", "operator")
        assert (event["type"], event["event"]) == ("event", "report_received")
        assert (event["seq"], event["report_id"]) == (hello["seq"] + 1, report["report_id"])
        assert (event["row"]["kind"], event["row"]["seq"]) == ("sos", event["seq"])


async def test_cuts_lose_nothing_and_repeat_nothing(line: Line) -> None:
    chance = random.Random(20261123)
    seen: list[int] = []
    async with line.bot() as bot:
        posting = asyncio.gather(*(submit(bot) for _ in range(60)))
        while len(seen) < 60:
            async with line.connect(seen[-1] if seen else 0) as socket:
                assert (await heard(socket))["type"] == "hello"
                for _ in range(min(chance.randrange(1, 6), 60 - len(seen))):
                    seen.append((await heard(socket))["seq"])
        await posting

    assert seen == list(range(1, 61))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_twenty_cuts_under_three_thousand_events(line: Line, reports_url: str) -> None:
    chance = random.Random(20261124)
    cuts = sorted(chance.sample(range(2, 3001), 20))
    seen: list[int] = []
    async with line.bot() as bot:
        report = await submit(bot)
    happening = asyncio.create_task(_happen(reports_url, uuid_of(report["report_id"]), 2999))
    for until in (*cuts, 3000):
        async with line.connect(seen[-1] if seen else 0) as socket:
            assert (await heard(socket))["type"] == "hello"
            while len(seen) < until:
                seen.append((await heard(socket))["seq"])
            socket.transport.abort()  # without a word, and with frames on their way
    await happening

    assert seen == list(range(1, 3001))


async def _happen(url: str, report_id: UUID, count: int) -> None:
    """So many events, a hundred in an act."""
    reports = Reports(Database(url))
    for first in range(0, count, 100):
        async with reports.act() as work:
            for n in range(first, min(first + 100, count)):
                work.record(report_id, f"event_{n}")
    await reports.dispose()


async def look(socket: ClientConnection, report_id: str | None) -> None:
    await socket.send(json.dumps({"type": "looking", "report_id": report_id}))


async def company(socket: ClientConnection, *expected: tuple[str, str | None]) -> None:
    """Until the console is told that just these are here, by position and report."""
    while True:
        frame = await heard(socket)
        if frame["type"] == "presence" and expected == tuple(
            (one["position"], one["report_id"]) for one in frame["items"]
        ):
            return


async def test_two_operators_on_one_case_see_each_other(line: Line) -> None:
    case = str(uuid4())
    async with line.connect() as one, line.connect(token=line.tokens["colleague"]) as two:
        await look(one, case)
        await company(one, ("operator 102", case))

        await look(two, case)

        both = (("colleague 102", case), ("operator 102", case))
        await company(one, *both)
        await company(two, *both)
        await look(one, None)
        await company(two, ("colleague 102", case), ("operator 102", None))
        await one.close()
        await company(two, ("colleague 102", case))


async def test_who_only_listens_is_told_of_nobody_and_seen_by_nobody(line: Line) -> None:
    async with line.bot() as bot, line.connect() as script, line.connect() as console:
        await heard(script)
        for nonsense in ("", "{", '{"type":"looking"}', "[" * 1000, '{"type":"ping"}'):
            await script.send(nonsense)
        await look(console, None)
        await company(console, ("operator 102", None))

        await submit(bot)

        assert (await heard(script))["type"] == "event"


async def test_consoles_of_a_process_that_died_are_forgotten(line: Line, reports_url: str) -> None:
    reports = Reports(Database(reports_url))
    async with line.connect() as console:
        await look(console, None)
        await company(console, ("operator 102", None))
        async with reports.act() as work:
            for login, seen_at in (("colleague", work.now), ("admin", work.now - DEAD)):
                person = await staff_by_login(work, login)
                assert person is not None
                row = {"line_id": uuid4(), "staff_id": person.id, "seen_at": seen_at}
                await work.connection.execute(insert(looking).values(**row))
        room = Room(reports, _nothing)

        await room.renew()
        await room.refresh()

        here = [one["position"] for one in json.loads(room.frame)["items"]]
        assert here == ["colleague 102", "operator 102"]
    await reports.dispose()


async def _nothing() -> None:
    pass


async def test_every_console_hears_the_same(line: Line) -> None:
    async with line.bot() as bot, line.connect() as one, line.connect() as two:
        await heard(one)
        await heard(two)

        await submit(bot)

        assert await heard(one) == await heard(two)


async def test_a_number_from_the_future_means_load_anew(line: Line) -> None:
    for since in ("99", "x", "-1", "9" * 30, ""):
        async with line.connect(since) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await heard(socket)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == live.TOO_OLD


async def test_nobody_listens_without_a_session(line: Line) -> None:
    for token in ("qt_wrong", line.key):
        async with line.connect(token=token) as socket:
            with pytest.raises(ConnectionClosed) as closed:
                await heard(socket)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == live.NOT_SIGNED_IN


async def test_another_site_cannot_listen(line: Line) -> None:
    async with line.connect(origin="https://evil.example") as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await heard(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == live.FORBIDDEN


async def test_silence_is_broken_by_pings(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PING_EVERY_S", 0.01)
    async with line.connect() as socket:
        await heard(socket)

        assert await heard(socket) == {"type": "ping"}


async def test_a_line_ends_with_the_session(
    line: Line, reports_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "PING_EVERY_S", 0.01)
    monkeypatch.setattr(live, "ASK_AGAIN_EVERY_S", 0.0)
    async with line.connect() as socket:
        await heard(socket)

        reports = Reports(Database(reports_url))
        async with reports.act() as work:
            await work.connection.execute(delete(api_token))
        await reports.database.dispose()

        with pytest.raises(ConnectionClosed) as closed:
            await hear_out(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == live.NOT_SIGNED_IN
