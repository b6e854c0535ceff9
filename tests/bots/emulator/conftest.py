"""A really started emulator on a free port, and a small client for its two interfaces."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import aiogram
import httpx
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.request import HTTPXRequest

from bots.emulator.server import EmulatorServer, bind
from bots.emulator.settings import BotSeed, EmulatorSettings

TOKEN = "111111:TEST"
OTHER_TOKEN = "222222:TEST"
BOTS = (
    BotSeed(token=TOKEN, username="first_bot", name="First"),
    BotSeed(token=OTHER_TOKEN, username="second_bot", name="Second"),
)


@contextmanager
def running(**settings: Any) -> Iterator[str]:
    """The address of an emulator that runs for the time of the block."""
    server = EmulatorServer(EmulatorSettings(bots=BOTS, **settings))
    listener = bind("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=20)
        assert not thread.is_alive()


class Emulator:
    """Speaks to the server as a bot and as a test does."""

    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self.url, self.client = url, client

    async def call(self, method: str, token: str = TOKEN, **parameters: Any) -> Any:
        """The whole answer, `ok` and all."""
        answer = await self.client.post(f"{self.url}/bot{token}/{method}", json=parameters)
        return answer.json()

    async def result(self, method: str, **parameters: Any) -> Any:
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def control(self, path: str, body: Any = None, verb: str = "") -> Any:
        verb = verb or ("GET" if body is None else "POST")
        answer = await self.client.request(verb, f"{self.url}/control/{path}", json=body)
        return answer.json()

    async def citizen(self, **wish: Any) -> int:
        """The id of a new citizen who has started the first bot; the queue is empty again."""
        user = await self.control("users", wish)
        await self.send(user["id"], text="/start")
        updates = await self.result("getUpdates")
        await self.result("getUpdates", offset=updates[-1]["update_id"] + 1)
        return int(user["id"])

    async def send(self, user_id: int, **act: Any) -> Any:
        return await self.control(f"users/{user_id}/send", act)

    async def fault(self, **rule: Any) -> None:
        answer = await self.control("faults", rule)
        assert isinstance(answer, list), answer


@pytest.fixture
def url() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
async def emulator(url: str) -> AsyncIterator[Emulator]:
    async with httpx.AsyncClient(timeout=20) as client:
        yield Emulator(url, client)


@pytest.fixture
async def bot(url: str) -> AsyncIterator[aiogram.Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=10)
    async with aiogram.Bot(TOKEN, session=session) as one:
        yield one


@pytest.fixture
async def ptb(url: str) -> AsyncIterator[telegram.Bot]:
    async with telegram.Bot(
        TOKEN,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(read_timeout=10),
    ) as one:
        yield one
