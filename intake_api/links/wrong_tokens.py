"""How often somebody may show secrets that open nothing."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from intake_api.refusals import TooManyAttempts

FOR_ADDRESS = RateLimitItemPerMinute(30, 5)


class WrongTokens:
    """Counts them by address; each process counts for itself."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def note(self, address: str) -> None:
        """Raises TooManyAttempts when there have been too many lately."""
        if not await self._limiter.hit(FOR_ADDRESS, address):
            window = await self._limiter.get_window_stats(FOR_ADDRESS, address)
            raise TooManyAttempts(max(1, math.ceil(window.reset_time - time.time())))
