"""`/control/groups`: chats of many, with the bot in them."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from bots.emulator.chat import Chat
from bots.emulator.citizen import Impossible
from bots.emulator.control import endpoint, named_bot, object_body, shown
from bots.emulator.groups import STATUSES, TYPES, add_group, migrate, set_status
from bots.emulator.json_types import JsonObject
from bots.emulator.world import OWNER, World


async def groups(world: World, request: Request) -> Any:
    bot = named_bot(world, request)
    if request.method == "GET":
        many = [_shown_group(chat) for chat in bot.chats.values() if not chat.is_private]
        return sorted(many, key=lambda group: group["id"])
    wish = await object_body(request)
    kind, status = str(wish.get("type", "group")), str(wish.get("status", "member"))
    if kind not in TYPES or status not in STATUSES:
        raise Impossible(400, f"type: {', '.join(TYPES)}; status: {', '.join(STATUSES)}")
    by = _member(world, wish)
    title = str(wish.get("title", "Group"))
    chat, ids = add_group(world, bot, by, kind=kind, title=title, status=status)
    return shown(201, {**_shown_group(chat), "update_ids": ids})


async def change_group(world: World, request: Request) -> JsonObject:
    bot, wish = named_bot(world, request), await object_body(request)
    chat = bot.chats.get(int(request.path_params["id"]))
    if chat is None or chat.is_private:
        raise Impossible(404, f"no group {request.path_params['id']}")
    by = _member(world, {"by": chat.members[0] if chat.members else None, **wish})
    if wish.get("migrate"):
        if chat.info["type"] != "group" or chat.migrated_to is not None:
            raise Impossible(409, "only a group becomes a supergroup, and once")
        chat, ids = migrate(world, bot, chat, by)
    elif wish.get("status") in STATUSES:
        ids = set_status(world, bot, chat, by, wish["status"])
    else:
        raise Impossible(400, f"give migrate, or a status: {', '.join(STATUSES)}")
    return {**_shown_group(chat), "update_ids": ids}


def _member(world: World, wish: JsonObject) -> JsonObject:
    """Who does it: the citizen named by `by`, else the first one, else the forum's owner."""
    by = wish.get("by")
    if by is None:
        return next(iter(world.users.values()), OWNER)
    user = world.users.get(by) if by != OWNER["id"] else OWNER
    if user is None:
        raise Impossible(404, f"no user {by}")
    return user


def _shown_group(chat: Chat) -> JsonObject:
    names = ("members", "bot_status", "migrated_to")
    return {**chat.info, **{name: getattr(chat, name) for name in names}}


def routes(world: World) -> list[Route]:
    return [
        Route("/control/groups", endpoint(world, groups), methods=["GET", "POST"]),
        Route("/control/groups/{id}", endpoint(world, change_group), methods=["POST"]),
    ]
