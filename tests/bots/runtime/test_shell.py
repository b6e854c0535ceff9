"""The process as a whole: it starts, works, and stops cleanly."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest

from bots.runtime.desk import Desk
from bots.runtime.pacing import Pacing
from bots.runtime.shell import serve, until_stopped
from bots.runtime.waysin import until_done
from intake_api.client import IntakeClient
from storage.database import Database
from tests.bots.runtime.looks import heard_by, waiting
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import IntakeAtTheWire, ScriptedMessenger, update

WEBHOOK = {
    "QULAQ_CITIZEN_TOKEN": "1:canary",
    "QULAQ_CITIZEN_INTAKE_KEY": "canary-key",
    "QULAQ_CITIZEN_UPDATES": "webhook",
    "QULAQ_CITIZEN_WEBHOOK_URL": "https://example.kz",
}


async def test_it_works_until_told_to_stop_and_then_finishes_what_is_under_way(
    desk: Desk,
    messenger: ScriptedMessenger,
    client: IntakeClient,
    intake: IntakeAtTheWire,
    database: Database,
) -> None:
    gate = messenger.gates["telegram:1"] = asyncio.Event()
    messenger.pages = [[update(1, "a"), update(2, "report", chat=2)]]
    working = asyncio.create_task(until_stopped(_serve(desk, messenger, client)))
    async with asyncio.timeout(20):
        await messenger.until_said(("telegram:2", "report-number"))

    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0)
    gate.set()
    async with asyncio.timeout(20):
        await working

    assert ("telegram:1", "a") in messenger.said
    assert await waiting(database) == []
    assert await heard_by(database, 2) == ["report", "accepted 26-000001-A"]


async def test_an_introduction_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    async def introduce() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise ConnectionError

    monkeypatch.setattr("bots.runtime.waysin.pause_s", lambda *_, **__: 0)
    await until_done(introduce, "introduction")

    assert len(tries) == 3


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "QULAQ_CITIZEN_TOKEN"),
        ({"QULAQ_CITIZEN_TOKEN": ""}, "QULAQ_CITIZEN_TOKEN"),
        ({"QULAQ_CITIZEN_TOKEN": "1:canary"}, "QULAQ_CITIZEN_INTAKE_KEY"),
        (
            {"QULAQ_CITIZEN_TOKEN": "1:canary", "QULAQ_CITIZEN_BATCH_SIZE": "many"},
            "QULAQ_CITIZEN_BATCH_SIZE",
        ),
        (WEBHOOK, "QULAQ_CITIZEN_WEBHOOK_SECRET"),
        ({**WEBHOOK, "QULAQ_CITIZEN_WEBHOOK_SECRET": "short"}, "QULAQ_CITIZEN_WEBHOOK_SECRET"),
        ({**WEBHOOK, "QULAQ_CITIZEN_WEBHOOK_SECRET": "a canary " * 4}, "WEBHOOK_SECRET"),
        (
            {
                **WEBHOOK,
                "QULAQ_CITIZEN_WEBHOOK_SECRET": "c" * 32,
                "QULAQ_CITIZEN_WEBHOOK_URL": "http://example.kz",
            },
            "QULAQ_CITIZEN_WEBHOOK_URL",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line(given: dict[str, str], named: str) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("QULAQ_")}

    ended = subprocess.run(
        [sys.executable, "-m", "bots.citizen"],
        env={**clean, **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    [line] = ended.stderr.splitlines()
    assert ended.returncode == 2
    assert named in line
    assert "make demo" in line
    assert "canary" not in line


async def _serve(desk: Desk, messenger: ScriptedMessenger, client: IntakeClient) -> None:
    async def introduce() -> None:
        return None

    await serve(
        desk,
        messenger,
        client,
        poll_timeout_s=1,
        group=100,
        pacing=Pacing(time.monotonic),
        introduce=introduce,
        make_script=lambda _: SCRIPT,
        prepare_script=lambda _: None,
    )
