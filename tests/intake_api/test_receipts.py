"""An anonymous report goes on with its code, from anywhere."""

import re
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake_api.reports.receipt_codes import ALPHABET, check_character, hash_of, new_code
from storage.reports.tables import report as report_table
from tests.intake_api.centre import Centre


async def issued(centre: Centre, report_id: str) -> str:
    answer = await centre.bot.post(f"/v1/reports/{report_id}/receipt-code")
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code"])


async def show(centre: Centre, code: str, conversation: str, key: str = "") -> httpx.Response:
    return await centre.bot.post(
        "/v1/receipts",
        json={"code": code, "conversation_id": conversation},
        headers={"Idempotency-Key": key or str(uuid4())},
    )


async def anonymous(centre: Centre) -> dict[str, Any]:
    return await centre.submit(anonymous=True)


async def test_a_code_is_random_grouped_and_kept_as_a_hash(centre: Centre) -> None:
    report = await anonymous(centre)

    code = await issued(centre, report["report_id"])

    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", code)
    async with centre.house.reports.look() as work:
        kept = await work.connection.scalar(select(report_table.c.receipt_hash))
    assert kept == hash_of(code)
    assert code.replace("-", "") not in str(kept)


async def test_a_code_takes_the_report_to_another_conversation(centre: Centre) -> None:
    report, elsewhere = await anonymous(centre), str(uuid4())
    code = await issued(centre, report["report_id"])

    told = await show(centre, f" {code.lower().replace('-', ' ')} ", elsewhere)

    assert told.json() == {
        "report_id": report["report_id"],
        "number": report["number"],
        "kind": "crime",
        "word": "received",
    }
    case = await centre.case(report["report_id"])
    assert case["conversation"]["id"] == elsewhere
    assert case["timeline"][-1]["event"] == "continued_elsewhere"
    (delivery,) = await centre.deliveries()
    assert (delivery["kind"], delivery["conversation_id"], delivery["number"]) == (
        "continued_elsewhere",
        report["conversation_id"],
        report["number"],
    )


async def test_it_works_twice(centre: Centre) -> None:
    report, elsewhere = await anonymous(centre), str(uuid4())
    code = await issued(centre, report["report_id"])

    answers = [await show(centre, code, elsewhere, key) for key in ("a", "a", "b")]

    assert {(answer.status_code, answer.text) for answer in answers} == {(200, answers[0].text)}
    assert len(await centre.deliveries()) == 1


async def test_a_fresh_code_voids_the_former(centre: Centre) -> None:
    report = await anonymous(centre)
    former = await issued(centre, report["report_id"])
    fresh = await issued(centre, report["report_id"])

    refused = await show(centre, former, str(uuid4()))

    assert (refused.status_code, refused.json()["code"]) == (404, "receipt_unknown")
    assert (await show(centre, fresh, str(uuid4()))).status_code == 200


async def test_only_anonymous_reports_have_codes(centre: Centre) -> None:
    report = await centre.submit()

    refused = await centre.bot.post(f"/v1/reports/{report['report_id']}/receipt-code")
    missing = await centre.bot.post(f"/v1/reports/{uuid4()}/receipt-code")

    assert (refused.status_code, refused.json()["code"]) == (422, "not_anonymous")
    assert (missing.status_code, missing.json()["code"]) == (404, "report_not_found")


async def test_guessing_is_stopped_for_the_one_who_guesses(centre: Centre) -> None:
    guesser = str(uuid4())

    statuses = [(await show(centre, new_code(), guesser)).status_code for _ in range(12)]

    assert statuses == [404] * 10 + [429] * 2
    assert (await show(centre, new_code(), str(uuid4()))).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["", "x", "0" * 20 + "1", "ЖЖЖЖ-" * 4, "0000-0000-0000-0000-0001"]
)
def test_what_is_no_code_has_no_hash(wrong: str) -> None:
    assert hash_of(wrong) is None


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = next(code for code in iter(new_code, None) if {"0", "1"} <= set(code))

    assert hash_of(code.replace("0", "o").replace("1", "l")) == hash_of(code)


codes = st.text(ALPHABET, min_size=19, max_size=19)


@given(codes, st.integers(0, 18), st.sampled_from(ALPHABET))
def test_a_mistyped_character_is_found(code: str, place: int, other: str) -> None:
    mistyped = code[:place] + other + code[place + 1 :]

    assert (check_character(mistyped) == check_character(code)) is (mistyped == code)


@given(codes, st.integers(0, 17))
def test_swapped_neighbours_are_found(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert (check_character(swapped) == check_character(code)) is (swapped == code)
