"""The page of a receipt code: what it shows, takes in, refuses, and tells nobody."""

import logging
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from intake_api.contract import Locale
from intake_api.logging import configure_logging
from intake_api.portal import receipts as receipts_page
from intake_api.reports.receipt_codes import new_code
from intake_api.texts import text
from tests.intake_api.centre import URL, Centre, attachment, message
from tests.intake_api.test_access import trail

OPENED = re.compile(r'name="once" value="([^"]+)"')


@pytest.fixture
async def visitor(centre: Centre) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(centre.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=URL) as http:
        yield http


async def told(centre: Centre, **changed: Any) -> tuple[dict[str, Any], str]:
    """An anonymous report and its code."""
    report = await centre.submit(anonymous=True, **changed)
    issued = await centre.bot.post(f"/v1/reports/{report['report_id']}/receipt-code")
    return report, issued.json()["code"]


async def post(http: httpx.AsyncClient, locale: str = "ru", **form: str) -> httpx.Response:
    return await http.post(f"/p/receipt?l={locale}", data=form)


def said(name: str, locale: str = "ru") -> str:
    return text(f"portal.receipt.{name}", Locale(locale))


def words(page: httpx.Response) -> str:
    return unescape(page.text)


async def citizens_words(centre: Centre, report: dict[str, Any]) -> list[str]:
    case = await centre.case(report["report_id"])
    return [
        each["text"]
        for each in case["timeline"]
        if each["entry"] == "message" and each["from"] == "citizen"
    ]


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_looking_at_the_form_asks_for_the_code_alone(
    visitor: httpx.AsyncClient, locale: str
) -> None:
    page = await visitor.get(f"/p/receipt?l={locale}&code=7K2M-9QXT-0000-0000-0000")

    assert page.status_code == 200
    assert said("code", locale) in words(page)
    assert "7K2M-9QXT-0000" not in page.text
    assert "<textarea" not in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "set-cookie" not in page.headers


async def test_a_code_shows_what_was_said_in_order_and_nobodys_name(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    first = message("<b>Ұрлық</b> болды", attachments=[attachment()])
    report, code = await told(centre, messages=[first])
    base = f"/v1/reports/{report['report_id']}"
    await centre.operator.post(f"{base}/messages", json={"text": "What colour is it?"})
    await centre.operator.post(f"{base}/notes", json={"text": "Between us"})

    page = await post(visitor, code=f" {code.lower().replace('-', ' ')} ")

    assert page.status_code == 200
    shown = words(page)
    assert shown.index("Ұрлық") < shown.index("What colour is it?")
    assert "&lt;b&gt;" in page.text
    assert f"Обращение № {report['number']}" in shown
    assert said("word.received") in shown
    assert said("files").format(n=1) in shown
    assert "operator 102" in shown
    assert "operator by name" not in shown
    assert "Between us" not in shown
    assert page.headers["cache-control"] == "no-store"
    assert "set-cookie" not in page.headers


async def test_looking_moves_nothing_tells_nothing_and_is_noted(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    report, code = await told(centre)

    await post(visitor, code=code)

    case = await centre.case(report["report_id"])
    assert case["conversation"]["id"] == report["conversation_id"]
    assert await centre.deliveries() == []
    actions = [action for action, _ in await trail(centre, report["report_id"])]
    assert actions[:3] == ["report_received", "receipt_issued", "receipt_read"]


@pytest.mark.parametrize(("locale", "word"), [("kk", "қабылданды"), ("en", "received")])
async def test_the_language_is_the_one_chosen(
    centre: Centre, visitor: httpx.AsyncClient, locale: str, word: str
) -> None:
    _, code = await told(centre)

    page = await post(visitor, locale, code=code)

    assert f'<html lang="{locale}">' in page.text
    assert word in page.text
    assert code not in "".join(re.findall(r'(?:href|action)="([^"]*)"', page.text))


@pytest.mark.parametrize("wrong", ["", "x", "7K2M", "0" * 5000, "ЖЖЖЖ-\x00"])
async def test_whatever_is_no_code_is_answered_in_the_same_words(
    centre: Centre, visitor: httpx.AsyncClient, wrong: str
) -> None:
    await told(centre)

    pages = [await post(visitor, code=code, once="1") for code in (wrong, new_code())]

    assert [page.status_code for page in pages] == [404, 404]
    as_if_same = {re.sub(r'name="code"[^>]*value="[^"]*"', "", page.text) for page in pages}
    assert len(as_if_same) == 1
    assert said("unknown") in as_if_same.pop()
    assert pages[0].headers.keys() == pages[1].headers.keys()


async def test_guessing_is_stopped_by_address_and_the_right_code_still_opens(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    _, code = await told(centre)

    answers = [await post(visitor, code=new_code()) for _ in range(32)]

    assert [each.status_code for each in answers] == [404] * 30 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await post(visitor, code=code)).status_code == 200


async def test_a_text_is_added_to_the_report_once(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    report, code = await told(centre)
    opened = await post(visitor, code=code)
    (once,) = set(OPENED.findall(opened.text))

    for _ in range(2):  # pressed twice, or reloaded
        sent = await post(visitor, code=code, text=" Қызыл\r\nвелосипед ", once=once)

    assert said("sent") in words(sent)
    assert "Қызыл\nвелосипед" in words(sent)
    assert set(OPENED.findall(sent.text)) != {once}
    assert await citizens_words(centre, report) == [
        "Somebody stole my bicycle",
        "Қызыл\nвелосипед",
    ]
    case = await centre.case(report["report_id"])
    assert case["conversation"]["id"] == report["conversation_id"]
    assert await centre.deliveries() == []
    async with centre.house.reports.look() as work:
        events = await work.connection.execute(sql("SELECT event FROM journal ORDER BY seq"))
        assert [event for (event,) in events].count("message_received") == 1
    assert "receipt_written" in [action for action, _ in await trail(centre, report["report_id"])]


async def test_another_text_out_of_the_same_form_is_another_message(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    report, code = await told(centre)

    for words_ in ("first", "second", "first"):
        await post(visitor, code=code, text=words_, once="1")

    assert (await citizens_words(centre, report))[1:] == ["first", "second"]


async def test_it_answers_a_question_that_was_asked(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    report, code = await told(centre)
    await centre.move(report["report_id"], "open")
    await centre.move(report["report_id"], "ask")

    await post(visitor, code=code, text="It is red")

    assert (await centre.case(report["report_id"]))["state"] == "in_review"


@pytest.mark.parametrize(
    ("ended", "result"),
    [
        ({"action": "close", "close_code": "not_confirmed"}, "Обращение при проверке"),
        ({"action": "reject", "reason": "Not for the police"}, "Not for the police"),
        ({"action": "withdraw"}, text("result.withdrawn", Locale.RU)),
    ],
)
async def test_a_finished_report_tells_its_result(
    centre: Centre, visitor: httpx.AsyncClient, ended: dict[str, str], result: str
) -> None:
    report, code = await told(centre)
    await centre.move(report["report_id"], "open")
    assert (await centre.move(report["report_id"], **ended)).status_code == 200

    page = await post(visitor, code=code)

    if "close_code" in ended:
        result = text(f"result.{ended['close_code']}", Locale.RU)
    shown = words(page)
    assert said("word.finished") in shown
    assert result in shown
    is_closed = ended["action"] == "close"
    assert ("<textarea" in page.text) is is_closed
    assert said("reopens" if is_closed else "over") in shown


async def test_writing_reopens_what_was_closed_lately_and_is_kept_later_too(
    centre: Centre, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, code = await told(centre)
    late, late_code = await told(centre)
    for each in (report, late):
        await centre.move(each["report_id"], "open")
        await centre.move(each["report_id"], "close", close_code="confirmed")

    assert said("word.being_checked") in words(await post(visitor, code=code, text="Again!"))
    clock = centre.house.reports.clock
    monkeypatch.setattr(centre.house.reports, "clock", lambda: clock() + timedelta(days=15))
    page = await post(visitor, code=late_code, text="Too late?")

    assert said("over") in words(page)
    assert "Too late?" in words(page)
    assert (await citizens_words(centre, late))[-1] == "Too late?"
    assert (await centre.case(late["report_id"]))["state"] == "closed"


async def test_a_text_that_was_not_taken_is_still_there(
    centre: Centre, visitor: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, code = await told(centre)
    fresh = await centre.bot.post(f"/v1/reports/{report['report_id']}/receipt-code")

    void = await post(visitor, code=code, text="Words I typed")
    long = await post(visitor, code=fresh.json()["code"], text="д" * 10_001)

    async def fails(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(receipts_page, "write_by_code", fails)
    down = await post(visitor, code=fresh.json()["code"], text="Words I typed")

    assert (void.status_code, long.status_code, down.status_code) == (404, 422, 503)
    assert "Words I typed" in void.text
    assert said("unsent") in words(void)
    assert "д" * 10_001 in long.text
    assert "Words I typed" in down.text
    assert await citizens_words(centre, report) == ["Somebody stole my bicycle"]


async def test_a_code_that_went_with_its_report_elsewhere_opens_it_still(
    centre: Centre, visitor: httpx.AsyncClient
) -> None:
    report, code = await told(centre)
    elsewhere = str(uuid4())
    await centre.bot.post(
        "/v1/receipts",
        json={"code": code, "conversation_id": elsewhere},
        headers={"Idempotency-Key": "k"},
    )

    assert report["number"] in (await post(visitor, code=code)).text
    assert (await centre.case(report["report_id"]))["conversation"]["id"] == elsewhere


async def test_neither_a_code_nor_words_reach_the_log(
    centre: Centre, visitor: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    _, code = await told(centre)
    wrong = new_code()
    before, level = logging.root.handlers, logging.root.level
    configure_logging("debug")
    try:
        await post(visitor, code=code, text="Words I typed")
        await post(visitor, code=wrong, text="Words I typed")
    finally:
        logging.root.handlers = before
        logging.root.setLevel(level)
        structlog.reset_defaults()

    written = capsys.readouterr()
    lines = written.out + written.err
    assert lines.count('"/p/receipt"') == 2
    for secret in (code, code.replace("-", ""), wrong, "Words I typed"):
        assert secret not in lines
