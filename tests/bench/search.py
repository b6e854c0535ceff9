"""(g) Search while one types, at a million messages on PostgreSQL.

Words are spread as in talk: a few in every second message, most in a few; each query is sent
letter by letter, as it is typed. Takes some minutes and about two gigabytes of disk, so it is
not part of ``make bench``: ``python -m tests.bench search``.
"""

import asyncio
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from faq.text import normal
from intake_api.auth.actor import Actor, Role
from intake_api.search.finding import find
from intake_api.search.stems import stems
from storage.database import Database
from storage.migrate import upgrade
from storage.reports.search_tables import search_entry
from storage.reports.tables import conversation, message, message_version, report
from storage.reports.unit_of_work import Reports, Work
from tests.bench.figure import Figure, percentile
from tests.incidents.evening import evening
from tests.postgres import Postgres

MESSAGES = 1_000_000
OF_A_REPORT = 4
CHUNK = 5_000
VOCABULARY = 60_000
START = datetime(2026, 1, 1, tzinfo=UTC)
CONVERSATION = UUID(int=1)
QUERIES = (
    "пожары на рынке",
    "драка у школы",
    "украли велосипед",
    "өрттің түтіні",
    "базарда төбелес",
    "белая камри",
    "синяя куртка стадион",
    "abai fire",
    "000417",
    "слово12345",
    "сирень пожар",
)
ROUNDS = 5
ACTOR = Actor(id=UUID(int=2), login="bench", name="", position="", role=Role.OPERATOR, locale="ru")
SHOWN = 20
GOAL_MS = 50.0


def said(chance: random.Random) -> Iterator[str]:
    """What citizens write, with rare words of a large vocabulary among the usual ones."""
    stock = [each.text for _ in range(40) for each in evening(chance)]
    while True:
        # Of rare words the first are the most usual, as in any language.
        rare = int(VOCABULARY * chance.random() ** 3)
        yield f"{chance.choice(stock)} слово{rare} дом {chance.randrange(200)}"


def chunk(first: int, texts: Iterator[str]) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {
        "report": [], "message": [], "message_version": [], "search_entry": [],
    }  # fmt: skip
    for n in range(first, first + CHUNK):
        at = START + timedelta(seconds=20 * n)
        of = UUID(int=1000 + n // OF_A_REPORT)
        words = next(texts)
        if n % OF_A_REPORT == 0:
            number = f"26-{n // OF_A_REPORT:06}-K"
            rows["report"].append(_report(of, number, at, f"{number} {words}"))
            rows["search_entry"].append(_entry(of, of, "report", f"{number} {words}"))
        source = UUID(int=(1 << 64) + n)
        rows["message"].append(
            {"report_id": of, "id": source, "sender": "citizen", "sent_at": at, "received_at": at}
        )
        rows["message_version"].append(
            {"report_id": of, "message_id": source, "at": at, "is_edit": False, "text": words}
        )
        rows["search_entry"].append(_entry(of, source, "message", words))
    return rows


def _entry(of: UUID, source: UUID, kind: str, words: str) -> dict[str, object]:
    return {
        "report_id": of,
        "source": source,
        "kind": kind,
        "terms": " ".join(sorted(stems(words))),
    }


def _report(of: UUID, number: str, at: datetime, words: str) -> dict[str, object]:
    return {
        "id": of, "number": number, "content_hash": "", "conversation_id": CONVERSATION,
        "kind": "crime", "category": "theft", "priority": 2, "state": "closed", "is_open": False,
        "channel": "text", "locale": "ru", "submitted_at": at, "received_at": at,
        "last_activity_at": at, "excerpt": words[:160], "words": normal(words), "unread": 0,
        "attachments": 0, "last_from": "citizen", "seq": 1,
    }  # fmt: skip


async def fill(database: Database, messages: int) -> None:
    await upgrade(database, "storage.reports")
    texts = said(random.Random(1))
    async with database.begin() as connection:
        await connection.execute(insert(conversation).values(id=CONVERSATION, created_at=START))
        # Made anew at the end: a million entries one by one would take the bench's whole time.
        await connection.execute(text("DROP INDEX search_entry_terms"))
    for first in range(0, messages, CHUNK):
        rows = chunk(first, texts)
        async with database.begin() as connection:
            for table in (report, message, message_version, search_entry):
                await connection.execute(insert(table), rows[table.name])
    async with database.begin() as connection:
        await _index(connection)
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text("VACUUM ANALYZE"))


async def _index(connection: AsyncConnection) -> None:
    await connection.execute(
        text(
            "CREATE INDEX search_entry_terms ON search_entry"
            " USING gin (terms) WITH (fastupdate = off)"
        )
    )


def typed(query: str) -> list[str]:
    """What is asked while it is typed, from the second letter on."""
    return [query[:length] for length in range(2, len(query) + 1)]


async def _found(asked: str, work: Work) -> object:
    return await find(work, ACTOR, asked, SHOWN)


async def measure(url: str, messages: int) -> dict[str, list[float]]:
    """Milliseconds of each search, by what was typed."""
    database = Database(url)
    reports = Reports(database)
    try:
        await fill(database, messages)
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS + 1):
            for query in QUERIES:
                for asked in typed(query):
                    started = time.perf_counter()
                    await reports.consult(partial(_found, asked))
                    taken.setdefault(asked, []).append(1000 * (time.perf_counter() - started))
        return {asked: each[1:] for asked, each in taken.items()}  # the first round warms
    finally:
        await reports.dispose()


def figures(messages: int = MESSAGES) -> list[Figure]:
    server = Postgres()
    name = server.create(f"qulaq_bench_{uuid4().hex}")
    try:
        taken = asyncio.run(measure(server.url(name), messages))
    finally:
        server.drop(name)
        server.close()
    everything = [each for times in taken.values() for each in times]
    slowest = max(taken, key=lambda asked: percentile(taken[asked], 0.5))
    return [
        Figure(
            name=f"search p{share} at {messages:,} messages",
            value=percentile(everything, share / 100),
            unit="ms",
            goal=GOAL_MS if share == 95 else None,
            higher_is_better=False,
        )
        for share in (50, 95, 99)
    ] + [
        Figure(
            name=f"slowest, typed {slowest!r}",
            value=percentile(taken[slowest], 0.5),
            unit="ms",
        )
    ]
