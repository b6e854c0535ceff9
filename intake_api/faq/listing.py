"""What the list of articles shows and searches, taken out of an article once it is written."""

from typing import Any

from faq.article import Article, Translation


def listed(article: Article) -> dict[str, Any]:
    """The columns of ``faq_articles`` that speak of its draft."""
    told = article.translations
    return {
        "topic": article.topic,
        "titles": {locale: each.title for locale, each in told.items()},
        "languages": ",".join(sorted(told)),
        "stale": ",".join(sorted(locale for locale, each in told.items() if each.stale)),
        "valid_until": article.valid_until,
        "words": searchable(" ".join([article.id, *map(_words, told.values())])),
    }


def _words(told: Translation) -> str:
    return " ".join((told.title, told.label, told.text, *told.asked))


def searchable(words: str) -> str:
    """As it is kept and looked for: SQLite knows no capitals beyond ASCII."""
    return " ".join(words.casefold().split())
