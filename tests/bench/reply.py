"""(a) The whole path with the reply: CPU of the bot per update, against bare aiogram.

Both bots run as processes against the emulator; each gets the same messages from as many
citizens and answers each with one message. What is compared is user + system time.
"""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

import httpx

from bots.launch import bot_key
from tests.bench.figure import Figure
from tests.bench.process import cpu_seconds, running
from tests.bench.updates import text_update
from tests.stack import free_port

UPDATES = 2_000
WARM_UP = 300
ROUNDS = 3
TOKEN = "102:bench"
WITHIN_S = 180


def cpu_per_update(module: str, env: Mapping[str, str], emulator: str) -> float:
    """Milliseconds of the bot's CPU for one update and its reply."""
    with running(module, env=env) as bot:
        converse(emulator, 0, WARM_UP)
        before = cpu_seconds(bot.pid)
        converse(emulator, WARM_UP, UPDATES)
        return 1000 * (cpu_seconds(bot.pid) - before) / UPDATES


def converse(emulator: str, first: int, count: int) -> None:
    """Each message from another citizen, so that no chat's limit is met; wait for all answers."""
    updates = [text_update(first + n, chats=10**6, text="/help") for n in range(count)]
    for update in updates:
        update.pop("update_id")
    answered = sends(emulator)
    httpx.post(f"{emulator}/control/updates", json=updates, timeout=60).raise_for_status()
    until = time.monotonic() + WITHIN_S
    while sends(emulator) < answered + count:
        if time.monotonic() > until:
            raise TimeoutError(f"{sends(emulator) - answered} of {count} answered")
        time.sleep(0.05)


def sends(emulator: str) -> int:
    stats = httpx.get(f"{emulator}/control/stats", timeout=60).raise_for_status().json()
    return int(stats["methods"].get("sendMessage", {}).get("200", 0))


def one_round(folder: Path) -> tuple[float, float]:
    """(ours, bare aiogram), milliseconds an update."""
    return in_emulator(folder, "bots.citizen"), in_emulator(folder, "tests.bench.usual_bot")


def in_emulator(folder: Path, module: str) -> float:
    port = free_port()
    emulator = f"http://127.0.0.1:{port}"
    data = Path(tempfile.mkdtemp(dir=folder))
    intake_env = {
        "QULAQ_INTAKE_DATABASE_URL": f"sqlite+aiosqlite:///{data}/intake.sqlite",
        "QULAQ_INTAKE_BLOBS_URL": str(data / "blobs"),
        "QULAQ_INTAKE_KEYS_FILE": str(data / "intake.keys"),
        "QULAQ_INTAKE_PORT": str(free_port()),
    }
    intake = f"http://127.0.0.1:{intake_env['QULAQ_INTAKE_PORT']}"
    env = {
        "EMULATOR_URL": emulator,
        "BOT_TOKEN": TOKEN,
        "QULAQ_CITIZEN_TOKEN": TOKEN,
        "QULAQ_CITIZEN_TELEGRAM_API": emulator,
        "QULAQ_CITIZEN_DATABASE_URL": f"sqlite+aiosqlite:///{data}/conversations.sqlite",
        "QULAQ_CITIZEN_INTAKE_URL": intake,
        "QULAQ_CITIZEN_INTAKE_KEY": bot_key(data / "key", name="bench", env=intake_env),
        "QULAQ_CITIZEN_SENDS_PER_SECOND": "100000",
    }
    world = {
        "QULAQ_EMULATOR_PORT": str(port),
        "QULAQ_EMULATOR_BOTS": f"{TOKEN}:bench_bot:Bench",
    }
    with (
        running("bots.emulator", env=world, ready=f"{emulator}/control/health"),
        running("intake_api", env=intake_env, ready=f"{intake}/readyz"),
    ):
        return cpu_per_update(module, env, emulator)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        rounds = [one_round(Path(folder)) for _ in range(ROUNDS)]
    return [
        Figure(
            name="CPU of the bot per update with its reply, against bare aiogram polling",
            value=median(ours for ours, _ in rounds),
            unit="ms",
            floor=median(bare for _, bare in rounds),
            goal=1.5,
            higher_is_better=False,
        )
    ]
