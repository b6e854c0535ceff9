"""The world outlives a restart; the process starts, refuses and stops as it should."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import httpx

from tests.bots.emulator.conftest import TOKEN, Emulator, running


@asynccontextmanager
async def world(state: Path) -> AsyncIterator[Emulator]:
    with running(state=state) as url:
        async with httpx.AsyncClient(timeout=20) as client:
            yield Emulator(url, client)


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "folder" / "world.sqlite"
    async with world(state) as emulator:
        user = await emulator.citizen(first_name="Dana")
        inline = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
        await emulator.result("sendMessage", chat_id=user, text="?", reply_markup=inline)
        pressed = await emulator.send(user, press="Yes")
        send = f"{emulator.url}/control/users/{user}/send"
        await emulator.client.post(send, files={"document": ("a.txt", b"bytes")})
        await emulator.result("setMyDescription", description="d")
        group = await emulator.control("groups", {"by": user, "title": "Yard"})
        await emulator.control(f"groups/{group['id']}", {"migrate": True})
        await emulator.send(user, big_file={})
        await emulator.send(user, react={"message_id": 1, "emoji": "👍"})
        await emulator.send(user, block=True)
        await emulator.control("clock", {"advance_s": 100})
        paths = [
            "users",
            f"chats/{user}/messages",
            "stats/updates?state=confirmed",
            "stats/updates?state=pending",
            "bots",
            "groups",
        ]
        before = [await emulator.control(path) for path in paths]
        updates = await emulator.result("getUpdates", offset=-50)

    async with world(state) as emulator:
        after = [await emulator.control(path) for path in paths]
        same = await emulator.result("getUpdates")
        await emulator.send(user, unblock=True)
        [fresh] = (await emulator.send(user, text="next"))["update_ids"]
        query = await emulator.call(
            "answerCallbackQuery", callback_query_id=pressed["callback_query_id"]
        )
        document = updates[1]["message"]["document"]
        file = await emulator.result("getFile", file_id=document["file_id"])
        got = await emulator.client.get(f"{emulator.url}/file/bot{TOKEN}/{file['file_path']}")

    assert after == [*before[:2], *after[2:4], *before[4:]]
    assert after[2]["items"][0]["update_id"] == before[2]["items"][0]["update_id"]
    assert [one["update_id"] for one in after[3]["items"]] == [u["update_id"] for u in updates]
    assert same == updates
    assert fresh > updates[-1]["update_id"]
    assert query["ok"]
    assert got.content == b"bytes"


@contextmanager
def process(**settings: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """`python -m bots.emulator` and the first line it prints."""
    environment = {**os.environ, **{f"QULAQ_EMULATOR_{k}": v for k, v in settings.items()}}
    running = subprocess.Popen(
        [sys.executable, "-m", "bots.emulator"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    try:
        yield running, running.stdout.readline()
    finally:
        running.kill()
        running.communicate()


async def test_sigterm_stops_at_once_even_under_a_long_poll() -> None:
    with process(PORT="0", BOTS="5:T:my_bot:My bot: the first") as (emulator, line):
        url = line.split()[-1]
        async with httpx.AsyncClient(timeout=30) as client:
            me = (await client.get(f"{url}/bot5:T/getMe")).json()["result"]
            poll = asyncio.create_task(client.get(f"{url}/bot5:T/getUpdates?timeout=50&offset=-1"))
            await client.get(f"{url}/control/health")
            emulator.send_signal(signal.SIGTERM)
            assert (await poll).json() == {"ok": True, "result": []}
        _, errors = await asyncio.to_thread(emulator.communicate, timeout=10)

    assert (me["username"], me["first_name"]) == ("my_bot", "My bot: the first")
    assert emulator.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in errors


def test_a_taken_port_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with process(PORT=port) as (emulator, line):
            _, errors = emulator.communicate(timeout=20)

    assert line == ""
    assert emulator.returncode == 1
    assert len(errors.splitlines()) == 1
    assert re.search(rf"127\.0\.0\.1:{port}.*QULAQ_EMULATOR_PORT", errors)


def test_neither_library_is_imported() -> None:
    code = (
        "import sys, bots.emulator.server; "
        "sys.exit(bool({'aiogram', 'telegram', 'fastapi', 'storage', 'intake_api', "
        "'bots.runtime', 'bots.dialogue'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
