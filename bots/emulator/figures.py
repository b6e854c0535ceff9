"""`/control/stats` and `/control/faults`: what the world saw, to compare with what a bot stored."""

from itertools import islice

from starlette.requests import Request
from starlette.routing import Route

from bots.emulator.citizen import Impossible
from bots.emulator.control import Endpoint, endpoint, json_body, named_bot
from bots.emulator.json_types import JsonObject
from bots.emulator.updates import Update, UpdateQueue
from bots.emulator.world import World


async def stats(world: World, request: Request) -> JsonObject:
    sends = {
        f"{bot.id}:{chat.id}": chat.sends
        for bot in world.bots.values()
        for chat in bot.chats.values()
        if chat.sends
    }
    return {
        "methods": {
            name: {status: n for status, n in counts.items() if n}
            for name, counts in world.calls.items()
            if counts
        },
        "sends": sends,
        "conflicts": world.conflicts,
        "updates": {str(bot.id): _counts(bot.queue) for bot in world.bots.values()},
        "faults": world.faults.firings,
    }


def _counts(queue: UpdateQueue) -> JsonObject:
    return {
        "generated": queue.generated,
        "delivered": queue.delivered,
        "confirmed": len(queue.confirmed),
        "pending": len(queue.pending),
        "expired": queue.expired,
        "dropped": len(queue.dropped),
    }


async def list_updates(world: World, request: Request) -> JsonObject:
    queue = named_bot(world, request).queue
    state = request.query_params.get("state", "confirmed")
    after = int(request.query_params.get("after", "0"))
    limit = int(request.query_params.get("limit", "10000"))
    if state not in ("confirmed", "pending", "dropped"):
        raise Impossible(400, "state is confirmed, pending or dropped")
    where = {
        "confirmed": queue.confirmed,
        "pending": queue.pending.values(),
        "dropped": queue.dropped,
    }[state]
    items = [_update(n, u) for n, u in enumerate(islice(where, after, after + limit), after + 1)]
    return {"items": items, "next": after + len(items)}


def _update(n: int, update: Update) -> JsonObject:
    return {
        "n": n,
        "update_id": update.update_id,
        "kind": update.kind,
        "chat_id": update.chat_id,
        "message_id": update.message_id,
        "delivered": update.delivered,
    }


async def list_faults(world: World, request: Request) -> list[JsonObject]:
    return [rule.shown() for rule in world.faults.rules]


async def add_faults(world: World, request: Request) -> list[JsonObject]:
    body = await json_body(request)
    rules = [world.faults.add(spec) for spec in (body if isinstance(body, list) else [body])]
    return [rule.shown() for rule in rules]


async def end_faults(world: World, request: Request) -> list[JsonObject]:
    world.faults.remove(request.path_params.get("id"))
    return await list_faults(world, request)


def routes(world: World) -> list[Route]:
    table: list[tuple[str, str, Endpoint]] = [
        ("GET", "/control/stats", stats),
        ("GET", "/control/stats/updates", list_updates),
        ("GET", "/control/faults", list_faults),
        ("POST", "/control/faults", add_faults),
        ("DELETE", "/control/faults", end_faults),
        ("DELETE", "/control/faults/{id:int}", end_faults),
    ]
    return [Route(path, endpoint(world, what), methods=[verb]) for verb, path, what in table]
