"""Ask: answers to common questions, by words or by topic, also in the middle of a report.

A report that is being told steps aside and waits. Nobody in danger is given an article.
What was asked and shown goes along when it becomes a question to an operator or a report.
"""

from dataclasses import replace
from datetime import datetime

from bots.citizen.catalogue import faq_of
from bots.citizen.content import is_content
from bots.citizen.draft import refs
from bots.citizen.happenings import happened, opened
from bots.citizen.keyboard import chosen
from bots.citizen.lookup import Ask, answered, timer
from bots.citizen.moments import day_of
from bots.citizen.naming import button_id
from bots.citizen.passing_on import cried, listed, to_operator, to_report
from bots.citizen.replies import asking, said_article
from bots.citizen.speech import home, say, say_home
from bots.dialogue.effects import CancelTimer, Effect
from bots.dialogue.engine import Script, again, begin, leave, resume, set_aside, step
from bots.dialogue.events import (
    ChoiceMade,
    CommandGiven,
    Event,
    Message,
    TextEdited,
    TextReceived,
    TimerDue,
)
from bots.dialogue.flow import Flow, Outcome, Refused, Step
from bots.dialogue.state import Answers, Conversation
from faq.catalogue import Catalogue
from faq.search import Clarify, NoAnswer, search

DRAFTED = frozenset({"report", "ask"})
ARTICLE = "faq-"
BEGIN = "begin-"
LEAVING = frozenset({"sos", "report", "continue", "start"})
STEERING = frozenset(
    {"helped", "not-helped", "none-of-these", "ask-operator", "this-is-report", "back-to-draft"}
)


def faq_flow(catalogue: Catalogue) -> Flow:
    """The flow over these articles."""
    return Flow(questions={"question": Ask(catalogue)}, otherwise=_otherwise, finish=_finish)


def answers(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: in, out, and what the buttons under an answer bring."""
    if isinstance(event, TimerDue) and event.name == "faq":
        return Step(leave(conversation) if conversation.flow == "faq" else conversation)
    if isinstance(event, TextEdited):
        return _asked_better(script, conversation, event)
    choice = chosen(event) or ""
    if choice.startswith(ARTICLE):
        shown = show_article(script, conversation, choice.removeprefix(ARTICLE), event.at)
        return shown or _old(script, conversation)
    if choice.startswith(BEGIN) and conversation.flow in (None, "faq"):
        return _begun(script, conversation, event, choice.removeprefix(BEGIN))
    if conversation.flow != "faq":
        return _old(script, conversation) if choice in STEERING else None
    if choice in STEERING or choice == "cancel":
        return _steered(script, conversation, event, choice)
    if choice in LEAVING or _is_no_question(event):
        return _away(script, conversation, event)
    return None


def open_faq(script: Script, conversation: Conversation, at: datetime) -> Step:
    """Ask what the citizen wants to know. A report being told waits until then."""
    if conversation.flow == "faq":
        return Step(conversation, (again(script, conversation), timer(at)))
    back = conversation.flow in DRAFTED
    opened = begin(script, _aside(conversation), "faq", {"back": back})
    return Step(opened.conversation, (*opened.effects, timer(at)))


def show_article(
    script: Script, conversation: Conversation, article_id: str, at: datetime
) -> Step | None:
    """The article, from a button or a link into the bot; None if there is none of that id."""
    article = faq_of(script).article(article_id)
    if article is None or not article.holds(day_of(at)):
        return None
    if conversation.flow == "sos":
        return Step(conversation, (say(conversation, "faq-after-sos"),))
    known: Answers = {"back": conversation.flow in DRAFTED}
    if conversation.flow == "faq":
        known = conversation.answers
    shown = replace(
        _aside(conversation),
        flow="faq",
        question="question",
        answers={**known, "shown": [*listed(known, "shown"), article.id]},
        turn=conversation.turn + 1,
    )
    told, effects = opened(shown, at, article.id)
    return Step(told, (*said_article(faq_of(script), told, article), *effects))


def asked_in_passing(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a question put while nothing is asked, nothing waits and nothing is open.

    What may be a report is not taken for a question: there must be an answer, or, if it is
    put as a question, a choice of them; and the way to a report stands under it.
    """
    if not isinstance(event, TextReceived) or not is_content(event):
        return None
    if conversation.flow or conversation.draft or conversation.reports:
        return None
    found = search(faq_of(script), event.text, conversation.locale)
    in_doubt = isinstance(found, Clarify) and "?" not in event.text
    if isinstance(found, NoAnswer) or in_doubt:
        return None
    welcome = (say_home(conversation, "welcome"),) if conversation.turn == 0 else ()
    opened = replace(
        conversation, flow="faq", question="question", answers={}, turn=conversation.turn + 1
    )
    outcome = answered(faq_of(script), opened, event, found)
    return Step(outcome.conversation, (*welcome, *outcome.note))


def _asked_better(script: Script, conversation: Conversation, event: TextEdited) -> Step | None:
    """A question put right is looked up anew; it is no message of any report."""
    same = refs(conversation.answers).get(event.ref)
    if conversation.flow != "faq" or same is None or not event.text:
        return None
    before = [each for each in listed(conversation.answers, "asked") if each["message_id"] != same]
    anew = replace(
        conversation, answers={**conversation.answers, "asked": before, "clarified": False}
    )
    text = TextReceived(at=event.at, ref=event.ref, text=event.text)
    outcome = answered(faq_of(script), anew, text)
    return Step(outcome.conversation, outcome.note)


def _steered(script: Script, conversation: Conversation, event: Event, choice: str) -> Step:
    """What the buttons under an answer bring."""
    catalogue = faq_of(script)
    shown = list(map(str, listed(conversation.answers, "shown")))[-1:]
    match choice:
        case "helped":
            told, effects = happened(conversation, event.at, "helped", shown)
            left = _back(script, told, say(told, "faq-glad"))
            return Step(left.conversation, (*left.effects, *effects))
        case "not-helped":
            told, effects = happened(conversation, event.at, "not_helped", shown)
            return Step(told, (asking(catalogue, told, "faq-not-helped"), *effects))
        case "none-of-these":
            told, effects = happened(conversation, event.at, "not_helped")
            return Step(told, (asking(catalogue, told, "faq-none"), *effects))
        case "ask-operator":
            return to_operator(script, conversation, event)
        case "this-is-report":
            return to_report(script, conversation)
        case "back-to-draft":
            return _back(script, conversation)
    left_alone = leave(conversation)
    return Step(left_alone, (home(left_alone),))


def _begun(script: Script, conversation: Conversation, event: Event, category: str) -> Step:
    """A report of the category that the article names; what was asked goes along."""
    begun = to_report(script, conversation)
    named = step(
        script,
        begun.conversation,
        ChoiceMade(at=event.at, choice=button_id("cat", category), turn=begun.conversation.turn),
    )
    return Step(named.conversation, (*begun.effects, *named.effects))


def _aside(conversation: Conversation) -> Conversation:
    return set_aside(conversation) if conversation.flow in DRAFTED else leave(conversation)


def _back(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """Out again: to the step of the report where the question came up, or home."""
    left = leave(conversation)
    if conversation.answers.get("back") and left.draft is not None:
        resumed = resume(script, left)
        return Step(resumed.conversation, (*said, *resumed.effects))
    return Step(left, (say_home(left, "faq-glad"),))


def _away(script: Script, conversation: Conversation, event: Event) -> Step:
    """As if nothing were asked; what is shown in the middle of a report goes into it."""
    left = leave(conversation)
    if _is_no_question(event) and conversation.answers.get("back") and left.draft is not None:
        left = resume(script, left).conversation
    led = step(script, left, event)
    along = cried(conversation, led.conversation) if chosen(event) == "sos" else ()
    return Step(led.conversation, (*led.effects, *along, CancelTimer(name="faq")))


def _is_no_question(event: Event) -> bool:
    """Photos, voices and places want to be told, not looked up."""
    return isinstance(event, Message) and is_content(event) and not isinstance(event, TextReceived)


def _old(script: Script, conversation: Conversation) -> Step:
    if conversation.flow is None:
        return Step(conversation, (say_home(conversation, "old-button"),))
    return Step(conversation, (say(conversation, "old-button"), again(script, conversation)))


def _otherwise(conversation: Conversation, event: Event) -> Outcome:
    return Refused("unknown-command" if isinstance(event, CommandGiven) else "old-button")


def _finish(conversation: Conversation, event: Event) -> Step:
    raise AssertionError("nothing answers this question for good")
