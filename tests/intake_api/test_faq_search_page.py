"""A question asked on the portal: what is shown, what is proposed, what is noted, and of whom."""

import re
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from limits import RateLimitItemPerMinute
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from faq.content import seed
from faq.search import Answer, Clarify, NoAnswer, Why
from intake_api.auth.pace import OPINIONS
from intake_api.contract import Locale
from intake_api.faq import shelf
from intake_api.portal.faq import asking, happenings
from storage.reports.faq_tables import faq_happenings, faq_questions
from tests.intake_api.centre import Centre
from tests.intake_api.test_faq_pages import links, reading, said

LOST, NOISE = (
    next(each for each in seed().articles if each.id == id) for id in ("lost-documents", "noise")
)


@pytest.fixture
async def reader(centre: Centre) -> AsyncIterator[httpx.AsyncClient]:
    async with reading(centre) as http:
        yield http


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the engine says, instead of what it would say; and how it was asked."""
    says: list[Any] = [NoAnswer()]

    def search(catalogue: object, words: str, locale: str, *, clarified: bool) -> Any:
        says.append({"words": words, "locale": locale, "clarified": clarified})
        return says[0]

    monkeypatch.setattr(shelf, "prepare", lambda _: None)
    monkeypatch.setattr(asking, "search", search)
    monkeypatch.setattr(asking, "ranked", lambda *_: [(LOST, 0.9), (NOISE, 0.1)])
    return says


async def rows(centre: Centre, table: Any) -> list[Any]:
    async with centre.house.reports.look() as work:
        return list((await work.connection.execute(select(table).order_by(table.c.at))).all())


async def ask(reader: httpx.AsyncClient, words: str, locale: str = "ru", **more: str) -> str:
    page = await reader.get(f"/{locale}/faq/search", params={"q": words, **more})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-robots-tag"] == "noindex"
    return page.text


async def test_an_answer_is_shown_open_and_noted(
    centre: Centre, reader: httpx.AsyncClient, found: list[Any]
) -> None:
    found[0] = Answer(LOST)
    page = await ask(reader, "потерял паспорт, мой номер 8 701 234 56 78")

    assert f"<h1>{LOST.in_('ru').title}</h1>" in page
    assert said("helped.ask") in page
    assert said("others") in page
    assert NOISE.in_("ru").title in page
    (asked,) = await rows(centre, faq_questions)
    assert (asked.decision, asked.locale, asked.channel) == ("answer", "ru", "portal")
    assert asked.conversation_id is None
    assert "потерял паспорт" in asked.words
    assert "234" not in asked.words
    happened = await rows(centre, faq_happenings)
    assert {(each.kind, *each.articles) for each in happened} == {
        ("asked", LOST.id),
        ("shown", LOST.id),
    }
    assert {each.question_id for each in happened} == {asked.question_id}


async def test_choices_lead_to_answers_that_know_their_question(
    centre: Centre, reader: httpx.AsyncClient, found: list[Any]
) -> None:
    found[0] = Clarify((LOST, NOISE))
    page = await ask(reader, "что-то")
    (path,) = [each for each in re.findall(r'href="([^"]+)"', page) if NOISE.id in each]
    opened = [await reader.get(path) for _ in range(2)]

    assert said("which") in page
    assert '<input type="hidden" name="again" value="1">' in page
    (asked,) = await rows(centre, faq_questions)
    assert asked.candidates == [LOST.id, NOISE.id]
    happened = [(each.kind, each.question_id) for each in await rows(centre, faq_happenings)]
    assert happened == [("asked", asked.question_id), ("shown", asked.question_id)]
    assert f'name="question" value="{asked.question_id}"' in opened[0].text


async def test_the_question_after_choices_says_so(
    reader: httpx.AsyncClient, found: list[Any]
) -> None:
    await ask(reader, "что-то")
    await ask(reader, "что-то другое", again="1")

    assert [each["clarified"] for each in found[1:]] == [False, True]


@pytest.mark.parametrize(
    ("why", "decision", "shown", "absent"),
    [
        (Why.UNKNOWN, "none", "none", "urgent.title"),
        (Why.URGENT, "urgent", "urgent.title", "none"),
        (Why.INCIDENT, "incident", "incident.phone", "none"),
    ],
)
async def test_what_is_not_answered_leads_on(
    centre: Centre,
    reader: httpx.AsyncClient,
    found: list[Any],
    why: Why,
    decision: str,
    shown: str,
    absent: str,
) -> None:
    found[0] = NoAnswer(why)
    for locale in Locale:
        page = await ask(reader, "слова", locale)

        assert said(shown, locale) in page
        assert said(absent, locale) not in page
        assert re.search(r'class="button[^"]*" href="tel:102"', page)
        assert f"/{locale}/faq/t/" in page
    asked = await rows(centre, faq_questions)
    assert {each.locale for each in asked} == set(Locale)
    assert {(each.decision, *each.candidates) for each in asked} == {(decision,)}


async def test_an_emergency_waits_for_nothing_and_is_never_answered(
    centre: Centre, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centre.house.shelf, "_ready", None)
    monkeypatch.setattr(shelf, "prepare", lambda _: pytest.fail("it was waited for"))
    for words in ("меня убивают", "мені өлтіріп жатыр", "help me he has a knife"):
        assert said("urgent.title") in await ask(reader, words)
        proposed = (await reader.get("/ru/faq/suggest", params={"q": words})).json()
        assert proposed == {"urgent": True, "items": []}


async def test_answers_are_proposed_and_nothing_is_kept(
    centre: Centre, reader: httpx.AsyncClient, found: list[Any]
) -> None:
    proposed = (await reader.get("/kk/faq/suggest", params={"q": "құжат"})).json()

    assert proposed["items"][0] == {
        "title": LOST.in_("kk").title,
        "locale": "kk",
        "path": "/kk/faq/lost-documents",
    }
    assert await rows(centre, faq_questions) == []


async def test_no_words_are_no_question(centre: Centre, reader: httpx.AsyncClient) -> None:
    for words in ("", "   ", "\x00"):
        assert said("search") in await ask(reader, words)

    assert await rows(centre, faq_questions) == []


async def test_words_are_shown_as_words(reader: httpx.AsyncClient, found: list[Any]) -> None:
    page = await ask(reader, '"><script>alert(1)</script>' + "я" * 5000)

    assert "<script>alert" not in page
    assert "я" * 900 in page
    assert "я" * 1001 not in page


async def test_the_question_is_kept_when_the_language_changes(
    reader: httpx.AsyncClient, found: list[Any]
) -> None:
    page = await reader.get("/ru/faq/search", params={"q": "потерял паспорт"})
    (other,) = [each for each in links(page) if each.startswith("/kk/faq/search")]

    assert parse_qs(urlsplit(other).query) == {"q": ["потерял паспорт"]}


async def test_an_answer_is_shown_though_nothing_can_be_noted(
    reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk full"))

    monkeypatch.setattr(happenings, "note", down)

    title = LOST.in_("ru").title
    assert f"<h1>{title}</h1>" in await ask(reader, title)


async def test_who_asks_without_end_is_answered_and_no_longer_noted(
    centre: Centre, reader: httpx.AsyncClient, found: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(centre.house.readers, "_allowed", RateLimitItemPerMinute(2))
    found[0] = Answer(LOST)
    pages = [await ask(reader, f"вопрос {n}") for n in range(4)]

    assert all(LOST.in_("ru").title in page for page in pages)
    assert len(await rows(centre, faq_questions)) == 2


async def opine(reader: httpx.AsyncClient, **form: str) -> httpx.Response:
    return await reader.post("/ru/faq/noise/opinion", data=form)


@pytest.mark.parametrize("opinion", ["helped", "not_helped"])
async def test_an_opinion_is_noted_once_for_its_question(
    centre: Centre, reader: httpx.AsyncClient, opinion: str
) -> None:
    question = str(uuid4())
    for _ in range(2):
        sent = await opine(reader, said=opinion, question=question)
    page = await reader.get(sent.headers["location"])

    assert sent.status_code == 303
    assert said(f"thanks.{opinion}") in page.text
    assert said("helped.yes") not in page.text
    happened = await rows(centre, faq_happenings)
    assert sorted(each.kind for each in happened) == sorted(["shown", opinion])
    assert {str(each.question_id) for each in happened} == {question}


async def test_an_opinion_without_a_question(centre: Centre, reader: httpx.AsyncClient) -> None:
    assert (await opine(reader, said="helped")).status_code == 303
    assert [each.channel for each in await rows(centre, faq_happenings)] == ["portal"] * 2


async def test_an_opinion_sent_by_another_site_is_refused(
    centre: Centre, reader: httpx.AsyncClient
) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        sent = await reader.post("/ru/faq/noise/opinion", data={"said": "helped"}, headers=headers)
        assert sent.status_code == 403

    assert await rows(centre, faq_happenings) == []


async def test_what_is_no_opinion_is_not_noted(centre: Centre, reader: httpx.AsyncClient) -> None:
    for form in ({}, {"said": "other"}, {"said": "helped", "question": "x"}):
        assert (await opine(reader, **form)).status_code == 404
    assert (await reader.post("/ru/faq/none/opinion", data={"said": "helped"})).status_code == 404
    assert await rows(centre, faq_happenings) == []


async def test_opinions_without_end_are_refused(reader: httpx.AsyncClient) -> None:
    statuses = [
        (await opine(reader, said="helped")).status_code for _ in range(OPINIONS.amount + 1)
    ]

    assert statuses == [303] * OPINIONS.amount + [429]
