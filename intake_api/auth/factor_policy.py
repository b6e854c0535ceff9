"""Which roles must have a second factor; administrators choose."""

from typing import Annotated

from pydantic import Field

from intake_api.auth.actor import Actor, Role
from intake_api.contract.base import Wire
from storage.reports.audits import write_audit
from storage.reports.chosen import chosen, put_chosen
from storage.reports.unit_of_work import Work

NAME = "second_factor"


class FactorPolicy(Wire):
    """Who must have a second factor before doing anything else."""

    roles: Annotated[tuple[Role, ...], Field(max_length=len(Role))] = ()


async def factor_policy(work: Work) -> FactorPolicy:
    found = await chosen(work, NAME)
    return FactorPolicy() if found is None else FactorPolicy.model_validate(found)


async def roles_with_second_factor(work: Work) -> frozenset[str]:
    return frozenset((await factor_policy(work)).roles)


async def write_factor_policy(work: Work, actor: Actor, policy: FactorPolicy) -> None:
    await put_chosen(work, NAME, policy.model_dump(mode="json"), actor.id)
    await write_audit(
        work, actor_kind="staff", actor_id=actor.id, action="second_factor_policy_changed"
    )
