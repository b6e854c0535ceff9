"""Values come back from either database as they went in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from storage.database import Database
from storage.types import JsonDocument, UtcDateTime

metadata = MetaData()
kept = Table(
    "kept",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime),
    Column("document", JsonDocument),
)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    made = Database(database_url)
    async with made.begin() as connection:
        await connection.run_sync(metadata.create_all)
    yield made
    await made.dispose()


async def test_a_time_comes_back_in_utc_to_the_microsecond(database: Database) -> None:
    almaty = datetime(2026, 11, 23, 4, 5, 6, 789_012, timezone(timedelta(hours=5)))
    async with database.begin() as connection:
        await connection.execute(insert(kept).values(id=1, at=almaty))

    async with database.read() as connection:
        read = await connection.scalar(select(kept.c.at))

    assert read == almaty
    assert read.tzinfo is UTC


async def test_times_of_different_zones_sort_as_time_does(database: Database) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)
    later_but_smaller_text = noon.astimezone(timezone(timedelta(hours=-5))) + timedelta(minutes=1)
    async with database.begin() as connection:
        await connection.execute(
            insert(kept), [{"id": 1, "at": later_but_smaller_text}, {"id": 2, "at": noon}]
        )

    async with database.read() as connection:
        ids = (await connection.scalars(select(kept.c.id).order_by(kept.c.at))).all()

    assert ids == [2, 1]


async def test_a_naive_time_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 23, 12)  # noqa: DTZ001

    with pytest.raises(StatementError, match="naive"):
        async with database.begin() as connection:
            await connection.execute(insert(kept).values(id=1, at=naive))


async def test_a_document_comes_back_equal_and_none_is_null(database: Database) -> None:
    document = {"address": "Абай даңғылы 1 🙂", "point": [43.25, 76.9], "none": None}
    async with database.begin() as connection:
        await connection.execute(insert(kept), [{"id": 1, "document": document}])
        await connection.execute(insert(kept), [{"id": 2, "document": None}])

    async with database.read() as connection:
        read = await connection.scalar(select(kept.c.document).where(kept.c.id == 1))
        missing = await connection.scalar(select(kept.c.id).where(kept.c.document.is_(None)))

    assert read == document
    assert missing == 2
