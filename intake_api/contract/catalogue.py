"""What reports can be about, and the rules of the house: data that administrators edit.

The bots hold a copy and work with it while the API is away.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from intake_api.contract.base import Code, Labels, Place, ShortText, Wire
from intake_api.contract.reports import ReportKind


class QuestionKind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    TEXT = "text"
    DATETIME = "datetime"


class Option(Wire):
    code: Code
    labels: Labels


class ExtraQuestion(Wire):
    """A question asked only for one category. Without ``required`` it may be skipped."""

    code: Code
    kind: QuestionKind
    labels: Labels
    options: Annotated[tuple[Option, ...], Field(max_length=20)] = ()
    required: bool = False
    least: float | None = None
    most: float | None = None

    @model_validator(mode="after")
    def _has_options(self) -> Self:
        if (self.kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)) != bool(self.options):
            raise ValueError("a choice has options, and nothing else has")
        return self


class Notice(Wire):
    """What is told as soon as the category is chosen ("fire: call 101"); the report may go on."""

    texts: Labels
    phone: ShortText | None = None


class Category(Wire):
    """What a report can be about. With ``parent`` it is a subcategory of it.

    ``position`` orders siblings. A retired one is not offered any more, but still has
    its labels for the reports that carry it.
    """

    code: Code
    kind: ReportKind
    labels: Labels
    parent: Code | None = None
    position: Annotated[int, Field(ge=0, le=10_000)] = 0
    notice: Notice | None = None
    questions: Annotated[tuple[ExtraQuestion, ...], Field(max_length=20)] = ()
    retired: bool = False


class QrPlace(Wire):
    """A place with a QR code: ``t.me/<bot>?start=loc_<code>`` begins a report there."""

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
    labels: Labels
    place: Place


class IdentityField(StrEnum):
    """What an authority may ask for beside name and phone, on the portal only."""

    BIRTH_DATE = "birth_date"
    IIN = "iin"


class Consent(Wire):
    """An authority's own text in place of the bot's; a new ``version`` asks again."""

    version: ShortText
    texts: Labels


class Policy(Wire):
    """Rules of the house that a bot must know. Times in seconds, sizes in bytes."""

    identity_fields: tuple[IdentityField, ...] = ()
    consent: Consent | None = None
    largest_upload: Annotated[int, Field(gt=0)] = 2 << 30
    sos_unheard_s: Annotated[int, Field(gt=0)] = 30


class Catalogue(Wire):
    """Everything at once; ``version`` is also the ETag."""

    version: str
    categories: tuple[Category, ...]
    places: tuple[QrPlace, ...] = ()
    policy: Policy = Policy()
