"""What repositories say again and again, built once.

Building a statement costs SQLAlchemy more than running it: a statement that is a
constant, with its values as parameters, is found compiled.
"""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Table
from sqlalchemy.dialects import postgresql, sqlite

Record = TypeVar("Record")


@cache
def insert_unless_there(dialect: str, table: Table) -> Executable:
    """An INSERT that does nothing where the primary key is taken; ``rowcount`` tells."""
    known = [column.name for column in table.primary_key.columns]
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing(index_elements=known)
    return postgresql.insert(table).on_conflict_do_nothing(index_elements=known)


def records(of: type[Record], rows: CursorResult[Any]) -> list[Record]:
    """Each row as a dataclass whose fields are called as the columns are."""
    names = tuple(rows.keys())
    return [of(**dict(zip(names, row, strict=True))) for row in rows]


def record(of: type[Record], rows: CursorResult[Any]) -> Record | None:
    """The only row, or None."""
    found = records(of, rows)
    return found[0] if found else None


def columns(of: object) -> dict[str, Any]:
    """The reverse of ``record``: a dataclass as a row."""
    return {name: getattr(of, name) for name in of.__dataclass_fields__}  # type: ignore[attr-defined]
