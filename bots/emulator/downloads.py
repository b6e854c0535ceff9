"""Files going out: to the bot as getFile names them, to the phone by id with ranges."""

import asyncio
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bots.emulator.citizen import Impossible
from bots.emulator.control import endpoint
from bots.emulator.errors import ApiError
from bots.emulator.faults import Point, Rule
from bots.emulator.json_types import encode
from bots.emulator.method_faults import refuse
from bots.emulator.wire import reset, respond, respond_cut
from bots.emulator.world import World

PATH = re.compile(r"/file/bot(?P<token>\d+:[^/]+)/(?P<path>.+)$")
OCTETS = b"application/octet-stream"
SAFE_INLINE = ("image/", "video/", "audio/")


class Downloads:
    """The ASGI application behind `/file/bot<token>/...`; a link lives an hour."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match = PATH.match(scope["path"])
        bot = self.world.by_token.get(match["token"]) if match else None
        if match is None or bot is None or bot.revoked:
            await respond(send, 401, encode(ApiError(401, "Unauthorized").answer()))
            return
        link = bot.links.get(match["path"])
        status = 200
        if link is None or link.expires_at <= self.world.clock.now():
            status = 404
            await respond(send, 404, encode(ApiError(404, "Not Found").answer()))
        else:
            rule = self._fault(bot.id) if self.world.faults.rules else None
            content = self.world.files.content(link.file)
            if rule is None:
                await respond(send, 200, content, OCTETS)
            else:
                status = await _spoiled(rule, content, scope, send)
        self.world.calls["download"][str(status)] += 1

    def _fault(self, bot_id: int) -> Rule | None:
        point = Point(on="download", bot=bot_id)
        return self.world.faults.strike(point, self.world.clock.now())


async def _spoiled(rule: Rule, content: bytes, scope: Scope, send: Send) -> int:
    by = int(rule.number("by", 1))
    match rule.action:
        case "slow":
            await _slowly(send, content, int(rule.number("bytes_per_s", 1000)))
        case "cut":
            at = int(rule.number("at", len(content) // 2))
            await respond_cut(scope, send, len(content), content[:at], OCTETS)
        case "longer":
            await respond(send, 200, content + b"\0" * by, OCTETS)
        case "shorter":
            await respond(send, 200, content[: max(0, len(content) - by)], OCTETS)
        case "wrong_type":
            kind = str(rule.spec.get("content_type", "text/html"))
            await respond(send, 200, content, kind.encode())
        case "wrong_bytes":
            await respond(send, 200, b"\0" * len(content), OCTETS)
        case "reset_before":
            reset(scope)
            return 0
        case _:
            return await refuse(rule, scope, send)
    return 200


async def _slowly(send: Send, content: bytes, bytes_per_s: int) -> None:
    length = (b"content-length", str(len(content)).encode())
    headers = [(b"content-type", OCTETS), length]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    step = max(1, bytes_per_s // 10)
    for at in range(0, len(content), step):
        part = {"body": content[at : at + step], "more_body": True}
        await send({"type": "http.response.body", **part})
        await asyncio.sleep(0.1)
    await send({"type": "http.response.body", "body": b""})


async def phone_file(world: World, request: Request) -> Any:
    file = world.files.find(request.path_params["file_id"])
    if file is None:
        raise Impossible(404, "no such file")
    content = world.files.content(file)
    if file.size and not content:
        raise Impossible(404, "only the size of this file is known")
    headers = {
        "Accept-Ranges": "bytes",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=86400",
    }
    if "download" in request.query_params or not file.mime.startswith(SAFE_INLINE):
        headers["Content-Disposition"] = "attachment"
    if "svg" in file.mime:  # a picture that can carry script
        headers["Content-Disposition"] = "attachment"
    asked = request.headers.get("range")
    if asked is None:
        return Response(content, 200, headers, media_type=file.mime)
    span = _span(asked, len(content))
    if span is None:
        headers["Content-Range"] = f"bytes */{len(content)}"
        return Response(b"", 416, headers)
    start, end = span
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return Response(content[start:end], 206, headers, media_type=file.mime)


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """Start and end of a single byte range; None when it cannot be had."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", asked.strip())
    if match is None or match.group() == "bytes=-":
        return None
    if not match[1]:
        start, end = max(0, size - int(match[2])), size
    else:
        start, end = int(match[1]), min(size, int(match[2]) + 1) if match[2] else size
    return (start, end) if start < end else None


def routes(world: World) -> list[Route]:
    return [Route("/control/files/{file_id}", endpoint(world, phone_file), methods=["GET"])]
