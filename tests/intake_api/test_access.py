"""Who may ask for what, and that looking leaves a trace."""

from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import select

from intake_api.administration import revoke_bot_keys
from intake_api.auth import bot_keys
from storage.reports.tables import audit, bot_key, session, staff
from tests.intake_api.centre import PASSWORD, Centre, uuid_of

SOME_ID = "01980000-0000-7000-8000-000000000000"
OWN_ROUTES = [
    ("GET", "/v1/session"),
    ("DELETE", "/v1/session"),
    ("PATCH", "/v1/session"),
    ("GET", "/v1/categories"),
    ("PUT", "/v1/account/password"),
    ("GET", "/v1/account/second-factor"),
    ("POST", "/v1/account/second-factor"),
    ("PUT", "/v1/account/second-factor"),
    ("POST", "/v1/account/second-factor/recovery-codes"),
    ("POST", "/v1/account/second-factor/removal"),
    ("DELETE", "/v1/account/sessions"),
    ("GET", "/v1/account/sessions"),
    ("DELETE", f"/v1/account/sessions/{SOME_ID}"),
    ("GET", "/v1/account/tokens"),
    ("POST", "/v1/account/tokens"),
    ("DELETE", f"/v1/account/tokens/{SOME_ID}"),
]
"""For everybody who is signed in."""
CENTRE_ROUTES = [
    ("GET", "/v1/reports"),
    ("GET", f"/v1/reports/{SOME_ID}"),
    ("POST", f"/v1/reports/{SOME_ID}/messages"),
    ("POST", f"/v1/reports/{SOME_ID}/notes"),
    ("POST", f"/v1/reports/{SOME_ID}/transitions"),
    ("GET", f"/v1/attachments/{SOME_ID}/content"),
    ("GET", "/v1/queue"),
    ("PUT", f"/v1/conversations/{SOME_ID}/restriction"),
    ("DELETE", f"/v1/conversations/{SOME_ID}/restriction"),
    ("POST", "/v1/announcements"),
    ("GET", "/v1/announcements"),
    ("DELETE", f"/v1/reports/{SOME_ID}/withdrawal"),
    ("POST", f"/v1/reports/{SOME_ID}/messages/{SOME_ID}/move"),
    ("GET", f"/v1/reports/{SOME_ID}/track/{SOME_ID}"),
    ("GET", "/v1/admin/places"),
    ("GET", f"/v1/admin/categories/{SOME_ID}"),
    ("PUT", f"/v1/admin/categories/{SOME_ID}"),
    ("DELETE", f"/v1/admin/categories/{SOME_ID}"),
    ("PUT", f"/v1/admin/places/{SOME_ID}"),
    ("DELETE", f"/v1/admin/places/{SOME_ID}"),
    ("GET", f"/v1/conversations/{SOME_ID}/identity"),
    ("GET", "/v1/search/phone"),
    ("GET", "/v1/search"),
    ("GET", f"/v1/reports/{SOME_ID}/incident"),
    ("POST", f"/v1/reports/{SOME_ID}/incident"),
    ("DELETE", f"/v1/reports/{SOME_ID}/incident"),
    ("POST", f"/v1/reports/{SOME_ID}/incident/declined"),
    ("DELETE", f"/v1/reports/{SOME_ID}/incident/declined/{SOME_ID}"),
    ("GET", "/v1/incidents"),
    ("GET", f"/v1/incidents/{SOME_ID}"),
    ("PATCH", f"/v1/incidents/{SOME_ID}"),
    ("POST", f"/v1/incidents/{SOME_ID}/split"),
    ("POST", f"/v1/incidents/{SOME_ID}/transitions"),
    ("POST", f"/v1/incidents/{SOME_ID}/transitions/preview"),
    ("POST", f"/v1/incidents/{SOME_ID}/messages"),
    ("GET", "/v1/faq/replies"),
    ("GET", f"/v1/attachments/{SOME_ID}/camera"),
    ("POST", f"/v1/attachments/{SOME_ID}/redactions"),
    ("POST", f"/v1/attachments/{SOME_ID}/retry"),
    ("GET", f"/v1/attachments/{SOME_ID}/view"),
    ("GET", "/v1/board"),
    ("POST", "/v1/bulk"),
    ("GET", f"/v1/bulk/{SOME_ID}"),
    ("POST", f"/v1/bulk/{SOME_ID}/undo"),
    ("GET", "/v1/colleagues"),
    ("GET", f"/v1/conversations/{SOME_ID}/reports"),
    ("GET", "/v1/desk"),
    ("PUT", "/v1/desk"),
    ("GET", "/v1/exports/reports"),
    ("GET", "/v1/handovers"),
    ("POST", "/v1/handovers"),
    ("PUT", f"/v1/handovers/{SOME_ID}/reading"),
    ("GET", "/v1/map"),
    ("GET", "/v1/map/tiles.pmtiles"),
    ("GET", "/v1/nearby"),
    ("GET", "/v1/presence"),
    ("GET", "/v1/queue/count"),
    ("PATCH", f"/v1/reports/{SOME_ID}"),
    ("GET", f"/v1/reports/{SOME_ID}/archive"),
    ("GET", f"/v1/reports/{SOME_ID}/card"),
    ("PUT", f"/v1/reports/{SOME_ID}/owner"),
    ("POST", f"/v1/reports/{SOME_ID}/take-over"),
    ("DELETE", f"/v1/reports/{SOME_ID}/messages/{SOME_ID}"),
    ("POST", f"/v1/reports/{SOME_ID}/requests"),
    ("PUT", f"/v1/reports/{SOME_ID}/tags"),
    ("DELETE", "/v1/shift"),
    ("GET", "/v1/shift"),
    ("PUT", "/v1/shift"),
    ("GET", "/v1/statistics"),
    ("GET", "/v1/tags"),
    ("GET", "/v1/targets"),
    ("GET", "/v1/templates"),
    ("GET", "/v1/views"),
    ("POST", "/v1/views"),
    ("PUT", "/v1/views/start"),
    ("DELETE", f"/v1/views/{SOME_ID}"),
    ("PATCH", f"/v1/views/{SOME_ID}"),
]
ADMIN_ROUTES = [
    ("DELETE", "/v1/admin/map"),
    ("GET", "/v1/admin/map"),
    ("PUT", "/v1/admin/map"),
    ("DELETE", "/v1/admin/map/trial"),
    ("PUT", "/v1/admin/map/trial"),
    ("POST", "/v1/admin/templates"),
    ("DELETE", f"/v1/admin/templates/{SOME_ID}"),
    ("PUT", f"/v1/admin/templates/{SOME_ID}"),
    ("GET", "/v1/admin/audit"),
    ("GET", "/v1/admin/audit/actions"),
    ("GET", "/v1/admin/audit/export"),
    ("GET", "/v1/admin/bot-keys"),
    ("POST", "/v1/admin/bot-keys"),
    ("DELETE", f"/v1/admin/bot-keys/{SOME_ID}"),
    ("GET", "/v1/admin/retention"),
    ("PUT", "/v1/admin/retention"),
    ("GET", "/v1/admin/second-factor"),
    ("PUT", "/v1/admin/second-factor"),
    ("GET", "/v1/admin/sessions"),
    ("DELETE", f"/v1/admin/sessions/{SOME_ID}"),
    ("GET", "/v1/admin/staff"),
    ("POST", "/v1/admin/staff"),
    ("GET", f"/v1/admin/staff/{SOME_ID}"),
    ("PATCH", f"/v1/admin/staff/{SOME_ID}"),
    ("POST", f"/v1/admin/staff/{SOME_ID}/one-time-password"),
    ("DELETE", f"/v1/admin/staff/{SOME_ID}/second-factor"),
    ("PUT", "/v1/admin/targets"),
    ("GET", "/v1/admin/tokens"),
    ("DELETE", f"/v1/admin/tokens/{SOME_ID}"),
]
EDITOR_ROUTES = [
    ("GET", "/v1/faq/articles"),
    ("POST", "/v1/faq/articles"),
    ("GET", f"/v1/faq/articles/{SOME_ID}"),
    ("PUT", f"/v1/faq/articles/{SOME_ID}"),
    ("GET", f"/v1/faq/articles/{SOME_ID}/versions/{SOME_ID}"),
    ("GET", f"/v1/faq/articles/{SOME_ID}/diff"),
    ("POST", "/v1/faq/articles/bulk"),
    ("POST", "/v1/faq/attachments"),
    ("GET", f"/v1/faq/attachments/{SOME_ID}"),
    ("POST", "/v1/faq/preview"),
    ("POST", "/v1/faq/try"),
    ("GET", "/v1/faq/conflicts"),
    ("GET", "/v1/faq/settings"),
    ("GET", "/v1/faq/colleagues"),
    ("GET", "/v1/faq/export"),
    ("GET", "/v1/faq/work-list"),
    ("POST", "/v1/faq/work-list/variant"),
    ("POST", "/v1/faq/work-list/draft"),
    ("POST", "/v1/faq/work-list/not-a-question"),
    ("POST", "/v1/faq/work-list/undo"),
    ("GET", "/v1/faq/labelled"),
]
FIGURE_ROUTES = [
    ("GET", "/v1/faq/topics"),
    ("GET", "/v1/faq/figures"),
]
APPROVER_ROUTES = [
    ("POST", f"/v1/faq/articles/{SOME_ID}/publish"),
    ("DELETE", f"/v1/faq/articles/{SOME_ID}/publish"),
    ("POST", f"/v1/faq/articles/{SOME_ID}/retire"),
    ("POST", f"/v1/faq/articles/{SOME_ID}/restore"),
    ("PUT", "/v1/faq/topics"),
    ("PUT", "/v1/faq/settings"),
    ("POST", "/v1/faq/import"),
]
DESK_ROUTES = OWN_ROUTES + CENTRE_ROUTES + ADMIN_ROUTES
STAFF_ROUTES = DESK_ROUTES + EDITOR_ROUTES + FIGURE_ROUTES + APPROVER_ROUTES
BOT_ROUTES = [
    ("GET", "/v1/catalogue"),
    ("GET", "/v1/faq/catalogue"),
    ("GET", f"/v1/faq/catalogue/files/{SOME_ID}"),
    ("POST", "/v1/faq/happenings"),
    ("PUT", f"/v1/conversations/{SOME_ID}/presence"),
    ("POST", f"/v1/conversations/{SOME_ID}/erasure"),
    ("POST", f"/v1/reports/{SOME_ID}/withdrawal"),
    ("PUT", f"/v1/reports/{SOME_ID}/rating"),
    ("POST", f"/v1/reports/{SOME_ID}/receipt-code"),
    ("POST", "/v1/receipts"),
    ("POST", "/v1/similar"),
    ("POST", f"/v1/reports/{SOME_ID}/track"),
    ("POST", "/v1/reports"),
    ("POST", f"/v1/reports/{SOME_ID}/citizen-messages"),
    ("PUT", f"/v1/attachments/{SOME_ID}/content"),
    ("POST", f"/v1/attachments/{SOME_ID}/failure"),
    ("GET", "/v1/deliveries"),
    ("PUT", f"/v1/deliveries/{SOME_ID}/receipt"),
    ("PUT", f"/v1/conversations/{SOME_ID}/identity"),
    ("POST", "/v1/links"),
]
OPEN_ROUTES = {
    ("POST", "/v1/session"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
}

PUBLIC_PAGES = {
    ("GET", "/p/receipt"),
    ("POST", "/p/receipt"),
    ("GET", "/p/{purpose}"),
    ("POST", "/p/{purpose}/open"),
}
"""What the portal shows to those whom no one-time link has let in."""


on_one_database = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""Hundreds of routes are asked, and none of them gets as far as the database's own ways."""


async def trail(centre: Centre, report_id: object | None = None) -> list[tuple[str, UUID | None]]:
    query = select(audit.c.action, audit.c.actor_id).order_by(audit.c.id)
    if report_id is not None:
        query = query.where(audit.c.report_id == uuid_of(report_id))
    async with centre.house.reports.look() as work:
        return [(row.action, row.actor_id) for row in await work.connection.execute(query)]


@on_one_database
async def test_the_lists_above_name_every_route(centre: Centre) -> None:
    known = {(method, path.replace(SOME_ID, "{id}")) for method, path in STAFF_ROUTES + BOT_ROUTES}

    served = {
        (method.upper(), "/".join("{id}" if "{" in part else part for part in path.split("/")))
        for path, methods in centre.app.openapi()["paths"].items()
        for method in methods
    }

    assert served - OPEN_ROUTES == known


async def test_only_these_pages_are_open_to_the_public(centre: Centre) -> None:
    routers = [getattr(each, "original_router", None) for each in centre.app.routes]
    pages = {
        (method, route.path)
        for router in routers
        if router is not None
        for route in router.routes
        if route.path.startswith("/p/")
        for method in route.methods
    }

    assert {page for page in pages if "{link_id}" not in page[1]} == PUBLIC_PAGES
    assert len(pages) > len(PUBLIC_PAGES)


@on_one_database
async def test_nobody_gets_in_without_a_valid_secret(centre: Centre) -> None:
    secrets = (None, "Bearer ", "Bearer qt_wrong", "Bearer qb_wrong", "Basic qt_x", "Bearer é")
    for method, path in STAFF_ROUTES + BOT_ROUTES:
        for secret in secrets:
            headers = {b"Authorization": secret.encode("latin-1")} if secret else {}
            refused = await centre.nobody.request(method, path, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in"), path


@on_one_database
async def test_staff_does_not_pass_for_a_bot_nor_a_bot_for_staff(centre: Centre) -> None:
    for method, path in BOT_ROUTES:
        assert (await centre.supervisor.request(method, path)).status_code == 401, path
    for method, path in STAFF_ROUTES:
        assert (await centre.bot.request(method, path)).status_code == 401, path


@on_one_database
@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("operator", ADMIN_ROUTES + EDITOR_ROUTES + FIGURE_ROUTES + APPROVER_ROUTES),
        ("supervisor", ADMIN_ROUTES + EDITOR_ROUTES + APPROVER_ROUTES),
        ("admin", []),
        ("editor", CENTRE_ROUTES + ADMIN_ROUTES + APPROVER_ROUTES),
        ("approver", CENTRE_ROUTES + ADMIN_ROUTES),
    ],
)
async def test_each_role_is_let_in_where_it_works(
    centre: Centre, who: str, refused: list[tuple[str, str]]
) -> None:
    client: httpx.AsyncClient = getattr(centre, who)
    works = [each for each in STAFF_ROUTES if each != ("DELETE", "/v1/session")]

    forbidden = [
        (method, path)
        for method, path in works
        if (await client.request(method, path)).status_code == 403
    ]

    # Within the centre the domain refuses some to some; where answers are written it does not.
    written = set(EDITOR_ROUTES + APPROVER_ROUTES)
    assert set(refused) <= set(forbidden)
    assert written & set(forbidden) == written & set(refused)


async def test_every_reading_of_a_report_is_noted(centre: Centre) -> None:
    report = await centre.submit()

    await centre.supervisor.get(f"/v1/reports/{report['report_id']}")
    await centre.supervisor.get(f"/v1/reports/{report['report_id']}")

    me = (await centre.supervisor.get("/v1/session")).json()["user"]["id"]
    actions = await trail(centre, report["report_id"])
    assert actions[0][0] == "report_received"
    assert actions[1:] == [("report_read", UUID(me))] * 2


async def test_every_act_on_a_report_is_noted(centre: Centre) -> None:
    report = await centre.submit()
    base = f"/v1/reports/{report['report_id']}"

    await centre.operator.post(f"{base}/messages", json={"text": "a"})
    await centre.operator.post(f"{base}/notes", json={"text": "b"})
    await centre.operator.post(f"{base}/transitions", json={"action": "open"})

    assert [action for action, _ in await trail(centre, report["report_id"])] == [
        "report_received",
        "reply_posted",
        "note_posted",
        "transition_open",
    ]


async def test_what_failed_left_no_trace_of_having_been_done(centre: Centre) -> None:
    report = await centre.submit()

    await centre.operator.post(
        f"/v1/reports/{report['report_id']}/transitions", json={"action": "resolve"}
    )

    assert [action for action, _ in await trail(centre, report["report_id"])] == ["report_received"]


async def test_a_revoked_key_is_refused(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot_keys, "REMEMBERED_S", 0.0)
    assert (await centre.bot.get("/v1/deliveries")).status_code == 200

    await revoke_bot_keys(centre.house.reports, name="citizen")

    assert (await centre.bot.get("/v1/deliveries")).status_code == 401


async def test_secrets_are_stored_as_hashes_alone(centre: Centre) -> None:
    await centre.nobody.post("/v1/session", json={"login": "operator", "password": PASSWORD})
    cookie = centre.nobody.cookies["qulaq_session"]
    rows: list[Any] = []
    async with centre.house.reports.look() as work:
        for table in (bot_key, session, staff):
            rows += (await work.connection.execute(select(table))).all()

    stored = str(rows)
    for secret in (centre.bot_key, cookie, PASSWORD):
        assert secret not in stored
