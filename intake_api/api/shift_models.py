"""Wire types of shifts."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from intake_api.api.models import Asked, Owner, Shown, Words
from intake_api.reports.workflow import State

MOST_REPORTS = 500


class HandoverWish(Asked):
    """``to`` None: to everybody who comes. Whoever is named gets the reports that are mine."""

    text: Words
    to: UUID | None = None
    reports: Annotated[tuple[UUID, ...], Field(max_length=MOST_REPORTS)] = ()


class HandedReport(Shown):
    """As it is now, not as it was when it was handed over."""

    id: UUID
    number: str
    state: State
    priority: int


class Reading(Shown):
    position: str
    at: datetime


class HandoverShown(Shown):
    id: UUID
    at: datetime
    by: Owner
    to: Owner | None
    started_at: datetime | None
    text: str
    reports: list[HandedReport]
    read_by: list[Reading]


class Handovers(Shown):
    """Newest first; ``next`` is the ``before`` of what comes after them."""

    items: list[HandoverShown]
    next: datetime | None


class ShiftShown(Shown):
    """``since`` None: between shifts. ``unread``: left to this person, oldest first."""

    since: datetime | None
    unread: list[HandoverShown]


class DeskShown(Shown):
    """How somebody likes to work, at whichever desk they sit down."""

    shortcuts: bool


class DeskWish(Asked):
    shortcuts: Annotated[bool, Field(strict=True)]
