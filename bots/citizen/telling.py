"""Telling in one's own words: shared by the report and the question to the police."""

from bots.citizen.content import Wire, is_content, receipt
from bots.citizen.draft import files, keep, messages, repeats_album
from bots.citizen.keyboard import chosen, current, emergency_row
from bots.citizen.speech import say
from bots.dialogue.effects import Say
from bots.dialogue.events import CommandGiven, Event, Message
from bots.dialogue.flow import Accepted, Back, Kept, Outcome, Refused
from bots.dialogue.state import Answers, Conversation


class Describe:
    """Tell it: words, photos, voices, videos, files, in any order and number, then *Done*."""

    def ask(self, conversation: Conversation) -> Say:
        answers = conversation.answers
        return say(
            conversation,
            self._words(conversation),
            {"texts": len(texts(answers)), "files": len(files(answers))},
            rows=(
                current(conversation, "done"),
                current(conversation, *self._ways_out(conversation)),
                emergency_row(conversation),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if chosen(event) == "done":
            if described(conversation.answers):
                return Accepted(conversation)
            return Refused("describe-something")
        if isinstance(event, Message) and is_content(event):
            return _kept(conversation, event, again=False)
        return None

    def _ways_out(self, conversation: Conversation) -> tuple[str, ...]:
        return ("back", "cancel") if conversation.flow == "report" else ("cancel",)

    def _words(self, conversation: Conversation) -> str:
        if described(conversation.answers):
            return "ask-more"
        return "ask-what" if conversation.flow == "report" else "ask-question"


def otherwise(conversation: Conversation, event: Event) -> Outcome:
    """What the question does not take: content is kept, *Back* goes back, the rest is refused."""
    if chosen(event) == "back":
        return Back()
    if isinstance(event, Message) and is_content(event):
        return _kept(conversation, event, again=True)
    return Refused("unknown-command" if isinstance(event, CommandGiven) else "old-button")


def described(answers: Answers) -> list[Wire]:
    """What was told apart from the answer to "where?"."""
    place_told = answers.get("place_told")
    told = place_told if isinstance(place_told, list) else []
    return [each for each in messages(answers) if each["message_id"] not in told]


def texts(answers: Answers) -> list[str]:
    """The words told, captions included, in order."""
    return [str(each["text"]) for each in described(answers) if each.get("text")]


def _kept(conversation: Conversation, event: Message, *, again: bool) -> Outcome:
    """Kept in the draft. An album is answered once, at its first item."""
    kept = keep(conversation, event)
    if repeats_album(conversation, event):
        return Kept(kept, again=False)
    note = say(kept, receipt(event, "kept"), silent=True)
    return Kept(kept, (note,), again=again)
