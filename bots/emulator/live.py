"""Tells open phone pages what just happened, so that they need not ask."""

import asyncio
from collections import defaultdict

from bots.emulator.json_types import JsonObject

BACKLOG = 10_000
"""Events a page may lag behind before it is let go (it then fetches the chat afresh)."""

Listener = tuple[int | None, "asyncio.Queue[JsonObject | None]"]


class LiveHub:
    """Who looks at whose phone."""

    def __init__(self) -> None:
        self._listeners: dict[int, set[Listener]] = defaultdict(set)

    def watched(self, user_id: int) -> bool:
        return user_id in self._listeners

    def join(self, user_id: int, bot_id: int | None) -> Listener:
        """A listener; its queue ends with None when it fell too far behind."""
        listener: Listener = (bot_id, asyncio.Queue())
        self._listeners[user_id].add(listener)
        return listener

    def leave(self, user_id: int, listener: Listener) -> None:
        self._listeners[user_id].discard(listener)
        if not self._listeners[user_id]:
            del self._listeners[user_id]

    def publish(self, user_id: int, event: JsonObject) -> None:
        for listener in list(self._listeners.get(user_id, ())):
            bot_id, queue = listener
            if bot_id is None or event.get("bot") in (None, bot_id):
                queue.put_nowait(event)
            if queue.qsize() > BACKLOG:
                queue.put_nowait(None)
                self.leave(user_id, listener)

    def publish_to_all(self, event: JsonObject) -> None:
        for user_id in list(self._listeners):
            self.publish(user_id, event)
