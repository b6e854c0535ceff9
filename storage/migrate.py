"""Brings a database to the newest schema, at every start.

A package (``storage.reports``, ``storage.conversations``) holds a ``migrations``
folder of Alembic revisions. A file is called ``<revision>_<what>.py`` and revisions
are counted, ``0001``, ``0002``, so that the newest is known without importing
Alembic, which would cost every start a quarter of a second of CPU.
"""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.database import Database

ENVIRONMENT = Path(__file__).parent / "alembic_env"


async def upgrade(database: Database, package: str) -> None:
    """Apply the revisions of ``package`` that ``database`` does not have yet.

    Safe when several processes start at once: the second waits for the first, then
    finds nothing to do. All of it is one transaction. A database that is newer than
    this code is left alone, so that a new version can be rolled out beside an old one.
    """
    _make_folder(database)
    async with database.read() as connection:
        if await connection.run_sync(_is_current, package):
            return
    async with database.begin() as connection:
        if not database.is_sqlite:
            # On SQLite begin() has taken the only write lock already.
            name = version_table(package)
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": name}
            )
        if not await connection.run_sync(_is_current, package):
            await connection.run_sync(_apply, package)


def version_table(package: str) -> str:
    """Where the revision is noted; of its own name, should two packages share a database."""
    return f"{package.rpartition('.')[2]}_schema"


def newest_revision(package: str) -> str:
    return max(file.stem.partition("_")[0] for file in _folder(package).glob("[0-9]*_*.py"))


def _make_folder(database: Database) -> None:
    file = database.engine.url.database
    if database.is_sqlite and file and file != ":memory:":
        Path(file).absolute().parent.mkdir(parents=True, exist_ok=True)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0]) / "migrations"


def _is_current(connection: Connection, package: str) -> bool:
    table = version_table(package)
    if not inspect(connection).has_table(table):
        return False
    revision = connection.scalar(text(f"SELECT version_num FROM {table}"))  # noqa: S608
    return revision is not None and str(revision) >= newest_revision(package)


def _apply(connection: Connection, package: str) -> None:
    # Imported late on purpose, see the head of this file.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(ENVIRONMENT))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(_folder(package)))
    config.attributes.update(connection=connection, version_table=version_table(package))
    command.upgrade(config, "head")
