"""Wire types of the FAQ's figures."""

from faq.outcomes import Outcome
from intake_api.api.models import Shown


class ShareShown(Shown):
    """In 95 of 100 cases it lies between ``low`` and ``high`` (Wilson's interval)."""

    value: float
    low: float
    high: float


class FigureRow(Shown):
    """``n`` questions whose outcome is known, of which the shares are. ``helped``: the citizen
    said so; ``deflected``: that, or quiet after an answer. ``key`` is the article's or the
    topic's id, a language, an ISO week, or a dash for questions without an article."""

    key: str
    n: int
    helped: ShareShown | None
    deflected: ShareShown | None
    outcomes: dict[Outcome, int]


class Figures(Shown):
    """``hours`` in which a citizen who asked may still report."""

    hours: int
    rows: list[FigureRow]
    total: FigureRow
