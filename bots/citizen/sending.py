"""The end of a draft: handed over, or kept while the citizen may not send."""

from dataclasses import replace
from datetime import datetime

from bots.citizen.draft import hand_over, no_timers
from bots.citizen.moments import shown
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import Say
from bots.dialogue.engine import set_aside
from bots.dialogue.events import Event
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

ALWAYS = "always"


def send(conversation: Conversation, event: Event, kind: str, words: str) -> Step:
    """The draft goes to the API, and ``words`` say so. A restricted citizen's waits as it is."""
    if is_restricted(conversation, event.at):
        waits = set_aside(replace(conversation, question="review"))
        return Step(waits, (say_home(waits, "restricted-kept", _until(waits)), *no_timers()))
    sent, effects = hand_over(conversation, event, kind)
    return Step(sent, (*effects, say_home(sent, words)))


def is_restricted(conversation: Conversation, now: datetime | None) -> bool:
    """True while nothing but an SOS may be sent."""
    until = conversation.restricted
    if not until or until == ALWAYS or now is None:
        return bool(until)
    return now < datetime.fromisoformat(until)


def restricted(conversation: Conversation) -> Say:
    """Told before the first question: it will be kept, but cannot be sent yet."""
    return say(conversation, "restricted-begin", _until(conversation))


def _until(conversation: Conversation) -> dict[str, str | int]:
    until = conversation.restricted
    if until == ALWAYS:
        return {"until": "@restricted-until-told"}
    return {"until": shown(datetime.fromisoformat(until))}
