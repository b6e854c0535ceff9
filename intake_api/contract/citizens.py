"""What the API learns of a citizen, and what the citizen asks of the API."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from intake_api.contract.base import Code, Locale, Moment, ShortText, Text, Wire
from intake_api.contract.deliveries import CitizenWord
from intake_api.contract.reports import ReportKind

Phone = Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$")]
"""E.164."""


class Identity(Wire):
    """Who the citizen says they are; ``consent`` is the version of the text agreed to.

    A citizen's IIN and birth date never come this way: they are told on the portal.
    """

    name: Annotated[Text, Field(min_length=1, max_length=200)]
    phone: Phone
    consent: ShortText
    consented_at: Moment


class Presence(Wire):
    """Whether anything can reach the citizen."""

    blocked: bool
    at: Moment


class Withdrawal(Wire):
    """The citizen takes a report back."""

    at: Moment
    reason: Annotated[Text, Field(max_length=2000)] = ""


class WithdrawalNoted(Wire):
    """``done`` is False where an operator must agree first (priority 1 and 2)."""

    report_id: UUID
    number: str
    done: bool


class Rating(Wire):
    """How the citizen found the work on a finished report."""

    stars: Annotated[int, Field(ge=1, le=5)]
    words: Annotated[Text, Field(max_length=1000)] = ""
    at: Moment


class ReceiptCode(Wire):
    """The code of an anonymous report, this once; an earlier one of it is void now."""

    report_id: UUID
    code: str


class ReceiptShown(Wire):
    """Somebody shows a code to go on with an anonymous report in this conversation."""

    code: Annotated[Text, Field(min_length=1, max_length=64)]
    conversation_id: UUID


class ReportContinued(Wire):
    """The report that a code opened, now of that conversation."""

    report_id: UUID
    number: str
    kind: ReportKind
    word: CitizenWord


class SimilarAsked(Wire):
    """Is this told already? WGS 84 degrees; ``conversation_id``'s own reports do not count."""

    category: Code
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    conversation_id: UUID


class SimilarReport(Wire):
    """A report near by, without anybody's words."""

    report_id: UUID
    category: Code
    distance_m: int
    minutes_ago: int


class SimilarReports(Wire):
    items: tuple[SimilarReport, ...]


class LinkPurpose(StrEnum):
    """What a one-time page is for."""

    UPLOAD = "upload"
    PLACE = "place"
    IDENTITY = "identity"
    EXPORT = "export"


class LinkAsked(Wire):
    """A one-time link for one citizen. UPLOAD needs ``attachment_id``, PLACE ``report_id``."""

    purpose: LinkPurpose
    conversation_id: UUID
    locale: Locale
    report_id: UUID | None = None
    attachment_id: UUID | None = None


class LinkGranted(Wire):
    """``url`` carries its secret in the fragment; never log it."""

    url: str
    expires_at: Moment


class KeptReport(Wire):
    """A report that cannot be erased yet: open, or within the time a law asks for."""

    number: str
    until: Moment | None


class Erasure(Wire):
    """What became of the wish to be forgotten."""

    erased: int
    kept: tuple[KeptReport, ...]
