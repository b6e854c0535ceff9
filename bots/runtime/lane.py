"""One kind of road out, with its own width, closed in bad weather.

Lanes keep a slow or dead neighbour from silencing the others: files never take
the places of words, and when the API is away five thousand mailboxes do not
knock at its door one after another.
"""

from datetime import datetime, timedelta

import structlog

from bots.runtime.backoff import pause_s
from bots.runtime.codec import KINDS
from bots.runtime.outcome import Done, Outcome

log = structlog.stdlib.get_logger(__name__)

FAILURES_TO_CLOSE = 3
LONGEST_PAUSE_S = 15.0


class Lane:
    """``kinds`` of effects, at most ``width`` of them under way at once.

    ``paced`` ones keep to the messenger's limits.
    """

    def __init__(
        self, name: str, kinds: frozenset[str], *, width: int, paced: bool = False
    ) -> None:
        self.name = name
        self.kinds = kinds
        self.paced = paced
        self._width = width
        self._under_way = 0
        self._failures = 0
        self._closed_until: datetime | None = None

    def allowance(self, now: datetime) -> int:
        """How many more may start now: none while closed, one at a time while in doubt."""
        if self._closed_until is None:
            return self._width - self._under_way
        if now < self._closed_until:
            return 0
        return max(0, 1 - self._under_way)

    def start(self, number: int) -> None:
        self._under_way += number

    def end(self, outcome: Outcome, now: datetime) -> None:
        """Note that one has ended: the weather closes the lane, anything else opens it."""
        self._under_way -= 1
        if isinstance(outcome, Done) or not outcome.weather:
            self._open()
            return
        self._failures += 1
        beyond = self._failures - FAILURES_TO_CLOSE + 1
        if beyond > 0 and (self._closed_until is None or now >= self._closed_until):
            pause = outcome.pause_s or pause_s(beyond, cap_s=LONGEST_PAUSE_S)
            self._closed_until = now + timedelta(seconds=min(pause, 4 * LONGEST_PAUSE_S))
            log.warning("lane_closed", lane=self.name, pause_s=round(pause, 1))

    def _open(self) -> None:
        if self._closed_until is not None:
            log.info("lane_opened", lane=self.name)
        self._failures = 0
        self._closed_until = None


class Lanes:
    """All lanes there are; every kind of effect has exactly one."""

    def __init__(self, *lanes: Lane) -> None:
        self.all = lanes
        self._of: dict[str, Lane] = {kind: lane for lane in lanes for kind in lane.kinds}

    def of(self, kind: str) -> Lane:
        return self._of[kind]


def usual_lanes(*, say: int = 30, intake: int = 16, media: int = 4) -> Lanes:
    """Words to citizens, the API, files; the numbers are how many go at once."""
    return Lanes(
        Lane("say", frozenset({"Say", "CleanChat"}), width=say, paced=True),
        Lane("intake", KINDS - {"Say", "CleanChat", "FetchMedia"}, width=intake),
        Lane("media", frozenset({"FetchMedia"}), width=media),
    )
