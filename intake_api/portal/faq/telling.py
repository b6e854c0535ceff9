"""How templates tell an article: its text, its buttons, its files, and itself to search engines."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from faq import markdown
from faq.article import Article, Attachment, Button, ButtonKind
from faq.catalogue import Catalogue
from intake_api.contract import Locale
from intake_api.portal.pages import size_shown

MOST_RELATED = 5


def body(article: Article, locale: str) -> Markup:
    """The text of an answer; safe, as ``faq.markdown`` makes it."""
    return Markup(markdown.html(article.in_(locale).text))  # noqa: S704


def summary(article: Article, locale: str) -> str:
    return markdown.plain_text(article.in_(locale).text)


def related(catalogue: Catalogue, article: Article) -> Sequence[Article]:
    """Its neighbours in the topic, those after it first: editors put what belongs together so."""
    topic = catalogue.under(article.topic)
    at = topic.index(article)
    return (*topic[at + 1 :], *topic[:at])[:MOST_RELATED]


def label(button: Button, article: Article, locale: str) -> str:
    """In the reader's language, else in that of the answer."""
    for each in (locale, article.language(locale), *button.labels):
        if each in button.labels:
            return button.labels[each]
    return button.target


def leads_to(button: Button, article: Article, bot: str) -> str:
    """Where a button leads; nowhere if that needs a bot and there is none."""
    match button.kind:
        case ButtonKind.PHONE:
            return f"tel:{button.target}"
        case ButtonKind.LINK:
            return button.target
        case ButtonKind.REPORT | ButtonKind.OPERATOR:
            return in_chat(article, bot)


def in_chat(article: Article, bot: str) -> str:
    """The same answer in the chat, with a button to report and one to ask an operator."""
    return f"{bot}?start=faq_{article.id}" if bot else ""


def files(article: Article, locale: str) -> Sequence[Attachment]:
    """Those for the language in which it is told, and those for every language."""
    language = article.language(locale)
    return [each for each in article.attachments if each.locale in (None, language)]


def size(file: Attachment, locale: str) -> str:
    return size_shown(file.size, Locale(locale))


def for_engines(article: Article, locale: str, address: str) -> Markup:
    """schema.org FAQPage as JSON-LD, for a ``script`` that no browser runs."""
    told = article.in_(locale)
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "url": address,
        "inLanguage": article.language(locale),
        "mainEntity": [
            {
                "@type": "Question",
                "name": told.title,
                "acceptedAnswer": {"@type": "Answer", "text": markdown.html(told.text)},
            }
        ],
    }
    if article.checked is not None:
        page["dateModified"] = article.checked.isoformat()
    written = json.dumps(page, ensure_ascii=False)
    for sign in "<>&":  # nothing in it may end the script
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704
