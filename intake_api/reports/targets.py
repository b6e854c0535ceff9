"""How fast the centre means to be; administrators change it and every process follows at once."""

from typing import Annotated

from pydantic import Field, field_validator

from intake_api.auth.actor import Actor, Role
from intake_api.contract.base import Wire
from intake_api.refusals import Forbidden
from storage.reports.audits import write_audit
from storage.reports.chosen import chosen, put_chosen
from storage.reports.unit_of_work import Work

NAME = "targets"
PRIORITIES = (1, 2, 3, 4)
HOUR, DAY = 3600, 86_400

Seconds = Annotated[int, Field(ge=1, le=365 * DAY)]


class PriorityTarget(Wire):
    """From the receipt to the first answer and to the end."""

    priority: Annotated[int, Field(ge=1, le=4)]
    first_answer_s: Seconds
    close_s: Seconds


class Targets(Wire):
    """``sos_unopened_s`` alarms supervisors, ``sos_102_s`` tells the citizen to call 102."""

    sos_unopened_s: Annotated[int, Field(ge=1, le=HOUR)] = 30
    sos_102_s: Annotated[int, Field(ge=1, le=HOUR)] = 60
    by_priority: tuple[PriorityTarget, ...] = (
        PriorityTarget(priority=1, first_answer_s=60, close_s=4 * HOUR),
        PriorityTarget(priority=2, first_answer_s=300, close_s=DAY),
        PriorityTarget(priority=3, first_answer_s=1800, close_s=3 * DAY),
        PriorityTarget(priority=4, first_answer_s=2 * HOUR, close_s=15 * DAY),
    )

    @field_validator("by_priority")
    @classmethod
    def _one_for_each(cls, told: tuple[PriorityTarget, ...]) -> tuple[PriorityTarget, ...]:
        if tuple(each.priority for each in told) != PRIORITIES:
            raise ValueError("one for each priority, in their order")
        return told


TARGETS = Targets()


async def targets_now(work: Work, ours: Targets) -> Targets:
    """As administrators chose them, else ``ours``."""
    found = await chosen(work, NAME)
    return ours if found is None else Targets.model_validate(found)


async def write_targets(work: Work, actor: Actor, targets: Targets) -> None:
    """They hold for every report that comes from now on. Raises Forbidden."""
    if actor.role is not Role.ADMIN:
        raise Forbidden
    await put_chosen(work, NAME, targets.model_dump(mode="json"), actor.id)
    await write_audit(work, actor_kind="staff", actor_id=actor.id, action="targets_changed")
