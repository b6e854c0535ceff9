"""Send limits as token buckets: 1/s a chat, 30/s in all, 20/min a group (Bot FAQ, limits)."""

import math
from dataclasses import dataclass, field

from bots.emulator.errors import flood

TOLERANCE = 0.1
"""A bot that sends once a second sharp must not be refused for its network's jitter."""


@dataclass
class Bucket:
    capacity: float
    per_second: float
    level: float
    filled_at: float

    def wait_s(self, now: float) -> float:
        """Seconds until one may be taken; 0 when at once."""
        passed = max(0.0, now - self.filled_at)
        self.level = min(self.capacity, self.level + passed * self.per_second)
        self.filled_at = now
        missing = 1 - TOLERANCE - self.level
        return max(0.0, missing / self.per_second)

    def take(self) -> None:
        self.level -= 1


@dataclass
class SendLimits:
    """The buckets of one bot."""

    overall: Bucket = field(default_factory=lambda: Bucket(30, 30, 30, 0))
    chats: dict[int, Bucket] = field(default_factory=dict)

    def charge(self, chat_id: int, now: float) -> None:
        """Takes one from every bucket that applies, or raises 429 and takes none."""
        if (chat := self.chats.get(chat_id)) is None:
            chat = Bucket(1, 1, 1, now) if chat_id > 0 else Bucket(20, 20 / 60, 20, now)
            self.chats[chat_id] = chat
        wait_s = max(chat.wait_s(now), self.overall.wait_s(now))
        if wait_s > 0:
            raise flood(max(1, math.ceil(wait_s)))
        chat.take()
        self.overall.take()
