"""How often something may be done from one address."""

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from intake_api.refusals import TooManyAttempts

# Behind one address may stand a town.
WRONG_TOKENS = RateLimitItemPerMinute(30, 5)
QUESTIONS = RateLimitItemPerMinute(120)
OPINIONS = RateLimitItemPerMinute(30, 5)


class Pace:
    """Counts by address, in memory alone; each process counts for itself."""

    def __init__(self, allowed: RateLimitItem) -> None:
        self._allowed = allowed
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def note(self, address: str) -> None:
        """Raises TooManyAttempts when it was done too often lately."""
        if not await self._limiter.hit(self._allowed, address):
            window = await self._limiter.get_window_stats(self._allowed, address)
            raise TooManyAttempts(max(1, math.ceil(window.reset_time - time.time())))
