"""Three processes behind one address, on one PostgreSQL: every chat keeps its order."""

import asyncio
import random
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bots.runtime.webhook import SECRET_HEADER, Place
from storage.database import Database
from tests.bots.runtime.looks import heard_by, parked, waiting
from tests.bots.runtime.twins import update

SECRET = "right-secret_of-32-characters-xx"
PATH = Place(public_url="", secret=SECRET).path
PROCESSES, CHATS, MESSAGES, PRESSES = 3, 50, 20, 10
PRESSED = "ChoiceMade"
WITHIN_S = 200


@contextmanager
def bots(url: str, file: Path) -> Iterator[list[str]]:
    """The addresses of the processes; each must end cleanly."""
    module = [sys.executable, "-m", "tests.bots.runtime.webhook_process"]
    started = [
        subprocess.Popen([*module, url, SECRET, str(file)], stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        ports = [each.stdout.readline().strip() for each in started if each.stdout]
        yield [f"http://127.0.0.1:{port}{PATH}" for port in ports]
    finally:
        for each in started:
            each.send_signal(signal.SIGTERM)
        codes = [each.wait(30) for each in started]
        for each in started:
            if each.stdout:
                each.stdout.close()
    assert codes == [0] * PROCESSES


class Telegram:
    """Posts by its contract until it hears 200: one message at a time in a chat, chats side
    by side, and a chat's presses in a queue of their own, beside its messages.

    Now and then an answer is lost, or an update is posted to two processes at once.
    """

    def __init__(self, client: httpx.AsyncClient, addresses: list[str]) -> None:
        self._client = client
        self._addresses = addresses
        self._chance = random.Random(7)
        self._turn = 0

    async def deliver(self, chat: int) -> None:
        first = chat * (MESSAGES + PRESSES)
        messages = [update(first + n, str(n), chat=chat) for n in range(MESSAGES)]
        numbers = range(first + MESSAGES, first + MESSAGES + PRESSES)
        presses = [{"update_id": n, "chat": chat, "press": f"{n}"} for n in numbers]
        await asyncio.gather(self._deliver(messages), self._deliver(presses))

    async def _deliver(self, bodies: Sequence[object]) -> None:
        for body in bodies:
            repeats = self._chance.choice([1, 1, 1, 2])
            while await self._post(body) != 200:
                pass
            if repeats == 2:
                await asyncio.gather(self._post(body), self._post(body))

    async def _post(self, body: object) -> int:
        self._turn += 1
        address = self._addresses[self._turn % PROCESSES]
        return (await self._client.post(address, json=body)).status_code


async def until_all_is_said(database: Database) -> None:
    while True:
        if not await waiting(database):
            return
        await asyncio.sleep(0.1)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("database_kind", ["postgres"])
async def test_three_processes_keep_the_order_of_every_chat(
    conversations_url: str, tmp_path: Path
) -> None:
    file, database = tmp_path / "said", Database(conversations_url)
    with bots(conversations_url, file) as addresses:
        headers = {SECRET_HEADER: SECRET}
        async with asyncio.timeout(WITHIN_S), httpx.AsyncClient(headers=headers) as client:
            telegram = Telegram(client, addresses)
            await asyncio.gather(*(telegram.deliver(chat) for chat in range(CHATS)))
            await until_all_is_said(database)

    said: defaultdict[str, list[str]] = defaultdict(list)
    for line in file.read_text().splitlines():
        chat, _, words = line.partition(" ")
        said[chat].append(words)
    expected = [str(number) for number in range(MESSAGES)]
    assert await parked(database) == []
    for number in range(CHATS):
        heard = await heard_by(database, number)
        assert said[f"telegram:{number}"] == heard
        assert [words for words in heard if words != PRESSED] == expected
        assert heard.count(PRESSED) == PRESSES
    await database.dispose()
