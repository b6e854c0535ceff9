"""The published questions and answers, which bots copy, and what becomes of what citizens ask.

``faq.catalogue.read`` takes a FaqCatalogue's JSON as it is; the names are those of
``faq.article``, which must not travel with this leaf.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from intake_api.contract.base import Code, Labels, Locale, Moment, ShortText, Text, Wire

ArticleId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
"""Good for a link: ``/start faq_<id>`` holds 64 characters."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Question = Annotated[Text, Field(max_length=1000)]
ButtonLabels = dict[Locale, Annotated[Text, Field(min_length=1, max_length=64)]]


class FaqTopic(Wire):
    code: Code
    labels: Labels


class FaqButtonKind(StrEnum):
    PHONE = "phone"
    LINK = "link"
    REPORT = "report"
    OPERATOR = "operator"


class FaqButton(Wire):
    """``target`` is a number, an https address or a category; empty for an operator."""

    kind: FaqButtonKind
    target: Annotated[Text, Field(max_length=1000)] = ""
    labels: ButtonLabels


class FaqAttachment(Wire):
    """``size`` in bytes; without ``locale`` it is for every language."""

    sha256: Sha256
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    media_type: ShortText
    size: Annotated[int, Field(ge=0)]
    locale: Locale | None = None


class FaqTranslation(Wire):
    """``text`` is Markdown, ``asked`` ways to ask for it; ``stale``: behind another language."""

    title: ShortText
    text: Annotated[Text, Field(max_length=20_000)]
    asked: Annotated[tuple[Annotated[Text, Field(max_length=500)], ...], Field(max_length=500)] = ()
    label: Annotated[Text, Field(max_length=64)] = ""
    stale: bool = False


class FaqArticle(Wire):
    """Shown from ``valid_from`` until the end of ``valid_until``, days of Kazakhstan."""

    id: ArticleId
    topic: Code
    translations: dict[Locale, FaqTranslation]
    buttons: Annotated[tuple[FaqButton, ...], Field(max_length=10)] = ()
    attachments: Annotated[tuple[FaqAttachment, ...], Field(max_length=20)] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    checked: date | None = None


class FaqLabelled(Wire):
    """A question that was really asked, masked; if ``article`` is None, none should answer it."""

    question: Question
    article: ArticleId | None = None
    locale: Locale | None = None


class FaqCatalogue(Wire):
    """Everything at once; ``version`` is also the ETag. What begins later is in it already.

    ``site`` is where the pages with these answers stand, without a slash at the end.
    """

    version: str
    topics: tuple[FaqTopic, ...]
    articles: tuple[FaqArticle, ...]
    labelled: tuple[FaqLabelled, ...] = ()
    precision: float = 0.90
    foreign: float = 0.35
    site: str = ""


class FaqChannel(StrEnum):
    """Where it was asked."""

    CHAT = "chat"
    INLINE = "inline"
    PORTAL = "portal"


class FaqDecision(StrEnum):
    """What was made of a question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NONE = "none"
    URGENT = "urgent"
    INCIDENT = "incident"


class FaqHappeningKind(StrEnum):
    """What happened to a question: asked, answered with articles, and what the citizen did next."""

    ASKED = "asked"
    SHOWN = "shown"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    OPERATOR = "operator"
    REPORT = "report"


class FaqHappening(Wire):
    """Told once, by ``happening_id``. An article opened without a question has an id too.

    ``words`` and ``decision`` come with ``asked`` alone; ``articles`` are those shown or
    offered; ``report_id`` is what an operator or a report was reached with.
    """

    happening_id: UUID
    question_id: UUID
    conversation_id: UUID | None = None
    at: Moment
    locale: Locale
    channel: FaqChannel
    kind: FaqHappeningKind
    words: Question | None = None
    decision: FaqDecision | None = None
    articles: Annotated[tuple[ArticleId, ...], Field(max_length=10)] = ()
    report_id: UUID | None = None

    @model_validator(mode="after")
    def _says_what_it_is(self) -> Self:
        asked = self.kind is FaqHappeningKind.ASKED
        if (self.words is not None) != asked or (self.decision is not None) != asked:
            raise ValueError("words and decision come with what was asked, and only there")
        reached = self.kind in (FaqHappeningKind.OPERATOR, FaqHappeningKind.REPORT)
        if self.report_id is not None and not reached:
            raise ValueError("a report is reached by asking an operator or by reporting")
        return self
