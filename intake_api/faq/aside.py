"""Long computing that neither holds requests up nor keeps the process from ending."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


async def aside(call: Callable[[], T]) -> T:
    """What ``call`` returns. It goes on to its end when the caller is cancelled.

    ``asyncio.to_thread`` would have the process wait for it when it is told to stop.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            result = call()
        except Exception as error:  # noqa: BLE001  it is the caller's
            settle(partial(done.set_exception, error))
        else:
            settle(partial(done.set_result, result))

    def settle(outcome: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(lambda: None if done.cancelled() else outcome())

    Thread(target=run, name="faq-index", daemon=True).start()
    return await done
