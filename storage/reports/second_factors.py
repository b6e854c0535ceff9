"""What people prove beside their password: a sealed secret, and codes for the day it is lost."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from storage.reports.admin_tables import recovery_code, second_factor
from storage.reports.statements import record
from storage.reports.unit_of_work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRecord:
    """``sealed`` by the ring's key ``ring_key``; ``last_step`` is that of the last good code."""

    staff_id: UUID
    sealed: bytes
    ring_key: str
    begun_at: datetime
    confirmed_at: datetime | None
    last_step: int


_FACTOR = select(*(second_factor.c[name] for name in SecondFactorRecord.__dataclass_fields__))


async def second_factor_of(work: Work, staff_id: UUID) -> SecondFactorRecord | None:
    query = _FACTOR.where(second_factor.c.staff_id == staff_id)
    return record(SecondFactorRecord, await work.connection.execute(query))


async def begin_second_factor(work: Work, staff_id: UUID, sealed: bytes, ring_key: str) -> None:
    """In place of one that was begun and not confirmed."""
    row = {"sealed": sealed, "ring_key": ring_key, "begun_at": work.now, "last_step": 0}
    await work.connection.execute(
        work.insert(second_factor)
        .values(staff_id=staff_id, **row)
        .on_conflict_do_update(index_elements=["staff_id"], set_=row)
    )


async def confirm_second_factor(work: Work, staff_id: UUID) -> None:
    await work.connection.execute(
        update(second_factor)
        .where(second_factor.c.staff_id == staff_id)
        .values(confirmed_at=work.now)
    )


async def take_step(work: Work, staff_id: UUID, step: int) -> bool:
    """True for the first who shows a code of that step or a later one."""
    taken = await work.connection.execute(
        update(second_factor)
        .where(second_factor.c.staff_id == staff_id, second_factor.c.last_step < step)
        .values(last_step=step)
    )
    return taken.rowcount == 1


async def put_recovery_codes(work: Work, staff_id: UUID, hashes: Collection[str]) -> None:
    """These in place of the former."""
    await work.connection.execute(delete(recovery_code).where(recovery_code.c.staff_id == staff_id))
    rows = [{"staff_id": staff_id, "code_hash": each} for each in hashes]
    await work.connection.execute(insert(recovery_code), rows)


async def take_recovery_code(work: Work, staff_id: UUID, code_hash: str) -> bool:
    """True, once, for a code that was given out."""
    taken = await work.connection.execute(
        delete(recovery_code).where(
            recovery_code.c.staff_id == staff_id, recovery_code.c.code_hash == code_hash
        )
    )
    return taken.rowcount == 1


async def recovery_codes_left(work: Work, staff_id: UUID) -> int:
    query = select(func.count()).where(recovery_code.c.staff_id == staff_id)
    return int(await work.connection.scalar(query) or 0)


async def drop_second_factor(work: Work, staff_id: UUID) -> bool:
    """False if there was none."""
    await work.connection.execute(delete(recovery_code).where(recovery_code.c.staff_id == staff_id))
    gone = await work.connection.execute(
        delete(second_factor).where(second_factor.c.staff_id == staff_id)
    )
    return gone.rowcount == 1
