"""`/bot<token>/<method>`: from a request to a call, its answer, and the faults between."""

import asyncio
import logging
import re
from collections.abc import Awaitable
from typing import Any, cast

from starlette.types import Receive, Scope, Send

from bots.emulator.bot import Bot
from bots.emulator.call import Call
from bots.emulator.errors import ApiError
from bots.emulator.faults import Point, Rule
from bots.emulator.json_types import encode
from bots.emulator.method_faults import BEFORE, changed_result, refuse, spoil
from bots.emulator.methods.receiving import Batch
from bots.emulator.methods.table import METHODS
from bots.emulator.parameters import BODY_LIMIT, Parameters, decode
from bots.emulator.wire import respond
from bots.emulator.world import World

log = logging.getLogger("bots.emulator")

PATH = re.compile(r"/bot(?P<token>\d+:[^/]+)(?:/test)?/(?P<method>[^/]*)/?$")
NOT_FOUND = ApiError(404, "Not Found")
UNAUTHORIZED = ApiError(401, "Unauthorized")
INTERNAL = ApiError(500, "Internal Server Error")
TOO_LARGE = ApiError(413, "Request Entity Too Large")


class Disconnected(Exception):
    """The bot went away while it was sending or waiting."""


class BotApi:
    """The ASGI application behind `/bot...`; nothing between it and the world but dictionaries."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method, status = "?", 0
        counts = self.world.calls[method]
        try:
            body = await _body(receive)
            bot, method = self._address(scope["path"])
            counts = self.world.calls[method]
            counts["open"] += 1
            parameters = await decode(dict(scope["headers"]), scope["query_string"], body)
            status = await self._serve(bot, method, parameters, scope, receive, send)
        except ApiError as error:
            status = error.code
            await respond(send, error.code, encode(error.answer()))
        except Disconnected:
            pass
        finally:
            if method != "?":
                counts["open"] -= 1
            counts[str(status or "none")] += 1

    def _address(self, path: str) -> tuple[Bot, str]:
        match = PATH.match(path)
        if match is None:
            raise NOT_FOUND
        bot = self.world.by_token.get(match["token"])
        if bot is None or bot.revoked:
            raise UNAUTHORIZED
        return bot, match["method"]

    async def _serve(
        self,
        bot: Bot,
        name: str,
        parameters: Parameters,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> int:
        call = Call(self.world, bot, parameters)
        rule = self._fault(call, name.lower()) if self.world.faults.rules else None
        if rule is not None and _before(rule):
            return await refuse(rule, scope, send)
        if rule is not None and rule.action == "partial":
            call.keep_first = int(rule.number("keep", 1))
        work = self._perform(call, name.lower(), rule)
        if name.lower() == "getupdates":
            status, body = await _unless_gone(work, receive)
        else:
            status, body = await work
        if rule is not None:
            return await spoil(rule, status, body, scope, send)
        await respond(send, status, body)
        return status

    def _fault(self, call: Call, method: str) -> Rule | None:
        values = call.parameters
        point = Point(
            on=method,
            is_method=True,
            bot=call.bot.id,
            chat=values.integer("chat_id") or None,
            user=values.integer("user_id") or None,
            text=values.text("text"),
        )
        return self.world.faults.strike(point, self.world.clock.now())

    async def _perform(self, call: Call, method: str, rule: Rule | None) -> tuple[int, bytes]:
        try:
            result = await perform(call, method)
        except ApiError as error:
            return error.code, encode(error.answer())
        if rule is not None and rule.action == "partial":
            return 500, encode(INTERNAL.answer())
        if rule is not None:
            result = changed_result(rule, result)
        if isinstance(result, Batch):
            return 200, _batch(call.bot, result)
        body = {"ok": True, "result": result}
        if call.description:
            body["description"] = call.description
        return 200, encode(body)


def _before(rule: Rule) -> bool:
    return rule.action in BEFORE or rule.spec.get("carry_out") is False


def _batch(bot: Bot, batch: Batch) -> bytes:
    if bot.queue.whole_bodies:
        return bot.queue.whole_bodies.popleft()
    return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"


async def perform(call: Call, method: str) -> Any:
    """Carries out a method; ApiError with Telegram's refusal otherwise."""
    handler = METHODS.get(method)
    if handler is None:
        raise NOT_FOUND
    try:
        result = handler(call)
        if asyncio.iscoroutine(result):
            result = await cast("Awaitable[object]", result)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        # parameters of a shape nobody expects: the caller's fault, seen in the log all the same
        log.warning("unreadable parameters of %s", method, exc_info=error)
        raise ApiError(400, "Bad Request: wrong parameters in request") from error
    return result


async def _body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= BODY_LIMIT:
            chunks.append(chunk)
        if not message.get("more_body"):
            break
    if size > BODY_LIMIT:
        raise TOO_LARGE
    return chunks[0] if len(chunks) == 1 else b"".join(chunks)


async def _unless_gone(work: Any, receive: Receive) -> tuple[int, bytes]:
    """The answer of a long poll, given up when the bot hangs up."""
    working = asyncio.ensure_future(work)
    await asyncio.sleep(0)
    if working.done():
        return cast("tuple[int, bytes]", working.result())
    leaving = asyncio.ensure_future(receive())
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Disconnected
        return cast("tuple[int, bytes]", working.result())
    finally:
        working.cancel()
        leaving.cancel()
