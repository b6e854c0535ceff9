"""Takes a messenger's raw updates in, whichever way they came."""

import hashlib
import json
from collections.abc import Mapping, Sequence

import structlog

from bots.runtime import metrics
from bots.runtime.asides import Answers, Asides
from bots.runtime.desk import Desk
from bots.runtime.gaps import Gaps
from bots.runtime.handle import Arrival
from bots.runtime.messenger import Aside, Incoming, Messenger
from bots.runtime.presses import Presses
from bots.runtime.trouble import worded
from storage.conversations.parking import Parked
from storage.conversations.unit_of_work import UnitOfWork

log = structlog.stdlib.get_logger(__name__)

Update = Mapping[str, object]


class Updates:
    """One messenger's updates on their way to the desk. ``gaps`` watches their ids,
    ``answers`` finds what the inline mode offers."""

    def __init__(
        self,
        messenger: Messenger,
        desk: Desk,
        *,
        source: str = "telegram",
        gaps: Gaps | None = None,
        answers: Answers | None = None,
    ) -> None:
        self._messenger = messenger
        self._desk = desk
        self._source = source
        self._gaps = gaps
        self._presses = Presses(messenger)
        self._asides = Asides(messenger, answers)

    async def take(self, updates: Sequence[Update | Parked]) -> None:
        """Let them happen in order, in one transaction; returns when they are safely ours.

        What cannot be read, and what is ``Parked`` already, is parked. Raises if the
        database cannot take it: then nothing has happened, and the source must repeat.
        """
        decoded = [one if isinstance(one, Parked) else self._decode(one) for one in updates]
        read = [one for one in decoded if isinstance(one, tuple)]
        unreadable = [one for one in decoded if isinstance(one, Parked)]

        async def park_unreadable(work: UnitOfWork) -> None:
            await work.parking.park(unreadable, at=self._desk.now())

        await self._desk.handle([arrival for _, arrival in read], also=park_unreadable)
        for item in unreadable:
            metrics.parked_total.labels(item.source).inc()
            log.warning("update_parked", key=item.key, error=item.error.partition(":")[0])
        self._presses.acknowledge(one.press for one, _ in read if one.press)
        self._asides.attend(one for one in decoded if isinstance(one, Aside))
        self._watch(updates)

    def unreadable(self, body: bytes, error: Exception) -> Parked:
        """What came in place of an update and is not even JSON."""
        key = f"{self._source}:None:{digest(body)}"
        text = body.decode("utf-8", "backslashreplace")
        return Parked(source=self._source, key=key, error=worded(error), body=text)

    async def settle(self) -> None:
        """Wait for what still runs beside the taking in."""
        await self._presses.settle()
        await self._asides.settle()

    def _decode(self, update: Update) -> tuple[Incoming, Arrival] | Aside | Parked:
        """Each update alone: one that cannot be read must not hide the others."""
        body = "unprintable"
        try:
            body = json.dumps(update)  # ASCII: also half a character can be stored
            incoming = self._messenger.decode(update)
        except Exception as error:  # noqa: BLE001 - whatever a parser raises: aiogram#1587
            # The digest too: after a week of silence an id may be given again (Bot API §Update).
            key = f"{self._source}:{update_id(update)}:{digest(body.encode())}"
            return Parked(source=self._source, key=key, error=worded(error), body=body)
        if isinstance(incoming, Aside):
            return incoming
        arrival = Arrival(key=incoming.key, chat=incoming.chat, event=incoming.event, body=body)
        return incoming, arrival

    def _watch(self, updates: Sequence[Update | Parked]) -> None:
        if self._gaps is None:
            return
        known = [number for one in updates if (number := update_id(one)) is not None]
        if missing := self._gaps.note(known, self._desk.now()):
            metrics.updates_missing_total.inc(missing)
            log.error("updates_missing", count=missing)


def update_id(update: object) -> int | None:
    number = update.get("update_id") if isinstance(update, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
