"""Templates of replies: shipped, written, offered by state, archived, never lost."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.intake_api.centre import Centre

WORDS: dict[str, Any] = {
    "kk": {"title": "Күту", "text": "{number}: күте тұрыңыз. {position}"},
    "ru": {"title": "Ждать", "text": "{number}: подождите. {position}"},
}
WISH: dict[str, Any] = {"words": WORDS, "states": ["accepted"], "position": 5}


async def offered(client: httpx.AsyncClient, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get("/v1/templates", params=asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def add(centre: Centre, **changed: Any) -> dict[str, Any]:
    answer = await centre.admin.post("/v1/admin/templates", json={**WISH, **changed})
    assert answer.status_code == 201, answer.text
    added: dict[str, Any] = answer.json()
    return added


async def put(
    client: httpx.AsyncClient, template: dict[str, Any], **changed: Any
) -> httpx.Response:
    told = {name: template[name] for name in ("words", "states", "position", "active")}
    return await client.put(
        f"/v1/admin/templates/{template['id']}",
        json={**told, **changed},
        headers={"If-Match": f'"{template["version"]}"'},
    )


async def test_a_new_centre_begins_with_templates_in_three_languages(centre: Centre) -> None:
    shipped = await offered(centre.operator)

    assert len(shipped) == 10
    assert all(set(one["words"]) == {"kk", "ru", "en"} for one in shipped)
    assert [one["position"] for one in shipped] == [10 * n for n in range(1, 11)]
    closed = await offered(centre.operator, state="closed")
    assert {"Closed", "Thanks"} == {one["words"]["en"]["title"] for one in closed}


async def test_one_is_offered_in_its_states_and_archived_until_it_is_written_again(
    centre: Centre,
) -> None:
    added = await add(centre)

    assert (await offered(centre.operator, state="accepted"))[0] == added
    assert added not in await offered(centre.operator, state="closed")
    gone = await centre.admin.delete(f"/v1/admin/templates/{added['id']}")
    assert gone.status_code == 204
    assert added["id"] not in {one["id"] for one in await offered(centre.operator)}
    [kept] = [one for one in await offered(centre.admin, archived=True) if not one["active"]]
    assert (kept["id"], kept["version"]) == (added["id"], 2)
    back = await put(centre.admin, kept, active=True, states=[])
    assert (back.status_code, back.headers["etag"]) == (200, '"3"')
    assert back.json() in await offered(centre.operator, state="closed")
    audited = (await centre.admin.get("/v1/admin/audit")).json()["items"]
    acts = [one["action"] for one in audited if one["action"].startswith("template_")]
    assert acts == ["template_written", "template_archived", "template_added"]


async def test_of_two_who_write_the_second_is_told(centre: Centre) -> None:
    added = await add(centre)

    assert (await put(centre.admin, added, position=7)).status_code == 200
    late = await put(centre.admin, added, position=9)

    assert (late.status_code, late.json()["code"]) == (409, "version_differs")
    assert late.headers["etag"] == '"2"'
    assert (await offered(centre.admin, state="accepted"))[0]["position"] == 7
    blind = await centre.admin.put(f"/v1/admin/templates/{added['id']}", json=WISH)
    assert blind.status_code == 422


async def test_who_has_the_list_already_is_told_nothing_new(centre: Centre) -> None:
    tag = (await centre.operator.get("/v1/templates")).headers["etag"]

    again = await centre.operator.get("/v1/templates", headers={"If-None-Match": tag})
    await add(centre)
    changed = await centre.operator.get("/v1/templates", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert (changed.status_code, changed.headers["etag"] != tag) == (200, True)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_only_administrators_write_and_only_staff_of_reports_reads(centre: Centre) -> None:
    [first, *_] = await offered(centre.operator)

    for client in (centre.operator, centre.supervisor, centre.editor):
        assert (await client.post("/v1/admin/templates", json=WISH)).status_code == 403
        assert (await put(client, first)).status_code == 403
        gone = await client.delete(f"/v1/admin/templates/{first['id']}")
        assert gone.status_code == 403
    assert (await centre.editor.get("/v1/templates")).status_code == 403
    assert (await centre.nobody.get("/v1/templates")).status_code == 401
    unknown = await put(centre.admin, {**first, "id": str(uuid4())})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "template_unknown")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_placeholder_that_nobody_fills_in_is_refused_by_name(centre: Centre) -> None:
    wrong = {"ru": {"title": "x", "text": "{number} {name} {}"}}

    refused = await centre.admin.post("/v1/admin/templates", json={**WISH, "words": wrong})

    assert (refused.status_code, refused.json()["code"]) == (422, "placeholder_unknown")
    assert refused.json()["errors"] == [
        {"locale": "ru", "placeholder": "name"},
        {"locale": "ru", "placeholder": ""},
    ]


WRONG: list[dict[str, Any]] = [
    {"words": {}},
    {"words": {"de": WORDS["ru"]}},
    {"words": {"ru": {"title": " ", "text": "x"}}},
    {"words": {"ru": {"title": "x", "text": "y" * 2001}}},
    {"words": {"ru": {"title": "x" * 101, "text": "y"}}},
    {"words": {"ru": {"title": "x", "text": "\0"}}},
    {"states": ["lost"]},
    {"states": ["closed", "closed"]},
    {"position": -1},
    {"position": "1"},
    {"active": 1},
    {"more": 1},
]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_what_is_no_template_is_refused(centre: Centre) -> None:
    for wrong in WRONG:
        refused = await centre.admin.post("/v1/admin/templates", json={**WISH, **wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid"), wrong
    lone = b'{"words": {"ru": {"title": "x", "text": "\\ud800"}}}'
    told = {"Content-Type": "application/json"}
    answer = await centre.admin.post("/v1/admin/templates", content=lone, headers=told)
    assert 400 <= answer.status_code < 500
    assert len(await offered(centre.admin, archived=True)) == 10


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_centre_has_at_most_so_many(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake_api.reports.templates.MOST_TEMPLATES", 11)
    await add(centre)

    refused = await centre.admin.post("/v1/admin/templates", json=WISH)

    assert (refused.status_code, refused.json()["code"]) == (422, "too_many_templates")
