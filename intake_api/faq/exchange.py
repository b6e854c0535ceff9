"""Articles out as files and files in as drafts: all of a file, or nothing of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from faq.article import Article
from faq.catalogue import Topic, plain, read_article
from faq.exchange import Fault
from faq.exchange import Imported as Read
from intake_api.api.faq_models import ImportDone, Imported, ImportProblem
from intake_api.auth.actor import Actor
from intake_api.contract import FaqArticle, FaqTopic
from intake_api.faq.access import access_article, access_version, audit
from intake_api.faq.articles import add, save
from intake_api.faq.differences import differences
from intake_api.faq.published import changed
from intake_api.refusals import ImportFaulty
from storage.reports.faq_articles import ArticleRecord, article_by_id
from storage.reports.faq_files import missing_files
from storage.reports.faq_topics import TopicRecord, all_topics, put_topic
from storage.reports.unit_of_work import Work

UNKNOWN_FILE = "unknown_file"  # beside the faults of reading: nobody has handed it in
NOTHING = FaqArticle.model_construct(id="nothing", topic="", translations={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An article to be added, or given a new draft where ``found`` is."""

    article: Article
    found: ArticleRecord | None
    shown: Imported


async def take_in(work: Work, actor: Actor, read: Read) -> ImportDone:
    """Make all that was read drafts. Raises ImportFaulty."""
    planned = await _planned(work, read)
    if planned.problems:
        raise ImportFaulty([each.model_dump(mode="json") for each in planned.problems])
    for topic in planned.topics:
        await put_topic(work, topic)
    known = {each.article.id: each.found.draft_version for each in planned.changes if each.found}
    # As in bulk: locked in one order, and before anybody is told of the topics.
    locked = {id: await access_article(work, id, known[id]) for id in sorted(known)}
    for change in planned.changes:
        if found := locked.get(change.article.id):
            await save(work, actor, found, change.article, "")
        else:
            await add(work, actor, change.article)
    if planned.topics:
        await changed(work)
    await audit(work, actor.id, "imported", str(len(planned.changes)))
    return planned.told(dry_run=False)


async def look_over(work: Work, read: Read) -> ImportDone:
    """What ``take_in`` would do."""
    return (await _planned(work, read)).told(dry_run=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    changes: Sequence[Change]
    unchanged: int
    topics: Sequence[TopicRecord]
    problems: Sequence[ImportProblem]

    def told(self, *, dry_run: bool) -> ImportDone:
        return ImportDone(
            dry_run=dry_run,
            items=[each.shown for each in self.changes],
            unchanged=self.unchanged,
            topics=[each.code for each in self.topics],
            problems=list(self.problems),
        )


async def _planned(work: Work, read: Read) -> Plan:
    known = {each.code: each for each in await all_topics(work)}
    problems = [
        ImportProblem(
            fault=each.fault,
            file=each.file,
            line=each.line,
            article=each.article,
            about=each.about,
        )
        for each in read.problems
    ]
    topics = known.keys() | {each.code for each in read.topics}
    for article in read.articles:
        problems += [*_of_article(article, topics), *await _of_files(work, article)]
    for topic in read.topics:
        problems += _of_topic(topic)
    changes = [] if problems else [await _change(work, each) for each in read.articles]
    return Plan(
        changes=[each for each in changes if each is not None],
        unchanged=changes.count(None),
        topics=_topics(read.topics, known),
        problems=problems,
    )


async def _change(work: Work, article: Article) -> Change | None:
    """None if it is the same already."""
    found = await article_by_id(work, article.id)
    now = FaqArticle.model_validate(plain(article))
    if found is None:
        shown = Imported(id=article.id, is_new=True, differences=differences(NOTHING, now))
        return Change(article=article, found=None, shown=shown)
    body = (await access_version(work, article.id, found.draft_version)).body
    if read_article(body) == article:
        return None
    before = FaqArticle.model_validate(body)
    shown = Imported(id=article.id, is_new=False, differences=differences(before, now))
    return Change(article=article, found=found, shown=shown)


def _of_article(article: Article, topics: set[str]) -> Iterator[ImportProblem]:
    if article.topic not in topics:
        yield ImportProblem(fault=Fault.UNKNOWN_TOPIC, article=article.id, about=article.topic)
    try:
        FaqArticle.model_validate(plain(article))
    except ValidationError as wrong:
        for each in wrong.errors(include_url=False, include_context=False, include_input=False):
            about = ".".join(map(str, each["loc"]))
            yield ImportProblem(fault=Fault.BAD_VALUE, article=article.id, about=about)


async def _of_files(work: Work, article: Article) -> list[ImportProblem]:
    missing = await missing_files(work, {each.sha256 for each in article.attachments})
    return [
        ImportProblem(fault=UNKNOWN_FILE, article=article.id, about=sha256)
        for sha256 in sorted(missing)
    ]


def _of_topic(topic: Topic) -> Iterator[ImportProblem]:
    try:
        FaqTopic.model_validate({"code": topic.code, "labels": dict(topic.labels)})
    except ValidationError:
        yield ImportProblem(fault=Fault.BAD_VALUE, file="topics", about=topic.code)


def _topics(read: Sequence[Topic], known: Mapping[str, TopicRecord]) -> list[TopicRecord]:
    """Those that are new, after all others, and those that are called otherwise."""
    told: list[TopicRecord] = []
    for topic in read:
        there = known.get(topic.code)
        labels = dict(topic.labels)
        if there is None or there.labels != labels:
            position = there.position if there else len(known) + len(told) + 1
            told.append(TopicRecord(code=topic.code, position=position, labels=labels))
    return told
