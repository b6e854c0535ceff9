"""Articles as editors are shown them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from faq.catalogue import Catalogue
from intake_api.api.faq_models import (
    ArticleRow,
    ArticleShown,
    ArticleStatus,
    Version,
    VersionShown,
    Writer,
)
from intake_api.contract import FaqArticle, Locale
from intake_api.faq.articles import article_of
from intake_api.faq.checks import problems_of
from intake_api.refusals import ArticleUnknown
from storage.reports.faq_articles import (
    ArticleRecord,
    VersionRecord,
    article_by_id,
    version_of,
    versions_of,
)
from storage.reports.people import names_of
from storage.reports.unit_of_work import Work


class Names:
    """Those of the staff, looked up once for a whole answer."""

    def __init__(self, known: dict[UUID, str]) -> None:
        self._known = known

    @classmethod
    async def of(cls, work: Work, ids: Collection[UUID | None]) -> "Names":
        asked = {id for id in ids if id is not None}
        return cls(await names_of(work, asked) if asked else {})

    def __call__(self, id: UUID | None) -> Writer | None:
        return Writer(id=id, name=self._known[id]) if id else None


async def rows(work: Work, found: Sequence[ArticleRecord]) -> list[ArticleRow]:
    names = await Names.of(work, [each.owner for each in found])
    return [_row(each, names) for each in found]


async def article(work: Work, id: str, catalogue: Catalogue) -> ArticleShown:
    """Raises ArticleUnknown."""
    found = await article_by_id(work, id)
    if found is None:
        raise ArticleUnknown
    versions = await versions_of(work, id)
    people = [person for each in versions for person in (each.author, each.published_by)]
    names = await Names.of(work, [*people, found.owner])
    bodies = {each.number: FaqArticle.model_validate(each.body) for each in versions}
    draft = bodies[found.draft_version]
    return ArticleShown(
        **_row(found, names).model_dump(),
        draft=draft,
        published=bodies.get(found.published_version or 0),
        publish_version=found.publish_version,
        history=[_version(each, names) for each in versions],
        problems=await problems_of(work, article_of(draft), catalogue),
    )


async def version(work: Work, id: str, number: int) -> VersionShown:
    """Raises ArticleUnknown."""
    found = await version_of(work, id, number)
    if found is None:
        raise ArticleUnknown
    names = await Names.of(work, [found.author, found.published_by])
    told = FaqArticle.model_validate(found.body)
    return VersionShown(**_version(found, names).model_dump(), article=told)


def _row(found: ArticleRecord, names: Names) -> ArticleRow:
    return ArticleRow(
        id=found.id,
        topic=found.topic,
        status=ArticleStatus(found.status),
        titles={Locale(locale): title for locale, title in found.titles.items()},
        languages=_languages(found.languages),
        stale=_languages(found.stale),
        owner=names(found.owner),
        updated_at=found.updated_at,
        publish_at=found.publish_at,
        valid_until=found.valid_until,
        draft_version=found.draft_version,
        published_version=found.published_version,
    )


def _languages(joined: str) -> list[Locale]:
    return [Locale(each) for each in joined.split(",") if each]


def _version(found: VersionRecord, names: Names) -> Version:
    return Version(
        number=found.number,
        at=found.at,
        author=names(found.author),
        note=found.note,
        published_at=found.published_at,
        published_by=names(found.published_by),
    )
