"""API tokens do what their scopes say and never more than their owner; bots' keys end at once."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from intake_api.api.scopes import all_scopes, scope_of_operation
from storage.reports.tables import api_token
from tests.intake_api.centre import URL, Centre


def holder(centre: Centre, secret: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(centre.app, raise_app_exceptions=False),
        base_url=URL,
        headers={"Authorization": f"Bearer {secret}"},
    )


async def make(maker: httpx.AsyncClient, *scopes: str, days: int = 30) -> dict[str, Any]:
    made = await maker.post(
        "/v1/account/tokens", json={"name": "Board", "scopes": scopes, "days": days}
    )
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


async def test_a_token_does_what_its_scopes_say(centre: Centre) -> None:
    report = await centre.submit()
    made = await make(centre.operator, "reports:read")

    async with holder(centre, made["token"]) as board:
        seen = await board.get("/v1/reports")
        refused = await board.post(
            f"/v1/reports/{report['report_id']}/notes", json={"text": "hello"}
        )
        elsewhere = await board.get("/v1/categories")

    assert seen.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert refused.json()["detail"] == "reports:write"
    assert elsewhere.json()["detail"] == "catalogue:read"


async def test_a_token_never_does_more_than_its_owner(centre: Centre) -> None:
    made = await make(centre.operator, "staff:read", "settings:write")

    async with holder(centre, made["token"]) as curious:
        assert (await curious.get("/v1/admin/staff")).json()["code"] == "forbidden"


async def test_a_token_makes_no_wider_and_no_longer_token(centre: Centre) -> None:
    made = await make(centre.operator, "account:write", "account:read", days=10)

    async with holder(centre, made["token"]) as maker:
        wider = await maker.post(
            "/v1/account/tokens", json={"name": "x", "scopes": ["reports:read"], "days": 1}
        )
        longer = await maker.post(
            "/v1/account/tokens", json={"name": "x", "scopes": ["account:read"], "days": 11}
        )
        same = await make(maker, "account:read", days=9)

    assert wider.json()["code"] == longer.json()["code"] == "scope_missing"
    assert same["token"].startswith("qt_")


async def test_tokens_are_listed_and_revoked(centre: Centre) -> None:
    made = await make(centre.operator, "reports:read")
    async with holder(centre, made["token"]) as board:
        await board.get("/v1/reports")
        listed = (await centre.operator.get("/v1/account/tokens")).json()
        (found,) = [each for each in listed["items"] if each["id"] == made["id"]]
        foreign = await centre.supervisor.delete(f"/v1/account/tokens/{made['id']}")
        await centre.operator.delete(f"/v1/account/tokens/{made['id']}")
        after = await board.get("/v1/reports")

    assert made["token"] not in str(listed)
    assert found["last_used_at"] is not None
    assert (found["name"], found["scopes"]) == ("Board", ["reports:read"])
    assert foreign.status_code == 404
    assert after.status_code == 401


async def test_administrators_see_and_revoke_everybodys_tokens(centre: Centre) -> None:
    made = await make(centre.operator, "reports:read")

    listed = (await centre.admin.get("/v1/admin/tokens")).json()["items"]
    revoked = await centre.admin.delete(f"/v1/admin/tokens/{made['id']}")

    assert ("operator", "Board") in [(each["login"], each["name"]) for each in listed]
    assert revoked.status_code == 204
    async with holder(centre, made["token"]) as board:
        assert (await board.get("/v1/reports")).status_code == 401


async def test_a_token_ends_by_itself(centre: Centre) -> None:
    made = await make(centre.operator, "reports:read")
    async with centre.house.reports.act() as work:
        past = work.now - timedelta(seconds=1)
        await work.connection.execute(
            api_token.update().where(api_token.c.name == "Board").values(expires_at=past)
        )

    async with holder(centre, made["token"]) as board:
        assert (await board.get("/v1/reports")).status_code == 401


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"scopes": ["moon:read"]}, "scope_unknown"),
        ({"scopes": ["reports"]}, "invalid"),
        ({"scopes": []}, "invalid"),
        ({"days": 0}, "invalid"),
        ({"name": " "}, "invalid"),
    ],
)
async def test_a_strange_token_is_refused(centre: Centre, wish: dict[str, Any], code: str) -> None:
    asked = {"name": "x", "scopes": ["reports:read"], **wish}

    refused = await centre.operator.post("/v1/account/tokens", json=asked)

    assert (refused.status_code, refused.json()["code"]) == (422, code)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_every_operation_declares_its_scope(centre: Centre) -> None:
    """And a token without it is refused before anything else is looked at."""
    schema = centre.app.openapi()
    made = await make(centre.admin, "session:write")
    everything = all_scopes(centre.app)

    async with holder(centre, made["token"]) as scopeless:
        for path, methods in schema["paths"].items():
            for method, operation in methods.items():
                scope = scope_of_operation(method, operation)
                if not operation["security"] or scope in (None, "session:write"):
                    continue
                assert {"token": [scope]} in operation["security"], (method, path)
                assert scope in everything
                address = path.replace("{", "").replace("}", "")
                refused = await scopeless.request(method, address)
                assert refused.status_code == 403, (method, path, refused.text)


async def test_a_bot_key_is_shown_once_and_revoked(centre: Centre) -> None:
    made = (await centre.admin.post("/v1/admin/bot-keys", json={"name": "second"})).json()

    async with holder(centre, made["key"]) as bot:
        came = await bot.get("/v1/deliveries")
        listed = (await centre.admin.get("/v1/admin/bot-keys")).json()["items"]
        revoked = await centre.admin.delete(f"/v1/admin/bot-keys/{made['id']}")
        after = await bot.get("/v1/deliveries")

    (found,) = [each for each in listed if each["id"] == made["id"]]
    assert (came.status_code, revoked.status_code, after.status_code) == (200, 204, 401)
    assert made["key"] not in str(listed)
    assert found["last_used_at"] is not None
    again = await centre.admin.delete(f"/v1/admin/bot-keys/{made['id']}")
    assert again.json()["code"] == "bot_key_unknown"
