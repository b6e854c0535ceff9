"""Wire types of working through the queue: tags, saved views, acts on many."""

from typing import Annotated, Literal, Self, TypeVar
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from intake_api.api.filters import KeptQuestion, Tag
from intake_api.api.models import Asked, Shown, TransitionWish
from intake_api.contract import Text
from intake_api.reports.bulk import MOST
from intake_api.reports.tagging import MOST_TAGS

T = TypeVar("T", str, UUID)


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(sorted(set(values)))


Tags = Annotated[tuple[Tag, ...], Field(max_length=MOST_TAGS), AfterValidator(_each_once)]
Ids = Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST), AfterValidator(_each_once)]
ViewName = Annotated[Text, Field(min_length=1, max_length=60, pattern=r"\S")]


class TagsWish(Asked):
    tags: Tags


class TagsShown(Shown):
    items: list[str]


class Colleague(Shown):
    """``on_shift``: has started a shift that has not ended."""

    id: UUID
    position: str
    on_shift: bool


class Colleagues(Shown):
    """Who works on reports, and so may own one."""

    items: list[Colleague]


class BulkTransition(TransitionWish):
    """One of the ``actions`` of a case, for each report that allows it."""

    act: Literal["transition"]


class BulkOwner(Asked):
    """``owner`` null: nobody's."""

    act: Literal["owner"]
    owner: UUID | None


class BulkTags(Asked):
    act: Literal["tags"]
    add: Tags = ()
    remove: Tags = ()


BulkAct = Annotated[BulkTransition | BulkOwner | BulkTags, Field(discriminator="act")]


class BulkReports(Asked):
    """Either all reports that match ``filters`` at this moment, or these ``reports``."""

    act: BulkAct
    filters: KeptQuestion | None = None
    reports: Ids | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.filters is None) == (self.reports is None):
            raise ValueError("either filters or reports")
        return self


class BulkRefusal(Shown):
    """``code`` is that of a problem, or of what a transition needs."""

    report_id: UUID
    number: str
    code: str


class BulkOutcome(Shown):
    """``unchanged`` are as they were wished before; ``refused`` were left as they are."""

    id: UUID
    matched: int
    done: int
    unchanged: int
    refused: list[BulkRefusal]


class BulkUndone(Shown):
    undone: int


class NewView(Asked):
    """A question kept under a name; ``shared`` with every colleague."""

    name: ViewName
    filters: KeptQuestion
    shared: bool = False


class ViewChange(Asked):
    name: ViewName | None = None
    filters: KeptQuestion | None = None
    shared: bool | None = None


class StartWish(Asked):
    """Null: the list of all open reports."""

    view: UUID | None


class ViewShown(Shown):
    """``count`` reports match, or more if ``is_more``. ``owner`` is the position of whose it is."""

    id: UUID
    name: str
    filters: KeptQuestion
    shared: bool
    mine: bool
    owner: str
    starts: bool
    count: int
    is_more: bool


class Views(Shown):
    """One's own by name, then those that colleagues share."""

    items: list[ViewShown]
