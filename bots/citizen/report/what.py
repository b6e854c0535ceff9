"""What the report is about: a category, and a closer one where there are such."""

from dataclasses import dataclass

from bots.citizen.catalogue import Catalogue, Category, Notice
from bots.citizen.draft import answer, messages
from bots.citizen.keyboard import chosen, current, emergency_row, pairs
from bots.citizen.naming import button, label, picked
from bots.citizen.speech import say, verbatim
from bots.citizen.telling import ways_out
from bots.dialogue.effects import Effect, Keyboard, Say
from bots.dialogue.events import Event
from bots.dialogue.flow import Accepted, Outcome
from bots.dialogue.state import Conversation


@dataclass(frozen=True, slots=True)
class WhatAbout:
    """What is it about? Two columns of buttons under the question."""

    catalogue: Catalogue

    def ask(self, conversation: Conversation) -> Say:
        editing = conversation.answers.get("editing")
        kept = bool(messages(conversation.answers)) and not editing
        offered = tuple(button(conversation, "cat", one) for one in self.catalogue.offered())
        return say(
            conversation,
            "ask-category-kept" if kept else "ask-category",
            rows=(
                *pairs(offered),
                current(conversation, *(("back",) if editing else ()), "cancel"),
                emergency_row(conversation),
            ),
            keyboard=Keyboard.INLINE,
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        found = picked(event, "cat", self.catalogue.offered())
        if found is None:
            return None
        about = _about(conversation, found)
        return Accepted(answer(about, topic=found.code, closer=None), _notice(about, found.notice))


@dataclass(frozen=True, slots=True)
class WhatExactly:
    """Which of the subcategories? It may stay at the category."""

    catalogue: Catalogue

    def ask(self, conversation: Conversation) -> Say:
        children = self.catalogue.children(conversation.answers.get("topic"))
        offered = tuple(button(conversation, "cat", one) for one in children)
        return say(
            conversation,
            "ask-subcategory",
            rows=(*pairs(offered), *ways_out(conversation, "back", "skip")),
            keyboard=Keyboard.INLINE,
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        topic = self.catalogue.category(conversation.answers.get("topic"))
        if topic is not None and chosen(event) == "skip":
            return Accepted(answer(_about(conversation, topic), closer=topic.code))
        found = picked(event, "cat", topic.children if topic else ())
        if found is None:
            return None
        about = answer(_about(conversation, found), closer=found.code)
        return Accepted(about, _notice(about, found.notice))


def _about(conversation: Conversation, found: Category) -> Conversation:
    """``kind`` is noted too: the category may be gone when the report is sent."""
    if conversation.answers.get("category") == found.code:
        return conversation
    return answer(conversation, category=found.code, kind=found.kind)


def _notice(conversation: Conversation, notice: Notice | None) -> tuple[Effect, ...]:
    """Told at once: who burns must not finish a form first."""
    if notice is None:
        return ()
    text = verbatim(label(notice.texts, conversation.locale))
    if not notice.phone:
        return (say(conversation, "notice", {"text": text}),)
    return (say(conversation, "notice-call", {"text": text, "phone": verbatim(notice.phone)}),)
