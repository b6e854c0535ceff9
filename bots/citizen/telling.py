"""Telling in one's own words: shared by the report and the question to the police."""

from bots.citizen.content import Wire, is_content, receipt
from bots.citizen.draft import files, keep, messages, repeats_album, timers
from bots.citizen.keyboard import Row, chosen, current, emergency_row
from bots.citizen.speech import say
from bots.dialogue.effects import Say
from bots.dialogue.events import CommandGiven, Event, Message
from bots.dialogue.flow import Accepted, Back, Finished, Jump, Kept, Outcome, Refused
from bots.dialogue.state import Answers, Conversation


class Describe:
    """Tell it: words, photos, voices, videos, files, in any order and number, then *Done*.

    Who is in a hurry sends at once, and is asked no more.
    """

    def ask(self, conversation: Conversation) -> Say:
        answers = conversation.answers
        first = conversation.flow == "ask"
        return say(
            conversation,
            self._words(conversation),
            {"texts": len(texts(answers)), "files": len(files(answers))},
            rows=(
                current(conversation, "done", "send-now"),
                *ways_out(conversation, *(() if first else ("back",)), offer_sending=False),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if chosen(event) == "done":
            if described(conversation.answers):
                return Accepted(conversation)
            return Refused("describe-something")
        if isinstance(event, Message) and is_content(event):
            return kept_aside(conversation, event, again=False)
        return None

    def _words(self, conversation: Conversation) -> str:
        if described(conversation.answers):
            return "ask-more"
        return "ask-what" if conversation.flow == "report" else "ask-question"


def otherwise(conversation: Conversation, event: Event) -> Outcome:
    """What the question does not take: content is kept, *Back* goes back, the rest is refused."""
    match chosen(event):
        case "back":
            return Back()
        case "send-now":
            if described(conversation.answers):
                return Finished(conversation)
            return Refused("describe-something")
    if isinstance(event, Message) and is_content(event):
        return kept_aside(conversation, event, again=True)
    return Refused("unknown-command" if isinstance(event, CommandGiven) else "old-button")


def timed(outcome: Outcome, event: Event) -> Outcome:
    """The outcome; if anything was told, the draft's clock runs from now."""
    match outcome:
        case Accepted(conversation, note):
            return Accepted(conversation, (*note, *timers(conversation.answers, event.at)))
        case Kept(conversation, note, again):
            return Kept(conversation, (*note, *timers(conversation.answers, event.at)), again)
        case Jump(conversation, question, note):
            clock = timers(conversation.answers, event.at)
            return Jump(conversation, question, (*note, *clock))
    return outcome


def ways_out(
    conversation: Conversation, *steps: str, offer_sending: bool = True
) -> tuple[Row, ...]:
    """The rows under every question: the ``steps`` it allows, *Cancel*, SOS and the languages.

    As soon as something is told, sending it at once is offered too.
    """
    ready = offer_sending and bool(described(conversation.answers))
    return (
        *((current(conversation, "send-now"),) if ready else ()),
        current(conversation, *steps, "cancel"),
        emergency_row(conversation),
    )


def described(answers: Answers) -> list[Wire]:
    """What was told apart from the answers to other questions."""
    told = answers.get("told")
    answered = told if isinstance(told, list) else []
    return [each for each in messages(answers) if each["message_id"] not in answered]


def texts(answers: Answers) -> list[str]:
    """The words told, captions included, in order."""
    return [str(each["text"]) for each in described(answers) if each.get("text")]


def kept_aside(conversation: Conversation, event: Message, *, again: bool) -> Kept:
    """Kept in the draft. An album is answered once, at its first item."""
    kept = keep(conversation, event)
    if repeats_album(conversation, event):
        return Kept(kept, again=False)
    note = say(kept, receipt(event, "kept"), silent=True)
    return Kept(kept, (note,), again=again)
