"""How the answers are put: the articles, the topics, and the ways on under each."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape

from bots.citizen.keyboard import Row, current, emergency_row, lasting, pairs
from bots.citizen.speech import say, verbatim
from bots.dialogue.effects import Choice, Keyboard, Priority, Say
from bots.dialogue.state import Conversation
from faq.article import Article, Button, ButtonKind
from faq.catalogue import Catalogue, Topic
from faq.markdown import telegram_parts

LONGEST_PART = 3800  # UTF-16 units: the title and the telephone numbers want room as well


def ask_again(catalogue: Catalogue, conversation: Conversation) -> Say:
    """What do you want to know? The topics are offered."""
    topics = _topics(catalogue, conversation, turn=conversation.turn)
    out = "back-to-draft" if conversation.answers.get("back") else "cancel"
    rows = (
        *pairs(topics),
        lasting("ask-operator"),
        current(conversation, out),
        emergency_row(conversation),
    )
    return say(conversation, "faq-ask", rows=rows, priority=Priority.FAQ)


def said_article(
    catalogue: Catalogue, conversation: Conversation, article: Article
) -> tuple[Say, ...]:
    """The answer, in as many messages as it takes, and was it one?"""
    language = article.language(conversation.locale)
    told = article.translations[language]
    parts = [*telegram_parts(told.text, LONGEST_PART)] or [""]
    parts[0] = f"<b>{escape(told.title)}</b>\n\n{parts[0]}"
    parts[-1] += _numbers(conversation, article)
    rows = (
        lasting("helped", "not-helped"),
        *_buttons(conversation, article),
        *_files(catalogue.site, article, language),
        *_ways_on(conversation),
    )
    other = language != conversation.locale
    return tuple(
        _put(
            conversation,
            f"faq-answer-{language}" if other and place == 0 else "faq-answer",
            rows if place == len(parts) - 1 else (),
            {"text": verbatim(part)},
            html=True,
        )
        for place, part in enumerate(parts)
    )


def said_topic(conversation: Conversation, topic: Topic, articles: tuple[Article, ...]) -> Say:
    """The titles under a topic."""
    label = topic.labels.get(conversation.locale, topic.code)
    return _put(
        conversation, "faq-topic", titles(conversation, articles), {"topic": verbatim(label)}
    )


def which(conversation: Conversation, articles: tuple[Article, ...]) -> Say:
    """One of these may be meant; or none."""
    rows = (*titles(conversation, articles), lasting("none-of-these"), *_ways_on(conversation))
    return _put(conversation, "faq-which", rows)


def offering_sos(conversation: Conversation) -> Say:
    """Nobody in danger is given an article."""
    rows = (lasting("sos"), *_ways_on(conversation))
    return _put(conversation, "faq-urgent", rows, priority=Priority.SOS)


def offering_report(conversation: Conversation) -> Say:
    """What happened wants to be reported, not looked up."""
    return _put(conversation, "faq-incident", _ways_on(conversation)[::-1])


def asking(catalogue: Catalogue, conversation: Conversation, message: str) -> Say:
    """Not found, or not helped: a topic, or a person who may know."""
    rows = (*_ways_on(conversation), *pairs(_topics(catalogue, conversation)))
    return _put(conversation, message, rows)


def titles(conversation: Conversation, articles: tuple[Article, ...]) -> tuple[Row, ...]:
    """A button for each."""
    return tuple(
        (Choice(id=f"faq-{each.id}", label=verbatim(each.in_(conversation.locale).title)),)
        for each in articles
    )


def _topics(catalogue: Catalogue, conversation: Conversation, turn: int = 0) -> Row:
    """A button for each that has articles."""
    return tuple(
        Choice(
            id=f"topic-{each.code}",
            turn=turn,
            label=verbatim(each.labels.get(conversation.locale, each.code)),
        )
        for each in catalogue.topics
        if catalogue.under(each.code)
    )


def _numbers(conversation: Conversation, article: Article) -> str:
    """Telephone numbers stand in the text, where a phone lets them be tapped."""
    phones = [each for each in article.buttons if each.kind is ButtonKind.PHONE]
    lines = [escape(_with_number(_label(conversation, each), each.target)) for each in phones]
    return "".join(f"\n\n{line}" if not place else f"\n{line}" for place, line in enumerate(lines))


def _with_number(label: str, number: str) -> str:
    return label if number in label else f"{label}: {number}"


def _buttons(conversation: Conversation, article: Article) -> tuple[Row, ...]:
    rows: list[Row] = []
    for each in article.buttons:
        label = verbatim(_label(conversation, each))
        if each.kind is ButtonKind.LINK:
            rows.append((Choice(id="link", url=each.target, label=label),))
        elif each.kind is ButtonKind.REPORT:
            rows.append((Choice(id=f"begin-{each.target}", label=label),))
    return tuple(rows)


def _files(site: str, article: Article, language: str) -> tuple[Row, ...]:
    """A page that Telegram opens is the only way: a button's address must be a public one."""
    if not site.startswith("https://"):
        return ()
    return tuple(
        (
            Choice(
                id="file",
                url=f"{site}/{language}/faq/files/{each.sha256}",
                label=verbatim(f"📎 {each.name}"),
            ),
        )
        for each in article.attachments
        if each.locale in (None, language)
    )


def _label(conversation: Conversation, button: Button) -> str:
    return button.labels.get(conversation.locale) or next(iter(button.labels.values()), "")


def _ways_on(conversation: Conversation) -> tuple[Row, ...]:
    back = (lasting("back-to-draft"),) if conversation.answers.get("back") else ()
    return (lasting("ask-operator"), lasting("this-is-report"), *back)


def _put(
    conversation: Conversation,
    message: str,
    rows: tuple[Row, ...],
    args: Mapping[str, str | int] | None = None,
    *,
    priority: int = Priority.FAQ,
    html: bool = False,
) -> Say:
    said = say(conversation, message, args, rows=rows, keyboard=Keyboard.INLINE, priority=priority)
    return replace(said, html=html)
