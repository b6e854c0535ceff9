"""A citizen's browser at the portal, without a network in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx

from tests.intake_api.centre import Centre, attachment, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Keeps its cookies; follows the links a bot was granted."""

    http: httpx.AsyncClient

    async def redeem(self, url: str, **request: Any) -> httpx.Response:
        """Press the button of the page that ``url`` leads to."""
        parts = urlsplit(url)
        path = parts.path if parts.path.startswith("/p/") else "/p/export"
        return await self.http.post(
            f"{path}/open?{parts.query}", data={"token": url}, follow_redirects=False, **request
        )

    async def open(self, url: str) -> httpx.Response:
        """Press it and look at what has opened."""
        answer = await self.redeem(url)
        if answer.status_code != 303:
            return answer
        return await self.http.get(answer.headers["location"])


@asynccontextmanager
async def visiting(centre: Centre) -> AsyncIterator[Visitor]:
    base = centre.house.settings.base_url()
    transport = httpx.ASGITransport(centre.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=base) as http:
        yield Visitor(http=http)


async def asked(centre: Centre, purpose: str, **changed: Any) -> dict[str, Any]:
    """A link granted to the bot, with what it is for made up where that is needed."""
    wish: dict[str, Any] = {"purpose": purpose, "locale": "ru", **changed}
    if purpose == "upload" and "attachment_id" not in wish:
        file = attachment(kind="video", name="film.mp4", size=50_000_000)
        report = await centre.submit(messages=[message(attachments=[file])])
        wish["attachment_id"] = file["attachment_id"]
        wish["conversation_id"] = report["conversation_id"]
    if purpose == "place":
        wish.setdefault("report_id", str(uuid4()))
    wish.setdefault("conversation_id", str(uuid4()))
    granted = await centre.bot.post("/v1/links", json=wish)
    assert granted.status_code == 201, granted.text
    return {**wish, **granted.json()}
