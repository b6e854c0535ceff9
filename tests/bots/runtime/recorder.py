"""A script that writes down whatever happens and wishes what a test told it to."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bots.dialogue.effects import Effect
from bots.dialogue.engine import Script
from bots.dialogue.events import Event, TextReceived
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation
from tests.bots.runtime.script import say

Wished = Callable[[Event], tuple[Effect, ...]]


@dataclass(slots=True)
class Recorder:
    """``wishes`` by the text that asks for them; ``otherwise`` for every other event."""

    wishes: dict[str, tuple[Effect, ...]] = field(default_factory=dict)
    otherwise: Wished = lambda _: ()
    events: list[Event] = field(default_factory=list)
    flow: str | None = None

    @property
    def script(self) -> Script:
        return Script(
            flows={},
            notice=lambda conversation, _: conversation,
            interrupts=(self._record,),
            idle=lambda _, conversation, __: Step(conversation),
            home=lambda _: say("home"),
        )

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def last(self) -> Event:
        return self.events[-1]

    def _record(self, _: Script, conversation: Conversation, event: Event) -> Step:
        self.events.append(event)
        after = replace(conversation, flow=self.flow, question=self.flow)
        if isinstance(event, TextReceived):
            return Step(after, self.wishes.get(event.text, ()))
        return Step(after, self.otherwise(event))
