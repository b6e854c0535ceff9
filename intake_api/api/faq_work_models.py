"""Wire types of what editors do with questions asked in vain."""

from datetime import datetime
from uuid import UUID

from intake_api.api.models import Asked, Shown
from intake_api.contract import ArticleId, Locale


class Nearest(Shown):
    """An article that may answer them."""

    id: ArticleId
    titles: dict[Locale, str]
    probability: float


class Cluster(Shown):
    """Questions that ask the same, masked; ``question`` is the most central of them.

    ``languages``: how often in each. ``examples`` are wordings, the most central first.
    """

    id: UUID
    question: str
    count: int
    languages: dict[Locale, int]
    examples: list[str]
    nearest: list[Nearest]


class WorkList(Shown):
    """What was asked most comes first."""

    items: list[Cluster]


class ClusterWish(Asked):
    """The cluster that the question ``cluster`` is in now."""

    cluster: UUID


class VariantWish(ClusterWish):
    article: ArticleId


class UndoWish(Asked):
    undo: UUID


class WorkDone(Shown):
    """``undo`` takes it back; ``article`` is the one that changed or began."""

    undo: UUID
    article: ArticleId | None = None


class LabelledShown(Shown):
    """A wording and the article that answers it; None: none should."""

    id: UUID
    question: str
    article: ArticleId | None
    locale: Locale | None
    at: datetime
    source: str


class LabelledList(Shown):
    """The newest first."""

    items: list[LabelledShown]
