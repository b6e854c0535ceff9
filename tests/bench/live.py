"""(b) From the tap on SOS to the row on the console's WebSocket, at half load.

Load is citizens pressing SOS, each for the first time. The full rate is what the whole
chain (emulator, bot, API, live line) carries when all press at once; half of it is then
sent evenly, and every press is timed from the moment the emulator holds it.
"""

import asyncio
import json
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median
from uuid import UUID, uuid5

import httpx
from websockets.asyncio.client import connect

from tests.bench.figure import Figure, percentile
from tests.stack import Phone, Stack, demo

BURST = 200
PRESSES = 300
ROUNDS = 3
WITHIN_S = 120


class Console:
    """Notes when each report appears on the live line: report id -> perf_counter."""

    def __init__(self, stack: Stack) -> None:
        self._url = stack.intake_url.replace("http", "ws") + "/v1/live"
        self._headers = {"Authorization": f"Bearer {stack.api_token}"}
        self.seen: dict[str, float] = {}
        self._more = asyncio.Condition()
        self.listening = asyncio.Event()

    async def listen(self) -> None:
        async with connect(self._url, additional_headers=self._headers) as line:
            async for frame in line:
                now = time.perf_counter()
                event = json.loads(frame)
                if event["type"] == "hello":
                    self.listening.set()
                if event.get("event") == "report_received":
                    async with self._more:
                        self.seen[event["report_id"]] = now
                        self._more.notify_all()

    async def wait_for(self, count: int) -> None:
        async with asyncio.timeout(WITHIN_S), self._more:
            await self._more.wait_for(lambda: len(self.seen) >= count)


async def press(emulator: httpx.AsyncClient, phone: Phone) -> float:
    """The moment before the emulator was told; the press is in its queue after that."""
    pressed = time.perf_counter()
    await phone.send(text="/sos")
    return pressed


async def measure(stack: Stack) -> list[float]:
    """Seconds from press to row, one for each press."""
    console = Console(stack)
    listener = asyncio.create_task(console.listen())
    async with httpx.AsyncClient(base_url=stack.emulator_url, timeout=60) as emulator:
        crowd = [await Phone.new(emulator, language="kk") for _ in range(BURST + PRESSES)]
        await console.listening.wait()
        started = time.perf_counter()
        await asyncio.gather(*(press(emulator, phone) for phone in crowd[:BURST]))
        await console.wait_for(BURST)
        pause = 2 * (time.perf_counter() - started) / BURST
        pressed: dict[int, float] = {}
        for phone in crowd[BURST:]:
            pressed[phone.id] = await press(emulator, phone)
            await asyncio.sleep(max(0.0, pressed[phone.id] + pause - time.perf_counter()))
        await console.wait_for(BURST + PRESSES)
    listener.cancel()
    reports = await asyncio.to_thread(report_ids, stack.data / "conversations.sqlite")
    return [console.seen[reports[user]] - at for user, at in pressed.items()]


def report_ids(file: Path) -> dict[int, str]:
    """The first report of each chat: its id is derived from the conversation's."""
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as store:
        rows = store.execute("SELECT chat, id FROM conversation").fetchall()
    return {int(chat.split(":")[1]): str(uuid5(UUID(talk), "report/1")) for chat, talk in rows}


def figures() -> list[Figure]:
    p50, p99 = [], []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as stack:
            taken = [1000 * seconds for seconds in asyncio.run(measure(stack))]
        p50.append(percentile(taken, 0.5))
        p99.append(percentile(taken, 0.99))
    return [
        Figure(
            name="SOS: tap to row on the console's live line at half load, p50",
            value=median(p50),
            unit="ms",
            goal=50,
            higher_is_better=False,
        ),
        Figure(
            name="SOS: tap to row on the console's live line at half load, p99",
            value=median(p99),
            unit="ms",
            goal=1000,
            higher_is_better=False,
        ),
    ]
