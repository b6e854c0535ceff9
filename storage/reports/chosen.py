"""Settings that administrators have chosen; each is a JSON value under its name."""

from uuid import UUID

from sqlalchemy import bindparam, delete, select

from storage.reports.admin_tables import chosen_setting
from storage.reports.unit_of_work import Work

_VALUE = select(chosen_setting.c.value).where(chosen_setting.c.name == bindparam("name"))


async def chosen(work: Work, name: str) -> dict[str, object] | None:
    """What was chosen last, or None where the house's own setting holds."""
    value: dict[str, object] | None = await work.connection.scalar(_VALUE, {"name": name})
    return value


async def chosen_to_change(work: Work, name: str) -> dict[str, object] | None:
    """As ``chosen``; nobody else changes it before the act ends."""
    locked = _VALUE.with_for_update()
    value: dict[str, object] | None = await work.connection.scalar(locked, {"name": name})
    return value


async def put_chosen(work: Work, name: str, value: dict[str, object], by: UUID) -> None:
    changed = {"value": value, "changed_at": work.now, "changed_by": by}
    await work.connection.execute(
        work.insert(chosen_setting)
        .values(name=name, **changed)
        .on_conflict_do_update(index_elements=["name"], set_=changed)
    )


async def drop_chosen(work: Work, name: str) -> None:
    """Go back to the house's own setting."""
    await work.connection.execute(delete(chosen_setting).where(chosen_setting.c.name == name))
