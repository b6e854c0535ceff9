"""How something that happens becomes an update in a bot's queue, faults included."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace

from bots.emulator.bot import Bot
from bots.emulator.faults import Point, Rule
from bots.emulator.json_types import JsonObject, encode
from bots.emulator.updates import DAY_S, LIFETIMES_S, Update
from bots.emulator.world import World

_tasks: set[asyncio.Task[None]] = set()


def emit(world: World, bot: Bot, kind: str, thing: JsonObject) -> list[int]:
    """Gives the thing an id and queues it, if the bot wants its kind; the ids it got."""
    if not bot.queue.wants(kind):
        return []
    content = encode(thing)
    rule = _fault(world, bot, kind, thing, content)
    if rule is not None and rule.action == "drop":
        bot.queue.take_id()
        return []
    if rule is not None and rule.action in ("gap", "jump_back"):
        _jump(world, bot, rule)
    update = _update(world, bot, kind, thing, content)
    if rule is not None and rule.action == "delay":
        _later(_add_after(world, bot, update, rule.number("seconds", 1)))
    else:
        window = int(rule.number("window", 1)) if rule and rule.action == "reorder" else 0
        bot.queue.add(update, places_earlier=window)
    ids = [update.update_id]
    if rule is not None and rule.action == "renumber":
        again = _update(world, bot, kind, thing, content)
        bot.queue.add(again)
        ids.append(again.update_id)
    if rule is not None and rule.action == "duplicate":
        again = replace(update, seq=0)  # outlives the first, which loses its body when confirmed
        _later(_replay(world, bot, again, rule))
    return ids


def _update(world: World, bot: Bot, kind: str, thing: JsonObject, content: bytes) -> Update:
    update = described(world, bot, kind, thing)
    update.update_id = bot.queue.take_id()
    update.body = b'{"update_id":%d,"%s":%s}' % (update.update_id, kind.encode(), content)
    return update


def described(world: World, bot: Bot, kind: str, thing: JsonObject) -> Update:
    """An Update still without id and body: whose it is, and until when it lives."""
    message = part_of(thing, "message") or thing
    date = thing.get("edit_date") or thing.get("date")
    now = world.clock.now()
    lifetime_s = LIFETIMES_S.get(kind)
    if lifetime_s is None and isinstance(date, (int, float)) and date > now - DAY_S:
        expires_at = date + DAY_S
    else:  # a recorded update of long ago is passed on as if it were of today
        expires_at = now + (lifetime_s or DAY_S)
    return Update(
        seq=bot.queue.take_seq(),
        update_id=0,
        kind=kind,
        body=b"",
        chat_id=number_in(part_of(message, "chat"), "id"),
        message_id=number_in(message, "message_id"),
        user_id=number_in(part_of(thing, "from"), "id"),
        expires_at=expires_at,
    )


def part_of(thing: JsonObject, name: str) -> JsonObject:
    """The object under a name, empty when there is none: raw updates promise nothing."""
    part = thing.get(name)
    return part if isinstance(part, dict) else {}


def number_in(thing: JsonObject, name: str) -> int | None:
    """The whole number under a name, if there is one."""
    number = thing.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _fault(world: World, bot: Bot, kind: str, thing: JsonObject, content: bytes) -> Rule | None:
    if not world.faults.rules:
        return None
    message = part_of(thing, "message") or thing
    point = Point(
        on="update",
        bot=bot.id,
        kind=kind,
        chat=number_in(part_of(message, "chat"), "id"),
        user=number_in(part_of(thing, "from"), "id"),
        text=content.decode(),
    )
    return world.faults.strike(point, world.clock.now())


def _jump(world: World, bot: Bot, rule: Rule) -> None:
    if rule.action == "gap":
        bot.queue.next_id += int(rule.number("by", 1000))
    else:
        lower = world.chance.randrange(1, max(2, bot.queue.next_id // 2))
        bot.queue.next_id = int(rule.number("to", lower))


def emit_after(world: World, bot: Bot, kind: str, thing: JsonObject, seconds: float) -> None:
    """As `emit`, so many seconds later by the world's clock."""

    async def wait() -> None:
        await world.clock.sleep_until(world.clock.now() + seconds)
        emit(world, bot, kind, thing)

    _later(wait())


async def _add_after(world: World, bot: Bot, update: Update, seconds: float) -> None:
    await world.clock.sleep_until(world.clock.now() + seconds)
    bot.queue.add(update)


async def _replay(world: World, bot: Bot, update: Update, rule: Rule) -> None:
    if after_s := rule.number("after_s", 0):
        await world.clock.sleep_until(world.clock.now() + after_s)
    for _ in range(int(rule.number("times", 1))):
        bot.queue.replay(update)


def _later(work: Coroutine[None, None, None]) -> None:
    task = asyncio.ensure_future(work)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
