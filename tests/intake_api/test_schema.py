"""What the schema of the API promises: examples that are true, problems as answers."""

from typing import Any

import pytest
from jsonschema_rs import validator_for

from intake_api.app import ROUTERS, create_app
from intake_api.settings import IntakeSettings
from tests.intake_api.centre import Centre


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return create_app(IntakeSettings(_env_file=None)).openapi()


def test_every_body_and_every_main_answer_has_an_example_that_is_true(
    schema: dict[str, Any],
) -> None:
    wrong: list[object] = []
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for media in told(operation):
                found = validator_for({**media["schema"], "components": schema["components"]})
                if "example" not in media:
                    wrong.append((method, path, "none"))
                    continue
                wrong += [
                    (method, path, one.instance_path, one.message[:80])
                    for one in found.iter_errors(media["example"])
                ]

    assert wrong == []


def told(operation: dict[str, Any]) -> list[dict[str, Any]]:
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [
        each.get("content", {}) for code, each in operation["responses"].items() if code[0] == "2"
    ]
    return [content["application/json"] for content in contents if "application/json" in content]


def test_no_router_stands_in_the_list_twice() -> None:
    assert len(ROUTERS) == len(set(ROUTERS))


def test_every_operation_says_how_it_refuses(schema: dict[str, Any]) -> None:
    for methods in schema["paths"].values():
        for operation in methods.values():
            assert "application/problem+json" in operation["responses"]["default"]["content"]


DEEP = b'{"text":' + b"[" * 33 + b"]" * 33 + b"}"
UNFIT = {
    "NaN": b'{"text": "hi", "more": NaN}',
    "infinity": b'{"text": "hi", "more": -Infinity}',
    "a number without end": b'{"text": "hi", "more": 1e999}',
    "lone surrogate in what nobody reads": b'{"text": "hi", "more": {"x": "\\udc00"}}',
    "deep": DEEP,
    "brackets and quotes": b'{"text": "\\"", "more":' + b"[" * 33 + b"]" * 33 + b"}",
    "UTF-16": '{"text": "hi"}'.encode("utf-16"),
}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_what_is_no_json_of_ours_is_refused_with_a_problem(centre: Centre) -> None:
    report = await centre.submit()
    at = f"/v1/reports/{report['report_id']}/notes"
    sent = {"Content-Type": "application/json"}

    for name, body in UNFIT.items():
        refused = await centre.operator.post(at, content=body, headers=sent)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid"), name
        assert "detail" in refused.json(), name
    kept = await centre.operator.post(
        at, content=b'{"text": "[[[[ \\ud83d\\ude00 NaN \\\\ud800"}', headers=sent
    )
    assert kept.status_code == 201, kept.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_the_frameworks_refusals_are_problems_too(centre: Centre) -> None:
    big = b" " * (centre.house.settings.max_body_bytes + 1)
    asked = {
        404: ("GET", "/v1/nothing", b"", ""),
        405: ("PUT", "/v1/queue", b"", ""),
        413: ("PATCH", "/v1/session", big, "application/json"),
        415: ("PATCH", "/v1/session", b"locale=ru", "application/x-www-form-urlencoded"),
        422: ("PATCH", "/v1/session", b"{}", "application/json"),
    }

    for status, (method, path, body, kind) in asked.items():
        headers = {"Content-Type": kind} if kind else {}
        refused = await centre.operator.request(method, path, content=body, headers=headers)
        assert refused.status_code == status
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["status"] == status


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_an_address_says_all_the_methods_it_takes(centre: Centre) -> None:
    session = await centre.operator.options("/v1/session")
    article = await centre.operator.delete("/v1/faq/articles/x")

    assert session.headers["allow"] == "DELETE, GET, PATCH, POST"
    assert article.headers["allow"] == "GET, PUT"
