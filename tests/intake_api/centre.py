"""A small operations centre for tests: the real application, its staff and one bot."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from pwdlib import PasswordHash

from intake_api.administration import add_bot_key, add_token
from intake_api.app import create_app
from intake_api.auth.actor import Role
from intake_api.house import House
from intake_api.settings import IntakeSettings
from storage.ids import new_id
from storage.reports.people import StaffRecord, add_staff
from storage.reports.unit_of_work import Reports

PASSWORD = "correct horse"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "http://intake.test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Clients of each kind, over the application without a network in between."""

    app: FastAPI
    bot_key: str
    tokens: dict[str, str]
    bot: httpx.AsyncClient
    operator: httpx.AsyncClient
    colleague: httpx.AsyncClient
    supervisor: httpx.AsyncClient
    admin: httpx.AsyncClient
    editor: httpx.AsyncClient
    approver: httpx.AsyncClient
    nobody: httpx.AsyncClient

    @property
    def house(self) -> House:
        house: House = self.app.state.house
        return house

    async def submit(self, **changed: object) -> dict[str, Any]:
        """A report taken in; returns what was submitted, with its ``number``."""
        submitted = submission(**changed)
        accepted = await self.bot.post(
            "/v1/reports", json=submitted, headers={"Idempotency-Key": str(uuid4())}
        )
        assert accepted.status_code == 201, accepted.text
        return {**submitted, "number": accepted.json()["number"]}

    async def say(self, report_id: object, **changed: Any) -> httpx.Response:
        return await self.bot.post(
            f"/v1/reports/{report_id}/citizen-messages",
            json=message(**changed),
            headers={"Idempotency-Key": str(uuid4())},
        )

    async def case(self, report_id: object) -> dict[str, Any]:
        """As the supervisor sees it, who takes no report over by looking."""
        found = await self.supervisor.get(f"/v1/reports/{report_id}")
        assert found.status_code == 200, found.text
        seen: dict[str, Any] = found.json()
        return seen

    async def move(self, report_id: object, action: str, **told: object) -> httpx.Response:
        return await self.supervisor.post(
            f"/v1/reports/{report_id}/transitions", json={"action": action, **told}
        )

    async def deliveries(self, after: int = 0) -> list[dict[str, Any]]:
        page = await self.bot.get("/v1/deliveries", params={"after": after})
        items: list[dict[str, Any]] = page.json()["items"]
        return items


def message(text: str = "Somebody stole my bicycle", **changed: object) -> dict[str, Any]:
    return {"message_id": str(uuid4()), "sent_at": NOON.isoformat(), "text": text, **changed}


def submission(**changed: object) -> dict[str, Any]:
    return {
        "report_id": str(uuid4()),
        "conversation_id": str(uuid4()),
        "kind": "crime",
        "category": "theft",
        "channel": "text",
        "locale": "ru",
        "place": {"method": "pin", "latitude": 43.25, "longitude": 76.9},
        "messages": [message()],
        "submitted_at": NOON.isoformat(),
        **changed,
    }


def attachment(**changed: object) -> dict[str, Any]:
    return {"attachment_id": str(uuid4()), "kind": "photo", **changed}


def settings_for(database_url: str, folder: Path, **changed: Any) -> IntakeSettings:
    return IntakeSettings(
        **{
            "database_url": database_url,
            "blobs_url": str(folder / "blobs"),
            "web_dist": folder / "dist",
            "keys_file": folder / "intake.keys",
            "undo_send_s": 0,
            **changed,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the bot and the staff of a centre let themselves in with."""

    bot_key: str
    tokens: dict[str, str]


@asynccontextmanager
async def opened(
    settings: IntakeSettings, *, known: Secrets | None = None
) -> AsyncIterator[Centre]:
    """The centre at work; with ``known`` its database has bot and staff already."""
    app = create_app(settings)
    house: House = app.state.house
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        key = known.bot_key if known else await add_bot_key(house.reports, name="citizen")
        tokens = known.tokens if known else await hire(house.reports)

        async def client(secret: str | None) -> httpx.AsyncClient:
            made = httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url=URL,
                headers={"Authorization": f"Bearer {secret}"} if secret else {},
            )
            return await stack.enter_async_context(made)

        yield Centre(
            app=app,
            bot_key=key,
            tokens=tokens,
            bot=await client(key),
            operator=await client(tokens["operator"]),
            colleague=await client(tokens["colleague"]),
            supervisor=await client(tokens["supervisor"]),
            admin=await client(tokens["admin"]),
            editor=await client(tokens["editor"]),
            approver=await client(tokens["approver"]),
            nobody=await client(None),
        )


async def hire(reports: Reports) -> dict[str, str]:
    """Two operators and one of each other role; returns an API token of each, by login."""
    people = {
        "operator": Role.OPERATOR,
        "colleague": Role.OPERATOR,
        "supervisor": Role.SUPERVISOR,
        "admin": Role.ADMIN,
        "editor": Role.EDITOR,
        "approver": Role.APPROVER,
    }
    tokens = {}
    for login, role in people.items():
        async with reports.act() as work:
            await add_staff(work, _person(login, role))
        tokens[login] = await add_token(reports, login=login)
    return tokens


def _person(login: str, role: Role) -> StaffRecord:
    return StaffRecord(
        id=new_id(),
        login=login,
        name=f"{login} by name",
        position=f"{login} 102",
        role=role,
        locale="kk",
        password_hash=_hash(),
    )


@cache
def _hash() -> str:
    # argon2 is slow on purpose: once for all tests of a worker.
    return PasswordHash.recommended().hash(PASSWORD)


def minutes_later(minutes: float) -> str:
    return (NOON + timedelta(minutes=minutes)).isoformat()


def uuid_of(value: object) -> UUID:
    return UUID(str(value))
