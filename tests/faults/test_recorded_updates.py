"""Real input: updates that others recorded, replayed raw. None stops the bot, none is lost.

What belongs to no conversation (groups, the inline mode) is answered at once and leaves no row.

The recordings lie beside the project, where present (QULAQ_RECORDED_UPDATES names another
place); they are read, never copied into it.
"""

import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bots.citizen.script import CITIZEN
from bots.citizen.telegram import TelegramMessenger
from bots.runtime.desk import Desk
from bots.runtime.messenger import Unavailable
from bots.runtime.polling import Polling
from bots.runtime.texts import Texts
from storage.conversations.tables import inbox, parked
from storage.database import Database
from tests.bots.emulator.conftest import TOKEN, Emulator, running

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "updates.jsonl"
RECORDED = Path(os.environ.get("QULAQ_RECORDED_UPDATES", BESIDE))

pytestmark = [
    pytest.mark.skipif(not RECORDED.exists(), reason="no recorded updates lie beside the project"),
    pytest.mark.slow,
]


def recorded() -> Iterator[dict[str, Any] | str]:
    for line in RECORDED.read_text("utf-8").splitlines():
        one = json.loads(line)
        yield one["raw"] if "raw" in one else one["update"]


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    with running() as url:
        async with httpx.AsyncClient(timeout=30) as client:
            yield Emulator(url, client)


@pytest.fixture
async def database(conversations_url: str) -> AsyncIterator[Database]:
    database = Database(conversations_url)
    yield database
    await database.dispose()


async def replay(emulator: Emulator) -> int:
    """Puts every recording into the bot's queue; returns how many of them leave a row."""
    rows = 0
    for number, one in enumerate(recorded(), start=1):
        if isinstance(one, dict):
            rows += not is_elsewhere(one)
            await emulator.control("updates", of_one_world(one, number))
        else:
            raw = f"{emulator.url}/control/updates/raw?whole=true"
            await emulator.client.post(raw, content=one.encode("utf-8", "surrogatepass"))
    return rows


def is_elsewhere(update: dict[str, Any]) -> bool:
    """True for the inline mode and for what is said in a group."""
    if update.keys() & {"inline_query", "chosen_inline_result"}:
        return True
    parts = (update.get(kind) or {} for kind in ("message", "edited_message", "my_chat_member"))
    chats = (part.get("chat") or {} for part in parts)
    return any(chat.get("type", "private") != "private" for chat in chats)


def of_one_world(update: dict[str, Any], number: int) -> dict[str, Any]:
    """Recordings of many bots share ids, but one message of one chat is stored once."""
    made = {key: value for key, value in update.items() if key != "update_id"}
    for part in made.values():
        if isinstance(part, dict) and isinstance(part.get("message_id"), int):
            part["message_id"] = 100_000 + number
        elif isinstance(part, dict) and "data" in part:
            part["id"] = f"press-{number}"
    return made


async def test_every_recorded_update_is_stored_once_and_the_next_citizen_is_served(
    emulator: Emulator, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    messenger = TelegramMessenger(TOKEN, Texts.load("citizen"), api_url=emulator.url)
    polling = Polling(messenger, Desk(database, CITIZEN), timeout_s=0)
    expected = await replay(emulator)
    after = await emulator.control("users", {"first_name": "Next"})
    await emulator.send(after["id"], text="/start")

    for _ in range(60):
        with suppress(Unavailable):  # a whole answer was garbage: the loop pauses and asks again
            await polling.poll_once()
        if (await pending(emulator)) == 0:
            break
    await messenger.close()

    async with database.read() as connection:
        handled = (await connection.execute(select(inbox.c.body, inbox.c.chat))).all()
        kept_aside = (await connection.execute(select(parked.c.body, parked.c.error))).all()
    stored = Counter(json.loads(row.body)["update_id"] for row in [*handled, *kept_aside])
    with capsys.disabled():
        print(
            f"\nrecorded updates: {expected}, handled {len(handled) - 1}, parked {len(kept_aside)}"
        )
    assert await pending(emulator) == 0
    assert f"telegram:{after['id']}" in {row.chat for row in handled}
    assert set(stored.values()) == {1}
    assert len(stored) == expected + 1


async def pending(emulator: Emulator) -> int:
    stats = await emulator.control("stats")
    return int(next(iter(stats["updates"].values()))["pending"])
