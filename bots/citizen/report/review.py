"""The card with everything told so far: each field can be told anew, then it is sent."""

from dataclasses import dataclass

from bots.citizen.catalogue import Catalogue
from bots.citizen.draft import answer, files
from bots.citizen.keyboard import Row, chosen, current, emergency_row, pairs
from bots.citizen.naming import button_id, label, name_of
from bots.citizen.report.extra import asked_extras, extras_in_words
from bots.citizen.report.when import time_in_words
from bots.citizen.report.where import place_in_words
from bots.citizen.report.who import name_in_words, role_in_words
from bots.citizen.speech import say, verbatim
from bots.citizen.telling import texts
from bots.dialogue.effects import Choice, Say
from bots.dialogue.events import Event, TextReceived
from bots.dialogue.flow import Accepted, Jump, Outcome
from bots.dialogue.state import Answers, Conversation

FIRST_WORDS = 200  # characters of the citizen's text shown on the card
LONGEST_LABEL = 40  # characters of an extra question on its button

# The buttons, and the question each leads to.
FIELDS = {
    "edit-category": "category",
    "edit-place": "where",
    "edit-time": "when",
    "edit-words": "what",
    "edit-role": "role",
    "edit-name": "name",
}


@dataclass(frozen=True, slots=True)
class Review:
    """The card of a report."""

    catalogue: Catalogue

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "review",
            self._card(conversation),
            rows=(
                current(conversation, "send"),
                *pairs((*current(conversation, *FIELDS), *self._extras(conversation))),
                current(conversation, "back", "cancel"),
                emergency_row(conversation),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        choice = chosen(event)
        if choice == "send":
            return Accepted(conversation)
        if choice in FIELDS:
            return _anew(conversation, FIELDS[choice])
        for one, name in zip(
            self._extras(conversation),
            asked_extras(self.catalogue, conversation.answers),
            strict=True,
        ):
            typed = isinstance(event, TextReceived) and event.text == one.label
            if choice == one.id or typed:
                return _anew(conversation, name)
        return None

    def _extras(self, conversation: Conversation) -> Row:
        return tuple(
            Choice(
                id=button_id("edit-x", name),
                turn=conversation.turn,
                label=f"✏️ {label(question.labels, conversation.locale)[:LONGEST_LABEL]}",
            )
            for name, question in asked_extras(self.catalogue, conversation.answers).items()
        )

    def _card(self, conversation: Conversation) -> dict[str, str | int]:
        answers, locale = conversation.answers, conversation.locale
        return {
            "category": name_of(self.catalogue, answers.get("category"), locale),
            "place": place_in_words(answers, FIRST_WORDS),
            "time": time_in_words(answers),
            "role": role_in_words(answers),
            "name": name_in_words(answers),
            "extras": extras_in_words(self.catalogue, answers, locale, FIRST_WORDS),
            **told_in_words(answers),
        }


class QuestionReview:
    """The card of a question to the police: nothing but the words."""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "review-question",
            told_in_words(conversation.answers),
            rows=(
                current(conversation, "send"),
                current(conversation, "back", "cancel"),
                emergency_row(conversation),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        return Accepted(conversation) if chosen(event) == "send" else None


def told_in_words(answers: Answers) -> dict[str, str | int]:
    words = texts(answers)
    return {
        "texts": len(words),
        "files": len(files(answers)),
        "words": verbatim(words[0][:FIRST_WORDS]) if words else "@no-words",
    }


def _anew(conversation: Conversation, question: str) -> Jump:
    """``editing`` brings the citizen straight back; what was passed over is asked when wished."""
    wished = {"where": {"place_ahead": False}, "name": {"name_asked": True}}.get(question, {})
    return Jump(answer(conversation, editing=True, **wished), question)
