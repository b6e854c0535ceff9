"""What a fault on a method looks like to the bot: a table of refusals, and spoiled answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import Scope, Send

from bots.emulator.errors import BLOCKED, NOT_MODIFIED, QUERY_TOO_OLD, WRONG_FILE_ID, flood
from bots.emulator.faults import Rule
from bots.emulator.json_types import JsonObject, encode
from bots.emulator.wire import reset, respond, respond_cut

REFUSALS: dict[str, tuple[int, str]] = {
    "blocked": (403, f"Forbidden: {BLOCKED}"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "chat_not_found": (400, "Bad Request: chat not found"),
    "not_modified": (400, f"Bad Request: {NOT_MODIFIED}"),
    "edit_not_found": (400, "Bad Request: message to edit not found"),
    "cant_parse": (
        400,
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "too_long": (400, "Bad Request: message is too long"),
    "button_invalid": (400, "Bad Request: BUTTON_DATA_INVALID"),
    "query_too_old": (400, f"Bad Request: {QUERY_TOO_OLD}"),
    "no_rights": (400, "Bad Request: not enough rights to send text messages to the chat"),
    "topic_closed": (400, "Bad Request: TOPIC_CLOSED"),
    "topic_deleted": (400, "Bad Request: TOPIC_DELETED"),
    "thread_not_found": (400, "Bad Request: message thread not found"),
    "unauthorized": (401, "Unauthorized"),
    "not_found": (404, "Not Found"),
    "conflict": (
        409,
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    ),
    "restart": (500, "Internal Server Error: restart"),
    "too_large": (413, "Request Entity Too Large"),
    "bad_gateway": (502, "Bad Gateway"),
    "unavailable": (503, "Service Unavailable"),
    "gateway_timeout": (504, "Gateway Timeout"),
    "too_big": (400, "Bad Request: file is too big"),
    "wrong_file_id": (400, "Bad Request: invalid file_id"),
    "file_unavailable": (400, f"Bad Request: {WRONG_FILE_ID}"),
}
BEFORE = frozenset({*REFUSALS, "flood", "error", "migrate", "bad_gateway_html", "ok_false", "raw"})
BEFORE |= {"timeout_before", "reset_before"}

Carry = Callable[[], Awaitable[tuple[int, JsonObject]]]


async def refuse(rule: Rule, scope: Scope, send: Send) -> int:
    """The answer to a call that was never carried out; its status (0: no answer)."""
    spec, action = rule.spec, rule.action
    if action in ("timeout_before", "reset_before"):
        if action == "timeout_before":
            await asyncio.sleep(rule.number("seconds", 60))
        reset(scope)
        return 0
    if action in ("truncated", "empty"):
        await respond(send, 200, b'{"ok":true,"res' if action == "truncated" else b"")
        return 200
    if action == "raw":
        kind = str(spec.get("content_type", "application/json")).encode()
        status = int(spec.get("status", 200))
        await respond(send, status, str(spec.get("body", "")).encode(), kind)
        return status
    if action == "bad_gateway_html" or spec.get("html"):
        status = int(spec.get("status", 502))
        page = f"<html><head><title>{status}</title></head><body>nginx</body></html>"
        await respond(send, status, page.encode(), b"text/html")
        return status
    status, body = refusal(rule)
    await respond(send, status, encode(body))
    return status


def refusal(rule: Rule) -> tuple[int, JsonObject]:
    spec, action = rule.spec, rule.action
    if action == "flood":
        wait_s = spec.get("retry_after", 1)
        return 429, flood(None if wait_s is None else int(wait_s)).answer()
    if action == "ok_false":
        text = spec.get("description", "Bad Request")
        return 200, {"ok": False, "error_code": 400, "description": text}
    if action == "migrate":
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        moved = {"migrate_to_chat_id": int(rule.number("to", -1000000000777))}
        return 400, {"ok": False, "error_code": 400, "description": text, "parameters": moved}
    status, text = REFUSALS.get(action, (int(spec.get("status", 500)), "Internal Server Error"))
    body: JsonObject = {
        "ok": False,
        "error_code": status,
        "description": spec.get("description", text),
    }
    if "parameters" in spec:
        body["parameters"] = spec["parameters"]
    return status, body


async def spoil(rule: Rule, status: int, body: bytes, scope: Scope, send: Send) -> int:
    """Answers a call that was carried out, but not as it should."""
    match rule.action:
        case "timeout_after":
            await asyncio.sleep(rule.number("seconds", 60))
            reset(scope)
        case "reset_after":
            reset(scope)
        case "cut_after":
            await respond_cut(scope, send, len(body), body[: len(body) // 2])
        case "truncated":
            await respond(send, 200, body[: len(body) // 2])
            return 200
        case "empty":
            await respond(send, 200, b"")
            return 200
        case _:
            if rule.action == "slow":
                await asyncio.sleep(rule.number("seconds", 5))
            await respond(send, status, body)
            return status
    return 0


def changed_result(rule: Rule, result: Any) -> Any:
    """The result of a call carried out, as this fault shows it."""
    match rule.action:
        case "wrong_result":
            return rule.spec.get("result", True)
        case "extra_fields" if isinstance(result, dict):
            return {**result, **rule.spec.get("fields", {"unknown_new_field": {"nested": [1]}})}
        case "no_size" if isinstance(result, dict):
            return {k: v for k, v in result.items() if k != "file_size"}
        case "no_path" if isinstance(result, dict):
            return {k: v for k, v in result.items() if k != "file_path"}
    return result
