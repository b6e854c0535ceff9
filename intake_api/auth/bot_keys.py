"""Which bot is behind a key; remembered for a few seconds, for every request asks."""

import time
from datetime import timedelta

from intake_api.auth.actor import Bot
from intake_api.auth.secrets import BOT_KEY, secret_hash
from storage.reports.tokens import bot_key_by_hash, bot_key_used
from storage.reports.unit_of_work import Reports

NOTED_EVERY = timedelta(minutes=1)
REMEMBERED_S = 3.0
"""So a revoked key is refused within this time."""


class BotKeys:
    def __init__(self, reports: Reports) -> None:
        self._reports = reports
        self._known: dict[str, tuple[float, Bot]] = {}

    def forget(self) -> None:
        """Look every key up anew: one was revoked here just now."""
        self._known.clear()

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
        if found.last_used_at is None or self._reports.clock() - found.last_used_at > NOTED_EVERY:
            await self._reports.perform(lambda work: bot_key_used(work, found.id))
        bot = Bot(key_id=found.id, name=found.name)
        self._known[key_hash] = (time.monotonic() + REMEMBERED_S, bot)
        return bot
