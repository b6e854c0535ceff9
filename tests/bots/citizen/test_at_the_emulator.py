"""The port to Telegram, carried out at the emulator: what the citizen's screen shows."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from bots.citizen.telegram import TelegramMessenger
from bots.runtime.texts import Texts
from tests.bots.emulator.conftest import TOKEN, Emulator, running

TEXTS = Texts.load("citizen")
DAY_S = 86_400


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running() as address:
        yield address


@pytest.fixture
async def emulator(url: str) -> AsyncIterator[Emulator]:
    async with httpx.AsyncClient(timeout=20) as client:
        yield Emulator(url, client)


@pytest.fixture
async def telegram(url: str) -> AsyncIterator[TelegramMessenger]:
    messenger = TelegramMessenger(TOKEN, TEXTS, api_url=url, timeout_s=5)
    yield messenger
    await messenger.close()


async def entries(emulator: Emulator, user: int) -> list[Any]:
    found = await emulator.control(f"chats/{user}/messages")
    assert isinstance(found, list)
    return found


async def test_one_old_message_does_not_keep_the_young_ones(
    emulator: Emulator, telegram: TelegramMessenger
) -> None:
    user = await emulator.citizen()
    old = [str((await emulator.send(user, text=w))["messages"][0]["message_id"]) for w in "ab"]
    await emulator.control("clock", {"advance_s": 2 * DAY_S + 1})
    young = [str((await emulator.send(user, text=w))["messages"][0]["message_id"]) for w in "cdefg"]

    deleted = await telegram.delete(f"telegram:{user}", [*old, *young])

    gone = {str(e["message_id"]) for e in await entries(emulator, user) if e["deleted"]}
    assert deleted == 5
    assert gone == set(young)
