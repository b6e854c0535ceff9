"""What keeps an article from citizens, and what an approver should know before they see it."""

from faq import checking
from faq.article import Article
from faq.catalogue import Catalogue
from intake_api.api.faq_models import ArticleProblem, Severity
from intake_api.contract import Locale
from intake_api.days import day_of
from storage.reports.catalogue import all_categories
from storage.reports.unit_of_work import Work


async def problems_of(work: Work, article: Article, catalogue: Catalogue) -> list[ArticleProblem]:
    """What refuses it first; ``catalogue`` is what citizens see now."""
    offered = [each.code for each in await all_categories(work) if not each.retired]
    found = checking.problems_of(article, catalogue, day_of(work.now), offered)
    return [
        ArticleProblem(
            code=each.code,
            severity=Severity.ERROR if each.refuses else Severity.WARNING,
            locale=Locale(each.locale) if each.locale else None,
            detail=each.detail,
            other=each.other or None,
        )
        for each in found
    ]
