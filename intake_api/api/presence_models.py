"""Wire types of who sits where."""

from typing import Literal
from uuid import UUID

from intake_api.api.models import Asked, Shown


class Looking(Asked):
    """What a console says on its live line: the report on its screen, or none."""

    type: Literal["looking"]
    report_id: UUID | None


class Present(Shown):
    """Somebody at a console, and the report on it."""

    staff_id: UUID
    position: str
    report_id: UUID | None


class Presence(Shown):
    """Who is here; also a frame of a live line that has said where it looks."""

    type: Literal["presence"] = "presence"
    items: list[Present]
