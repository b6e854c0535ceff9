"""How often a wrong password may be tried."""

import math
import time
from uuid import UUID

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from intake_api.refusals import TooManyAttempts

FOR_LOGIN = RateLimitItemPerMinute(8, 5)
FOR_ADDRESS = RateLimitItemPerMinute(40, 5)


FOR_RECEIPTS = RateLimitItemPerMinute(10, 10)


class Attempts:
    """Counts failures by login and by address; each process counts for itself."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def require_left(self, login: str, address: str) -> None:
        """Raises TooManyAttempts when there have been too many failures lately."""
        for item, who in self._counters(login, address):
            await self._require(item, who)

    async def failed(self, login: str, address: str) -> None:
        for item, who in self._counters(login, address):
            await self._limiter.hit(item, who)

    async def require_receipts_left(self, conversation_id: UUID) -> None:
        """Raises TooManyAttempts when this conversation has shown too many wrong codes."""
        await self._require(FOR_RECEIPTS, f"receipts:{conversation_id}")

    async def receipt_failed(self, conversation_id: UUID) -> None:
        await self._limiter.hit(FOR_RECEIPTS, f"receipts:{conversation_id}")

    async def _require(self, item: RateLimitItemPerMinute, who: str) -> None:
        if not await self._limiter.test(item, who):
            window = await self._limiter.get_window_stats(item, who)
            wait_s = max(1, math.ceil(window.reset_time - time.time()))
            raise TooManyAttempts(wait_s)

    def _counters(self, login: str, address: str) -> list[tuple[RateLimitItemPerMinute, str]]:
        return [(FOR_LOGIN, f"login:{login}"), (FOR_ADDRESS, f"address:{address}")]
