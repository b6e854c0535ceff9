"""What becomes of questions asked in vain: a variant, a new draft, or nothing; and the way back.

Every wording becomes a label, from which the search learns. The ``source`` of a label names the
act that made it, by which it is taken back.
"""

from dataclasses import replace
from uuid import UUID

from faq.article import Article
from faq.catalogue import read_article
from faq.clusters import Asked
from faq.text import fold
from intake_api.auth.actor import Actor
from intake_api.contract import FaqArticle, FaqTranslation, Locale
from intake_api.faq.access import access_article, access_version, audit
from intake_api.faq.articles import Draft, create, save
from intake_api.faq.gathering import Gathering
from intake_api.faq.published import changed
from intake_api.faq.publishing import retire
from intake_api.refusals import NotPossibleNow, WorkGone
from storage.ids import new_id
from storage.reports.faq_articles import ArticleRecord, article_ids
from storage.reports.faq_topics import (
    LabelledRecord,
    add_labelled,
    all_labelled,
    drop_labelled,
    labelled_from,
)
from storage.reports.unit_of_work import Work

VARIANT, KNOWN, DRAFT, NOTHING = KINDS = ("variant", "known", "draft", "nothing")
"""``variant`` is the wording that an act wrote into an article, ``known`` one that it did not."""
LONGEST_VARIANT = 500
LONGEST_TITLE = 200
LONGEST_SLUG = 40


async def add_variant(work: Work, actor: Actor, gathering: Gathering, id: str) -> UUID:
    """Have the article ``id`` answer them; its new draft has the question as a variant.

    Raises ArticleUnknown, WorkGone, or NotPossibleNow if the article is retired.
    """
    found = await access_article(work, id)
    if found.status == "retired":
        raise NotPossibleNow
    before = read_article((await access_version(work, id, found.draft_version)).body)
    now = _with_variant(before, gathering)
    await _write(work, actor, found, before, now)
    first = KNOWN if now == before else VARIANT
    return await _label(work, actor, gathering, id, first, KNOWN)


async def add_draft(work: Work, actor: Actor, gathering: Gathering, topic: str) -> tuple[str, UUID]:
    """Begin an article that is to answer them. Returns its id, too. Raises WorkGone."""
    question = gathering.question
    id = _free(_slug(question.words), await article_ids(work))
    told = FaqTranslation(
        title=question.words[:LONGEST_TITLE],
        text="",
        asked=tuple(each.words[:LONGEST_VARIANT] for each in _spoken(gathering)),
    )
    article = FaqArticle(id=id, topic=topic, translations={Locale(question.locale): told})
    await create(work, actor, Draft(article=article))
    return id, await _label(work, actor, gathering, id, DRAFT, DRAFT)


async def not_a_question(work: Work, actor: Actor, gathering: Gathering) -> UUID:
    """No article should answer them. Raises WorkGone."""
    return await _label(work, actor, gathering, None, NOTHING, NOTHING)


async def take_back(work: Work, actor: Actor, act: UUID) -> None:
    """Undo what an act did, as far as nobody has built upon it. Raises WorkGone."""
    rows = await labelled_from(work, [_source(kind, act) for kind in KINDS])
    for each in rows:
        if each.source == _source(VARIANT, act):
            await _without_variant(work, actor, each)
    if rows and rows[0].source == _source(DRAFT, act):
        await _drop_draft(work, actor, rows[0])
    if not await drop_labelled(work, [each.id for each in rows]):
        raise WorkGone
    await changed(work)
    await audit(work, actor.id, "taken_back", str(act))


async def _label(
    work: Work, actor: Actor, gathering: Gathering, article: str | None, first: str, others: str
) -> UUID:
    """Label its wordings; of the ``first``, the most central one, it may be said otherwise."""
    await changed(work)  # first: of two who do it at once the second sees what the first did
    known = {fold(each.question) for each in await all_labelled(work)}
    act = new_id()
    rows = [
        LabelledRecord(
            id=new_id(),
            question=each.words,
            article=article,
            locale=each.locale,
            by=actor.id,
            at=work.now,
            source=_source(others if place else first, act),
        )
        for place, each in enumerate(gathering.asked)
        if fold(each.words) not in known
    ]
    if not rows:
        raise WorkGone
    await add_labelled(work, rows)
    await audit(work, actor.id, f"labelled_{first}", f"{act} {article or ''}".strip())
    return act


def _source(kind: str, act: UUID) -> str:
    return f"work_list:{kind}:{act}"


def _with_variant(article: Article, gathering: Gathering) -> Article:
    locale = article.language(gathering.question.locale)
    told = article.translations[locale]
    words = gathering.question.words[:LONGEST_VARIANT]
    if fold(words) in map(fold, (told.title, *told.asked)):
        return article
    spoken = replace(told, asked=(*told.asked, words))
    return replace(article, translations={**article.translations, locale: spoken})


async def _without_variant(work: Work, actor: Actor, row: LabelledRecord) -> None:
    assert row.article is not None
    found = await access_article(work, row.article)
    before = read_article((await access_version(work, row.article, found.draft_version)).body)
    words = row.question[:LONGEST_VARIANT]
    left = {
        locale: replace(told, asked=tuple(each for each in told.asked if each != words))
        for locale, told in before.translations.items()
    }
    await _write(work, actor, found, before, replace(before, translations=left))


async def _drop_draft(work: Work, actor: Actor, row: LabelledRecord) -> None:
    assert row.article is not None
    found = await access_article(work, row.article)
    if found.status == "draft" and found.draft_version == 1:
        await retire(work, actor, row.article)


async def _write(
    work: Work, actor: Actor, found: ArticleRecord, before: Article, now: Article
) -> None:
    if now != before:
        await save(work, actor, found, now, "")


def _spoken(gathering: Gathering) -> list[Asked]:
    """Its wordings in the language of the most central one."""
    return [each for each in gathering.asked if each.locale == gathering.question.locale]


def _slug(words: str) -> str:
    cut = "-".join(fold(words).split())[:LONGEST_SLUG]
    plain = "".join(letter for letter in cut if letter.isascii()).strip("-")
    return plain or "question"


def _free(slug: str, taken: set[str]) -> str:
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free
