"""The one statement that SQLAlchemy spells differently for our two databases."""

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


class InsertIfAbsent:
    """``INSERT ... ON CONFLICT DO NOTHING``, built once for each database."""

    def __init__(self, table: Table, *returning: str) -> None:
        columns = [table.c[name] for name in returning]
        on_sqlite = sqlite.insert(table).on_conflict_do_nothing()
        on_postgresql = postgresql.insert(table).on_conflict_do_nothing()
        self._sqlite = on_sqlite.returning(*columns) if columns else on_sqlite
        self._postgresql = on_postgresql.returning(*columns) if columns else on_postgresql

    def on(self, connection: AsyncConnection) -> Insert:
        return self._sqlite if connection.dialect.name == "sqlite" else self._postgresql
