"""A question to the police: told like a report, but about nothing and nowhere in particular."""

from dataclasses import replace
from datetime import datetime

from bots.citizen.draft import keep, new, timers
from bots.citizen.report.review import QuestionReview
from bots.citizen.sending import is_restricted, restricted, send
from bots.citizen.telling import Describe, otherwise, timed
from bots.dialogue.engine import Script, begin
from bots.dialogue.events import Event, Message
from bots.dialogue.flow import Flow, Outcome, Step
from bots.dialogue.state import Conversation


def begin_question(
    script: Script,
    conversation: Conversation,
    first: Message | None = None,
    *,
    at: datetime | None = None,
) -> Step:
    """Ask what the citizen wants to know; ``first`` has been said already, to the FAQ say.
    ``at``: when, if nothing came first."""
    conversation, report_id = new(conversation)
    conversation = replace(conversation, answers={"report_id": report_id})
    if first is not None:
        conversation = keep(conversation, first)
    now = first.at if first is not None else at
    begun = begin(script, conversation, "ask", conversation.answers)
    warned = (restricted(begun.conversation),) if is_restricted(conversation, now) else ()
    soon = () if now is None else timers(conversation.answers, now)
    return Step(begun.conversation, (*warned, *begun.effects, *soon))


def _finish(conversation: Conversation, event: Event) -> Step:
    return send(conversation, event, "question", "question-sent")


class Timed(Describe):
    """Described like a report: an unsent question is reminded of too."""

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        outcome = super().accept(conversation, event)
        return None if outcome is None else timed(outcome, event)


ASK = Flow(
    questions={"what": Timed(), "review": QuestionReview()},
    otherwise=lambda conversation, event: timed(otherwise(conversation, event), event),
    finish=_finish,
)
