"""Who acts: a person of the staff, or a bot with a key."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """An editor writes answers, an approver publishes them; neither sees a report."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"
    EDITOR = "editor"
    APPROVER = "approver"


CENTRE = frozenset({Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN})
"""Who works on reports."""
APPROVERS = frozenset({Role.APPROVER, Role.ADMIN})
EDITORS = frozenset({Role.EDITOR}) | APPROVERS
FIGURE_READERS = EDITORS | {Role.SUPERVISOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person; citizens are told ``position``, never ``name``."""

    id: UUID
    login: str
    name: str
    position: str
    role: Role
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The holder of a bot key; rotated keys of one bot share its ``name``."""

    key_id: UUID
    name: str
