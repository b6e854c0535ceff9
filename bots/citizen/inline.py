"""The inline mode: articles offered while somebody types, in whatever chat."""

from datetime import date

from bots.citizen.language import nearest
from faq.catalogue import Catalogue
from faq.emergency import sounds_urgent
from faq.markdown import plain_text
from faq.search import ranked

INLINE_MOST = 10

Found = tuple[tuple[str, str, str], ...]


def inline_answers(catalogue: Catalogue, query: str, language: str | None, day: date) -> Found:
    """Id, title and text of the nearest articles, the best first.

    Nothing for words of danger: whoever writes them must not be sent an article.
    """
    locale = nearest(language or "kk")
    if sounds_urgent(query):
        return ()
    found = [article for article, _ in ranked(catalogue, query, locale)]
    articles = found if query.strip() else list(catalogue.articles)
    told = [(each.id, each.in_(locale)) for each in articles if each.holds(day)]
    return tuple((id, each.title, plain_text(each.text)) for id, each in told[:INLINE_MOST])
