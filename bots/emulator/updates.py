"""A bot's queue of updates: ids, confirmation by offset, expiry. No I/O (Bot API §getUpdates)."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

LIFETIMES_S = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
DAY_S = 86_400.0
ANSWER_BYTES = 1 << 22
"""An answer to getUpdates is cut at 4 MB (tdlib/telegram-bot-api Client.cpp)."""

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True, eq=False, kw_only=True)
class Update:
    """One update as it goes over the wire, with what the figures need to know about it."""

    seq: int
    update_id: int
    kind: str
    body: bytes
    chat_id: int | None = None
    message_id: int | None = None
    user_id: int | None = None
    expires_at: float = 0.0
    delivered: int = 0
    state: str = "pending"

    @property
    def lane(self) -> tuple[str, int | None]:
        """What a webhook keeps in order: messages by chat, everything else apart, by user."""
        if self.kind.endswith(("message", "post")):
            return "message", self.chat_id
        return self.kind, self.user_id


@dataclass(eq=False)
class UpdateQueue:
    """Updates in the order of arrival. Ids normally rise; faults and raw updates may break that."""

    next_id: int
    allowed: frozenset[str] | None = None
    pending: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    confirmed: list[Update] = field(default_factory=list)
    dropped: list[Update] = field(default_factory=list)
    replays: deque[Update] = field(default_factory=deque)
    whole_bodies: deque[bytes] = field(default_factory=deque)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    on_change: Callable[[Update], None] = lambda update: None
    on_arrival: Callable[[Update], None] | None = None
    generated: int = 0
    delivered: int = 0
    expired: int = 0
    next_seq: int = 1
    ids_rise: bool = True
    highest_id: int = 0

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def add(self, update: Update, *, places_earlier: int = 0) -> None:
        self.generated += 1
        self.ids_rise = self.ids_rise and update.update_id > self.highest_id
        self.highest_id = max(self.highest_id, update.update_id)
        self.pending[update.seq] = update
        if places_earlier:
            self._move_earlier(update, places_earlier)
        self.on_change(update)
        if self.on_arrival is not None:
            self.on_arrival(update)
        self.wake()

    def replay(self, update: Update) -> None:
        """Hands the update over once more, with its old id, confirmed or not."""
        if self.on_arrival is not None:
            self.on_arrival(update)
        else:
            self.replays.append(update)
        self.wake()

    def wake(self) -> None:
        self.arrived.set()

    def take_seq(self) -> int:
        self.next_seq += 1
        return self.next_seq - 1

    def fetch(self, offset: int, limit: int, now: float) -> list[Update]:
        """What getUpdates answers; everything below a valid offset is confirmed."""
        if offset < 0:
            self._keep_last(-offset)
        elif 0 < offset <= self.next_id + 10:  # further ahead: not of this queue (TQueue.cpp)
            self.confirm_below(offset)
        batch = [self.replays.popleft() for _ in range(min(limit, len(self.replays)))]
        batch += self._unexpired(limit - len(batch), now)
        size = 0
        for count, update in enumerate(batch):
            size += len(update.body)
            if size > ANSWER_BYTES and count:
                batch = batch[:count]
                break
        for update in batch:
            update.delivered += 1
        self.delivered += len(batch)
        return batch

    def confirm_below(self, offset: int) -> None:
        if self.ids_rise:
            while self.pending:
                update = next(iter(self.pending.values()))
                if update.update_id >= offset:
                    return
                self.confirm(update)
            return
        for update in [u for u in self.pending.values() if u.update_id < offset]:
            self.confirm(update)
        if not self.pending:
            self.ids_rise, self.highest_id = True, 0

    def confirm(self, update: Update) -> None:
        self._leave(update, "confirmed", self.confirmed)

    def drop(self, update: Update) -> None:
        self._leave(update, "dropped", self.dropped)

    def drop_all(self) -> None:
        for update in list(self.pending.values()):
            self.drop(update)

    def expire(self, now: float) -> None:
        self._drop_expired([u for u in self.pending.values() if u.expires_at <= now])

    def _unexpired(self, limit: int, now: float) -> list[Update]:
        while True:
            batch = list(islice(self.pending.values(), limit))
            old = [update for update in batch if update.expires_at <= now]
            if not old:
                return batch
            self._drop_expired(old)

    def _drop_expired(self, updates: Iterable[Update]) -> None:
        for update in updates:
            self.expired += 1
            self.drop(update)

    def _keep_last(self, count: int) -> None:
        surplus = len(self.pending) - count
        for update in list(islice(self.pending.values(), max(0, surplus))):
            self.drop(update)

    def _leave(self, update: Update, state: str, where: list[Update]) -> None:
        if self.pending.pop(update.seq, None) is not None:
            update.state, update.body = state, b""
            where.append(update)
            self.on_change(update)

    def _move_earlier(self, update: Update, places: int) -> None:
        followers = list(islice(reversed(self.pending), 1, places + 1))
        for seq in reversed(followers):
            self.pending.move_to_end(seq)
        self.ids_rise = self.ids_rise and not followers
