"""getUpdates and the webhook's settings (tdlib/telegram-bot-api Client.cpp)."""

import asyncio
import re
import time

from bots.emulator.bot import Bot, Webhook
from bots.emulator.call import Call
from bots.emulator.errors import TERMINATED, WEBHOOK_ACTIVE, ApiError, bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.updates import Update

LONGEST_POLL_S = 50
CONFLICT_PAUSE_S = 3.0
SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


class Batch(list[bytes]):
    """Updates as they go over the wire: joined, never decoded again."""


class Poll:
    """One getUpdates call that waits; another one, or a webhook, ends it."""

    def __init__(self) -> None:
        self.ended_with: str | None = None


async def get_updates(call: Call) -> Batch:
    bot, values = call.bot, call.parameters
    offset, timeout = values.integer("offset"), values.integer("timeout")
    limit = min(100, max(1, values.integer("limit", 100)))
    timeout = min(LONGEST_POLL_S, max(0, timeout))
    _remember_kinds(call)
    if bot.webhook is not None:
        raise await conflict(call, WEBHOOK_ACTIVE)
    end_poll(bot, TERMINATED)
    limit, timeout = _slowed(bot, offset, limit, timeout)
    batch = bot.queue.fetch(offset, limit, call.world.clock.now())
    if not batch and timeout and not bot.queue.whole_bodies:
        batch = await _wait(call, offset, limit, timeout)
    return Batch(update.body for update in batch)


def _slowed(bot: Bot, offset: int, limit: int, timeout: int) -> tuple[int, int]:
    """The same offset again at once gets less and waits longer: protection from hot loops."""
    last_offset, asked_at = bot.last_poll
    now = time.monotonic()
    bot.last_poll = (offset, now)
    if offset != last_offset:
        return limit, timeout
    if timeout < 3 and now < asked_at + 3:
        timeout = 3
    return (1 if now < asked_at + 0.5 else limit), timeout


async def _wait(call: Call, offset: int, limit: int, timeout: int) -> list[Update]:
    bot = call.bot
    poll = bot.poll = Poll()
    deadline = time.monotonic() + timeout
    try:
        while not call.world.stopping:
            bot.queue.arrived.clear()
            try:
                # Not wait_for: its task would begin to wait after another poll has cleared.
                async with asyncio.timeout(deadline - time.monotonic()):
                    await bot.queue.arrived.wait()
            except TimeoutError:
                return []
            if poll.ended_with is not None:
                raise await conflict(call, poll.ended_with)
            batch = bot.queue.fetch(offset, limit, call.world.clock.now())
            if batch or bot.queue.whole_bodies:
                return batch
        return []
    finally:
        if bot.poll is poll:
            bot.poll = None


def end_poll(bot: Bot, why: str) -> None:
    if isinstance(bot.poll, Poll):
        bot.poll.ended_with = why
        bot.poll = None
        bot.queue.wake()


async def conflict(call: Call, text: str) -> ApiError:
    """A 409: the first at once, further ones not before three seconds have passed."""
    bot, clock = call.bot, call.world.clock
    call.world.conflicts += 1
    if clock.now() < bot.conflict_free_at:
        await clock.sleep_until(bot.conflict_free_at)
    else:
        bot.conflict_free_at = clock.now() + CONFLICT_PAUSE_S
    return ApiError(409, text)


def _remember_kinds(call: Call) -> None:
    """`allowed_updates` stays until given again; unreadable ones are passed over."""
    if not call.parameters.has("allowed_updates"):
        return
    try:
        kinds = call.parameters.array("allowed_updates", "allowed updates")
    except ApiError:
        return
    allowed = frozenset(str(kind) for kind in kinds) or None
    if allowed != call.bot.queue.allowed:
        call.bot.queue.allowed = allowed
        remember_bot(call)


def remember_bot(call: Call) -> None:
    bot = call.bot
    call.world.remember("bot", str(bot.id), lambda: kept_bot(bot))


def kept_bot(bot: Bot) -> JsonObject:
    allowed = bot.queue.allowed
    return {
        "next_id": bot.queue.next_id,
        "next_seq": bot.queue.next_seq,
        "allowed": None if allowed is None else sorted(allowed),
        "webhook": None if bot.webhook is None else vars(bot.webhook),
        "revoked": bot.revoked,
    }


async def set_webhook(call: Call) -> bool:
    values = call.parameters
    url = values.text("url").strip()
    if not url:
        return await delete_webhook(call)
    if not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = values.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    most = min(100, max(1, values.integer("max_connections", 40)))
    _remember_kinds(call)
    _drop_when_asked(call)
    end_poll(call.bot, "Conflict: terminated by setWebhook request")
    webhook = Webhook(url, secret, most, values.text("ip_address") or None)
    call.description = "Webhook was set"
    if call.bot.webhook == webhook:
        call.description = "Webhook is already set"
    else:
        call.world.start_webhook(call.bot, webhook)
    remember_bot(call)
    return True


async def delete_webhook(call: Call) -> bool:
    set_before = call.bot.webhook is not None
    call.description = "Webhook was deleted" if set_before else "Webhook is already deleted"
    call.world.stop_webhook(call.bot)
    _drop_when_asked(call)
    remember_bot(call)
    return True


def _drop_when_asked(call: Call) -> None:
    if call.parameters.flag("drop_pending_updates"):
        call.bot.queue.drop_all()


def get_webhook_info(call: Call) -> JsonObject:
    queue, webhook = call.bot.queue, call.bot.webhook
    queue.expire(call.world.clock.now())
    info: JsonObject = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.pending),
    }
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        for name in ("ip_address", "last_error_date", "last_error_message"):
            if (value := getattr(webhook, name)) is not None:
                info[name] = value
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


def log_out(call: Call) -> bool:
    return True


def close(call: Call) -> bool:
    return True
