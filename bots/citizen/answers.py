"""Ask: answers to common questions, by words or by topic, also in the middle of a report.

A report that is being told steps aside and waits. Nobody in danger is given an article.
What was asked and shown goes along when it becomes a question to an operator or a report.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from bots.citizen.content import Wire, content_of, is_content, message_id
from bots.citizen.draft import hand_over, messages, new, refs
from bots.citizen.keyboard import chosen
from bots.citizen.language import nearest
from bots.citizen.questions import begin_question
from bots.citizen.replies import ask_again, asking, said_article, said_topic, searched
from bots.citizen.speech import home, say, say_home
from bots.dialogue.effects import AddMessage, CancelTimer, Effect, SetTimer
from bots.dialogue.engine import Script, again, begin, leave, resume, set_aside, step
from bots.dialogue.events import (
    CommandGiven,
    Event,
    Message,
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
            return _to_operator(script, conversation, event)
        case "this-is-report":
            return _to_report(script, conversation)
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
    shown = [*_list(known, "shown"), article.id]
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


def _answered(conversation: Conversation, event: TextReceived) -> Outcome:
    content = content_of(conversation, event)
    asked = [*_list(conversation.answers, "asked"), *content.messages]
    names = {**refs(conversation.answers), event.ref: str(content.messages[0]["message_id"])}
    kept = replace(conversation, answers={**conversation.answers, "asked": asked, "refs": names})
    said, article = searched(kept, event)
    if article is not None:
        shown = [*_list(kept.answers, "shown"), article.id]
        kept = replace(kept, answers={**kept.answers, "shown": shown})
    return Kept(kept, (said, _timer(event.at)), again=False)


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


def _to_operator(script: Script, conversation: Conversation, event: Event) -> Step:
    """The question as it was asked, and what was shown, become a report of their own."""
    if not _list(conversation.answers, "asked"):
        if conversation.draft is None:
            return begin_question(script, leave(conversation))
        return Step(conversation, (say(conversation, "faq-type-first"),))
    begun, report_id = new(conversation)
    told = replace(begun, answers=_told(begun, report_id, event))
    sent, effects = hand_over(told, event, "question")
    if conversation.answers.get("back") and sent.draft is not None:
        resumed = resume(script, sent)
        said = say(resumed.conversation, "question-sent")
        return Step(resumed.conversation, (*effects, said, *resumed.effects))
    return Step(sent, (*effects, say_home(sent, "question-sent")))


def _to_report(script: Script, conversation: Conversation) -> Step:
    """What was asked is the beginning of a report, or goes into the one that waits."""
    told = _list(conversation.answers, "asked")
    left = leave(conversation)
    if left.draft is not None:
        kept = [*messages(left.draft.answers), *told]
        names = {**refs(left.draft.answers), **refs(conversation.answers)}
        known = {**left.draft.answers, "messages": kept, "refs": names}
        return resume(script, replace(left, draft=replace(left.draft, answers=known)))
    begun, report_id = new(left)
    known = {"report_id": report_id}
    if told:
        known |= {"channel": "text", "messages": told, "refs": refs(conversation.answers)}
    return begin(script, begun, "report", known)


def _told(conversation: Conversation, report_id: str, event: Event) -> dict[str, object]:
    """The answers of a draft that holds the question, and the titles that were shown."""
    asked, shown = (_list(conversation.answers, name) for name in ("asked", "shown"))
    titles = [_title(conversation, str(each)) for each in dict.fromkeys(shown)]
    note: list[Wire] = []
    if titles:
        note = [
            {
                "message_id": message_id(conversation, f"faq/{report_id}"),
                "sent_at": event.at.isoformat(),
                "text": "FAQ: " + "; ".join(titles),
                "filed_by": "draft",
            }
        ]
    return {
        "report_id": report_id,
        "channel": "text",
        "messages": [*asked, *note],
        "refs": refs(conversation.answers),
    }


def _title(conversation: Conversation, article_id: str) -> str:
    article = seed().article(article_id)
    return article.in_(conversation.locale).title if article is not None else article_id


def _away(script: Script, conversation: Conversation, event: Event) -> Step:
    """As if nothing were asked; what is shown in the middle of a report goes into it."""
    left = leave(conversation)
    if _is_no_question(event) and conversation.answers.get("back") and left.draft is not None:
        left = resume(script, left).conversation
    led = step(script, left, event)
    cried = _cried(conversation, led.conversation) if chosen(event) == "sos" else ()
    return Step(led.conversation, (*led.effects, *cried, CancelTimer(name="faq")))


def _cried(before: Conversation, after: Conversation) -> tuple[Effect, ...]:
    """The words after which SOS was offered belong to it."""
    last = _list(before.answers, "asked")[-1:]
    report_id = str(after.answers["report_id"])
    return tuple(
        AddMessage(report_id=report_id, message={**message, "filed_by": "button"})
        for message in last
        if sounds_urgent(str(message["text"]))
    )


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


def _list(known: Answers, name: str) -> list[Wire]:
    return cast("list[Wire]", known.get(name, []))


FAQ = Flow(questions={"question": Ask()}, otherwise=_otherwise, finish=_finish)
