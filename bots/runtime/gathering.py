"""Group commit for what comes in one by one (ADR 3): whoever arrives within a few
milliseconds, or while the last group is being written, shares a transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Gathering(Generic[T]):
    """Hands things to ``take`` in the order of their coming, one group after another."""

    def __init__(
        self,
        take: Callable[[Sequence[T]], Awaitable[None]],
        *,
        window_s: float = 0.003,
        at_most: int = 100,
    ) -> None:
        self._take = take
        self._window_s = window_s
        self._at_most = at_most
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []
        self._working: asyncio.Task[None] | None = None

    async def add(self, thing: T) -> None:
        """Returns when ``take`` has taken it; raises what ``take`` raised for its group.

        Whoever is cancelled stops waiting; the thing is taken all the same.
        """
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((thing, future))
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        await future

    async def settle(self) -> None:
        """Wait until all that was added has been taken."""
        while self._working is not None:
            await asyncio.wait([self._working])

    async def _work(self) -> None:
        try:
            await asyncio.sleep(self._window_s)
            while self._waiting:
                group = self._waiting[: self._at_most]
                del self._waiting[: self._at_most]
                await self._take_group(group)
        finally:
            self._working = None

    async def _take_group(self, group: Sequence[tuple[T, "asyncio.Future[None]"]]) -> None:
        try:
            await self._take([thing for thing, _ in group])
        except Exception as error:  # noqa: BLE001 - handed on to those who wait
            for _, future in group:
                if not future.done():
                    future.set_exception(error)
            return
        for _, future in group:
            if not future.done():
                future.set_result(None)
