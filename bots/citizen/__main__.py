"""``python -m bots.citizen``: the citizen bot. Stops cleanly on SIGTERM and Ctrl+C."""

import asyncio
import logging
import os
import sys
import time

import uvloop
from prometheus_client import start_http_server
from pydantic import ValidationError

from bots.citizen.settings import CitizenSettings


def settings() -> CitizenSettings:
    """The settings. Raises SystemExit with one line that says what is missing."""
    try:
        found = CitizenSettings(_env_file=os.environ.get("QULAQ_ENV_FILE", ".env"))
    except ValidationError as error:
        names = ", ".join(f"QULAQ_CITIZEN_{one['loc'][0]}".upper() for one in error.errors())
        raise SystemExit(_cannot_start(f"not usable: {names}")) from None
    if not found.token.get_secret_value():
        raise SystemExit(_cannot_start("QULAQ_CITIZEN_TOKEN is not set"))
    if not found.intake_key.get_secret_value():
        raise SystemExit(_cannot_start("QULAQ_CITIZEN_INTAKE_KEY is not set"))
    return found


def _cannot_start(reason: str) -> int:
    print(
        f"The citizen bot cannot start: {reason}. To try Qulaq without a token: make demo",
        file=sys.stderr,
    )
    return 2


async def run(found: CitizenSettings) -> None:
    # Imported here, after the settings were found good: aiogram takes seconds.
    from bots.citizen.script import CITIZEN, script_for
    from bots.citizen.telegram import TelegramMessenger
    from bots.runtime.desk import Desk
    from bots.runtime.flood import Limits
    from bots.runtime.pacing import Pacing
    from bots.runtime.shell import serve, until_stopped
    from bots.runtime.texts import Texts
    from intake_api.client import IntakeClient
    from storage.database import Database
    from storage.migrate import upgrade

    database = Database(found.database_url)
    await upgrade(database, "storage.conversations")
    messenger = TelegramMessenger(
        found.token.get_secret_value(),
        Texts.load("citizen"),
        api_url=found.telegram_api,
        allowed_chats=found.chats(),
        local=found.telegram_local,
    )
    pacing = Pacing(
        time.monotonic,
        per_second=found.sends_per_second,
        per_chat_per_second=found.sends_per_chat_per_second,
    )
    limits = Limits(per_chat=found.chat_per_minute, everybody=found.all_per_minute)
    async with IntakeClient(found.intake_url, found.intake_key.get_secret_value()) as intake:
        try:
            await until_stopped(
                serve(
                    Desk(database, CITIZEN, limits=limits),
                    messenger,
                    intake,
                    poll_timeout_s=found.poll_timeout_s,
                    group=found.batch_size,
                    pacing=pacing,
                    introduce=messenger.introduce,
                    make_script=script_for,
                )
            )
        finally:
            await messenger.close()
            await database.dispose()


def main() -> int:
    found = settings()
    from bots.runtime.logging import set_up_logging

    secrets = (found.token.get_secret_value(), found.intake_key.get_secret_value())
    set_up_logging(found.log_level, secrets=secrets)
    if found.metrics_port is not None:
        start_http_server(found.metrics_port)
    try:
        # A bot is all small HTTP calls: this loop spends less CPU on each (make bench, reply).
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(run(found))
    except Exception:
        # Through the log, so that no secret of a traceback is printed in clear.
        logging.getLogger("bots.citizen").critical("bot_died", exc_info=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
