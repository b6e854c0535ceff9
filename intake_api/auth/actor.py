"""Who acts: a person of the staff, or a bot with a key."""

from dataclasses import dataclass
from datetime import datetime
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
CHIEFS = frozenset({Role.SUPERVISOR, Role.ADMIN})
"""Who watches the whole of it."""
ADMINS = frozenset({Role.ADMIN})
APPROVERS = frozenset({Role.APPROVER, Role.ADMIN})
EDITORS = frozenset({Role.EDITOR}) | APPROVERS
FIGURE_READERS = EDITORS | {Role.SUPERVISOR}


class Debt(StrEnum):
    """What a person must do before anything else: choose a password, add a second factor."""

    PASSWORD = "password"  # noqa: S105
    SECOND_FACTOR = "second_factor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person; citizens are told ``position``, never ``name``.

    Through a session ``session_id`` is set, through an API token ``token_id``; ``scopes``
    None is all that the role may do, ``expires_at`` when the token ends.
    """

    id: UUID
    login: str
    name: str
    position: str
    role: Role
    locale: str
    has_second_factor: bool = False
    owes: Debt | None = None
    session_id: UUID | None = None
    token_id: UUID | None = None
    scopes: frozenset[str] | None = None
    expires_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The holder of a bot key; rotated keys of one bot share its ``name``."""

    key_id: UUID
    name: str
