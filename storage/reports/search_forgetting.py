"""What SQLite's full-text index needs, so that deleted words are gone and not only unfound."""

import sqlite3

from sqlalchemy import text

from storage.reports.unit_of_work import Work

# Since this version a deleted word leaves the index at once; before, when segments are merged.
DELETES_AT_ONCE = (3, 42)
AT_ONCE = text("INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)")
MERGE = text("INSERT INTO search_words (search_words) VALUES ('optimize')")


async def before_forgetting(work: Work) -> None:
    if work.is_sqlite and sqlite3.sqlite_version_info >= DELETES_AT_ONCE:
        await work.connection.execute(AT_ONCE)


async def after_forgetting(work: Work) -> None:
    if work.is_sqlite and sqlite3.sqlite_version_info < DELETES_AT_ONCE:
        await work.connection.execute(MERGE)
