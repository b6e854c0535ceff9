"""``make demo``: the whole product on this machine, without a token or a server.

Starts the emulator, the intake API with its console, and the citizen bot; prints
where to look and who may sign in; writes ``var/demo.json`` once all is ready, so
that scripts can join. The data stays in ``var/demo`` for the next start.
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bots.launch import (
    CannotStart,
    Process,
    bot_key,
    call,
    require_free_port,
    run_together,
    write_private,
)

HOST = "127.0.0.1"
ROLES = ("operator", "supervisor", "admin", "editor", "approver")
BOT_NAME = "qulaq_demo_bot"
READY_WITHIN_S = 120
# What .env says is meant for the real thing.
NO_ENV_FILE = {"QULAQ_ENV_FILE": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """Where everything of one demo lies and listens."""

    var: Path
    intake_port: int
    emulator_port: int

    @classmethod
    def from_environment(cls) -> "Demo":
        return cls(
            var=Path(os.environ.get("QULAQ_VAR", "var")).absolute(),
            intake_port=int(os.environ.get("QULAQ_INTAKE_PORT", "8080")),
            emulator_port=int(os.environ.get("QULAQ_EMULATOR_PORT", "8081")),
        )

    @property
    def data(self) -> Path:
        return self.var / "demo"

    @property
    def intake_url(self) -> str:
        return f"http://{HOST}:{self.intake_port}"

    @property
    def emulator_url(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"

    def intake_env(self) -> dict[str, str]:
        return {
            **NO_ENV_FILE,
            "QULAQ_INTAKE_HOST": HOST,
            "QULAQ_INTAKE_PORT": str(self.intake_port),
            "QULAQ_INTAKE_DATABASE_URL": f"sqlite+aiosqlite:///{self.data}/intake.sqlite",
            "QULAQ_INTAKE_BLOBS_URL": str(self.data / "blobs"),
            "QULAQ_INTAKE_KEYS_FILE": str(self.data / "intake.keys"),
            "QULAQ_INTAKE_PUBLIC_URL": self.intake_url,
        }

    def emulator_env(self, token: str) -> dict[str, str]:
        return {
            **NO_ENV_FILE,
            "QULAQ_EMULATOR_HOST": HOST,
            "QULAQ_EMULATOR_PORT": str(self.emulator_port),
            "QULAQ_EMULATOR_BOTS": f"{token}:{BOT_NAME}:Qulaq 102",
            "QULAQ_EMULATOR_STATE": str(self.data / "emulator.sqlite"),
        }

    def citizen_env(self, token: str, key: str) -> dict[str, str]:
        return {
            **NO_ENV_FILE,
            "QULAQ_CITIZEN_TOKEN": token,
            "QULAQ_CITIZEN_TELEGRAM_API": self.emulator_url,
            "QULAQ_CITIZEN_DATABASE_URL": f"sqlite+aiosqlite:///{self.data}/conversations.sqlite",
            "QULAQ_CITIZEN_INTAKE_URL": self.intake_url,
            "QULAQ_CITIZEN_INTAKE_KEY": key,
        }


def accounts(demo: Demo) -> list[dict[str, str]]:
    """One account a role, made at the first start that knows the role and remembered."""
    file = demo.data / "accounts.json"
    known: list[dict[str, str]] = json.loads(file.read_text("utf-8")) if file.exists() else []
    missing = [role for role in ROLES if role not in {each["role"] for each in known}]
    for role in missing:
        account = {"login": role, "password": secrets.token_urlsafe(9), "role": role}
        call(
            *("intake_api", "user", "add", account["login"]),
            *("--role", account["role"], "--position", account["role"].capitalize()),
            "--password-stdin",
            env=demo.intake_env(),
            stdin=account["password"],
        )
        known.append(account)
    if missing:
        write_private(file, json.dumps(known))
    return known


def kept(file: Path, make: Callable[[], str]) -> str:
    """The text of ``file``, made by ``make()`` if it is not there yet."""
    if not file.exists():
        write_private(file, make())
    return file.read_text("utf-8").strip()


def wait_until_ready(demo: Demo) -> None:
    """Until the API answers and the bot has asked the emulator for updates."""
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{demo.intake_url}/readyz").raise_for_status()
            stats = httpx.get(f"{demo.emulator_url}/control/stats").raise_for_status().json()
            if any(name.lower() == "getupdates" for name in stats["methods"]):
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise CannotStart(f"not ready after {READY_WITHIN_S} s; see the lines above")


def announce(demo: Demo, facts: Mapping[str, object]) -> None:
    """Wait until all is ready, write ``demo.json``, and say where to look."""
    wait_until_ready(demo)
    write_private(demo.var / "demo.json", json.dumps(facts, indent=2))
    table = Table(title="Qulaq is running. Ctrl+C stops it; the data stays.", title_style="bold")
    table.add_column("Who")
    table.add_column("Where")
    table.add_column("Sign in")
    table.add_row("Citizen (the phone)", demo.emulator_url, "just write to the bot")
    for account in accounts(demo):
        table.add_row(
            account["role"].capitalize(),
            demo.intake_url,
            f"{account['login']} / {account['password']}",
        )
    Console().print(table)


def main() -> int:
    demo = Demo.from_environment()
    try:
        require_free_port(HOST, demo.intake_port, setting="QULAQ_INTAKE_PORT")
        require_free_port(HOST, demo.emulator_port, setting="QULAQ_EMULATOR_PORT")
        # From here on nobody else is running this demo: its file is ours.
        with ready_only_while_running(demo):
            return run_demo(demo)
    except CannotStart as error:
        print(f"The demo cannot start.\n{error}", file=sys.stderr)  # noqa: T201
        return 2


@contextmanager
def ready_only_while_running(demo: Demo) -> Iterator[None]:
    """``demo.json`` says that all is ready: it is not there before, and not after."""
    file = demo.var / "demo.json"
    file.unlink(missing_ok=True)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def run_demo(demo: Demo) -> int:
    """Start everything and wait for its end. Raises CannotStart."""
    token = kept(demo.data / "bot.token", lambda: f"102102:{secrets.token_urlsafe(26)}")
    key = bot_key(demo.data / "citizen.key", name="citizen", env=demo.intake_env())
    people = accounts(demo)
    api_token = kept(
        demo.data / "supervisor.token",
        lambda: call(*("intake_api", "token", "add", "supervisor"), env=demo.intake_env()).split()[
            -1
        ],
    )
    facts = {
        "emulator_url": demo.emulator_url,
        "intake_url": demo.intake_url,
        "accounts": people,
        "api_token": api_token,
        "bot_tokens": {"citizen": token},
    }
    return run_together(
        [
            Process(name="emulator", module="bots.emulator", env=demo.emulator_env(token)),
            Process(name="intake", module="intake_api", env=demo.intake_env()),
            Process(name="citizen", module="bots.citizen", env=demo.citizen_env(token, key)),
        ],
        meanwhile=lambda: announce(demo, facts),
    )


if __name__ == "__main__":
    sys.exit(main())
