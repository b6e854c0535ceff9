"""A citizen with a chat, for tests of the flows: remembers the state and what was wished."""

from datetime import UTC, datetime

from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.effects import Effect, Say
from bots.dialogue.engine import Script, step
from bots.dialogue.state import Conversation

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CITIZEN_ID = "3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11"


class Chat:
    """One citizen talking."""

    def __init__(self, script: Script = CITIZEN, **known: object) -> None:
        self.script = script
        self.conversation = Conversation(id=CITIZEN_ID, **known)  # type: ignore[arg-type]
        self.effects: list[Effect] = []
        self._sent = 0

    def happen(self, event: events.Event) -> tuple[Effect, ...]:
        outcome = step(self.script, self.conversation, event)
        self.conversation = outcome.conversation
        self.effects += outcome.effects
        return outcome.effects

    def press(self, *choices: str) -> tuple[Effect, ...]:
        effects: tuple[Effect, ...] = ()
        for choice in choices:
            turn = self.conversation.turn
            effects = self.happen(events.ChoiceMade(at=NOW, choice=choice, turn=turn))
        return effects

    def write(self, text: str, choice: str | None = None) -> tuple[Effect, ...]:
        return self.happen(events.TextReceived(at=NOW, ref=self._ref(), text=text, choice=choice))

    def show(self, kind: str, album: str | None = None) -> tuple[Effect, ...]:
        file = events.File(file_id=kind, size=10)
        return self.happen(
            events.MediaReceived(at=NOW, ref=self._ref(), kind=kind, file=file, album=album)
        )

    def accept(self) -> None:
        report_id = self.conversation.reports[-1].report_id
        self.happen(events.ReportAccepted(at=NOW, report_id=report_id, number="KZ-1"))

    def of(self, kind: type[Effect]) -> list[Effect]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def _ref(self) -> str:
        self._sent += 1
        return str(self._sent)


def said(effects: tuple[Effect, ...]) -> list[str]:
    return [effect.message for effect in effects if isinstance(effect, Say)]
