"""What keeps an article from citizens, and what an approver should know before they see it."""

from faq.article import Article
from faq.catalogue import Catalogue
from intake_api.api.faq_models import ArticleProblem, Severity


def problems_of(article: Article, catalogue: Catalogue) -> list[ArticleProblem]:
    """In the order in which they are to be shown; ``catalogue`` is what citizens see now."""
    told = article.translations.values()
    if any(each.title and each.text for each in told):
        return []
    return [ArticleProblem(code="no_text", severity=Severity.ERROR)]
