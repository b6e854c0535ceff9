"""The emulator's time: real time, shifted and scaled, so that a day of retries fits into a test."""

import asyncio
import time
from collections.abc import Callable


class Clock:
    """Unix seconds that can be moved forward and made to run faster."""

    def __init__(
        self, start: float | None = None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._monotonic = monotonic
        self._real = monotonic()
        self._world = time.time() if start is None else start
        self._changed = asyncio.Event()
        self.scale = 1.0
        self.offset_s = 0.0

    def now(self) -> float:
        return self._world + (self._monotonic() - self._real) * self.scale

    def shown(self) -> dict[str, float]:
        return {"now": self.now(), "scale": self.scale, "offset_s": self.offset_s}

    def advance(self, seconds: float) -> None:
        """Jumps ahead; everything asleep looks at the new time at once."""
        self._rebase()
        self._world += seconds
        self.offset_s += seconds
        self._wake()

    def run_at(self, scale: float) -> None:
        self._rebase()
        self.scale = scale
        self._wake()

    async def sleep_until(self, moment: float) -> None:
        while (left := moment - self.now()) > 0:
            changed = self._changed
            try:
                await asyncio.wait_for(changed.wait(), left / self.scale)
            except TimeoutError:
                continue

    def _rebase(self) -> None:
        real = self._monotonic()
        self._world += (real - self._real) * self.scale
        self._real = real

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
