"""The schema is brought up at every start, whoever starts."""

import asyncio

import pytest
from sqlalchemy import inspect, text

from storage.database import Database
from storage.migrate import newest_revision, upgrade, version_table
from storage.reports import admin_tables, citizens_tables, shift_tables
from storage.reports.tables import metadata

PACKAGE = "storage.reports"


async def _revision(database: Database) -> str:
    async with database.read() as connection:
        return str(
            await connection.scalar(text(f"SELECT version_num FROM {version_table(PACKAGE)}"))
        )


async def test_starting_twice_migrates_once(database_url: str) -> None:
    database = Database(database_url)

    await upgrade(database, PACKAGE)
    await upgrade(database, PACKAGE)

    assert await _revision(database) == newest_revision(PACKAGE)
    await database.dispose()


async def test_processes_that_start_together_all_find_the_schema(database_url: str) -> None:
    starting = [Database(database_url) for _ in range(4)]

    await asyncio.gather(*(upgrade(database, PACKAGE) for database in starting))

    assert await _revision(starting[0]) == newest_revision(PACKAGE)
    for database in starting:
        await database.dispose()


async def test_a_newer_database_is_left_alone(reports_url: str) -> None:
    database = Database(reports_url)
    async with database.begin() as connection:
        await connection.execute(text(f"UPDATE {version_table(PACKAGE)} SET version_num = '9999'"))

    await upgrade(database, PACKAGE)

    assert await _revision(database) == "9999"
    await database.dispose()


async def test_the_migrations_make_the_tables_the_code_reads(reports_url: str) -> None:
    database = Database(reports_url)

    async with database.read() as connection:
        made = await connection.run_sync(
            lambda plain: {
                name: (
                    {column["name"] for column in inspect(plain).get_columns(name)},
                    {index["name"] for index in inspect(plain).get_indexes(name)},
                )
                for name in inspect(plain).get_table_names()
            }
        )

    assert {
        admin_tables.chosen_setting.name,
        citizens_tables.track.name,
        shift_tables.shift.name,
    } <= metadata.tables.keys()
    for table in metadata.tables.values():
        columns, indexes = made[table.name]
        assert columns == set(table.c.keys())
        # PostgreSQL lists what holds a UNIQUE column as an index of its own making.
        assert {index.name for index in table.indexes} <= indexes
    await database.dispose()


@pytest.mark.parametrize("package", ["storage.nothing"])
async def test_a_package_without_migrations_is_an_error(database_url: str, package: str) -> None:
    database = Database(database_url)

    with pytest.raises(ModuleNotFoundError):
        await upgrade(database, package)

    await database.dispose()
