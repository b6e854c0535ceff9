"""Topics, settings, and what editors taught: all that a catalogue has beside its articles."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, or_, select

from storage.reports.faq_tables import (
    faq_articles,
    faq_labelled,
    faq_settings,
    faq_topics,
    faq_versions,
)
from storage.reports.statements import columns, record, records
from storage.reports.unit_of_work import Work

ONLY = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRecord:
    code: str
    position: int
    labels: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRecord:
    """``article`` is None for what no article should answer; ``source`` says where it was asked."""

    id: UUID
    question: str
    article: str | None
    locale: str | None
    by: UUID | None
    at: datetime
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsRecord:
    """``precision`` is the share of answers that must be right, ``foreign`` that of questions
    no article answers; ``hours`` is how long a citizen who asked may still report."""

    precision: float = 0.90
    foreign: float = 0.35
    hours: int = 24


_TOPICS = select(*(faq_topics.c[name] for name in TopicRecord.__dataclass_fields__)).order_by(
    faq_topics.c.position, faq_topics.c.code
)
_LABELLED = select(*(faq_labelled.c[name] for name in LabelledRecord.__dataclass_fields__))
_SETTINGS = select(*(faq_settings.c[name] for name in SettingsRecord.__dataclass_fields__))


async def all_topics(work: Work) -> list[TopicRecord]:
    """All, in their order."""
    return records(TopicRecord, await work.connection.execute(_TOPICS))


async def put_topic(work: Work, topic: TopicRecord) -> None:
    """Add a topic or replace all of it."""
    changed = {"position": topic.position, "labels": topic.labels}
    await work.connection.execute(
        work.insert(faq_topics)
        .values(code=topic.code, **changed)
        .on_conflict_do_update(index_elements=["code"], set_=changed)
    )


async def topics_in_use(work: Work) -> Counter[str]:
    """How many articles stand under each as drafts, are published or will be; retired ones too."""
    used = or_(
        faq_versions.c.number == faq_articles.c.draft_version,
        faq_versions.c.number == faq_articles.c.published_version,
        faq_versions.c.number == faq_articles.c.publish_version,
    )
    query = (
        select(faq_articles.c.id, faq_versions.c.body["topic"].as_string())
        .join(faq_versions, faq_versions.c.article == faq_articles.c.id)
        .where(used)
        .distinct()
    )
    return Counter(topic for _, topic in await work.connection.execute(query))


async def drop_topics(work: Work, codes: Sequence[str]) -> None:
    await work.connection.execute(delete(faq_topics).where(faq_topics.c.code.in_(codes)))


async def all_labelled(work: Work) -> list[LabelledRecord]:
    """All, the oldest first."""
    query = _LABELLED.order_by(faq_labelled.c.at, faq_labelled.c.id)
    return records(LabelledRecord, await work.connection.execute(query))


async def add_labelled(work: Work, rows: Sequence[LabelledRecord]) -> None:
    await work.connection.execute(insert(faq_labelled), [columns(each) for each in rows])


async def latest_labelled(work: Work, limit: int) -> list[LabelledRecord]:
    """The newest first."""
    query = _LABELLED.order_by(faq_labelled.c.at.desc(), faq_labelled.c.id).limit(limit)
    return records(LabelledRecord, await work.connection.execute(query))


async def labelled_from(work: Work, sources: Sequence[str]) -> list[LabelledRecord]:
    """What came from one of ``sources``."""
    query = _LABELLED.where(faq_labelled.c.source.in_(sources)).order_by(faq_labelled.c.id)
    return records(LabelledRecord, await work.connection.execute(query))


async def drop_labelled(work: Work, ids: Sequence[UUID]) -> int:
    """How many of them were there still."""
    gone = await work.connection.execute(delete(faq_labelled).where(faq_labelled.c.id.in_(ids)))
    return gone.rowcount


async def settings_now(work: Work) -> SettingsRecord:
    """As chosen, or ours."""
    found = record(SettingsRecord, await work.connection.execute(_SETTINGS))
    return found or SettingsRecord()


async def put_settings(work: Work, chosen: SettingsRecord) -> None:
    row = columns(chosen)
    await work.connection.execute(
        work.insert(faq_settings)
        .values(id=ONLY, **row)
        .on_conflict_do_update(index_elements=["id"], set_=row)
    )
