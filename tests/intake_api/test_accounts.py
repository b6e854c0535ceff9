"""Accounts: invited by administrators, kept by their owners, proved by a second factor."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pyotp
import pytest

from intake_api.administration import remove_second_factor
from intake_api.auth.second_factor import STEP_S
from storage.reports.tables import staff
from tests.intake_api.centre import PASSWORD, URL, Centre

NEW = {"login": "Aigul", "name": "Aigul S.", "position": "Operator 7", "role": "operator"}
OTHER = "battery staple horse"


def stranger(centre: Centre) -> httpx.AsyncClient:
    """Another browser, with cookies of its own."""
    transport = httpx.ASGITransport(centre.app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=URL)


async def sign_in(
    client: httpx.AsyncClient, login: str, password: str = PASSWORD, code: str | None = None
) -> httpx.Response:
    asked = {"login": login, "password": password} | ({"code": code} if code else {})
    return await client.post("/v1/session", json=asked)


async def invited(centre: Centre, **changed: str) -> dict[str, Any]:
    made = await centre.admin.post("/v1/admin/staff", json={**NEW, **changed})
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


async def audited(centre: Centre) -> list[str]:
    page = (await centre.admin.get("/v1/admin/audit", params={"limit": 200})).json()
    return [each["action"] for each in page["items"]]


class Phone:
    """What an app on a phone computes; each code is of a later step, as if time had passed."""

    def __init__(self, secret: str) -> None:
        self._made = pyotp.TOTP(secret)
        self._step = -1

    def code(self, centre: Centre) -> str:
        now = int(centre.house.reports.clock().timestamp())
        self._step += 1
        return self._made.at(now + (self._step - 1) * STEP_S)


async def add_factor(centre: Centre, client: httpx.AsyncClient) -> tuple[Phone, list[str]]:
    begun = (await client.post("/v1/account/second-factor", json={"password": PASSWORD})).json()
    assert begun["uri"].startswith("otpauth://totp/")
    assert begun["picture"].startswith("data:image/svg+xml")
    phone = Phone(begun["secret"])
    confirmed = await client.put("/v1/account/second-factor", json={"code": phone.code(centre)})
    assert confirmed.status_code == 200, confirmed.text
    return phone, confirmed.json()["codes"]


async def test_who_is_invited_chooses_a_password_before_anything_else(centre: Centre) -> None:
    one_time = (await invited(centre))["one_time_password"]

    came = await sign_in(centre.nobody, "aigul", one_time)
    refused = await centre.nobody.get("/v1/reports")
    changed = await centre.nobody.put(
        "/v1/account/password", json={"current": one_time, "new": OTHER}
    )

    assert came.json()["owes"] == "password"
    assert (refused.status_code, refused.json()["code"]) == (403, "password_owed")
    assert changed.status_code == 204
    assert (await centre.nobody.get("/v1/reports")).status_code == 200
    assert (await sign_in(centre.nobody, "aigul", one_time)).status_code == 401
    assert (await sign_in(centre.nobody, "aigul", OTHER)).json()["owes"] is None


async def test_an_invitation_ends_by_itself(centre: Centre) -> None:
    one_time = (await invited(centre))["one_time_password"]
    async with centre.house.reports.act() as work:
        past = work.now - timedelta(seconds=1)
        await work.connection.execute(
            staff.update().where(staff.c.login == "aigul").values(one_time_until=past)
        )

    assert (await sign_in(centre.nobody, "aigul", one_time)).json()["code"] == "wrong_credentials"


async def test_a_login_is_taken_once(centre: Centre) -> None:
    await invited(centre)

    refused = await centre.admin.post("/v1/admin/staff", json={**NEW, "login": " AIGUL "})

    assert (refused.status_code, refused.json()["code"]) == (409, "login_taken")


async def test_a_changed_password_ends_the_other_sessions(centre: Centre) -> None:
    async with stranger(centre) as elsewhere:
        await sign_in(elsewhere, "operator")
        await sign_in(centre.nobody, "operator")

        wrong = await centre.nobody.put(
            "/v1/account/password", json={"current": "guess", "new": OTHER}
        )
        await centre.nobody.put("/v1/account/password", json={"current": PASSWORD, "new": OTHER})

        assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_credentials")
        assert (await elsewhere.get("/v1/session")).status_code == 401
        assert (await centre.nobody.get("/v1/session")).status_code == 200


async def test_who_is_switched_off_is_out_at_once(centre: Centre) -> None:
    await sign_in(centre.nobody, "operator")
    person = await person_of(centre, "operator")

    off = await centre.admin.patch(f"/v1/admin/staff/{person['id']}", json={"disabled": True})

    assert off.json()["disabled_at"] is not None
    assert (await centre.nobody.get("/v1/session")).status_code == 401
    assert (await centre.operator.get("/v1/session")).status_code == 401
    assert (await sign_in(centre.nobody, "operator")).status_code == 401
    await centre.admin.patch(f"/v1/admin/staff/{person['id']}", json={"disabled": False})
    assert (await centre.operator.get("/v1/session")).status_code == 200
    assert {"user_switched_off", "user_switched_on"} <= set(await audited(centre))


async def person_of(centre: Centre, login: str) -> dict[str, Any]:
    people = (await centre.admin.get("/v1/admin/staff")).json()["items"]
    return next(each for each in people if each["login"] == login)


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "operator"}])
async def test_the_last_administrator_stays(centre: Centre, change: dict[str, Any]) -> None:
    person = await person_of(centre, "admin")

    refused = await centre.admin.patch(f"/v1/admin/staff/{person['id']}", json=change)

    assert (refused.status_code, refused.json()["code"]) == (409, "last_administrator")
    assert (await person_of(centre, "admin")) == person


async def test_a_new_role_holds_at_once(centre: Centre) -> None:
    person = await person_of(centre, "operator")

    await centre.admin.patch(f"/v1/admin/staff/{person['id']}", json={"role": "editor"})

    assert (await centre.operator.get("/v1/reports")).status_code == 403


async def test_sessions_are_listed_and_ended(centre: Centre) -> None:
    async with stranger(centre) as elsewhere:
        elsewhere.headers["User-Agent"] = "Another browser"
        await sign_in(elsewhere, "operator")
        await sign_in(centre.nobody, "operator")

        mine = (await centre.nobody.get("/v1/account/sessions")).json()["items"]
        (other,) = [each for each in mine if not each["here"]]
        foreign = await centre.supervisor.delete(f"/v1/account/sessions/{other['id']}")
        await centre.nobody.delete(f"/v1/account/sessions/{other['id']}")

        assert (len(mine), other["agent"]) == (2, "Another browser")
        assert foreign.status_code == 404
        assert (await elsewhere.get("/v1/session")).status_code == 401
        everybodys = (await centre.admin.get("/v1/admin/sessions")).json()["items"]
        assert [each["login"] for each in everybodys] == ["operator"]
        await centre.admin.delete(f"/v1/admin/sessions/{everybodys[0]['id']}")
        assert (await centre.nobody.get("/v1/session")).status_code == 401


async def test_a_second_factor_is_asked_for_and_good_once(centre: Centre) -> None:
    await sign_in(centre.nobody, "operator")
    phone, recovery = await add_factor(centre, centre.nobody)

    async with stranger(centre) as door:
        without = await sign_in(door, "operator")
        wrong = await sign_in(door, "operator", code="000000")
        code = phone.code(centre)
        right = await sign_in(door, "operator", code=code)
        again = await sign_in(door, "operator", code=code)
        recovered = await sign_in(door, "operator", code=recovery[0].upper())
        twice = await sign_in(door, "operator", code=recovery[0])

    assert without.json()["code"] == "code_needed"
    assert wrong.json()["code"] == "wrong_code"
    assert (right.status_code, again.json()["code"]) == (200, "wrong_code")
    assert (recovered.status_code, twice.json()["code"]) == (200, "wrong_code")
    state = (await centre.nobody.get("/v1/account/second-factor")).json()
    assert state == {"on": True, "required": False, "recovery_codes": len(recovery) - 1}


async def test_guessing_codes_is_stopped(centre: Centre) -> None:
    await sign_in(centre.nobody, "operator")
    await add_factor(centre, centre.nobody)

    async with stranger(centre) as door:
        for _ in range(8):
            await sign_in(door, "operator", code="123456")
        refused = await sign_in(door, "operator", code="123456")

    assert refused.status_code == 429


async def test_a_role_may_have_to_have_a_second_factor(centre: Centre) -> None:
    await sign_in(centre.nobody, "operator")
    await centre.admin.put("/v1/admin/second-factor", json={"roles": ["operator"]})

    refused = await centre.nobody.get("/v1/reports")
    owed = (await centre.nobody.get("/v1/session")).json()["owes"]
    await add_factor(centre, centre.nobody)

    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor_owed")
    assert owed == "second_factor"
    assert (await centre.nobody.get("/v1/reports")).status_code == 200
    removal = await centre.nobody.post(
        "/v1/account/second-factor/removal", json={"password": PASSWORD}
    )
    assert (removal.status_code, removal.json()["code"]) == (409, "not_possible_now")


async def test_who_has_lost_the_phone_is_helped(centre: Centre) -> None:
    await sign_in(centre.nobody, "operator")
    await add_factor(centre, centre.nobody)
    person = await person_of(centre, "operator")

    helped = await centre.admin.delete(f"/v1/admin/staff/{person['id']}/second-factor")

    assert helped.json()["second_factor_since"] is None
    assert (await centre.nobody.get("/v1/session")).status_code == 401
    assert (await sign_in(centre.nobody, "operator")).status_code == 200
    await add_factor(centre, centre.nobody)
    await remove_second_factor(centre.house.reports, login="operator")
    assert (await sign_in(centre.nobody, "operator")).status_code == 200


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("method", ["GET", "PATCH", "POST", "DELETE"])
async def test_accounts_are_for_administrators(centre: Centre, method: str) -> None:
    for path in ("staff", "sessions", "tokens", "bot-keys", "audit", "retention"):
        refused = await centre.supervisor.request(method, f"/v1/admin/{path}", json=NEW)
        assert refused.status_code in (403, 405), path


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_nobody_of_that_id_is_not_found(centre: Centre) -> None:
    at = f"/v1/admin/staff/{uuid4()}"

    for refused in (
        await centre.admin.get(at),
        await centre.admin.patch(at, json={"name": "x"}),
        await centre.admin.post(f"{at}/one-time-password"),
        await centre.admin.delete(f"{at}/second-factor"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (404, "person_unknown")
