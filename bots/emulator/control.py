"""The control API: what phones, tests and rehearsals ask of the world (docs/emulator.md)."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bots.emulator.acts import act, send_files
from bots.emulator.bot import Bot
from bots.emulator.chat import Chat
from bots.emulator.citizen import Citizen, Impossible
from bots.emulator.errors import ApiError
from bots.emulator.json_types import JsonObject, encode
from bots.emulator.methods.profile import menu_button
from bots.emulator.methods.receiving import kept_bot
from bots.emulator.parameters import multipart
from bots.emulator.raw_updates import emit_bytes, emit_raw
from bots.emulator.users import FIELDS
from bots.emulator.world import World

Endpoint = Callable[[World, Request], Awaitable[Any]]


def shown(status: int, value: object) -> Response:
    return Response(encode(value), status, media_type="application/json")


def endpoint(world: World, handler: Endpoint) -> Callable[[Request], Awaitable[Response]]:
    """A handler's value as JSON, its refusals as `{"error": ...}`."""

    async def answer(request: Request) -> Response:
        try:
            value = await handler(world, request)
        except Impossible as refusal:
            return shown(refusal.status, {"error": str(refusal)})
        except (ApiError, ValueError, TypeError) as error:
            return shown(400, {"error": str(error)})
        return value if isinstance(value, Response) else shown(200, value)

    return answer


async def json_body(request: Request) -> Any:
    body = await request.body()
    try:
        return json.loads(body) if body else {}
    except (ValueError, RecursionError):
        raise Impossible(400, "the body is not JSON") from None


async def object_body(request: Request) -> JsonObject:
    body = await json_body(request)
    if not isinstance(body, dict):
        raise Impossible(400, "the body must be a JSON object")
    return body


def named_bot(world: World, request: Request) -> Bot:
    bot = world.bot(request.query_params.get("bot"))
    if bot is None:
        raise Impossible(404, f"no bot {request.query_params.get('bot')!r}")
    return bot


def named_user(world: World, request: Request) -> JsonObject:
    user = world.users.get(request.path_params["id"])
    if user is None:
        raise Impossible(404, f"no user {request.path_params['id']}")
    return user


async def bots(world: World, request: Request) -> list[JsonObject]:
    """With `chat`: as this private chat sees them."""
    language = request.query_params.get("language", "")
    chat = request.query_params.get("chat")
    chat_id = int(chat) if chat else None
    return [_bot(bot, language, chat_id) for bot in world.bots.values()]


def _bot(bot: Bot, language: str, chat_id: int | None) -> JsonObject:
    profile = bot.profile

    def localised(texts: dict[str, str], otherwise: str = "") -> str:
        return texts.get(language) or texts.get("") or otherwise

    return {
        "id": bot.id,
        "username": bot.seed.username,
        "first_name": bot.user["first_name"],
        "token": bot.token,
        "name": localised(profile.names, bot.seed.name),
        "description": localised(profile.descriptions),
        "short_description": localised(profile.short_descriptions),
        "commands": profile.commands_for(chat_id, language),
        "menu_button": menu_button(profile, chat_id),
        "webhook": bot.webhook is not None,
    }


async def list_users(world: World, request: Request) -> list[JsonObject]:
    return [world.shown_user(user) for user in world.users.values()]


async def create_user(world: World, request: Request) -> Response:
    wish = await object_body(request)
    user_id = wish.get("id")
    if user_id is not None and (not isinstance(user_id, int) or user_id <= 0):
        raise Impossible(400, "an id is a positive number")
    if user_id in world.users:
        raise Impossible(409, f"user {user_id} exists")
    _strings(wish)
    return shown(201, world.shown_user(world.add_user(wish)))


async def change_user(world: World, request: Request) -> JsonObject:
    user, wish = named_user(world, request), await object_body(request)
    _strings(wish)
    user.update({name: wish[name] for name in FIELDS if name in wish})
    world.user_changed(user)
    shown_user = world.shown_user(user)
    world.live.publish(user["id"], {"type": "user", "user": shown_user})
    return shown_user


def _strings(wish: JsonObject) -> None:
    for name in FIELDS:
        if not isinstance(wish.get(name), (str, type(None))):
            raise Impossible(400, f"{name} is a text")


async def send(world: World, request: Request) -> JsonObject:
    bot = named_bot(world, request)
    citizen = Citizen(world, bot, named_user(world, request), _group(bot, request))
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        fields, files = await multipart(kind.encode(), await request.body())
        return send_files(citizen, fields, files).shown()
    return act(citizen, await object_body(request)).shown()


def _group(bot: Bot, request: Request) -> Chat | None:
    """The group or channel named by `?chat=`, in which the citizen acts."""
    given = request.query_params.get("chat")
    if not given:
        return None
    chat = bot.chats.get(int(given))
    if chat is None or chat.is_private:
        raise Impossible(404, f"no group {given}")
    return chat


async def updates(world: World, request: Request) -> JsonObject:
    bot, body = named_bot(world, request), await json_body(request)
    learn = request.query_params.get("learn", "true") != "false"
    many = body if isinstance(body, list) else [body]
    if not all(isinstance(one, dict) for one in many):
        raise Impossible(400, "an update is a JSON object; for anything else use /updates/raw")
    return {"update_ids": [emit_raw(world, bot, one, learn=learn) for one in many]}


async def raw_bytes(world: World, request: Request) -> JsonObject:
    bot, body = named_bot(world, request), await request.body()
    count = int(request.query_params.get("count", "1"))
    if request.query_params.get("whole", "false") == "true":
        bot.queue.whole_bodies.extend([body] * count)
        bot.queue.wake()
        return {"update_ids": []}
    return {"update_ids": [emit_bytes(world, bot, body) for _ in range(count)]}


def _chat(world: World, request: Request) -> Chat | None:
    return named_bot(world, request).chats.get(int(request.path_params["id"]))


async def messages(world: World, request: Request) -> list[JsonObject]:
    chat = _chat(world, request)
    if chat is None:
        return []
    since = int(request.query_params.get("since", "0"))
    return [entry.shown() for entry in chat.entries.values() if entry.changed_seq > since]


async def keyboard(world: World, request: Request) -> JsonObject | None:
    chat = _chat(world, request)
    return chat.keyboard if chat is not None else None


async def inline_answer(world: World, request: Request) -> JsonObject | None:
    return named_bot(world, request).inline_answers.get(request.path_params["id"])


async def health(world: World, request: Request) -> JsonObject:
    sizes = {"bots": len(world.bots), "users": len(world.users)}
    return {"ok": True, **sizes, "now": world.clock.now()}


async def clock(world: World, request: Request) -> JsonObject:
    if request.method == "POST":
        wish = await object_body(request)
        if (scale := float(wish.get("scale", 1))) <= 0 or float(wish.get("advance_s", 0)) < 0:
            raise Impossible(400, "time runs forward: scale above 0, advance_s not below 0")
        if "scale" in wish:
            world.clock.run_at(scale)
        if "advance_s" in wish:
            world.clock.advance(float(wish["advance_s"]))
        world.live.publish_to_all({"type": "clock", **world.clock.shown()})
    return world.clock.shown()


def _revoking(revoked: bool) -> Endpoint:
    async def change(world: World, request: Request) -> JsonObject:
        bot = world.bots.get(request.path_params["id"])
        if bot is None:
            raise Impossible(404, f"no bot {request.path_params['id']}")
        bot.revoked = revoked
        world.remember("bot", str(bot.id), lambda: kept_bot(bot))
        return {"id": bot.id, "revoked": revoked}

    return change


def routes(world: World) -> list[Route]:
    table: list[tuple[str, str, Endpoint]] = [
        ("GET", "/control/bots", bots),
        ("POST", "/control/bots/{id:int}/revoke", _revoking(True)),
        ("POST", "/control/bots/{id:int}/restore", _revoking(False)),
        ("GET", "/control/users", list_users),
        ("POST", "/control/users", create_user),
        ("PATCH", "/control/users/{id:int}", change_user),
        ("POST", "/control/users/{id:int}/send", send),
        ("GET", "/control/inline/{id}", inline_answer),
        ("POST", "/control/updates", updates),
        ("POST", "/control/updates/raw", raw_bytes),
        ("GET", "/control/chats/{id}/messages", messages),
        ("GET", "/control/chats/{id}/keyboard", keyboard),
        ("GET", "/control/health", health),
        ("GET", "/control/clock", clock),
        ("POST", "/control/clock", clock),
    ]
    return [Route(path, endpoint(world, what), methods=[verb]) for verb, path, what in table]
