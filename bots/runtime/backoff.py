"""How long to wait before trying again."""

import random
from collections.abc import Callable

Chance = Callable[[], float]
"""A number from 0 to 1, different each time: the random module's, or a test's."""


def pause_s(failures: int, *, cap_s: float, chance: Chance = random.random) -> float:
    """Seconds to wait after ``failures`` in a row: 1, 2, 4 … up to ``cap_s``, and up to half more.

    Never below one second, so that nobody hammers an endpoint that is down; the
    half left to chance keeps many waiters from coming back at the same moment.
    """
    base = min(cap_s, 2.0 ** min(failures - 1, 16)) if failures else 1.0
    return max(1.0, base) * (1 + chance() / 2)
