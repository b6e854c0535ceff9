"""The client's calls about questions and answers, against the API as it really runs."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from faq.catalogue import read
from faq.content import seed
from intake_api.administration import add_bot_key
from intake_api.client import IntakeClient, Rejected
from intake_api.contract import (
    FaqChannel,
    FaqDecision,
    FaqHappening,
    FaqHappeningKind,
    Locale,
)
from storage.database import Database
from storage.ids import new_id
from storage.reports.unit_of_work import Reports
from tests.intake_api.centre import settings_for
from tests.intake_api.running import running


@pytest.fixture
def served(reports_url: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    key = asyncio.run(_key(reports_url))
    with running(settings_for(reports_url, tmp_path)) as (url, _):
        yield url, key


async def _key(url: str) -> str:
    reports = Reports(Database(url))
    try:
        return await add_bot_key(reports, name="citizen")
    finally:
        await reports.database.dispose()


@pytest.fixture
async def client(served: tuple[str, str]) -> AsyncIterator[IntakeClient]:
    async with IntakeClient(*served) as made:
        yield made


async def test_the_answers_are_fetched_once_for_each_version(client: IntakeClient) -> None:
    told = await client.faq_catalogue(None)

    assert told is not None
    assert read(told.model_dump(mode="json")).articles == seed().articles
    assert await client.faq_catalogue(told.version) is None
    assert await client.faq_catalogue("another") == told


async def test_a_happening_may_be_told_again(client: IntakeClient) -> None:
    asked = FaqHappening(
        happening_id=new_id(),
        question_id=new_id(),
        conversation_id=new_id(),
        at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        locale=Locale.KK,
        channel=FaqChannel.CHAT,
        kind=FaqHappeningKind.ASKED,
        words="анықтама қайдан аламын",
        decision=FaqDecision.NONE,
    )

    await client.faq_happened(asked)
    await client.faq_happened(asked)


async def test_a_file_that_no_article_has_is_rejected(client: IntakeClient) -> None:
    with pytest.raises(Rejected) as refused:
        await client.faq_file(hashlib.sha256(b"").hexdigest())

    assert refused.value.problem.code == "content_missing"
