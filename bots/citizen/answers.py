"""Ask: answers to common questions, by words or by topic, also in the middle of a report.

A report that is being told steps aside and waits. Nobody in danger is given an article.
What was asked and shown goes along when it becomes a question to an operator or a report.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bots.citizen.content import content_of, is_content
from bots.citizen.draft import refs
from bots.citizen.keyboard import chosen
from bots.citizen.language import nearest
from bots.citizen.passing_on import cried, listed, to_operator, to_report
from bots.citizen.replies import ask_again, asking, said_article, said_topic, searched
from bots.citizen.speech import home, say, say_home
from bots.dialogue.effects import CancelTimer, Effect, SetTimer
from bots.dialogue.engine import Script, again, begin, leave, resume, set_aside, step
from bots.dialogue.events import (
    CommandGiven,
    Event,
    Message,
    TextEdited,
    TextReceived,
    TimerDue,
)
from bots.dialogue.flow import Flow, Kept, Outcome, Refused, Step
from bots.dialogue.state import Answers, Conversation
from faq.content import seed
from faq.emergency import sounds_urgent
from faq.search import ranked

DRAFTED = frozenset({"report", "ask"})
ARTICLE = "faq-"
TOPIC = "topic-"
INLINE_MOST = 10
QUIET_FOR = timedelta(minutes=15)
LEAVING = frozenset({"sos", "report", "continue", "start"})
STEERING = frozenset({"helped", "not-helped", "ask-operator", "this-is-report", "back-to-draft"})


def answers(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: in, out, and what the buttons under an answer bring."""
    if isinstance(event, TimerDue) and event.name == "faq":
        return Step(leave(conversation) if conversation.flow == "faq" else conversation)
    if isinstance(event, TextEdited):
        return _asked_better(conversation, event)
    choice = chosen(event) or ""
    if choice.startswith(ARTICLE):
        shown = show_article(script, conversation, choice.removeprefix(ARTICLE))
        return shown or _old(script, conversation)
    if conversation.flow != "faq":
        return _old(script, conversation) if choice in STEERING else None
    match choice:
        case "cancel":
            left = leave(conversation)
            return Step(left, (home(left),))
        case "helped":
            return _back(script, conversation, say(conversation, "faq-glad"))
        case "back-to-draft":
            return _back(script, conversation)
        case "not-helped":
            return Step(conversation, (asking(conversation, "faq-not-helped"),))
        case "ask-operator":
            return to_operator(script, conversation, event)
        case "this-is-report":
            return to_report(script, conversation)
    if choice in LEAVING or _is_no_question(event):
        return _away(script, conversation, event)
    return None


def open_faq(script: Script, conversation: Conversation, at: datetime) -> Step:
    """Ask what the citizen wants to know. A report being told waits until then."""
    if conversation.flow == "faq":
        return Step(conversation, (again(script, conversation), _timer(at)))
    back = conversation.flow in DRAFTED
    opened = begin(script, _aside(conversation), "faq", {"back": back})
    return Step(opened.conversation, (*opened.effects, _timer(at)))


def show_article(script: Script, conversation: Conversation, article_id: str) -> Step | None:
    """The article, from a button or a link into the bot; None if there is none of that id."""
    article = seed().article(article_id)
    if article is None:
        return None
    if conversation.flow == "sos":
        return Step(conversation, (say(conversation, "faq-after-sos"),))
    known: Answers = {"back": conversation.flow in DRAFTED}
    if conversation.flow == "faq":
        known = conversation.answers
    shown = [*listed(known, "shown"), article.id]
    told = replace(
        _aside(conversation),
        flow="faq",
        question="question",
        answers={**known, "shown": shown},
        turn=conversation.turn + 1,
    )
    return Step(told, (said_article(told, article),))


def inline_answers(query: str, language: str | None) -> tuple[tuple[str, str, str], ...]:
    """For the inline mode: id, title and text of the nearest articles, the best first.

    Nothing for words of danger: whoever writes them must not be sent an article.
    """
    locale = nearest(language or "kk")
    catalogue = seed()
    if sounds_urgent(query):
        return ()
    found = [article for article, _ in ranked(catalogue, query, locale)]
    articles = found if query.strip() else list(catalogue.articles)
    return tuple(
        (article.id, article.in_(locale).title, article.in_(locale).text)
        for article in articles[:INLINE_MOST]
    )


class Ask:
    """Words are looked for; a topic shows its articles."""

    ask = staticmethod(ask_again)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        choice = chosen(event) or ""
        if choice.startswith(TOPIC) and (topic := seed().topic(choice.removeprefix(TOPIC))):
            return Kept(conversation, (said_topic(conversation, topic),), again=False)
        if not isinstance(event, TextReceived):
            return None
        named = (each for each in seed().topics if event.text in each.labels.values())
        if (topic := next(named, None)) is not None:
            return Kept(conversation, (said_topic(conversation, topic),), again=False)
        return _answered(conversation, event)


def _answered(conversation: Conversation, event: TextReceived) -> Kept:
    content = content_of(conversation, event)
    asked = [*listed(conversation.answers, "asked"), *content.messages]
    names = {**refs(conversation.answers), event.ref: str(content.messages[0]["message_id"])}
    kept = replace(conversation, answers={**conversation.answers, "asked": asked, "refs": names})
    said, article = searched(kept, event)
    if article is not None:
        shown = [*listed(kept.answers, "shown"), article.id]
        kept = replace(kept, answers={**kept.answers, "shown": shown})
    return Kept(kept, (said, _timer(event.at)), again=False)


def _asked_better(conversation: Conversation, event: TextEdited) -> Step | None:
    """A question put right is looked up anew; it is no message of any report."""
    same = refs(conversation.answers).get(event.ref)
    if conversation.flow != "faq" or same is None or not event.text:
        return None
    asked = [each for each in listed(conversation.answers, "asked") if each["message_id"] != same]
    before = replace(conversation, answers={**conversation.answers, "asked": asked})
    outcome = _answered(before, TextReceived(at=event.at, ref=event.ref, text=event.text))
    return Step(outcome.conversation, outcome.note)


def _timer(at: datetime) -> SetTimer:
    """Who comes back later to tell something is not looked up."""
    return SetTimer(name="faq", due_at=at + QUIET_FOR)


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


FAQ = Flow(questions={"question": Ask()}, otherwise=_otherwise, finish=_finish)
