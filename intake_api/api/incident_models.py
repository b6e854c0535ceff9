"""Wire types of incidents."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field

from intake_api.api.models import Asked, Attachment, ReportRow, Shown, Words
from intake_api.contract import CitizenWord, PlaceMethod, Text
from intake_api.incidents.likeness import Kind
from intake_api.reports.workflow import CloseCode, Need, State

MOST_CHOSEN = 200


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


Named = Annotated[Text, Field(min_length=1, max_length=64), BeforeValidator(_stripped)]
"""The id or the public number of a report."""
Chosen = Annotated[list[UUID], Field(min_length=1, max_length=MOST_CHOSEN)]


class LinkWish(Asked):
    """``to`` is the id or the public number of the other report."""

    to: Named


class DeclineWish(Asked):
    """``other`` is not the same as this report."""

    other: UUID


class SplitWish(Asked):
    """These reports tell of another event than the rest."""

    reports: Chosen


class TitleWish(Asked):
    """Empty: as its reports are called."""

    title: Annotated[Text, Field(max_length=200), BeforeValidator(_stripped)]


class StepWish(Asked):
    """A step for all reports of an incident, or for those in ``reports``."""

    action: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    reason: Annotated[Text, Field(max_length=2000)] | None = None
    close_code: CloseCode | None = None
    duplicate_of: Annotated[Text, Field(max_length=64)] | None = None
    reports: Chosen | None = None


class ReplyWish(Asked):
    """The same words to each reporter of an incident, or of ``reports``."""

    text: Words
    reports: Chosen | None = None


class ReasonShown(Shown):
    """What speaks for one event or, with a negative ``weight`` (log-odds), against it."""

    kind: Kind
    weight: float
    metres: int | None
    minutes: int | None
    words: list[str]


class IncidentName(Shown):
    id: UUID
    number: str
    title: str


class SuggestionShown(Shown):
    """A report that may tell of the same event; ``incident`` if it belongs to one."""

    report: ReportRow
    chance: float
    reasons: list[ReasonShown]
    incident: IncidentName | None


class MemberShown(Shown):
    """A report of an incident: when and by whom it was linked, and what spoke for it then."""

    report: ReportRow
    linked_at: datetime
    linked_by: str
    reasons: list[ReasonShown]


class ReportsIncident(Shown):
    """What a report tells of, and what else may be the same."""

    incident: IncidentName | None
    members: list[MemberShown]
    suggestions: list[SuggestionShown]


class IncidentPoint(Shown):
    """Where one of the reports is, WGS 84 degrees."""

    report_id: UUID
    number: str
    method: PlaceMethod
    latitude: float
    longitude: float
    accuracy_m: float | None
    address: str | None
    at: datetime


class IncidentFile(Shown):
    """A file of one of the reports."""

    report_id: UUID
    number: str
    message_id: UUID
    attachment: Attachment


class IncidentStep(Shown):
    """Something this reader may do now with ``reports`` of the incident's reports."""

    action: str
    to_state: State
    needs: list[Need]
    reports: int


class IncidentShown(Shown):
    """``ended_at`` is when less than two reports were left of it."""

    id: UUID
    number: str
    title: str
    created_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    members: list[MemberShown]
    points: list[IncidentPoint]
    files: list[IncidentFile]
    steps: list[IncidentStep]


class IncidentLine(Shown):
    """An incident in the list; ``open`` of its ``reports`` are open."""

    id: UUID
    number: str
    title: str
    changed_at: datetime
    reports: int
    open: int


class Incidents(Shown):
    items: list[IncidentLine]


class PlannedStep(Shown):
    """What a step does to one report: nothing if ``to_state`` is null.

    ``word`` is what its citizen is told, if that is news; ``blocked`` if nothing reaches them.
    """

    report_id: UUID
    number: str
    from_state: State
    to_state: State | None
    word: CitizenWord | None
    blocked: bool


class PlannedSteps(Shown):
    items: list[PlannedStep]


class Replied(Shown):
    """The reports whose citizens are told."""

    reports: list[UUID]


class SplitOff(Shown):
    """The new incident, or null where a single report was taken out."""

    incident: IncidentName | None
