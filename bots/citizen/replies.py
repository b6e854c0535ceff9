"""How the answers are put: the articles, the topics, and the ways on under each."""

from collections.abc import Mapping

from bots.citizen.keyboard import Row, current, emergency_row, lasting, pairs
from bots.citizen.speech import say, verbatim
from bots.dialogue.effects import Choice, Keyboard, Priority, Say
from bots.dialogue.events import TextReceived
from bots.dialogue.state import Conversation
from faq.article import Article
from faq.catalogue import Topic
from faq.content import seed
from faq.emergency import sounds_urgent
from faq.search import Answer, Clarify, search


def ask_again(conversation: Conversation) -> Say:
    """What do you want to know? The topics are offered."""
    topics = tuple(
        Choice(
            id=f"topic-{topic.code}",
            turn=conversation.turn,
            label=topic.labels.get(conversation.locale, topic.code),
        )
        for topic in seed().topics
    )
    out = "back-to-draft" if conversation.answers.get("back") else "cancel"
    rows = (
        *pairs(topics),
        lasting("ask-operator"),
        current(conversation, out),
        emergency_row(conversation),
    )
    return say(conversation, "faq-ask", rows=rows, priority=Priority.FAQ)


def said_article(conversation: Conversation, article: Article) -> Say:
    """The answer, and was it one?"""
    told = article.in_(conversation.locale)
    args = {"title": verbatim(told.title), "text": verbatim(told.text)}
    rows = (lasting("helped", "not-helped"), *_ways_on(conversation))
    return _put(conversation, "faq-answer", rows, args)


def said_topic(conversation: Conversation, topic: Topic) -> Say:
    """The titles under a topic."""
    label = topic.labels.get(conversation.locale, topic.code)
    rows = _titles(conversation, seed().under(topic.code))
    return _put(conversation, "faq-topic", rows, {"topic": verbatim(label)})


def searched(conversation: Conversation, event: TextReceived) -> tuple[Say, Article | None]:
    """What is found for the question, and which article it is if only one."""
    if sounds_urgent(event.text):
        rows = (lasting("sos"), *_ways_on(conversation))
        return _put(conversation, "faq-urgent", rows, priority=Priority.SOS), None
    match search(seed(), event.text, conversation.locale):
        case Answer(article):
            return said_article(conversation, article), article
        case Clarify(articles):
            rows = (*_titles(conversation, articles), *_ways_on(conversation))
            return _put(conversation, "faq-which", rows), None
    return asking(conversation, "faq-none"), None


def asking(conversation: Conversation, message: str) -> Say:
    """Not found, or not helped: a person may know."""
    return _put(conversation, message, _ways_on(conversation))


def _ways_on(conversation: Conversation) -> tuple[Row, ...]:
    back = (lasting("back-to-draft"),) if conversation.answers.get("back") else ()
    return (lasting("ask-operator"), lasting("this-is-report"), *back)


def _titles(conversation: Conversation, articles: tuple[Article, ...]) -> tuple[Row, ...]:
    return tuple(
        (Choice(id=f"faq-{each.id}", label=verbatim(each.in_(conversation.locale).title)),)
        for each in articles
    )


def _put(
    conversation: Conversation,
    message: str,
    rows: tuple[Row, ...],
    args: Mapping[str, str | int] | None = None,
    priority: int = Priority.FAQ,
) -> Say:
    return say(conversation, message, args, rows=rows, keyboard=Keyboard.INLINE, priority=priority)
