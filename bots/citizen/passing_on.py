"""A question that no article answers: passed to an operator, made a report, or cried out."""

from dataclasses import replace
from typing import cast

from bots.citizen.catalogue import faq_of
from bots.citizen.content import Wire, message_id
from bots.citizen.draft import hand_over, messages, new, refs
from bots.citizen.questions import begin_question
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import AddMessage, Effect, Filed
from bots.dialogue.engine import Script, begin, leave, resume
from bots.dialogue.events import Event
from bots.dialogue.flow import Step
from bots.dialogue.state import Answers, Conversation
from faq.catalogue import Catalogue
from faq.emergency import sounds_urgent


def to_operator(script: Script, conversation: Conversation, event: Event) -> Step:
    """The question as it was asked, and what was shown, become a report of their own."""
    if not listed(conversation.answers, "asked"):
        if conversation.draft is None:
            return begin_question(script, leave(conversation))
        return Step(conversation, (say(conversation, "faq-type-first"),))
    begun, report_id = new(conversation)
    told = replace(begun, answers=_told(faq_of(script), begun, report_id, event))
    sent, effects = hand_over(told, event, "question")
    if conversation.answers.get("back") and sent.draft is not None:
        resumed = resume(script, sent)
        said = say(resumed.conversation, "question-sent")
        return Step(resumed.conversation, (*effects, said, *resumed.effects))
    return Step(sent, (*effects, say_home(sent, "question-sent")))


def to_report(script: Script, conversation: Conversation) -> Step:
    """What was asked is the beginning of a report, or goes into the one that waits."""
    told = listed(conversation.answers, "asked")
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


def cried(before: Conversation, after: Conversation) -> tuple[Effect, ...]:
    """The words after which SOS was offered belong to it."""
    last = listed(before.answers, "asked")[-1:]
    if not last or not sounds_urgent(str(last[0]["text"])):
        return ()
    report_id, same = str(after.answers["report_id"]), str(last[0]["message_id"])
    named = [ref for ref, known in refs(before.answers).items() if known == same]
    return (
        AddMessage(report_id=report_id, message={**last[0], "filed_by": "button"}),
        *(Filed(ref=ref, report_id=report_id, message_id=same) for ref in named),
    )


def _told(
    catalogue: Catalogue, conversation: Conversation, report_id: str, event: Event
) -> dict[str, object]:
    """The answers of a draft that holds the question, and the titles that were shown."""
    asked, shown = (listed(conversation.answers, name) for name in ("asked", "shown"))
    titles = [_title(catalogue, conversation, str(each)) for each in dict.fromkeys(shown)]
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


def _title(catalogue: Catalogue, conversation: Conversation, article_id: str) -> str:
    article = catalogue.article(article_id)
    return article.in_(conversation.locale).title if article is not None else article_id


def listed(known: Answers, name: str) -> list[Wire]:
    """What was ``asked``, as messages, or ``shown``, as ids."""
    return cast("list[Wire]", known.get(name, []))
