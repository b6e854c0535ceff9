"""The real processes of a kill test: the emulator lives, the bot and the API are mortal."""

import json
import os
import secrets
import select
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx

from bots.launch import bot_key, call
from tests.stack import free_port

MODULES = {"citizen": "bots.citizen", "intake": "intake_api"}


class Processes:
    """Starts and kills them; ``with`` ends them all."""

    def __init__(self, folder: Path, *, broken: bool = False) -> None:
        self.folder = folder
        self._broken = broken
        self._pids: dict[str, int] = {}
        self.died: list[str] = []
        """Processes that ended without being killed; why is told in ``<name>.log``."""
        self.emulator_url = f"http://127.0.0.1:{free_port()}"
        self.intake_url = f"http://127.0.0.1:{free_port()}"
        self.conversations = folder / "conversations.sqlite"
        self._env = self._settings()

    def _settings(self) -> dict[str, str]:
        token = f"102:{secrets.token_urlsafe(20)}"
        return {
            "QULAQ_ENV_FILE": "",
            "QULAQ_INTAKE_PORT": self.intake_url.rsplit(":", 1)[1],
            "QULAQ_INTAKE_DATABASE_URL": f"sqlite+aiosqlite:///{self.folder}/intake.sqlite",
            "QULAQ_INTAKE_BLOBS_URL": str(self.folder / "blobs"),
            "QULAQ_INTAKE_KEYS_FILE": str(self.folder / "intake.keys"),
            "QULAQ_INTAKE_UNDO_SEND_S": "0",
            "QULAQ_EMULATOR_PORT": self.emulator_url.rsplit(":", 1)[1],
            "QULAQ_EMULATOR_BOTS": f"{token}:kill_bot:Kill",
            "QULAQ_CITIZEN_TOKEN": token,
            "QULAQ_CITIZEN_TELEGRAM_API": self.emulator_url,
            "QULAQ_CITIZEN_DATABASE_URL": f"sqlite+aiosqlite:///{self.conversations}",
            "QULAQ_CITIZEN_INTAKE_URL": self.intake_url,
            "QULAQ_CITIZEN_SENDS_PER_SECOND": "300",
            "QULAQ_CITIZEN_SENDS_PER_CHAT_PER_SECOND": "300",
        }

    def __enter__(self) -> Self:
        call("intake_api", "user", "add", "chief", "--role", "supervisor", "--position", "Chief",
             "--password-stdin", env=self._env, stdin=secrets.token_urlsafe(12))  # fmt: skip
        self.api_token = call("intake_api", "token", "add", "chief", env=self._env).split()[-1]
        self._env["QULAQ_CITIZEN_INTAKE_KEY"] = bot_key(
            self.folder / "citizen.key", name="citizen", env=self._env
        )
        self._emulator = self._spawn("bots.emulator", stdin=None)
        _wait_for(f"{self.emulator_url}/control/health")
        self._zygote = self._spawn("tests.faults.zygote", stdin=subprocess.PIPE)
        for name in MODULES:
            self.start(name)
        _wait_for(f"{self.intake_url}/readyz")
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._pids):
            self.kill(name)
        for process in (self._zygote, self._emulator):
            process.terminate()
            process.wait(20)
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()

    def _spawn(self, module: str, *, stdin: int | None) -> "subprocess.Popen[str]":
        with (self.folder / f"{module}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module],
                env={**os.environ, **self._env},
                stdin=stdin,
                stdout=subprocess.PIPE if stdin else log,
                stderr=log,
                text=True,
            )

    def start(self, name: str) -> None:
        """Fork a fresh process of ``name``; it needs a moment until it serves."""
        order = {
            "start": MODULES[name],
            "env": self._env,
            "log": str(self.folder / f"{name}.log"),
            "broken": self._broken and name == "citizen",
        }
        assert self._zygote.stdin
        assert self._zygote.stdout
        self._zygote.stdin.write(json.dumps(order) + "\n")
        self._zygote.stdin.flush()
        self._pids[name] = int(self._zygote.stdout.readline())

    def kill(self, name: str) -> None:
        """SIGKILL, at once; returns when it is gone, and its port free for the next one."""
        pid = self._pids.pop(name)
        try:
            life = os.pidfd_open(pid)
        except ProcessLookupError:
            self.died.append(name)
            return
        try:
            signal.pidfd_send_signal(life, signal.SIGKILL)
            select.select([life], [], [])
        finally:
            os.close(life)

    def conversations_rows(self, query: str) -> list[tuple[object, ...]]:
        """Rows of the bots' database, read from beside it."""
        with sqlite3.connect(f"file:{self.conversations}?mode=ro", uri=True, timeout=20) as store:
            rows = store.execute(query).fetchall()
        store.close()
        return rows


def _wait_for(url: str, within_s: float = 180) -> None:
    until = time.monotonic() + within_s
    while True:
        try:
            httpx.get(url).raise_for_status()
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
