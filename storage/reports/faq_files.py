"""Files that articles may have."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from storage.reports.faq_tables import faq_files
from storage.reports.statements import columns, record
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    sha256: str
    media_type: str
    size: int
    added_at: datetime
    added_by: UUID | None


_FILE = select(*(faq_files.c[name] for name in FileRecord.__dataclass_fields__))


async def add_file(work: Work, file: FileRecord) -> bool:
    """False if it is there already."""
    statement = work.insert_unless_there(faq_files)
    return (await work.connection.execute(statement, columns(file))).rowcount == 1


async def file_by_hash(work: Work, sha256: str) -> FileRecord | None:
    rows = await work.connection.execute(_FILE.where(faq_files.c.sha256 == sha256))
    return record(FileRecord, rows)


async def missing_files(work: Work, hashes: Collection[str]) -> set[str]:
    """Those of ``hashes`` that nobody has handed in."""
    query = select(faq_files.c.sha256).where(faq_files.c.sha256.in_(hashes))
    return set(hashes) - set((await work.connection.execute(query)).scalars())
