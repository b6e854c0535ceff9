"""The whole product as a newcomer starts it, for tests that drive it from outside."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

START_WITHIN_S = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What ``var/demo.json`` says, and the folder it lies in."""

    emulator_url: str
    intake_url: str
    api_token: str
    accounts: dict[str, str]
    bot_token: str
    var: Path

    @property
    def data(self) -> Path:
        return self.var / "demo"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def demo_environment(var: Path) -> dict[str, str]:
    """A demo of its own: own data, own ports."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("QULAQ_")}
    return {
        **inherited,
        "QULAQ_VAR": str(var),
        "QULAQ_INTAKE_PORT": str(free_port()),
        "QULAQ_EMULATOR_PORT": str(free_port()),
        "QULAQ_INTAKE_UNDO_SEND_S": "0",
        # An alarm that goes off in the middle of another test changes its page.
        "QULAQ_INTAKE_SOS_ALARM_S": "3600",
        "QULAQ_INTAKE_SOS_CALL_S": "3600",
    }


@contextmanager
def demo(var: Path) -> Iterator[Stack]:
    """``make demo`` without make, until the block ends; then Ctrl+C, which must end it cleanly."""
    (var / "demo.json").unlink(missing_ok=True)
    log = (var / "demo.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "bots.emulator.demo"],
        env=demo_environment(var),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        yield _read(var, process)
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(30)
        log.close()
    assert code == 0, f"the demo ended with {code}:\n{(var / 'demo.log').read_text()[-3000:]}"


def _read(var: Path, process: "subprocess.Popen[bytes]") -> Stack:
    until = time.monotonic() + START_WITHIN_S
    while not (var / "demo.json").exists():
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError((var / "demo.log").read_text()[-3000:])
        time.sleep(0.05)
    facts = json.loads((var / "demo.json").read_text("utf-8"))
    return Stack(
        emulator_url=facts["emulator_url"],
        intake_url=facts["intake_url"],
        api_token=facts["api_token"],
        accounts={a["login"]: a["password"] for a in facts["accounts"]},
        bot_token=facts["bot_tokens"]["citizen"],
        var=var,
    )


class Phone:
    """One citizen's phone at the emulator, driven through its control API."""

    def __init__(self, client: httpx.AsyncClient, user_id: int) -> None:
        self._client = client
        self.id = user_id

    @classmethod
    async def new(cls, client: httpx.AsyncClient, *, language: str, name: str = "Test") -> "Phone":
        """``client`` has the emulator as its base_url."""
        made = await client.post(
            "/control/users", json={"first_name": name, "language_code": language}
        )
        return cls(client, made.raise_for_status().json()["id"])

    async def send(self, **action: object) -> dict[str, Any]:
        answer = await self._client.post(f"/control/users/{self.id}/send", json=action)
        answer.raise_for_status()
        done: dict[str, Any] = answer.json()
        return done

    async def send_file(self, kind: str, content: bytes, *, name: str, caption: str = "") -> None:
        answer = await self._client.post(
            f"/control/users/{self.id}/send",
            files={kind: (name, content)},
            data={"caption": caption} if caption else {},
        )
        answer.raise_for_status()

    async def messages(self) -> list[dict[str, Any]]:
        answer = await self._client.get(f"/control/chats/{self.id}/messages")
        seen: list[dict[str, Any]] = answer.raise_for_status().json()
        return seen

    async def heard(self) -> list[str]:
        """The texts of what the bot said, oldest first."""
        return [m["message"].get("text", "") for m in await self.messages() if m["from_bot"]]

    async def hears(self, text: str, *, within_s: float = 60) -> None:
        """Wait until the bot has said ``text``. Raises TimeoutError with what it said instead."""
        until = time.monotonic() + within_s
        while text not in (heard := "\n".join(await self.heard())):
            if time.monotonic() > until:
                raise TimeoutError(f"{text!r} not in {heard!r}")
            await asyncio.sleep(0.05)
