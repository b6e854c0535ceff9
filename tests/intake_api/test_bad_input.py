"""Whatever comes, the answer is a problem of theirs (4xx) and never a fault of ours."""

import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from tests.intake_api.centre import Centre, attachment, message, submission

JSON = {"Content-Type": "application/json", "Idempotency-Key": "key"}
DEEP = b"[" * 100_000 + b"]" * 100_000
DEEP_OBJECT = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
PLACE = {"method": "pin", "latitude": 43.0, "longitude": 76.0}


def raw(**changed: object) -> bytes:
    return json.dumps(submission(**changed)).encode()


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "not JSON": b"{",
    "not UTF-8": b'{"report_id": "\xff\xfe"}',
    "a list": b"[]",
    "null": b"null",
    "a number": b"1e999999",
    "deep list": DEEP,
    "deep object": DEEP_OBJECT,
    "deep inside": raw()[:-1] + b',"place":' + DEEP + b"}",
    "NaN": raw(place={**PLACE, "latitude": float("nan")}),
    "infinity": raw(place={**PLACE, "accuracy_m": float("inf")}),
    "NaN where none belongs": b'{"report_id": NaN}',
    "huge integer": raw(messages=[message(attachments=[attachment(size=1 << 70)])]),
    "endless integer": b'{"report_id": ' + b"9" * 10_000 + b"}",
    "NUL": raw(messages=[message("a\0b")]),
    "lone surrogate": raw(messages=[message("\ud800")]),
    "lone surrogate as a name": b'{"\\ud800": 1}',
    "unknown field": raw(admin=True),
    "naive time": raw(submitted_at="2026-11-23T12:00:00"),
    "a number for a time": raw(submitted_at=0),
    "a number as text for a time": raw(submitted_at="1700000000"),
    "time out of range": raw(submitted_at="99999-01-01T00:00:00Z"),
    "too many messages": raw(messages=[message()] * 501),
    "too long text": raw(messages=[message("x" * 10_001)]),
    "half a point": raw(place={"method": "pin", "latitude": 1.0}),
    "not a UUID": raw(report_id="1"),
    "unknown kind": raw(kind="murder"),
    "category of strange letters": raw(category="'; DROP TABLE report; --"),
}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", BODIES)
async def test_a_bad_report_is_refused_with_a_problem(centre: Centre, name: str) -> None:
    refused = await centre.bot.post("/v1/reports", content=BODIES[name], headers=JSON)

    assert 400 <= refused.status_code < 500
    problem = refused.json()
    assert problem["status"] == refused.status_code
    assert refused.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "code"} <= problem.keys()


# What is valid but unusual must be kept, on both databases.
UNUSUAL: dict[str, dict[str, Any]] = {
    "emoji and combining marks": {"messages": [message("👨‍👩‍👧 e" + "\u0301" * 70)]},
    "controls and bidi": {"messages": [message("\x01\x1b[31m \u202eabc")]},
    "the ends of time": {"submitted_at": "0001-01-02T00:00:00Z"},
    "far future": {"messages": [message(sent_at="9999-12-30T00:00:00Z")]},
    "largest attachment": {"messages": [message(attachments=[attachment(size=1 << 53)])]},
    "longest duration": {"messages": [message(attachments=[attachment(duration_s=1 << 31)])]},
    "poles": {"place": {"method": "live", "latitude": -90, "longitude": 180, "accuracy_m": 0}},
    "unknown category": {"category": "not-in-our-list"},
    "500 messages": {"messages": [message(str(n)) for n in range(500)]},
}


@pytest.mark.parametrize("name", UNUSUAL)
async def test_what_is_unusual_is_kept(centre: Centre, name: str) -> None:
    report = await centre.submit(**UNUSUAL[name])

    case = await centre.case(report["report_id"])
    said = [entry["text"] for entry in case["timeline"] if entry["entry"] == "message"]
    assert sorted(said) == sorted(each["text"] for each in report["messages"])


BAD_REQUESTS = [
    ("GET", "/v1/reports?limit=0"),
    ("GET", "/v1/reports?limit=101"),
    ("GET", f"/v1/reports?limit={1 << 70}"),
    ("GET", f"/v1/reports?priority={1 << 70}"),
    ("GET", "/v1/reports?group=everything"),
    ("GET", "/v1/reports?kind=murder"),
    ("GET", "/v1/reports?category=%27"),
    ("GET", "/v1/reports?text=" + "x" * 201),
    ("GET", "/v1/reports/1"),
    ("GET", f"/v1/reports/{1 << 70}"),
    ("GET", "/v1/reports/%00"),
    ("GET", "/v1/attachments/x/content"),
    ("GET", "/v1/nothing"),
    ("PUT", "/v1/reports"),
    ("DELETE", "/v1/queue"),
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("method", "path"), BAD_REQUESTS)
async def test_a_bad_request_is_refused(centre: Centre, method: str, path: str) -> None:
    refused = await centre.operator.request(method, path)

    assert 400 <= refused.status_code < 500
    assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "query",
    [
        "after=-1",
        f"after={1 << 63}",
        f"after={1 << 200}",
        "after=1.5",
        "wait=51",
        "wait=-1",
        "wait=nan",
        "wait=inf",
    ],
)
async def test_a_bad_place_in_the_feed_is_refused(centre: Centre, query: str) -> None:
    assert (await centre.bot.get(f"/v1/deliveries?{query}")).status_code == 422


async def test_the_largest_place_in_the_feed_is_answered(centre: Centre) -> None:
    assert (await centre.bot.get(f"/v1/deliveries?after={(1 << 63) - 1}")).status_code == 200


@pytest.mark.parametrize("text", ["\0", "\x00velo", "%00"])
async def test_a_search_for_what_cannot_be_kept_finds_nothing_bad(
    centre: Centre, text: str
) -> None:
    assert (await centre.operator.get("/v1/reports", params={"text": text})).status_code == 200


STAFF_BODIES: list[tuple[str, dict[str, object]]] = [
    ("messages", {"text": "  "}),
    ("messages", {"text": "x" * 4001}),
    ("messages", {"text": "\ud800"}),
    ("messages", {"text": "\0"}),
    ("messages", {"text": "hi", "from": "citizen"}),
    ("notes", {"text": ""}),
    ("notes", {}),
    ("transitions", {"action": "Open!"}),
    ("transitions", {"action": "close", "close_code": "because"}),
    ("transitions", {"action": "reject", "reason": "\0"}),
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("path", "body"), STAFF_BODIES)
async def test_a_bad_act_is_refused(centre: Centre, path: str, body: dict[str, object]) -> None:
    report = await centre.submit()

    refused = await centre.operator.post(
        f"/v1/reports/{report['report_id']}/{path}", content=json.dumps(body), headers=JSON
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("declared", [True, False])
async def test_a_body_over_the_limit_is_refused(centre: Centre, declared: bool) -> None:
    big = b" " * (centre.house.settings.max_body_bytes + 1)

    async def chunks() -> AsyncIterator[bytes]:
        yield big

    refused = await centre.bot.post(
        "/v1/reports", content=big if declared else chunks(), headers=JSON
    )

    assert refused.status_code == 413


async def test_a_refusal_repeats_nothing_of_what_was_said(centre: Centre) -> None:
    body = raw(messages=[message("my secret words", sent_at="my secret time")])

    refused = await centre.bot.post("/v1/reports", content=body, headers=JSON)

    assert refused.status_code == 422
    assert "secret" not in refused.text


@pytest.mark.parametrize("key", ["", "x" * 201, "\x01"])
async def test_a_strange_key_is_refused(centre: Centre, key: str) -> None:
    refused = await centre.bot.post(
        "/v1/reports", json=submission(), headers={"Idempotency-Key": key}
    )

    assert refused.status_code == 422


async def test_an_unknown_report_is_not_found(centre: Centre) -> None:
    missing = await centre.operator.get(f"/v1/reports/{uuid4()}")

    assert (missing.status_code, missing.json()["code"]) == (404, "report_not_found")


COERCED: list[tuple[str, dict[str, object]]] = [
    ("/v1/similar", {"category": "theft", "latitude": 43.2, "longitude": False}),
    ("/v1/similar", {"category": "theft", "latitude": "43.2", "longitude": 76.9}),
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("path", "body"), COERCED)
async def test_nothing_is_taken_for_a_number_that_is_none(
    centre: Centre, path: str, body: dict[str, object]
) -> None:
    asked = {"conversation_id": str(uuid4()), **body}

    assert (await centre.bot.post(path, json=asked)).status_code == 422


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_version_no_database_keeps_is_refused(centre: Centre) -> None:
    wish = {"version": 1 << 70}

    refused = await centre.approver.post("/v1/faq/articles/false-report/restore", json=wish)

    assert refused.status_code == 422
