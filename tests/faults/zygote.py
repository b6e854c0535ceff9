"""Starts the real processes quickly, again and again: imported once, forked for each start.

``import aiogram`` alone costs seconds of CPU, so 200 kills of freshly started
interpreters would take half an hour. The child runs the same ``main`` as
``python -m``. Commands come as JSON lines on stdin: ``{"start": name, "env": …,
"log": path, "broken": bool}``; the answer is the child's pid.
"""

import asyncio
import json
import os
import runpy
import signal
import sys

import bots.citizen.telegram
import intake_api.app  # noqa: F401

HANDLER_S = 1.5
"""How long the mutant's handler takes: updates are confirmed and in memory alone meanwhile."""


def confirm_before_commit() -> None:
    """The mutant that a kill test must catch: updates are confirmed when fetched."""
    messenger = bots.citizen.telegram.TelegramMessenger
    honest = messenger.fetch_updates
    stash: list[object] = []

    async def hasty(self: object, offset: int, timeout_s: int) -> list[object]:
        fetched = stash or await honest(self, offset, timeout_s)  # type: ignore[arg-type]
        stash.clear()
        if fetched:
            last = fetched[-1]["update_id"]  # type: ignore[index]
            stash.extend(await honest(self, int(last) + 1, 0))  # type: ignore[arg-type]
            await asyncio.sleep(HANDLER_S)
        return list(fetched)

    messenger.fetch_updates = hasty  # type: ignore[assignment, method-assign]


def become(name: str, env: dict[str, str], log: str, *, broken: bool) -> None:
    """Turn this forked child into ``python -m name``; never returns."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ.update(env)
    with open(log, "ab", buffering=0) as file, open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    if broken:
        confirm_before_commit()
    sys.argv = [name]
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=False)
    finally:
        os._exit(0)


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel reaps what was killed
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            become(order["start"], order["env"], order["log"], broken=order.get("broken", False))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
