"""SIGKILL at random moments while citizens keep sending: is anything lost or doubled?

Citizens talk through the emulator; the bot and the API, the real processes, are
killed and started again. Afterwards everything must come to rest, and then what
the world saw is compared with what was stored.
"""

import asyncio
import random
import struct
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from tests.faults.processes import Processes
from tests.stack import Phone

REPORT = ("/report", "Theft", "Skip", "Skip", "{marker}", "Send now")
LANGUAGE = "en"
WORK_WITHIN_S = 120
Awaiting = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class World:
    """What the test did and was promised, to compare with what was kept."""

    seed: int
    kills: int = 0
    sent: int = 0
    markers: set[str] = field(default_factory=set)
    replies: dict[str, str] = field(default_factory=dict)  # text -> report id, answered with 201
    phones: list[Phone] = field(default_factory=list)


def small_png(colour: int) -> bytes:
    """A real PNG of one pixel whose bytes depend on ``colour``."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixel = zlib.compress(b"\0" + (colour & 0xFFFFFF).to_bytes(3, "big"))
    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    )


async def citizen(world: World, phone: Phone, chance: random.Random, stop: asyncio.Event) -> None:
    """Writes, reports, presses, shows and cries for help until told to stop."""
    while not stop.is_set():
        world.sent += 1
        marker = f"m{phone.id}x{world.sent}"
        match chance.randrange(10):
            case 0 | 1:
                world.markers.add(marker)
                for text in REPORT:
                    await phone.send(text=text.format(marker=marker))
            case 2:
                await phone.send(text="/sos")
            case 3:
                await phone.send_file(
                    "photo", small_png(world.sent), name="p.png", caption=f"photo {marker}"
                )
            case 4:
                await phone.send(
                    location={"latitude": 43.2 + chance.random() / 10, "longitude": 76.9}
                )
            case 5:
                await press_something(phone, chance)
            case 6:
                await phone.send(text=chance.choice(("/cancel", "/help", "/my", "/start")))
            case _:
                world.markers.add(marker)
                await phone.send(text=f"{marker} something happened")
        await asyncio.sleep(chance.uniform(1, 4))


async def press_something(phone: Phone, chance: random.Random) -> None:
    rows = [
        row
        for said in (await phone.messages())[-6:]
        for row in said["message"].get("reply_markup", {}).get("inline_keyboard", [])
    ]
    buttons = [
        button["callback_data"] for row in rows for button in row if "callback_data" in button
    ]
    if buttons:
        await phone.send(press=chance.choice(buttons))


async def operator(
    world: World, intake: httpx.AsyncClient, chance: random.Random, stop: asyncio.Event
) -> None:
    """Answers open reports; repeats an answer under its key until it is acknowledged."""
    number = 0
    while not stop.is_set():
        await asyncio.sleep(chance.uniform(0.1, 0.5))
        try:
            rows = (await intake.get("/v1/reports", params={"limit": 30})).raise_for_status().json()
            if not rows["items"]:
                continue
            report = chance.choice(rows["items"])["id"]
        except (httpx.HTTPError, KeyError):
            continue
        number += 1
        await reply_until_acknowledged(world, intake, report, f"answer-{number}-end")


async def reply_until_acknowledged(
    world: World, intake: httpx.AsyncClient, report: str, text: str
) -> None:
    while True:
        try:
            answer = await intake.post(
                f"/v1/reports/{report}/messages",
                json={"text": text},
                headers={"Idempotency-Key": f"{world.seed}-{text}"},
            )
        except httpx.HTTPError:
            await asyncio.sleep(0.05)
            continue
        if answer.status_code == 201:
            world.replies[text] = report
        if answer.status_code < 500:
            return
        await asyncio.sleep(0.05)


async def killer(
    world: World,
    processes: Processes,
    name: str,
    chance: random.Random,
    kills: int,
    at_work: Awaiting,
) -> None:
    """Kills ``name`` ``kills`` times: half while it starts, half after it has been ``at_work``.

    However slow the machine, every second life gets something done.
    """
    for _ in range(kills):
        if chance.random() < 0.5:
            await asyncio.sleep(chance.uniform(0, 0.5))
        else:
            await at_work()
            await asyncio.sleep(chance.uniform(0, 1))
        await asyncio.to_thread(processes.kill, name)
        world.kills += 1
        processes.start(name)


async def bot_at_work(emulator: httpx.AsyncClient) -> None:
    """Until it has confirmed updates."""

    async def confirmed() -> int:
        bots = (await emulator.get("/control/stats")).json()["updates"].values()
        return sum(bot["confirmed"] for bot in bots)

    before = await confirmed()
    async with asyncio.timeout(WORK_WITHIN_S):
        while await confirmed() == before:  # noqa: ASYNC110 - another process's event
            await asyncio.sleep(0.02)


async def intake_at_work(world: World) -> None:
    """Until an operator's reply has been acknowledged."""
    before = len(world.replies)
    async with asyncio.timeout(WORK_WITHIN_S):
        while len(world.replies) == before:  # noqa: ASYNC110 - another process's event
            await asyncio.sleep(0.02)


@asynccontextmanager
async def _talking(
    world: World, emulator: httpx.AsyncClient, intake: httpx.AsyncClient, citizens: int
) -> AsyncIterator[None]:
    stop = asyncio.Event()
    world.phones = [
        await Phone.new(emulator, language=LANGUAGE, name=f"C{n}") for n in range(citizens)
    ]
    async with asyncio.TaskGroup() as group:
        for phone in world.phones:
            chance = random.Random(f"{world.seed}/{phone.id}")
            group.create_task(citizen(world, phone, chance, stop))
        group.create_task(operator(world, intake, random.Random(f"{world.seed}/op"), stop))
        yield
        stop.set()


async def rehearse(
    folder: Path, *, seed: int, kills: int, citizens: int = 30, broken: bool = False
) -> "tuple[World, list[str]]":
    """Run it; returns what was done and every violation found, in words."""
    from tests.faults.verdict import come_to_rest, violations

    world = World(seed=seed)
    with Processes(folder, broken=broken) as processes:
        headers = {"Authorization": f"Bearer {processes.api_token}"}
        async with (
            httpx.AsyncClient(base_url=processes.emulator_url, timeout=60) as emulator,
            httpx.AsyncClient(base_url=processes.intake_url, timeout=10, headers=headers) as intake,
        ):
            async with _talking(world, emulator, intake, citizens), asyncio.TaskGroup() as group:
                for name, at_work in (
                    ("citizen", partial(bot_at_work, emulator)),
                    ("intake", partial(intake_at_work, world)),
                ):
                    chance = random.Random(f"{seed}/{name}")
                    group.create_task(killer(world, processes, name, chance, kills // 2, at_work))
            rest = await come_to_rest(processes, emulator, until=time.monotonic() + 240)
            return world, rest + await violations(world, processes, emulator, intake)
