"""Writing and publishing answers, for tests."""

from typing import Any

import httpx
from sqlalchemy import select

from storage.reports.tables import audit
from tests.intake_api.centre import Centre

ID = "lost-dog"
TOPIC = "everyday"


def article(id: str = ID, **changed: object) -> dict[str, Any]:
    return {
        "id": id,
        "topic": TOPIC,
        "translations": {
            "kk": told("Итім жоғалып кетті", "Көршілерден сұраңыз."),
            "ru": told("Пропала собака", "Спросите соседей."),
            "en": told("My dog is lost", "Ask your neighbours."),
        },
        **changed,
    }


def told(title: str, text: str, **changed: object) -> dict[str, Any]:
    return {"title": title, "text": text, "asked": [f"{title} {n}" for n in range(5)], **changed}


async def create(centre: Centre, id: str = ID, **changed: object) -> dict[str, Any]:
    made = await centre.editor.post("/v1/faq/articles", json={"article": article(id, **changed)})
    assert made.status_code == 201, made.text
    shown: dict[str, Any] = made.json()
    return shown


async def write(
    centre: Centre,
    version: int,
    id: str = ID,
    *,
    client: httpx.AsyncClient | None = None,
    wish: dict[str, Any] | None = None,
    **changed: object,
) -> httpx.Response:
    return await (client or centre.editor).put(
        f"/v1/faq/articles/{id}",
        json={"article": article(id, **changed), **(wish or {})},
        headers={"If-Match": f'"{version}"'},
    )


async def act(centre: Centre, action: str, id: str = ID, **wish: object) -> httpx.Response:
    """Publish, retire or restore, as the approver."""
    return await centre.approver.post(f"/v1/faq/articles/{id}/{action}", json=wish)


async def shown(centre: Centre, id: str = ID) -> dict[str, Any]:
    found = await centre.editor.get(f"/v1/faq/articles/{id}")
    assert found.status_code == 200, found.text
    body: dict[str, Any] = found.json()
    return body


async def offered(centre: Centre) -> dict[str, dict[str, Any]]:
    """What the bot would copy now, by id."""
    told = await centre.bot.get("/v1/faq/catalogue")
    return {each["id"]: each for each in told.json()["articles"]}


async def trail(centre: Centre) -> list[str]:
    """What was noted about answers."""
    query = select(audit.c.action).where(audit.c.action.startswith("faq_")).order_by(audit.c.id)
    async with centre.house.reports.look() as work:
        return list((await work.connection.execute(query)).scalars())
