"""One of several bot processes behind a webhook: the real ``serve`` with a messenger of paper.

``python -m tests.bots.runtime.webhook_process DATABASE_URL SECRET FILE`` prints the port it
listens at, and appends a line to FILE for all that it says.
"""

import asyncio
import os
import random
import sys
import time

from bots.dialogue.effects import Say
from bots.runtime.desk import Desk
from bots.runtime.pacing import Pacing
from bots.runtime.shell import serve, until_stopped
from bots.runtime.webhook import Door, Place, listen
from storage.database import Database
from tests.bots.runtime.script import SCRIPT
from tests.bots.runtime.twins import IntakeAtTheWire, ScriptedMessenger


class PaperMessenger(ScriptedMessenger):
    """Writes down what is said, in the order in which all processes say it."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = os.open(file, os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    async def send(self, chat: str, say: Say) -> str:
        # The line is not always equally fast; so a wrong order has a chance to show.
        await asyncio.sleep(random.uniform(0, 0.01))
        os.write(self._file, f"{chat} {say.args['text']}\n".encode())
        return "1"


async def nothing() -> None:
    return None


async def main(url: str, secret: str, file: str) -> None:
    database = Database(url)
    listener = listen("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    place = Place(public_url="https://bot.example.kz", secret=secret)
    async with IntakeAtTheWire().client() as intake:
        await until_stopped(
            serve(
                Desk(database, SCRIPT),
                PaperMessenger(file),
                intake,
                poll_timeout_s=1,
                group=100,
                pacing=Pacing(time.monotonic, per_second=2000, per_chat_per_second=2000),
                introduce=nothing,
                make_script=lambda _: SCRIPT,
                prepare_script=lambda _: None,
                door=Door(place=place, listener=listener),
            )
        )
    await database.dispose()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
