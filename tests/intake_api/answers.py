"""Articles of a test, published as editors do, and a reader of the pages with answers."""

from datetime import date

from faq.article import Article, Button, ButtonKind, Translation
from faq.catalogue import plain
from intake_api.faq.listing import listed
from intake_api.faq.published import changed
from storage.reports.faq_articles import (
    ArticleRecord,
    VersionRecord,
    add_articles,
    add_versions,
    next_position,
)
from storage.reports.unit_of_work import Work
from tests.intake_api.centre import Centre

PARADE = Article(
    id="parade",
    topic="everyday",
    translations={
        "ru": Translation(
            title="Где пройдёт парад?",
            text="По улице **Абая**.\n\n[Схема](https://example.kz/map?a=1&b=2) </script>",
            asked=("маршрут парада",),
        ),
        "kk": Translation(title="Шеру қайда өтеді?", text="Абай көшесімен.", stale=True),
    },
    buttons=(
        Button(kind=ButtonKind.PHONE, target="+77172000000", labels={"ru": "Дежурная часть"}),
        Button(kind=ButtonKind.LINK, target="https://example.kz", labels={"ru": "Сайт"}),
        Button(kind=ButtonKind.REPORT, target="noise", labels={"ru": "Сообщить о шуме"}),
        Button(kind=ButtonKind.OPERATOR, labels={"ru": "Спросить оператора"}),
    ),
    checked=date(2026, 11, 20),
)


def told_in(*locales: str) -> Article:
    """PARADE in some of its languages."""
    return Article(
        id="parade",
        topic="everyday",
        translations={each: PARADE.translations[each] for each in locales},
    )


async def publish(centre: Centre, article: Article) -> None:
    async def act(work: Work) -> None:
        await changed(work)
        await add_articles(
            work,
            [
                ArticleRecord(
                    id=article.id,
                    position=await next_position(work),
                    owner=None,
                    status="published",
                    draft_version=1,
                    published_version=1,
                    publish_at=None,
                    publish_version=None,
                    publish_by=None,
                    updated_at=work.now,
                    **listed(article),
                )
            ],
        )
        await add_versions(
            work,
            [
                VersionRecord(
                    article=article.id,
                    number=1,
                    body=plain(article),
                    author=None,
                    at=work.now,
                    note="",
                    published_at=work.now,
                    published_by=None,
                )
            ],
        )

    await centre.house.reports.perform(act)
    await centre.house.shelf.refresh()
