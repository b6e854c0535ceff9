"""What needs no conversation: answered past the outbox, nothing of it stored or repeated.

An inline answer that waits its turn comes too late, and one that is lost costs a keystroke.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence

import structlog

from bots.runtime.messenger import Aside, Ignored, Inline, Intrusion, Messenger, MessengerError

log = structlog.stdlib.get_logger(__name__)

Answers = Callable[[str, str], Sequence[tuple[str, str, str]]]
"""What is found for some words in a language: id, title and text of each."""
AT_ONCE = 16


class Asides:
    """Attends to them beside everything else; ``answers`` is None where nothing is offered."""

    def __init__(self, messenger: Messenger, answers: Answers | None = None) -> None:
        self._messenger = messenger
        self._answers = answers
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving: set[str] = set()

    def attend(self, asides: Iterable[Aside]) -> None:
        """Begin to attend to them; returns at once."""
        for aside in asides:
            match aside:
                case Inline():
                    self._begin(self._answer(aside))
                case Intrusion() if aside.chat not in self._leaving:
                    # Once: a busy group must not keep us busy until we are out of it.
                    self._leaving.add(aside.chat)
                    self._begin(self._leave(aside))
                case Intrusion() | Ignored():
                    pass

    async def settle(self) -> None:
        """Wait until all that was begun has ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._attend(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attend(self, work: Coroutine[None, None, None]) -> None:
        async with self._slots:
            try:
                await work
            except MessengerError as error:
                log.info("aside_failed", error=type(error).__name__)
            except Exception:
                log.exception("aside_failed")

    async def _answer(self, asked: Inline) -> None:
        found = self._answers(asked.query, asked.locale) if self._answers else ()
        await self._messenger.answer_inline(asked.id, found)

    async def _leave(self, intrusion: Intrusion) -> None:
        try:
            await self._messenger.leave(intrusion.chat, intrusion.locale)
        finally:
            self._leaving.discard(intrusion.chat)  # it may be let in, or have failed, again
