"""Which bot is behind a key; remembered for a few seconds, for every request asks."""

import time

from intake_api.auth.actor import Bot
from intake_api.auth.secrets import BOT_KEY, secret_hash
from storage.reports.people import bot_key_by_hash
from storage.reports.unit_of_work import Reports

REMEMBERED_S = 3.0
"""So a revoked key is refused within this time."""


class BotKeys:
    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._known: dict[str, tuple[float, Bot]] = {}

    async def bot_behind(self, secret: str) -> Bot | None:
        """Whose valid key it is; a wrong one is looked up anew each time."""
        if not secret.startswith(BOT_KEY):
            return None
        key_hash = secret_hash(secret)
        until, bot = self._known.get(key_hash, (0.0, None))
        if bot is not None and time.monotonic() < until:
            return bot
        self._known.pop(key_hash, None)
        found = await self._reports.consult(lambda work: bot_key_by_hash(work, key_hash))
        if found is None:
            return None
        bot = Bot(key_id=found.id, name=found.name)
        self._known[key_hash] = (time.monotonic() + REMEMBERED_S, bot)
        return bot
