"""``python -m bots.citizen``: the citizen bot. Stops cleanly on SIGTERM and Ctrl+C."""

import asyncio
import logging
import os
import re
import sys
import time
from typing import TYPE_CHECKING

import uvloop
from prometheus_client import start_http_server
from pydantic import ValidationError

from bots.citizen.settings import CitizenSettings

if TYPE_CHECKING:
    from bots.dialogue.engine import Script
    from bots.runtime.catalogue import Bodies
    from bots.runtime.webhook import Door

TELEGRAM = "https://api.telegram.org"
SWITCH_S = 0.0005
"""How long a thread that indexes the articles may keep the loop waiting, once it wants to run."""


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
    if found.updates == "webhook" and (wrong := _wrong_with_webhook(found)):
        raise SystemExit(_cannot_start(wrong))
    return found


def _wrong_with_webhook(found: CitizenSettings) -> str | None:
    """Whoever knows no secret could write in every citizen's name: none, no webhook."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", found.webhook_secret.get_secret_value()):
        return "QULAQ_CITIZEN_WEBHOOK_SECRET must be 16 to 256 of A-Z a-z 0-9 _ -"
    # A Bot API server of one's own may post over http (tdlib/telegram-bot-api, --local).
    schemes = ("https://",) if found.telegram_api == TELEGRAM else ("https://", "http://")
    if not found.webhook_url.startswith(schemes):
        return "QULAQ_CITIZEN_WEBHOOK_URL must be an https address"
    return None


def _cannot_start(reason: str) -> int:
    print(
        f"The citizen bot cannot start: {reason}. To try Qulaq without a token: make demo",
        file=sys.stderr,
    )
    return 2


def open_door(found: CitizenSettings) -> "Door | None":
    """The socket that Telegram posts to, if it does. Raises SystemExit with one line."""
    from bots.runtime.webhook import Door, Place, listen

    if found.updates == "polling":
        return None
    place = Place(
        public_url=found.webhook_url,
        secret=found.webhook_secret.get_secret_value(),
        connections=found.webhook_connections,
    )
    try:
        listener = listen(found.webhook_host, found.webhook_port)
    except OSError as error:
        reason = f"QULAQ_CITIZEN_WEBHOOK_PORT {found.webhook_port}: {error.strerror}"
        raise SystemExit(_cannot_start(reason)) from None
    return Door(place=place, listener=listener)


async def run(found: CitizenSettings, door: "Door | None") -> None:
    # Imported here, after the settings were found good: aiogram takes seconds.
    from bots.citizen.catalogue import faq_of
    from bots.citizen.inline import inline_answers
    from bots.citizen.moments import day_of
    from bots.citizen.script import CITIZEN, script_for
    from bots.citizen.telegram import TelegramMessenger
    from bots.runtime.desk import Desk
    from bots.runtime.flood import Limits
    from bots.runtime.media import LARGEST_BYTES
    from bots.runtime.pacing import Pacing
    from bots.runtime.shell import serve, until_stopped
    from bots.runtime.texts import Texts
    from faq.search import hold, prepare
    from intake_api.client import IntakeClient
    from storage.database import Database
    from storage.migrate import upgrade

    def held_script(known: "Bodies") -> "Script":
        script = script_for(known.get("catalogue"), known.get("faq"))
        hold(faq_of(script))
        return script

    hold(faq_of(CITIZEN))
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
    desk = Desk(database, CITIZEN, limits=limits)
    async with IntakeClient(found.intake_url, found.intake_key.get_secret_value()) as intake:
        try:
            await until_stopped(
                serve(
                    desk,
                    messenger,
                    intake,
                    poll_timeout_s=found.poll_timeout_s,
                    group=found.batch_size,
                    pacing=pacing,
                    introduce=messenger.introduce,
                    make_script=held_script,
                    prepare_script=lambda script: prepare(faq_of(script)),
                    answers=lambda query, locale: inline_answers(
                        faq_of(desk.script), query, locale, day_of(desk.now())
                    ),
                    largest_file=None if found.telegram_local else LARGEST_BYTES,
                    door=door,
                )
            )
        finally:
            await messenger.close()
            await database.dispose()


def main() -> int:
    found = settings()
    from bots.runtime.logging import set_up_logging

    secrets = (found.token, found.intake_key, found.webhook_secret)
    set_up_logging(found.log_level, secrets=[each.get_secret_value() for each in secrets])
    door = open_door(found)
    if found.metrics_port is not None:
        start_http_server(found.metrics_port)
    try:
        sys.setswitchinterval(SWITCH_S)
        # A bot is all small HTTP calls: this loop spends less CPU on each (make bench, reply).
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(run(found, door))
    except Exception:
        # Through the log, so that no secret of a traceback is printed in clear.
        logging.getLogger("bots.citizen").critical("bot_died", exc_info=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
