"""Wire types of those who write answers. What bots copy is ``intake_api.contract.faq``."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, JsonValue, model_validator

from faq.conflicts import Kind
from intake_api.api.models import Asked, Shown
from intake_api.contract import (
    ArticleId,
    Code,
    FaqArticle,
    FaqDecision,
    FaqTopic,
    Locale,
    Text,
)
from intake_api.contract.base import Moment

NoteText = Annotated[Text, Field(max_length=500)]

LAST_VERSION = (1 << 31) - 1  # what PostgreSQL keeps


class ArticleStatus(StrEnum):
    """A published one may have a newer draft beside it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Writer(Shown):
    """Somebody who writes or publishes."""

    id: UUID
    name: str


class Writers(Shown):
    items: list[Writer]


class ArticleRow(Shown):
    """``titles``, ``languages``, ``stale`` and ``valid_until`` are the draft's."""

    id: ArticleId
    topic: Code
    status: ArticleStatus
    titles: dict[Locale, str]
    languages: list[Locale]
    stale: list[Locale]
    owner: Writer | None
    updated_at: datetime
    publish_at: datetime | None
    valid_until: date | None
    draft_version: int
    published_version: int | None


class ArticlePage(Shown):
    """The latest written first; ``next`` is where to go on."""

    items: list[ArticleRow]
    next: str | None


class Version(Shown):
    """One that was written; ``author`` is None for what came with a release."""

    number: int
    at: datetime
    author: Writer | None
    note: str
    published_at: datetime | None
    published_by: Writer | None


class VersionShown(Version):
    article: FaqArticle


class Severity(StrEnum):
    """An error keeps an article from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class ArticleProblem(Shown):
    """Texts go by ``code``. ``other`` is an article that it concerns too."""

    code: str
    severity: Severity
    locale: Locale | None = None
    detail: str = ""
    other: ArticleId | None = None


class ArticleShown(ArticleRow):
    """The draft, what citizens see, and how it came about; its version is the ETag."""

    draft: FaqArticle
    published: FaqArticle | None
    publish_version: int | None
    history: list[Version]
    problems: list[ArticleProblem]


class ArticleWish(Asked):
    """A new draft. ``stale`` of a translation is ours to tell: what was not rewritten while
    another language was is stale, unless it is among ``checked_locales``."""

    article: FaqArticle
    owner: UUID | None = None
    note: NoteText = ""
    checked_locales: tuple[Locale, ...] = ()


class PublishWish(Asked):
    """At once, or ``at`` a time to come."""

    at: Moment | None = None


class RestoreWish(Asked):
    """Make what ``version`` was the draft again."""

    version: Annotated[int, Field(ge=1, le=LAST_VERSION)]


class BulkWish(Asked):
    """One of the three, for all of ``ids`` or for none."""

    ids: Annotated[tuple[ArticleId, ...], Field(min_length=1, max_length=1000)]
    topic: Code | None = None
    owner: UUID | None = None
    retire: bool = False

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "BulkWish":
        if (self.topic is not None) + (self.owner is not None) + self.retire != 1:
            raise ValueError("a topic, an owner or retire")
        return self


class BulkDone(Shown):
    """What was changed; the rest was so already."""

    changed: list[ArticleId]


class Piece(Shown):
    """A stretch of words that is in both, in the earlier alone or in the later alone."""

    kind: Literal["same", "gone", "new"]
    text: str


class Difference(Shown):
    """``field`` is a name of FaqArticle or FaqTranslation; with ``locale`` it is of that text."""

    field: str
    locale: Locale | None
    pieces: list[Piece]


class Differences(Shown):
    """From one version to another."""

    earlier: int
    later: int
    items: list[Difference]


class FileKept(Shown):
    """For an attachment: an article names it by ``sha256``. ``size`` in bytes."""

    sha256: str
    media_type: str
    size: int


class PreviewWish(Asked):
    text: Annotated[Text, Field(max_length=20_000)]


class Preview(Shown):
    """``html`` is a part of a page; ``telegram`` the HTML of the messages it takes."""

    html: str
    telegram: str
    messages: list[str]


class Which(StrEnum):
    """What citizens see, or what they would see if every draft were published."""

    PUBLISHED = "published"
    DRAFT = "draft"


class TryWish(Asked):
    question: Annotated[Text, Field(min_length=1, max_length=1000)]
    locale: Locale
    catalogue: Which = Which.PUBLISHED


class Candidate(Shown):
    """An article that may be meant."""

    id: ArticleId
    title: str
    probability: float
    score: float


class Tried(Shown):
    """What the bot would do, and why.

    ``reading`` is the question as it was understood, ``keyboard`` another one than it was
    typed on, ``exact`` that an article has these very words. An article is answered with
    from the probability ``answer_from`` on; the first three are offered if ``among``, that
    one of them is right, is at least ``offer_from``.
    """

    decision: FaqDecision
    reading: str
    keyboard: str | None
    exact: bool
    among: float
    answer_from: float
    offer_from: float
    signals: dict[str, float]
    candidates: list[Candidate]


class Claimant(Shown):
    id: ArticleId
    title: str


class Conflict(Shown):
    """Two articles that claim the same question, or questions that are alike."""

    kind: Kind
    articles: list[Claimant]
    question: str
    locale: Locale
    similarity: float


class Conflicts(Shown):
    items: list[Conflict]


class TopicShown(FaqTopic):
    """``articles`` stand under it; one that has any cannot go."""

    articles: int


class Topics(Shown):
    items: list[TopicShown]


class TopicsWish(Asked):
    """All topics in their order; what is not here goes."""

    items: Annotated[tuple[FaqTopic, ...], Field(min_length=1, max_length=100)]

    @model_validator(mode="after")
    def _names_each_once(self) -> "TopicsWish":
        if len({each.code for each in self.items}) != len(self.items):
            raise ValueError("each topic once")
        return self


OFFERED: dict[str, JsonValue] = {"enum": [0.8, 0.9, 0.95]}


def _offered(precision: float) -> float:
    if precision not in (0.8, 0.9, 0.95):
        raise ValueError("one of those offered")
    return precision


class FaqSettings(Asked):
    """``precision``: the share of answers that must be right. ``foreign``: the share of questions
    no article answers. ``hours``: in which a report or a wish for an operator follows."""

    precision: Annotated[float, AfterValidator(_offered), Field(json_schema_extra=OFFERED)]
    foreign: Annotated[float, Field(ge=0, le=0.95)]
    hours: Annotated[int, Field(ge=1, le=168)]


class Imported(Shown):
    """An article that an import adds or gives a new draft."""

    id: ArticleId
    is_new: bool
    differences: list[Difference]


class ImportProblem(Shown):
    """Why something cannot be taken in. ``line`` counts from 1, ``about`` is the field."""

    fault: str
    file: str = ""
    line: int | None = None
    article: str = ""
    about: str = ""


class ImportDone(Shown):
    """``unchanged`` articles are the same already; ``topics`` are new or called otherwise.

    With ``dry_run`` nothing was changed; what has ``problems`` is taken in by nobody.
    """

    dry_run: bool
    items: list[Imported]
    unchanged: int
    topics: list[Code]
    problems: list[ImportProblem]
