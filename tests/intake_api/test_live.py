"""The live line: every event once, in order, over any number of cuts."""

import asyncio
import json
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import delete
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from intake_api.administration import add_bot_key
from intake_api.api import live
from storage.database import Database
from storage.reports.tables import api_token
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import hire, settings_for, submission
from tests.intake_api.running import running

WITHIN_S = 20


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
