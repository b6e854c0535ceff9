"""How a flow is written down: questions, what answers them, what the end brings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bots.dialogue.effects import Effect, Say
from bots.dialogue.events import Event
from bots.dialogue.state import Answers, Conversation


@dataclass(frozen=True, slots=True)
class Step:
    """The outcome of one event: the new state and the wishes, in order."""

    conversation: Conversation
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The question is answered, its answer noted in ``conversation``: go on."""

    conversation: Conversation
    note: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Not an answer, but kept in ``conversation``. The question stands, asked ``again`` or not."""

    conversation: Conversation
    note: tuple[Effect, ...] = ()
    again: bool = True


@dataclass(frozen=True, slots=True)
class Refused:
    """Not an answer and nothing to keep; ``reason`` is the catalogue id to say."""

    reason: str


@dataclass(frozen=True, slots=True)
class Back:
    """The citizen wants the question before this one."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Go on with ``question`` of the same flow, whichever would come next."""

    conversation: Conversation
    question: str
    note: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Finished:
    """The flow ends here, whatever is left to ask."""

    conversation: Conversation
    note: tuple[Effect, ...] = ()


Outcome = Accepted | Kept | Refused | Back | Jump | Finished


class Question(Protocol):
    """One thing the bot asks. Pure: the same arguments, the same result.

    ``accept`` returns None for what is no answer; the flow's ``otherwise`` then decides.
    """

    def ask(self, conversation: Conversation) -> Say: ...

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Questions in the order they are asked, and what follows the last one.

    A question named in ``skip`` is passed over when its predicate says so.
    """

    questions: Mapping[str, Question]
    otherwise: Callable[[Conversation, Event], Outcome]
    finish: Callable[[Conversation, Event], Step]
    skip: Mapping[str, Callable[[Answers], bool]] = field(default_factory=dict)

    def path(self, answers: Answers) -> list[str]:
        """The questions these answers lead through, in order."""
        return [name for name in self.questions if not self.skip.get(name, _never)(answers)]

    def after(self, name: str, answers: Answers) -> str | None:
        """The next question of the path, or None at its end. ``name`` may be off the path."""
        order = list(self.questions)
        path = set(self.path(answers))
        return next((each for each in order[order.index(name) + 1 :] if each in path), None)

    def before(self, name: str, answers: Answers) -> str | None:
        """The question before, or None at the beginning."""
        order = list(self.questions)
        path = set(self.path(answers))
        return next((each for each in order[: order.index(name)][::-1] if each in path), None)

    def progress(self, name: str, answers: Answers) -> dict[str, str | int]:
        """Which ``step`` of how many (``total``) the question is."""
        earlier = list(self.questions)[: list(self.questions).index(name)]
        path = self.path(answers)
        step = 1 + sum(each in path for each in earlier)
        return {"step": step, "total": max(step, len(path))}


def _never(_: Answers) -> bool:
    return False
