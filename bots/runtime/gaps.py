"""Notices that the messenger gave out update ids which never came.

Nothing can be done about it but tell people: Telegram repeats nothing that it holds
for confirmed. A second reader with the same token is the usual reason.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

# After a week without updates the next id is drawn anew (Bot API §Update); a day to spare.
NUMBERS_HOLD_FOR = timedelta(days=6)
MANY = 10_000
"""So many ids at most are waited for one by one; further below lies another numbering."""


class Gaps:
    """Numbers up to ``patience`` late are not missing: webhooks overtake one another.

    What it knows is forgotten at a restart: the first id is where counting begins.
    """

    def __init__(self, *, patience: timedelta = timedelta(0)) -> None:
        self._patience = patience
        self._highest: int | None = None
        self._heard_at: datetime | None = None
        self._awaited: dict[int, datetime] = {}

    def note(self, ids: Iterable[int], now: datetime) -> int:
        """These have come. How many are to be called missing now; each is told once."""
        lost = 0
        for number in ids:
            lost += self._note(number, now)
            self._heard_at = now
        return lost + self._overdue(now)

    def _note(self, number: int, now: datetime) -> int:
        if self._highest is None or self._is_another_numbering(number, now):
            self._highest = number
            self._awaited.clear()
            return 0
        self._awaited.pop(number, None)
        skipped = range(self._highest + 1, number)
        self._highest = max(self._highest, number)
        if len(self._awaited) + len(skipped) > MANY:
            return len(skipped)
        self._awaited.update(dict.fromkeys(skipped, now))
        return 0

    def _is_another_numbering(self, number: int, now: datetime) -> bool:
        assert self._highest is not None
        quiet = self._heard_at is not None and now - self._heard_at >= NUMBERS_HOLD_FOR
        return quiet or number < self._highest - MANY

    def _overdue(self, now: datetime) -> int:
        overdue = [n for n, since in self._awaited.items() if now - since >= self._patience]
        for number in overdue:
            del self._awaited[number]
        return len(overdue)
