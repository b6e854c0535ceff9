"""Databases for tests: every test that asks for one runs on SQLite and on PostgreSQL.

``database_url`` is an empty one; ``reports_url`` and ``conversations_url`` have their
tables already: a copy of a SQLite file, or a PostgreSQL database that is emptied after the test.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from storage.database import Database
from storage.migrate import upgrade
from tests.postgres import Postgres

# A deadline in wall time fails on a busy machine, and says nothing about the code.
hypothesis.settings.register_profile("qulaq", deadline=None)
hypothesis.settings.load_profile("qulaq")


@pytest.fixture(params=["sqlite", "postgres"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL server of this run, started when the first test asks for it."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> "Templates":
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def database_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of an empty database, gone after the test."""
    yield from _copy(request, database_kind, tmp_path, package=None)


@pytest.fixture
def reports_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a database of the API, with its tables, gone after the test."""
    yield from _copy(request, database_kind, tmp_path, package="storage.reports")


@pytest.fixture
def conversations_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a database of the bots, with its tables, gone after the test."""
    yield from _copy(request, database_kind, tmp_path, package="storage.conversations")


class Templates:
    """Migrated databases to copy, made at the first wish for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()

    def sqlite(self, package: str) -> Path:
        file = self._folder / f"{package}.sqlite"
        self._migrate(f"sqlite+aiosqlite:///{file}", package)
        return file

    def postgres(self, server: Postgres, package: str) -> str:
        name = f"{package}_{self._folder.parent.name}"
        url = server.url(name)
        if url not in self._made:
            server.drop(name)
            server.create(name)
        self._migrate(url, package)
        return name

    def _migrate(self, url: str, package: str) -> None:
        if url not in self._made:
            asyncio.run(_migrate(url, package))
            self._made.add(url)


async def _migrate(url: str, package: str) -> None:
    database = Database(url)
    try:
        await upgrade(database, package)
    finally:
        await database.dispose()


def _copy(
    request: pytest.FixtureRequest, kind: str, folder: Path, package: str | None
) -> Iterator[str]:
    templates: Templates = request.getfixturevalue("templates")
    if kind == "sqlite":
        file = folder / "database.sqlite"
        if package:
            shutil.copy(templates.sqlite(package), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    if package:  # one for all tests of a worker: a copy for each would cost more than the test
        name = templates.postgres(server, package)
        yield server.url(name)
        server.empty(name)
    else:
        name = server.create()
        yield server.url(name)
        server.drop(name)
