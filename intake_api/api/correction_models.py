"""Wire types of what the staff puts right, and of whom a report is given to."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from intake_api.api.models import Asked, Words
from intake_api.contract import Code

Reason = Annotated[Words, Field(max_length=2000)]


class CorrectedPoint(Asked):
    """WGS 84 degrees."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    accuracy_m: Annotated[float, Field(ge=0, le=100_000)] | None = None


class CorrectionWish(Asked):
    """What is to be otherwise, and why; at least one of the three."""

    category: Code | None = None
    priority: Annotated[int, Field(ge=1, le=4, strict=True)] | None = None
    place: CorrectedPoint | None = None
    reason: Reason

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.category is None and self.priority is None and self.place is None:
            raise ValueError("a category, a priority or a place")
        return self


class OwnerWish(Asked):
    """``owner`` None: nobody's."""

    owner: UUID | None
