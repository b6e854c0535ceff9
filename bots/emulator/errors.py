"""Refusals in the real server's words (tdlib/telegram-bot-api)."""

from bots.emulator.json_types import JsonObject


class ApiError(Exception):
    """Becomes `{"ok": false, ...}` with this status."""

    def __init__(self, code: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> JsonObject:
        body: JsonObject = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters is not None:
            body["parameters"] = self.parameters
        return body


def bad_request(text: str, parameters: JsonObject | None = None) -> ApiError:
    return ApiError(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def flood(retry_after: int | None) -> ApiError:
    """429; without `retry_after` also without `parameters`, as some proxies answer."""
    if retry_after is None:
        return ApiError(429, "Too Many Requests")
    parameters = {"retry_after": retry_after}
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", parameters)


BLOCKED = "bot was blocked by the user"
UPGRADED = "group chat was upgraded to a supergroup chat"
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
WRONG_FILE_ID = "wrong file_id or the file is temporarily unavailable"
