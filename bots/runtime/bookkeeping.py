"""What an event changes beside its conversation, in the same transaction.

Timers and the memory of which message belongs to which report are rows: they are
gathered while the events of a batch are stepped through, and written at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bots.dialogue.effects import CancelTimer, Effect, Filed, ForgetChat, Refiled, SetTimer
from bots.dialogue.events import Event, LocationMoved, Message, TextEdited
from bots.runtime.privacy import number_alone
from storage.conversations.filings import Filing
from storage.conversations.unit_of_work import UnitOfWork

Place = tuple[str, str]
"""A message: its chat and its ref there."""


@dataclass(slots=True)
class Bookkeeping:
    """``known`` are filings read before the batch; what it adds is seen by what follows."""

    known: dict[Place, Filing] = field(default_factory=dict)
    _timers: dict[tuple[str, str], datetime | None] = field(default_factory=dict)
    _filed: list[Filing] = field(default_factory=list)
    _moved: list[tuple[str, str, str]] = field(default_factory=list)
    _forgotten: set[str] = field(default_factory=set)
    _withheld: dict[str, str] = field(default_factory=dict)

    def note(self, chat: str, effect: Effect) -> bool:
        """Take ``effect`` in; False if it is a wish for the outbox."""
        match effect:
            case SetTimer(name=name, due_at=due_at):
                self._timers[chat, name] = due_at
            case CancelTimer(name=name):
                self._timers[chat, name] = None
            case Filed(ref=ref, report_id=report_id, message_id=message_id):
                self._file(chat, ref, report_id, message_id)
            case Refiled(message_id=message_id, report_id=report_id):
                self._refile(chat, message_id, report_id)
            case ForgetChat():
                self._forgotten.add(chat)
            case _:
                return False
        return True

    def withhold(self, key: str, body: str) -> None:
        """Keep nothing of the raw update of ``key`` but its number."""
        self._withheld[key] = number_alone(body)

    def told_about(self, chat: str, event: Event) -> Event:
        """``event`` with the report it speaks of, if that is known."""
        ref = _spoken_of(event)
        found = self.known.get((chat, ref)) if ref is not None else None
        if found is None or not isinstance(event, Message):
            return event
        return replace(event, about=found.report_id, about_message=found.message_id)

    async def write(self, work: UnitOfWork, *, now: datetime) -> None:
        """Store what was noted."""
        await work.timers.change(self._timers)
        await work.filings.add(self._filed, at=now)
        for chat, message_id, report_id in self._moved:
            await work.filings.refile(chat, message_id, report_id)
        await work.inbox.withhold(self._withheld)
        for chat in sorted(self._forgotten):
            await work.filings.forget_chat(chat)
            await work.inbox.forget_chat(chat)

    def _file(self, chat: str, ref: str, report_id: str, message_id: str) -> None:
        filed = Filing(chat=chat, ref=ref, report_id=report_id, message_id=message_id, ours=False)
        self._filed.append(filed)
        self.known[chat, ref] = filed

    def _refile(self, chat: str, message_id: str, report_id: str) -> None:
        self._moved.append((chat, message_id, report_id))
        for place, filed in self.known.items():
            if place[0] == chat and filed.message_id == message_id:
                self.known[place] = replace(filed, report_id=report_id)


def places(events: Sequence[tuple[str, Event]]) -> set[Place]:
    """The messages that ``events`` of chats speak of."""
    spoken = ((chat, _spoken_of(event)) for chat, event in events)
    return {(chat, ref) for chat, ref in spoken if ref is not None}


def _spoken_of(event: Event) -> str | None:
    """An edit speaks of the message itself, anything else of the one it replies to."""
    match event:
        case TextEdited(ref=ref) | LocationMoved(ref=ref):
            return ref
        case Message(reply_to=reply_to):
            return reply_to
    return None
