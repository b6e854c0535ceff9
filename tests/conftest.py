"""Databases for tests: every test that asks for one runs on SQLite and on PostgreSQL.

``database_url`` is an empty one; ``reports_url`` and ``conversations_url`` have their
tables already: a copy of a SQLite file, or a PostgreSQL database that is put back after the test.
"""

import asyncio
import os
import shutil
import zlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from storage.database import Database
from storage.migrate import upgrade
from tests.postgres import Postgres

# A deadline in wall time fails on a busy machine, and says nothing about the code.
hypothesis.settings.register_profile("qulaq", deadline=None)
hypothesis.settings.load_profile("qulaq")


KINDS = ("sqlite", "postgres")
BOTH = "QULAQ_TEST_BOTH_DATABASES"
"""Set to 1 to run every test on both; ``make test-all`` does."""
ON_ONE = ("tests/intake_api/", "tests/bots/")
"""Rooms above the storage: there a test runs on one of the two, chosen by its name for good."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the tests on both databases, half on each: the whole takes twenty minutes more."""
    if os.environ.get(BOTH) == "1":
        return
    left_out = [item for item in items if _is_for_the_other(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not _is_for_the_other(item)]


def _is_for_the_other(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    kind = callspec.params.get("database_kind") if callspec else None
    if kind is None or not item.nodeid.startswith(ON_ONE) or _is_told(item):
        return False
    name = item.nodeid.partition("[")[0]
    return bool(kind != KINDS[zlib.crc32(name.encode()) % 2])


def _is_told(item: pytest.Item) -> bool:
    """The test itself says which database it is for."""
    return any("database_kind" in mark.args[0] for mark in item.iter_markers("parametrize"))


@pytest.fixture(params=KINDS)
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
    if database_kind == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/database.sqlite"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def reports_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a database of the API, with its tables, gone after the test."""
    package = "storage.reports"
    yield from copy_of(request, database_kind, tmp_path, package, migrated(package))


@pytest.fixture
def conversations_url(
    database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The URL of a database of the bots, with its tables, gone after the test."""
    package = "storage.conversations"
    yield from copy_of(request, database_kind, tmp_path, package, migrated(package))


Fill = Callable[[str], Awaitable[None]]
"""Makes of the empty database at a URL what a template is to hold."""


class Templates:
    """Filled databases to copy, each made at the first wish for it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()

    def sqlite(self, name: str, fill: Fill) -> Path:
        file = self._folder / f"{name}.sqlite"
        url = f"sqlite+aiosqlite:///{file}"
        if url not in self._made:
            asyncio.run(_run(fill, url))
            self._made.add(url)
        return file

    def postgres(self, server: Postgres, name: str, fill: Fill) -> str:
        name = f"{name}_{self._folder.parent.name}"
        url = server.url(name)
        if url not in self._made:
            server.drop(name)
            server.create(name)
            asyncio.run(_run(fill, url))
            server.keep(name)
            self._made.add(url)
        return name


async def _run(fill: Fill, url: str) -> None:
    await fill(url)


def migrated(package: str) -> Fill:
    """With the tables of ``package``."""

    async def fill(url: str) -> None:
        database = Database(url)
        try:
            await upgrade(database, package)
        finally:
            await database.dispose()

    return fill


def copy_of(
    request: pytest.FixtureRequest, kind: str, folder: Path, name: str, fill: Fill
) -> Iterator[str]:
    """The URL of a database for one test, as ``fill`` makes it."""
    templates: Templates = request.getfixturevalue("templates")
    if kind == "sqlite":
        file = folder / "database.sqlite"
        shutil.copy(templates.sqlite(name, fill), file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    # One for all tests of a worker: a copy for each would cost more than the test.
    server: Postgres = request.getfixturevalue("postgres")
    base = templates.postgres(server, name, fill)
    yield server.url(base)
    server.restore(base)
