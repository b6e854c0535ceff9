"""Reports come to an end, and sometimes go on after it."""

from dataclasses import replace

from bots.dialogue.engine import leave
from bots.dialogue.state import Conversation

MOST_KEPT = 10


def without(conversation: Conversation, report_id: str) -> Conversation:
    """Without that open report; a citizen who was in its SOS is led out."""
    if conversation.flow == "sos" and conversation.answers.get("report_id") == report_id:
        conversation = leave(conversation)
    others = tuple(each for each in conversation.reports if each.report_id != report_id)
    talking = None if conversation.talking_to == report_id else conversation.talking_to
    return replace(conversation, reports=others, talking_to=talking)


def past_with(
    conversation: Conversation, report_id: str, *, word: str = "finished"
) -> Conversation:
    """That report is no longer open, but still known: what answers it goes there."""
    ended = tuple(
        replace(each, word=word) for each in conversation.reports if each.report_id == report_id
    )
    after = without(conversation, report_id)
    return replace(after, past=(*after.past, *ended)[-MOST_KEPT:])


def reopened(conversation: Conversation, report_id: str) -> Conversation:
    """Open again, if it was finished: the newest now, for it is what is talked about."""
    again = tuple(each for each in conversation.past if each.report_id == report_id)
    others = tuple(each for each in conversation.past if each.report_id != report_id)
    return replace(conversation, past=others, reports=(*conversation.reports, *again))
