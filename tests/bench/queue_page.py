"""(c) The queue's pages at ten thousand and at a million reports, over HTTP."""

import asyncio
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import insert

from bots.launch import call
from storage.database import Database
from storage.migrate import upgrade
from storage.reports.tables import conversation, report
from tests.bench.figure import Figure, percentile
from tests.bench.process import running
from tests.stack import free_port

SMALL, LARGE = 10_000, 1_000_000
CHUNK = 10_000
OPEN_EVERY = 20  # one report in twenty is still open
START = datetime(2026, 1, 1, tzinfo=UTC)
KINDS = ("crime", "offence", "complaint", "statement", "question")
CATEGORIES = ("theft", "violence", "fraud", "traffic", "noise", "other")
CHANNELS = ("text", "photo", "voice", "video", "location")
PAGES: tuple[dict[str, str], ...] = (
    {},
    {"group": "open"},
    {"group": "closed"},
    {"kind": "crime"},
    {"category": "theft"},
    {"channel": "photo"},
    {"priority": "2"},
    {"state": "in_review"},
)
ROUNDS = 40
CONVERSATION = UUID(int=1)


def rows(first: int, last: int, open_every: int) -> Iterator[dict[str, object]]:
    """Reports ``first`` to ``last`` of a made-up city, one every twenty seconds."""
    for n in range(first, last):
        at = START + timedelta(seconds=20 * n)
        is_open = n % open_every == 0
        yield {
            "id": UUID(int=n + 1000),
            "number": f"bench-{n}",
            "content_hash": "",
            "conversation_id": CONVERSATION,
            "kind": KINDS[n % 5],
            "category": CATEGORIES[n % 6],
            "priority": 2 + n % 3,
            "state": ("received", "in_review")[n // open_every % 2] if is_open else "closed",
            "is_open": is_open,
            "channel": CHANNELS[n % 7 % 5],
            "locale": ("kk", "ru", "en")[n % 3],
            "place": {"method": "pin", "latitude": 51.1, "longitude": 71.4},
            "submitted_at": at,
            "received_at": at,
            "last_activity_at": at,
            "excerpt": f"Bench report {n}",
            "words": f"bench report {n}",
            "unread": int(is_open),
            "attachments": n % 3,
            "last_from": "citizen",
            "seq": 0,  # the journal has not heard of any
        }


async def fill(url: str, count: int, open_every: int = OPEN_EVERY) -> None:
    database = Database(url)
    try:
        await upgrade(database, "storage.reports")
        async with database.begin() as connection:
            await connection.execute(insert(conversation).values(id=CONVERSATION, created_at=START))
            for first in range(0, count, CHUNK):
                await connection.execute(
                    insert(report), list(rows(first, first + CHUNK, open_every))
                )
    finally:
        await database.dispose()


def seconds_per_page(folder: Path, count: int) -> list[float]:
    """Each page of PAGES and the two that follow it, ROUNDS times, one after the other."""
    url = f"sqlite+aiosqlite:///{folder}/reports-{count}.sqlite"
    asyncio.run(fill(url, count))
    port = free_port()
    env = {
        "QULAQ_INTAKE_DATABASE_URL": url,
        "QULAQ_INTAKE_BLOBS_URL": str(folder / "blobs"),
        "QULAQ_INTAKE_KEYS_FILE": str(folder / "intake.keys"),
        "QULAQ_INTAKE_PORT": str(port),
    }
    call("intake_api", "user", "add", "bench", "--role", "supervisor", "--position", "Bench",
         "--password-stdin", env=env, stdin=secrets.token_urlsafe(12))  # fmt: skip
    token = call("intake_api", "token", "add", "bench", env=env).split()[-1]
    base = f"http://127.0.0.1:{port}"
    with (
        running("intake_api", env=env, ready=f"{base}/readyz"),
        httpx.Client(base_url=base, headers={"Authorization": f"Bearer {token}"}) as client,
    ):
        walk(client)  # warm
        return [taken for _ in range(ROUNDS) for taken in walk(client)]


def walk(client: httpx.Client) -> list[float]:
    taken = []
    for filters in PAGES:
        after: dict[str, str] = {}
        for _ in range(3):
            started = time.perf_counter()
            page = client.get("/v1/reports", params={**filters, **after, "limit": "50"})
            taken.append(time.perf_counter() - started)
            after = {"after": page.raise_for_status().json()["next"]}
    return taken


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        small = [1000 * s for s in seconds_per_page(Path(folder), SMALL)]
        large = [1000 * s for s in seconds_per_page(Path(folder), LARGE)]
    return [
        Figure(
            name=f"queue page p{share:.0%} at 1 million reports against 10 thousand".replace(
                "%", ""
            ),
            value=percentile(large, share),
            unit="ms",
            floor=percentile(small, share),
            goal=2.0,
            higher_is_better=False,
        )
        for share in (0.5, 0.99)
    ] + [
        Figure(name="queue page mean at 1 million reports", value=statistics.mean(large), unit="ms")
    ]
