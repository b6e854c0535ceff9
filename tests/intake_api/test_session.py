"""Signing in, staying signed in, and what other sites may not do."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from intake_api.administration import change_password
from intake_api.auth.cross_site import is_cross_site
from storage.reports.tables import session
from tests.intake_api.centre import PASSWORD, URL, Centre

SIGN_IN = {"login": "Operator ", "password": PASSWORD}


async def test_signing_in_sets_a_cookie_that_scripts_cannot_read(centre: Centre) -> None:
    answer = await centre.nobody.post("/v1/session", json=SIGN_IN)

    assert answer.status_code == 200
    assert answer.json()["user"]["role"] == "operator"
    flags = answer.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=strict" in flags
    assert (await centre.nobody.get("/v1/session")).json() == answer.json()


@pytest.mark.parametrize("wrong", [{"login": "nobody"}, {"password": "correct horsE"}])
async def test_wrong_login_and_wrong_password_look_the_same(
    centre: Centre, wrong: dict[str, str]
) -> None:
    refused = await centre.nobody.post("/v1/session", json={**SIGN_IN, **wrong})

    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_credentials")
    assert "set-cookie" not in refused.headers


async def test_guessing_is_stopped_even_for_the_right_password(centre: Centre) -> None:
    for _ in range(8):
        await centre.nobody.post("/v1/session", json={**SIGN_IN, "password": "guess"})

    refused = await centre.nobody.post("/v1/session", json=SIGN_IN)

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert int(refused.headers["retry-after"]) > 0


async def test_signing_out_ends_the_session(centre: Centre) -> None:
    await centre.nobody.post("/v1/session", json=SIGN_IN)
    cookie = centre.nobody.cookies["qulaq_session"]

    assert (await centre.nobody.delete("/v1/session")).status_code == 204

    centre.nobody.cookies.set("qulaq_session", cookie)
    assert (await centre.nobody.get("/v1/session")).status_code == 401


async def test_a_session_ends_by_itself(centre: Centre) -> None:
    await centre.nobody.post("/v1/session", json=SIGN_IN)
    async with centre.house.reports.act() as work:
        await work.connection.execute(
            update(session).values(expires_at=work.now - timedelta(seconds=1))
        )

    assert (await centre.nobody.get("/v1/session")).status_code == 401


async def test_a_new_password_ends_the_sessions_of_the_old_one(centre: Centre) -> None:
    await centre.nobody.post("/v1/session", json=SIGN_IN)

    await change_password(centre.house.reports, login="operator", password="battery staple")

    assert (await centre.nobody.get("/v1/session")).status_code == 401
    again = await centre.nobody.post(
        "/v1/session", json={"login": "operator", "password": "battery staple"}
    )
    assert again.status_code == 200


async def test_the_language_is_remembered(centre: Centre) -> None:
    changed = await centre.operator.patch("/v1/session", json={"locale": "ru"})

    assert changed.json()["user"]["locale"] == "ru"
    assert (await centre.operator.get("/v1/session")).json() == changed.json()


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),
        ({"sec-fetch-site": "same-origin"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "same-site"}, True),
        ({"sec-fetch-site": "cross-site"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, False),
        ({"origin": URL}, False),
        ({"origin": "https://intake.test"}, False),
        ({"origin": "https://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://[broken"}, True),
        ({"origin": "https://public.example", "sec-fetch-site": "cross-site"}, False),
    ],
)
def test_what_another_site_sends_is_known_by_its_headers(
    headers: dict[str, str], refused: bool
) -> None:
    seen = {"host": "intake.test", **headers}

    assert is_cross_site(seen, "https://public.example") is refused


async def test_another_site_cannot_act_with_our_cookie(centre: Centre) -> None:
    await centre.nobody.post("/v1/session", json=SIGN_IN)
    report = await centre.submit()

    refused = await centre.nobody.post(
        f"/v1/reports/{report['report_id']}/messages",
        json={"text": "forged"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
    assert await centre.deliveries() == []
