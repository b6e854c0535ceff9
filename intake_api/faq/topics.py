"""Topics and settings: changed by approvers, seen by citizens at once."""

from collections.abc import Sequence

from intake_api.auth.actor import Actor
from intake_api.contract import FaqTopic
from intake_api.faq.access import audit
from intake_api.faq.published import changed
from intake_api.refusals import TopicInUse
from storage.reports.faq_topics import (
    SettingsRecord,
    TopicRecord,
    all_topics,
    drop_topics,
    put_settings,
    put_topic,
    topics_in_use,
)
from storage.reports.unit_of_work import Work


async def write_topics(work: Work, actor: Actor, topics: Sequence[FaqTopic]) -> None:
    """Have these topics, in this order, and no other. Raises TopicInUse."""
    await changed(work)  # first: nobody puts an article under what is about to go
    gone = {each.code for each in await all_topics(work)} - {each.code for each in topics}
    if gone & (await topics_in_use(work)).keys():
        raise TopicInUse
    await drop_topics(work, sorted(gone))
    for position, topic in enumerate(topics, 1):
        labels = topic.model_dump(mode="json")["labels"]
        await put_topic(work, TopicRecord(code=topic.code, position=position, labels=labels))
    await audit(work, actor.id, "topics_written", ",".join(each.code for each in topics))


async def write_settings(work: Work, actor: Actor, chosen: SettingsRecord) -> None:
    await put_settings(work, chosen)
    await changed(work)
    detail = f"precision={chosen.precision} foreign={chosen.foreign} hours={chosen.hours}"
    await audit(work, actor.id, "settings_written", detail)
