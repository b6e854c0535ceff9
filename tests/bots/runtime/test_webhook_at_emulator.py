"""The whole way in: a citizen writes, the emulator posts as Telegram does, it is stored once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from bots.citizen.telegram import TelegramMessenger
from bots.runtime.desk import Desk
from bots.runtime.texts import Texts
from bots.runtime.waysin import ByPolling, ByWebhook
from bots.runtime.webhook import Door, Place, Webhook, listen
from storage.database import Database
from tests.bots.emulator.conftest import TOKEN, Emulator, running
from tests.bots.runtime.looks import heard_by, parked, rows
from tests.bots.runtime.script import SCRIPT

SECRET = "right-secret_of-32-characters-xx"
WORDS = ["one", "two", "three"]


@pytest.fixture
def url() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
async def emulator(url: str) -> AsyncIterator[Emulator]:
    async with httpx.AsyncClient(timeout=20) as client:
        emulator = Emulator(url, client)
        await emulator.control("clock", {"scale": 60})
        yield emulator


@pytest.fixture
async def telegram(url: str) -> AsyncIterator[TelegramMessenger]:
    messenger = TelegramMessenger(TOKEN, Texts.load("citizen"), api_url=url)
    yield messenger
    await messenger.close()


@pytest.fixture
async def webhook(telegram: TelegramMessenger, database: Database) -> AsyncIterator[Webhook]:
    listener = listen("127.0.0.1", 0)
    place = Place(public_url=f"http://127.0.0.1:{listener.getsockname()[1]}", secret=SECRET)
    webhook = Webhook(telegram, Desk(database, SCRIPT), Door(place=place, listener=listener))
    way_in = ByWebhook(webhook)
    running = asyncio.create_task(way_in.run())
    yield webhook
    running.cancel()
    await asyncio.wait([running])
    await way_in.settle()


async def until_confirmed(emulator: Emulator, count: int) -> None:
    async with asyncio.timeout(30):
        while True:
            items = (await emulator.control("stats/updates?state=confirmed"))["items"]
            if len(items) >= count:
                return
            await asyncio.sleep(0.02)


async def until_refused(emulator: Emulator) -> None:
    async with asyncio.timeout(20):
        while True:
            info = await emulator.result("getWebhookInfo")
            if info.get("last_error_message", "").endswith("503"):
                return
            await asyncio.sleep(0.02)


@pytest.mark.usefixtures("webhook")
@pytest.mark.parametrize(
    "fault",
    [
        {"action": "lost_answer"},
        {"action": "early_close"},
        {"action": "early_close", "after_s": 0.002},
        {"action": "concurrent"},
        {"action": "wrong_secret"},
        {"action": "no_secret"},
        {"action": "get"},
        {"action": "content_type", "value": "text/plain"},
        {"action": "slow_reader", "bytes_per_s": 1000},
    ],
    ids=lambda fault: str(fault["action"]),
)
async def test_however_it_is_delivered_it_is_stored_once_and_in_order(
    emulator: Emulator, database: Database, fault: dict[str, Any]
) -> None:
    user = (await emulator.control("users", {}))["id"]
    await emulator.fault(on="webhook", count=2, **fault)

    for words in WORDS:
        await emulator.send(user, text=words)
    await until_confirmed(emulator, len(WORDS))

    assert await heard_by(database, user) == WORDS
    assert await parked(database) == []
    assert (await emulator.control("faults"))[0]["fired"] == 2


@pytest.mark.usefixtures("webhook")
async def test_nonsense_in_place_of_an_update_holds_up_nobody(
    emulator: Emulator, database: Database
) -> None:
    user = (await emulator.control("users", {}))["id"]
    await emulator.fault(on="webhook", action="raw_body", body="{nonsense", text="two")

    for words in WORDS:
        await emulator.send(user, text=words)
    await until_confirmed(emulator, len(WORDS))

    assert await heard_by(database, user) == ["one", "three"]
    assert await rows(database, "select body from parked") == [("{nonsense",)]


async def test_what_came_while_the_database_was_away_comes_again(
    emulator: Emulator, webhook: Webhook, database: Database
) -> None:
    user = (await emulator.control("users", {}))["id"]
    desk = webhook.desk
    broken = desk.database = Database("sqlite+aiosqlite:////nowhere/at/all.sqlite")
    for words in WORDS:
        await emulator.send(user, text=words)
    await until_refused(emulator)

    desk.database = database
    await until_confirmed(emulator, len(WORDS))

    assert await heard_by(database, user) == WORDS
    await broken.dispose()


async def test_from_webhook_to_polling_nothing_is_dropped(
    emulator: Emulator, telegram: TelegramMessenger, database: Database
) -> None:
    user = (await emulator.control("users", {}))["id"]
    await telegram.open_webhook("http://127.0.0.1:9/nobody", secret=SECRET, connections=3)
    info = await emulator.result("getWebhookInfo")
    for words in WORDS:
        await emulator.send(user, text=words)

    polling = ByPolling(telegram, Desk(database, SCRIPT), timeout_s=1, group=100)
    running = asyncio.create_task(polling.run())
    await until_confirmed(emulator, len(WORDS))
    running.cancel()
    await asyncio.wait([running])

    assert await heard_by(database, user) == WORDS
    assert (info["max_connections"], "message" in info["allowed_updates"]) == (3, True)
    assert (await emulator.result("getWebhookInfo"))["url"] == ""
