"""Keeps what we send below what a messenger takes, so that it seldom has to refuse.

Telegram takes about 30 messages a second in all and one a second in a chat,
with short bursts (Bot API FAQ, "My bot is hitting limits"). The truth is its
429; this only spares us most of them. Two token buckets, nothing stored.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """``tokens`` were there ``at`` (monotonic seconds)."""

    tokens: float
    at: float


class Pacing:
    """``monotonic`` is a clock in seconds that never runs backwards."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        per_second: float = 30.0,
        per_chat_per_second: float = 1.0,
        chat_burst: float = 20.0,
    ) -> None:
        self._monotonic = monotonic
        self._rate = per_second
        self._chat_rate = per_chat_per_second
        self._chat_burst = chat_burst
        self._all = Bucket(per_second, monotonic())
        self._chats: dict[str, Bucket] = {}

    def allowance(self) -> int:
        """How many messages, to whatever chats, may go out now."""
        return int(self._refilled(self._all, self._rate, self._rate).tokens)

    def exhausted_chats(self) -> int:
        """How many chats must wait now. Forgets those that have long been at rest."""
        for chat, bucket in list(self._chats.items()):
            refilled = self._refilled(bucket, self._chat_rate, self._chat_burst)
            if refilled.tokens >= self._chat_burst:
                del self._chats[chat]
        return sum(bucket.tokens < 1 for bucket in self._chats.values())

    def next_in_s(self) -> float:
        """Seconds until somebody who must wait now need not wait any more."""
        if self.allowance() < 1:
            return (1 - self._all.tokens) / self._rate
        waits = [(1 - b.tokens) / self._chat_rate for b in self._chats.values() if b.tokens < 1]
        return min(waits, default=0.0)

    def take(self, chat: str) -> bool:
        """True, and it counts, if a message may go to ``chat`` now."""
        fresh = Bucket(self._chat_burst, self._monotonic())
        bucket = self._refilled(
            self._chats.setdefault(chat, fresh), self._chat_rate, self._chat_burst
        )
        if bucket.tokens < 1 or self.allowance() < 1:
            return False
        bucket.tokens -= 1
        self._all.tokens -= 1
        return True

    def _refilled(self, bucket: Bucket, rate: float, most: float) -> Bucket:
        now = self._monotonic()
        bucket.tokens = min(most, bucket.tokens + (now - bucket.at) * rate)
        bucket.at = now
        return bucket
