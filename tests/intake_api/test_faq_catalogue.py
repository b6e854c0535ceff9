"""What bots copy, and what they tell about questions."""

import asyncio
from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select, update

from faq.catalogue import read
from faq.content import seed
from intake_api.faq.published import changed
from intake_api.faq.sowing import sow
from storage.database import Database
from storage.reports.faq_tables import (
    faq_articles,
    faq_happenings,
    faq_questions,
    faq_topics,
    faq_versions,
)
from storage.reports.unit_of_work import Reports, Work
from tests.intake_api.centre import NOON, Centre


async def catalogue(centre: Centre) -> dict[str, Any]:
    told = await centre.bot.get("/v1/faq/catalogue")
    assert told.status_code == 200, told.text
    found: dict[str, Any] = told.json()
    return found


async def scalar(centre: Centre, query: Any) -> Any:
    async with centre.house.reports.look() as work:
        return await work.connection.scalar(query)


def happening(**changed: object) -> dict[str, Any]:
    return {
        "happening_id": str(uuid4()),
        "question_id": str(uuid4()),
        "conversation_id": str(uuid4()),
        "at": NOON.isoformat(),
        "locale": "ru",
        "channel": "chat",
        "kind": "asked",
        "words": "Где получить справку?",
        "decision": "answer",
        "articles": ["lost-documents"],
        **changed,
    }


async def tell(centre: Centre, told: dict[str, Any]) -> httpx.Response:
    return await centre.bot.post("/v1/faq/happenings", json=told)


async def test_a_new_centre_answers_with_the_shipped_articles(centre: Centre) -> None:
    told = read(await catalogue(centre))

    assert [each.id for each in told.articles] == [each.id for each in seed().articles]
    assert told.topics == seed().topics
    assert told.articles == seed().articles
    assert centre.house.shelf.current().articles == seed().articles


async def test_a_known_version_is_not_sent_again_until_something_changes(centre: Centre) -> None:
    first = await centre.bot.get("/v1/faq/catalogue")
    tag = {"If-None-Match": first.headers["etag"]}

    same = await centre.bot.get("/v1/faq/catalogue", headers=tag)
    await _retire(centre, seed().articles[0].id)
    other = await centre.bot.get("/v1/faq/catalogue", headers=tag)

    assert first.headers["etag"] == f'"{first.json()["version"]}"'
    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other.json()["version"] != first.json()["version"]
    assert len(other.json()["articles"]) == len(first.json()["articles"]) - 1


async def _retire(centre: Centre, article: str) -> None:
    async def act(work: Work) -> None:
        await work.connection.execute(
            update(faq_articles).where(faq_articles.c.id == article).values(status="retired")
        )
        await changed(work)

    await centre.house.reports.perform(act)


async def test_sowing_again_brings_nothing_back_and_what_is_new_as_a_draft(centre: Centre) -> None:
    gone, kept = seed().articles[0].id, seed().articles[1].id
    reports = centre.house.reports
    async with reports.act() as work:
        for table, column in ((faq_versions, "article"), (faq_articles, "id")):
            await work.connection.execute(table.delete().where(table.c[column] == gone))
    await _retire(centre, kept)

    await reports.perform(sow)

    status = select(faq_articles.c.status)
    assert await scalar(centre, status.where(faq_articles.c.id == gone)) == "draft"
    assert await scalar(centre, status.where(faq_articles.c.id == kept)) == "retired"


async def test_two_that_start_together_sow_once(reports_url: str) -> None:
    starting = [Reports(Database(reports_url)) for _ in range(2)]

    await asyncio.gather(*(each.perform(sow) for each in starting))

    async with starting[0].look() as work:
        count = select(func.count()).select_from(faq_articles)
        assert await work.connection.scalar(count) == len(seed().articles)
    for each in starting:
        await each.dispose()


async def test_what_is_over_goes_and_what_begins_later_is_told_with_its_day(
    centre: Centre,
) -> None:
    over, later = (each.id for each in seed().articles[:2])
    async with centre.house.reports.act() as work:
        for article, days in (
            (over, {"valid_until": "2020-01-31"}),
            (later, {"valid_from": "2999-01-01"}),
        ):
            await _set_days(work, article, days)
        await changed(work)

    told = read(await catalogue(centre))

    assert told.article(over) is None
    begins = told.article(later)
    assert begins is not None
    assert begins.valid_from == date(2999, 1, 1)
    assert centre.house.shelf.current().article(later) is None


async def _set_days(work: Work, article: str, days: dict[str, str]) -> None:
    this = faq_versions.c.article == article
    query = select(faq_versions.c.body).where(this)
    body: dict[str, Any] = (await work.connection.execute(query)).scalar_one()
    await work.connection.execute(update(faq_versions).where(this).values(body={**body, **days}))


async def test_a_happening_told_twice_is_kept_once(centre: Centre) -> None:
    told = happening()

    answers = [await tell(centre, told), await tell(centre, told)]

    assert [each.status_code for each in answers] == [204, 204]
    for table in (faq_happenings, faq_questions):
        assert await scalar(centre, select(func.count()).select_from(table)) == 1


async def test_words_are_masked_before_they_are_kept(centre: Centre) -> None:
    await tell(centre, happening(words="Мой номер +7 701 123 45 67, ИИН 900101300123"))

    words = await scalar(centre, select(faq_questions.c.words))

    assert "701" not in words
    assert "900101300123" not in words


async def test_what_followed_a_question_is_kept_beside_it(centre: Centre) -> None:
    asked = happening()
    await tell(centre, asked)

    await tell(
        centre,
        happening(
            question_id=asked["question_id"],
            kind="report",
            words=None,
            decision=None,
            report_id=str(uuid4()),
        ),
    )

    assert await scalar(centre, select(func.count()).select_from(faq_happenings)) == 2
    assert await scalar(centre, select(func.count()).select_from(faq_questions)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": None},
        {"decision": None},
        {"kind": "helped"},
        {"report_id": str(uuid4())},
        {"words": "а" * 1001},
        {"at": "2026-11-23T12:00:00"},
        {"articles": ["Not A Slug"]},
    ],
)
async def test_a_happening_that_contradicts_itself_is_refused(
    centre: Centre, wrong: dict[str, Any]
) -> None:
    assert (await tell(centre, happening(**wrong))).status_code == 422


async def test_an_erased_citizen_leaves_figures_and_no_words(centre: Centre) -> None:
    told = happening()
    await tell(centre, told)

    erased = await centre.bot.post(
        f"/v1/conversations/{told['conversation_id']}/erasure",
        headers={"Idempotency-Key": str(uuid4())},
    )

    assert erased.status_code == 200, erased.text
    async with centre.house.reports.look() as work:
        (row,) = (await work.connection.execute(select(faq_questions))).mappings()
    assert (row["words"], row["conversation_id"]) == ("", None)
    assert row["decision"] == "answer"


async def test_topics_keep_their_order(centre: Centre) -> None:
    async with centre.house.reports.act() as work:
        last = seed().topics[-1].code
        await work.connection.execute(
            update(faq_topics).where(faq_topics.c.code == last).values(position=0)
        )
        await changed(work)

    told = await catalogue(centre)

    assert told["topics"][0]["code"] == last
    assert told["articles"][0]["topic"] == last
