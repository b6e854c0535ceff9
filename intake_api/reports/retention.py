"""How long what is kept is kept; what the law decides is shown, not chosen."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from intake_api.auth.actor import Actor
from intake_api.contract.base import Wire
from storage.reports.audits import write_audit
from storage.reports.chosen import chosen, put_chosen
from storage.reports.unit_of_work import Work

NAME = "retention"


class Retention(Wire):
    """``journal_days``: how far back a console may resume after a cut."""

    journal_days: Annotated[int, Field(ge=1, le=3650)]


async def retention_now(work: Work, ours: Retention) -> Retention:
    """As administrators chose it, else ``ours``."""
    found = await chosen(work, NAME)
    return ours if found is None else Retention.model_validate(found)


async def journal_kept(work: Work, ours: timedelta) -> timedelta:
    found = await chosen(work, NAME)
    return ours if found is None else timedelta(days=Retention.model_validate(found).journal_days)


async def write_retention(work: Work, actor: Actor, wanted: Retention) -> None:
    await put_chosen(work, NAME, wanted.model_dump(mode="json"), actor.id)
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action="retention_changed")
