"""`make fuzz`: schemathesis with all checks against the running API, as each kind of caller.

Each caller gets a fresh centre and an equal share of QULAQ_FUZZ_SECONDS (300). Writes
var/fuzz.json; exits with 1 when anything was found. What a check cannot know of this API
stands in ``schemathesis.toml`` with its reason.
"""

import asyncio
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from intake_api.administration import add_bot_key
from intake_api.api.scopes import all_scopes
from intake_api.app import create_app
from intake_api.house import House
from intake_api.logging import configure_logging
from intake_api.settings import IntakeSettings
from tests.intake_api.centre import hire, settings_for, submission
from tests.intake_api.running import running

SECONDS = int(os.environ.get("QULAQ_FUZZ_SECONDS", "300"))
CONFIG = Path(__file__).with_name("schemathesis.toml")
SCOPED = "scoped token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """``bots`` asks for the bots' operations, everybody else for people's."""

    name: str
    bots: bool = False


CALLERS = (
    Caller(name="bot", bots=True),
    Caller(name="operator"),
    Caller(name="admin"),
    Caller(name="approver"),
    Caller(name=SCOPED),
    Caller(name="nobody"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    caller: str
    operation: str
    check: str
    title: str


def fuzz(caller: Caller, *, seed: int, seconds: int, var: Path) -> dict[str, object]:
    started = time.monotonic()
    report = var / f"fuzz-{caller.name.replace(' ', '-')}.ndjson"
    report.unlink(missing_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(_settings(Path(folder))) as (url, house),
    ):
        secret = _secret(url, house, caller)
        done = subprocess.run(
            _command(url, caller, seed=seed, seconds=seconds, report=report),
            check=False,
            cwd=CONFIG.parent,
            env={**os.environ, "QULAQ_FUZZ_SECRET": secret or "qt_nobody"},
        )
    return {
        "caller": caller.name,
        "seed": seed,
        "seconds": round(time.monotonic() - started, 1),
        "exit": done.returncode,
        **_counted(report),
    }


def _settings(folder: Path) -> IntakeSettings:
    url = f"sqlite+aiosqlite:///{folder / 'intake.sqlite'}"
    return settings_for(url, folder, log_level="error")


def _secret(url: str, house: House, caller: Caller) -> str | None:
    tokens = asyncio.run(hire(house.reports))
    key = asyncio.run(add_bot_key(house.reports, name="citizen"))
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as bot:
        for n in range(5):
            bot.post("/v1/reports", json=submission(), headers={"Idempotency-Key": str(n)})
    if caller.bots:
        return key
    if caller.name == SCOPED:
        return _scoped(url, tokens["admin"])
    return tokens.get(caller.name)


def _scoped(url: str, maker: str) -> str:
    """A token that may read everything and write nothing."""
    scopes = [each for each in all_scopes(create_app(IntakeSettings())) if each.endswith(":read")]
    made = httpx.post(
        f"{url}/v1/account/tokens",
        json={"name": "fuzz", "scopes": scopes},
        headers={"Authorization": f"Bearer {maker}"},
    )
    return str(made.json()["token"])


def _command(url: str, caller: Caller, *, seed: int, seconds: int, report: Path) -> list[str]:
    chosen = "--include-tag" if caller.bots else "--exclude-tag"
    return [
        str(Path(sys.executable).with_name("schemathesis")),
        *("--config-file", str(CONFIG), "run", f"{url}/openapi.json"),
        *("--checks", "all", "--max-time", str(seconds), "--seed", str(seed)),
        *("--continue-on-failure", "--no-shrink", "--workers", "2"),
        *("--report", "ndjson", "--report-ndjson-path", str(report)),
        *(chosen, "bots"),
    ]


def _counted(report: Path) -> dict[str, object]:
    """How many requests were made, the statuses, and what failed by check."""
    statuses: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    lines = report.read_text("utf-8").splitlines() if report.exists() else []
    for line in lines:
        for recorder in _recorders(json.loads(line)):
            for one in recorder.get("interactions", {}).values():
                answer = one.get("response") or {}
                statuses[str(answer.get("status_code", "none"))] += 1
            for checks in recorder.get("checks", {}).values():
                failed.update(each["name"] for each in checks if each["status"] == "failure")
    return {
        "requests": sum(statuses.values()),
        "5xx": sum(count for status, count in statuses.items() if status.startswith("5")),
        "statuses": dict(sorted(statuses.items())),
        "failed": dict(failed),
    }


def _recorders(event: dict[str, dict[str, dict[str, object]]]) -> list[dict[str, dict]]:  # type: ignore[type-arg]
    return [body["recorder"] for body in event.values() if "recorder" in body]  # type: ignore[misc]


def main() -> int:
    configure_logging("error")
    seed = int(os.environ.get("QULAQ_FUZZ_SEED", secrets.randbelow(10**9)))
    var = Path(os.environ.get("QULAQ_VAR", "var")).absolute()
    var.mkdir(parents=True, exist_ok=True)
    wanted = os.environ.get("QULAQ_FUZZ_CALLER")
    callers = [each for each in CALLERS if wanted in (None, each.name)]
    share = max(5, SECONDS // len(callers))
    rows = [fuzz(each, seed=seed + n, seconds=share, var=var) for n, each in enumerate(callers)]
    (var / "fuzz.json").write_text(json.dumps(rows, indent=2), "utf-8")
    columns = ("caller", "seed", "seconds", "requests", "5xx", "failed", "exit")
    table = Table(*columns)
    for row in rows:
        table.add_row(*(str(row[column]) for column in columns))
    Console().print(table)
    print(f"Replay: QULAQ_FUZZ_SEED={seed} QULAQ_FUZZ_SECONDS={SECONDS} make fuzz")
    return int(any(row["exit"] != 0 for row in rows))


if __name__ == "__main__":
    sys.exit(main())
