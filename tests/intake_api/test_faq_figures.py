"""What answers spare the operators."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from intake_api.days import day_of
from tests.intake_api.asking import ask, hours_ago, tell
from tests.intake_api.centre import Centre

FINES = "check-fines"
LOST = "lost-documents"


async def figures(centre: Centre, by: str = "article", **asked: str) -> dict[str, Any]:
    found = await centre.supervisor.get("/v1/faq/figures", params={"by": by, **asked})
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


async def answered(centre: Centre, article: str = FINES, hours: float = 48, **told: Any) -> Any:
    return await ask(
        centre, "вопрос", decision="answer", articles=[article], at=hours_ago(hours), **told
    )


async def test_every_question_comes_to_one_thing(centre: Centre) -> None:
    helped, reported, asked = [await answered(centre) for _ in range(3)]
    await answered(centre)
    await answered(centre, hours=2)
    await ask(centre, "вопрос", at=hours_ago(48))
    await ask(centre, "пожар", decision="urgent", at=hours_ago(48))
    await tell(centre, helped, "helped", at=hours_ago(47))
    await tell(centre, reported, "report", at=hours_ago(47))
    await tell(centre, asked, "operator", at=hours_ago(47))

    found = await figures(centre)

    outcomes = {"helped": 1, "quiet": 1, "report": 1, "operator": 1, "unknown": 1}
    assert [(row["key"], row["n"]) for row in found["rows"]] == [(FINES, 4), ("–", 1)]
    assert found["rows"][0]["outcomes"] == outcomes
    assert found["rows"][1]["outcomes"] == {"abandoned": 1}
    assert found["total"]["outcomes"] == {**outcomes, "abandoned": 1}
    assert found["rows"][0]["helped"]["value"] == 0.25
    deflected = found["rows"][0]["deflected"]
    assert (deflected["value"], deflected["low"] < 0.5 < deflected["high"]) == (0.5, True)
    assert found["hours"] == 24


async def test_the_article_that_was_opened_last_is_the_one_that_counts(centre: Centre) -> None:
    offered = await ask(
        centre, "вопрос", decision="clarify", articles=[FINES, LOST], at=hours_ago(48)
    )
    await tell(centre, offered, "shown", articles=[LOST], at=hours_ago(48))
    await ask(centre, "вопрос", decision="clarify", articles=[FINES], at=hours_ago(48))

    found = await figures(centre)

    assert {row["key"]: row["outcomes"] for row in found["rows"]} == {
        LOST: {"quiet": 1},
        "–": {"abandoned": 1},
    }


async def test_asking_about_the_same_topic_again_means_it_did_not_help(centre: Centre) -> None:
    citizen, other = uuid4(), uuid4()
    await answered(centre, conversation=citizen)
    await answered(centre, hours=47, conversation=citizen)
    await answered(centre, conversation=other)
    await answered(centre, LOST, hours=47, conversation=other)

    found = await figures(centre, "topic")

    assert found["total"]["outcomes"] == {"not_helped": 1, "quiet": 3}


async def test_nobody_knows_what_became_of_those_we_cannot_follow(centre: Centre) -> None:
    await answered(centre, channel="portal")
    liked = await answered(centre, channel="portal")
    await tell(centre, liked, "helped", channel="portal", at=hours_ago(47))

    assert (await figures(centre))["total"]["outcomes"] == {"helped": 1, "unknown": 1}


async def test_rows_are_by_language_and_week_too_and_within_the_days_asked_for(
    centre: Centre,
) -> None:
    await answered(centre, locale="kk")
    await answered(centre, hours=24 * 9)
    await answered(centre, hours=24 * 100)
    day = day_of(hours_ago(24 * 9))

    by_language = await figures(centre, "language")
    by_week = await figures(centre, "week", since=str(day), until=str(day))

    assert {row["key"]: row["n"] for row in by_language["rows"]} == {"kk": 1, "ru": 1}
    year, week, _ = day.isocalendar()
    assert [row["key"] for row in by_week["rows"]] == [f"{year}-W{week:02}"]
    assert by_week["total"]["n"] == 1


async def test_without_questions_there_are_no_shares(centre: Centre) -> None:
    found = await figures(centre)

    assert found["rows"] == []
    assert (found["total"]["n"], found["total"]["deflected"]) == (0, None)


@pytest.mark.parametrize("days", [-1, 400])
async def test_a_period_begins_before_it_ends_and_lasts_a_year_at_most(
    centre: Centre, days: int
) -> None:
    last = day_of(hours_ago(0))
    asked = {"since": str(last - timedelta(days=days)), "until": str(last)}

    refused = await centre.supervisor.get("/v1/faq/figures", params=asked)

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
