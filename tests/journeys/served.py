"""The API alone, served as it runs: citizens speak by a bot's key, without the bot."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from playwright.sync_api import Browser

from intake_api.administration import add_bot_key
from intake_api.web.build import CONSOLE
from storage.database import Database
from storage.migrate import upgrade
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import PASSWORD, hire, message, settings_for, submission
from tests.intake_api.running import running
from tests.journeys.house import House, session_cookies
from tests.stack import Stack

ALARM_AFTER_S = 1


def now() -> str:
    return datetime.now(UTC).isoformat()


class Served:
    """What bots tell this centre, and what its operators look at."""

    def __init__(self, url: str, key: str, house: House) -> None:
        self.house = house
        self._bot = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"})

    def submit(self, story: str, **changed: object) -> dict[str, Any]:
        """A report taken in now; what was submitted, with its ``number``."""
        told = {"messages": [message(story, sent_at=now())], "submitted_at": now(), **changed}
        return self._report(submission(**told))

    def sos(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "kind": "sos",
            "category": None,
            "channel": "sos",
            "messages": [],
            "place": None,
        }
        return self._report(submission(submitted_at=now(), **told))

    def say(self, report: dict[str, Any], text: str = "", **changed: object) -> str:
        """Another message of that report's citizen; its id."""
        said = message(text, **{"sent_at": now(), **changed})
        self.post(f"/v1/reports/{report['report_id']}/citizen-messages", said)
        return str(said["message_id"])

    def post(self, path: str, body: object, *, method: str = "POST") -> Any:
        headers = {"Idempotency-Key": str(uuid4())}
        answer = self._bot.request(method, path, json=body, headers=headers).raise_for_status()
        return answer.json() if answer.content else None

    def put(self, path: str, content: bytes) -> None:
        """Bytes, as the bot brings them."""
        self._bot.put(path, content=content).raise_for_status()

    def _report(self, told: dict[str, Any]) -> dict[str, Any]:
        return {**told, "number": self.post("/v1/reports", told)["number"]}


@contextmanager
def served(folder: Path, browser: Browser, *, login: str, **changed: object) -> Iterator[Served]:
    """``login`` is who sits at the console; ``changed`` are settings."""
    database = f"sqlite+aiosqlite:///{folder}/intake.sqlite"
    # In a thread of its own: playwright holds an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        key = thread.submit(asyncio.run, _prepare(database)).result()
    ours = {"web_dist": CONSOLE / "dist", "sos_alarm_s": ALARM_AFTER_S}
    settings = settings_for(database, folder, **ours, **changed)
    with running(settings) as (url, _):
        stack = Stack(
            emulator_url="",
            intake_url=url,
            api_token="",
            accounts={"operator": PASSWORD},
            bot_token="",
            var=folder,
        )
        house = House(browser, stack, session_cookies(stack, login=login))
        yield Served(url, key, house)
        house.close()
    assert house.complaints.heard == []


async def _prepare(url: str) -> str:
    reports = Reports(Database(url))
    try:
        await upgrade(reports.database, "storage.reports")
        await hire(reports)
        return await add_bot_key(reports, name="citizen")
    finally:
        await reports.database.dispose()
