"""Saved views: kept, shared, counted, renamed, opened first, forgotten."""

from typing import Any

import httpx

from tests.intake_api.centre import Centre

MINE: dict[str, Any] = {"group": "mine"}


async def views(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get("/v1/views")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def keep(client: httpx.AsyncClient, name: str, **wish: Any) -> str:
    answer = await client.post("/v1/views", json={"name": name, "filters": MINE, **wish})
    assert answer.status_code == 201, answer.text
    return str(next(one["id"] for one in answer.json()["items"] if one["name"] == name))


async def test_a_view_counts_what_its_reader_would_see(centre: Centre) -> None:
    report = await centre.submit()
    await centre.submit()
    await centre.operator.get(f"/v1/reports/{report['report_id']}")
    await keep(centre.operator, "Mine", shared=True)

    [own], [shared] = await views(centre.operator), await views(centre.colleague)

    assert (own["count"], own["is_more"], own["mine"]) == (1, False, True)
    assert (shared["count"], shared["mine"], shared["owner"]) == (0, False, "operator 102")


async def test_what_is_not_shared_nobody_else_sees_or_changes(centre: Centre) -> None:
    own = await keep(centre.operator, "Own")
    shared = await keep(centre.operator, "Shared", shared=True)

    assert [one["name"] for one in await views(centre.colleague)] == ["Shared"]
    for each in (own, shared):
        renamed = await centre.colleague.patch(f"/v1/views/{each}", json={"name": "x"})
        assert (renamed.status_code, renamed.json()["code"]) == (404, "view_unknown")
        assert (await centre.colleague.delete(f"/v1/views/{each}")).status_code == 404
    assert (await centre.colleague.put("/v1/views/start", json={"view": own})).status_code == 404


async def test_its_owner_renames_asks_anew_and_forgets_it(centre: Centre) -> None:
    view = await keep(centre.operator, "Nigth")
    await centre.submit(kind="sos", category=None)

    await centre.operator.patch(f"/v1/views/{view}", json={"name": "Night"})
    changed = {"filters": {"kind": ["sos"], "unread": True}}
    await centre.operator.patch(f"/v1/views/{view}", json=changed)

    [shown] = await views(centre.operator)
    assert (shown["name"], shown["count"]) == ("Night", 1)
    assert (shown["filters"]["kind"], shown["filters"]["unread"]) == (["sos"], True)
    await centre.operator.delete(f"/v1/views/{view}")
    assert await views(centre.operator) == []


async def test_everybody_starts_with_the_view_they_chose(centre: Centre) -> None:
    shared = await keep(centre.operator, "Shared", shared=True)
    other = await keep(centre.operator, "Other")

    await centre.operator.put("/v1/views/start", json={"view": shared})
    await centre.operator.put("/v1/views/start", json={"view": other})
    await centre.colleague.put("/v1/views/start", json={"view": shared})

    assert [one["name"] for one in await views(centre.operator) if one["starts"]] == ["Other"]
    assert [one["starts"] for one in await views(centre.colleague)] == [True]
    await centre.operator.patch(f"/v1/views/{shared}", json={"shared": False})
    assert await views(centre.colleague) == []
    await centre.operator.patch(f"/v1/views/{shared}", json={"shared": True})
    assert [one["starts"] for one in await views(centre.colleague)] == [False]
    await centre.operator.put("/v1/views/start", json={"view": None})
    assert not any(one["starts"] for one in await views(centre.operator))


async def test_a_view_must_mean_something(centre: Centre) -> None:
    for wish in (
        {"name": " ", "filters": {}},
        {"name": "x", "filters": {"kinds": ["sos"]}},
        {"name": "x", "filters": {"priority": [9]}},
        {"name": "x" * 61, "filters": {}},
    ):
        refused = await centre.operator.post("/v1/views", json=wish)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid"), wish
