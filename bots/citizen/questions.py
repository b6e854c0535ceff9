"""A question to the police: told like a report, but about nothing and nowhere in particular."""

from bots.citizen.draft import hand_over, new
from bots.citizen.report import Review
from bots.citizen.speech import say_home
from bots.citizen.telling import Describe, otherwise
from bots.dialogue.engine import Script, begin
from bots.dialogue.events import Event
from bots.dialogue.flow import Flow, Step
from bots.dialogue.state import Conversation


def begin_question(script: Script, conversation: Conversation) -> Step:
    """Ask what the citizen wants to know."""
    conversation, report_id = new(conversation)
    return begin(script, conversation, "ask", {"report_id": report_id})


def _finish(conversation: Conversation, event: Event) -> Step:
    sent, effects = hand_over(conversation, event, "question")
    return Step(sent, (*effects, say_home(sent, "question-sent")))


ASK = Flow(
    questions={"what": Describe(), "review": Review()},
    otherwise=otherwise,
    finish=_finish,
)
