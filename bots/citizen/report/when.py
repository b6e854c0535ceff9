"""When it happened: a button, a time typed, or the citizen's own words for it."""

from datetime import datetime, timedelta

from bots.citizen.content import Wire, is_content
from bots.citizen.draft import answer, keep_answer
from bots.citizen.keyboard import chosen, current
from bots.citizen.moments import LOCAL, LONGEST, day_shown, moment, shown
from bots.citizen.speech import say, verbatim
from bots.citizen.telling import ways_out
from bots.dialogue.effects import Say
from bots.dialogue.events import Event, TextReceived
from bots.dialogue.flow import Accepted, Outcome
from bots.dialogue.state import Answers, Conversation

DAYS_AGO = {"today": 0, "yesterday": 1}


class When:
    """When did it happen? What is too long for a time is the story already, and kept as such."""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "ask-when",
            rows=(
                current(conversation, "now", "today", "yesterday"),
                *ways_out(conversation, "back", "skip"),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match chosen(event):
            case "now":
                return Accepted(answer(conversation, **_at(event.at)))
            case "today" | "yesterday" as day:
                told = event.at.astimezone(LOCAL).date() - timedelta(days=DAYS_AGO[day])
                return Accepted(answer(conversation, **_in_words(day_shown(told))))
            case "skip":
                return Accepted(answer(conversation, happened_at=None, happened=None))
        if isinstance(event, TextReceived) and is_content(event) and len(event.text) <= LONGEST:
            at = moment(event.text, event.at)
            told_so = _at(at) if at else _in_words(event.text)
            return Accepted(keep_answer(conversation, event, **told_so))
        return None


def time_in_words(answers: Answers) -> str:
    """The time on the review card."""
    match answers:
        case {"happened_at": str(at)}:
            return shown(datetime.fromisoformat(at))
        case {"happened": str(words)}:
            return verbatim(words)
    return "@not-told"


def _at(at: datetime) -> Wire:
    return {"happened_at": at.isoformat(), "happened": None}


def _in_words(words: str) -> Wire:
    return {"happened_at": None, "happened": words}
