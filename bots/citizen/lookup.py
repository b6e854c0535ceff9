"""The question of the FAQ: words are looked for, a topic shows its articles."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bots.citizen.content import content_of
from bots.citizen.draft import refs
from bots.citizen.happenings import asked
from bots.citizen.keyboard import chosen
from bots.citizen.moments import day_of
from bots.citizen.passing_on import listed
from bots.citizen.replies import (
    ask_again,
    asking,
    offering_report,
    offering_sos,
    said_article,
    said_topic,
    which,
)
from bots.dialogue.effects import Say, SetTimer
from bots.dialogue.events import Event, TextReceived
from bots.dialogue.flow import Kept, Outcome
from bots.dialogue.state import Conversation
from faq.article import Article
from faq.catalogue import Catalogue
from faq.search import Answer, Clarify, Found, NoAnswer, Why, search

TOPIC = "topic-"
QUIET_FOR = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Ask:
    """Words are looked for; a topic shows its articles."""

    catalogue: Catalogue

    def ask(self, conversation: Conversation) -> Say:
        return ask_again(self.catalogue, conversation)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        choice = chosen(event) or ""
        topic = self.catalogue.topic(choice.removeprefix(TOPIC)) if TOPIC in choice else None
        if topic is None and isinstance(event, TextReceived):
            named = (each for each in self.catalogue.topics if event.text in each.labels.values())
            topic = next(named, None)
        if topic is not None:
            under = [a for a in self.catalogue.under(topic.code) if a.holds(day_of(event.at))]
            said = said_topic(conversation, topic, tuple(under))
            return Kept(conversation, (said,), again=False)
        if not isinstance(event, TextReceived):
            return None
        return answered(self.catalogue, conversation, event)


def answered(
    catalogue: Catalogue,
    conversation: Conversation,
    event: TextReceived,
    found: Found | None = None,
) -> Kept:
    """What is said to a question; ``found`` if it was looked for already."""
    content = content_of(conversation, event)
    question_id = str(content.messages[0]["message_id"])
    known: Mapping[str, object] = {
        **conversation.answers,
        "asked": [*listed(conversation.answers, "asked"), *content.messages],
        "refs": {**refs(conversation.answers), event.ref: question_id},
    }
    if found is None:
        clarified = bool(conversation.answers.get("clarified"))
        found = search(catalogue, event.text, conversation.locale, clarified=clarified)
    decision, articles = _met(found, event.at)
    known = {**known, "clarified": decision == "clarify"}
    if decision == "answer":
        known = {**known, "shown": [*listed(known, "shown"), articles[0].id]}
    told, effects = asked(
        replace(conversation, answers=known),
        event.at,
        event.text,
        question_id=question_id,
        decision=decision,
        articles=[each.id for each in articles],
    )
    said = _said(catalogue, told, decision, articles)
    return Kept(told, (*said, *effects, timer(event.at)), again=False)


def _met(found: Found, at: datetime) -> tuple[str, tuple[Article, ...]]:
    """What is done with a question, and with which articles; those of another time are left out."""
    match found:
        case Answer(article=article) if article.holds(day_of(at)):
            return "answer", (article,)
        case Clarify(articles=articles):
            shown = tuple(each for each in articles if each.holds(day_of(at)))
            return ("clarify", shown) if shown else ("none", ())
        case NoAnswer(why=Why.URGENT):
            return "urgent", ()
        case NoAnswer(why=Why.INCIDENT):
            return "incident", ()
    return "none", ()


def _said(
    catalogue: Catalogue, conversation: Conversation, decision: str, articles: tuple[Article, ...]
) -> tuple[Say, ...]:
    match decision:
        case "answer":
            return said_article(catalogue, conversation, articles[0])
        case "clarify":
            return (which(conversation, articles),)
        case "urgent":
            return (offering_sos(conversation),)
        case "incident":
            return (offering_report(conversation),)
    return (asking(catalogue, conversation, "faq-none"),)


def timer(at: datetime) -> SetTimer:
    """Who comes back later to tell something is not looked up."""
    return SetTimer(name="faq", due_at=at + QUIET_FOR)
