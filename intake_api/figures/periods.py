"""A time asked about, and the one before it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from intake_api.days import day_of, midnight
from intake_api.refusals import PeriodMisplaced

USUAL_DAYS = 28
MOST_DAYS = 366
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days of Kazakhstan, both in."""

    first: date
    last: date

    @property
    def begin(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The moment after it."""
        return midnight(self.last + DAY)

    def before(self) -> "Period":
        """As many days just before it."""
        days = self.last - self.first + DAY
        return Period(first=self.first - days, last=self.last - days)


def period(first: date | None, last: date | None, now: datetime) -> Period:
    """What was asked for, else the last four weeks. Raises PeriodMisplaced."""
    try:
        last = last or day_of(now)
        first = first or last - (USUAL_DAYS - 1) * DAY
        if not 0 <= (last - first).days < MOST_DAYS:
            raise PeriodMisplaced
        asked = Period(first=first, last=last)
        _ = asked.before().begin, asked.end
    except OverflowError:  # a day that no calendar of ours has
        raise PeriodMisplaced from None
    return asked
