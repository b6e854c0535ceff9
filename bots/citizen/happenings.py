"""What the API is told of a question: how it was answered, and what the citizen did then.

Whether the FAQ spares the operators work is counted from this, never from views alone.
Who asked is known under a name of its own: neither a citizen nor an anonymous report can be
found by it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid5

from bots.citizen.content import message_id
from bots.citizen.notes import note, noted
from bots.dialogue.effects import Effect, TellFaq
from bots.dialogue.state import Conversation, seed_of

LONGEST_WORDS = 1000  # characters; a question, not a story
REMEMBERED = timedelta(hours=72)  # longer than any house waits before it calls a question solved

Told = tuple[Conversation, tuple[Effect, ...]]


def asker_of(conversation: Conversation) -> str:
    """The id under which the API knows whoever asks in this chat."""
    return str(uuid5(seed_of(conversation), "faq"))


def asked(
    conversation: Conversation,
    at: datetime,
    words: str,
    *,
    question_id: str,
    decision: str,
    articles: Sequence[str],
) -> Told:
    """A question was put, and met with ``articles``."""
    put = note(conversation, "faq", question=question_id)
    return happened(put, at, "asked", articles, words=words[:LONGEST_WORDS], decision=decision)


def opened(conversation: Conversation, at: datetime, article: str) -> Told:
    """An article was opened; without a question before it, that is a question of its own."""
    if conversation.answers.get("asked"):
        return happened(conversation, at, "shown", [article])
    question = message_id(conversation, f"faq/{conversation.turn}")
    return happened(note(conversation, "faq", question=question), at, "shown", [article])


def happened(
    conversation: Conversation,
    at: datetime,
    kind: str,
    articles: Sequence[str] = (),
    **more: str,
) -> Told:
    """More of the question put last; nothing if that is long ago."""
    known = noted(conversation, "faq")
    question, until = known.get("question"), str(known.get("until", ""))
    if question is None or (until and until < at.isoformat() and kind in ("report", "operator")):
        return conversation, ()
    count = int(str(known.get("count", 0))) + 1
    happening = {
        "happening_id": message_id(conversation, f"faq/{question}/{count}"),
        "question_id": question,
        "conversation_id": asker_of(conversation),
        "at": at.isoformat(),
        "locale": conversation.locale,
        "channel": "chat",
        "kind": kind,
        "articles": list(articles),
        **more,
    }
    told = note(conversation, "faq", count=count, until=(at + REMEMBERED).isoformat())
    return told, (TellFaq(happening=happening),)


def handed_over(conversation: Conversation, at: datetime, kind: str) -> Told:
    """A report went in: the question before it was not solved by an article."""
    return happened(conversation, at, "operator" if kind == "question" else "report")
