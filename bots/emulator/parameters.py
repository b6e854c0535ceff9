"""Parameters of a call, from whatever form they came in: query, urlencoded, multipart or JSON."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.formparsers import MultiPartException, MultiPartParser

from bots.emulator.errors import ApiError, bad_request
from bots.emulator.json_types import JsonObject

BODY_LIMIT = 55 << 20
"""50 MB of upload, and room for the other parts."""

TRUE_WORDS = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Parameters:
    """Reads leniently, as the real server does: a wrong number counts as absent."""

    values: JsonObject
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        try:
            return default if value in (None, "") else int(value)
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        value = self.values.get(name)
        try:
            return None if value in (None, "") else float(value)
        except (TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in TRUE_WORDS

    def document(self, name: str, what: str) -> Any:
        """The JSON in a parameter (None when absent), or 400 "can't parse {what} JSON object"."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {what} JSON object") from None

    def object(self, name: str, what: str) -> JsonObject | None:
        value = self.document(name, what)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"can't parse {what}: object expected")
        return value

    def array(self, name: str, what: str) -> list[Any]:
        value = self.document(name, what)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {what}: array expected")
        return value or []


async def decode(headers: dict[bytes, bytes], query: bytes, body: bytes) -> Parameters:
    """Parameters of the URL and of the body together; the body's win."""
    values: JsonObject = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    if not body:
        return Parameters(values)
    if kind == b"application/x-www-form-urlencoded":
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        return Parameters(values)
    if kind == b"application/json":
        values.update(_json_object(body))
        return Parameters(values)
    if kind == b"multipart/form-data":
        fields, files = await multipart(headers[b"content-type"], body)
        values.update(fields)
        return Parameters(values, dict(files))
    return Parameters(values)


def _json_object(body: bytes) -> JsonObject:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse request body as JSON object")
    return value


async def multipart(
    content_type: bytes, body: bytes
) -> tuple[dict[str, str], list[tuple[str, Upload]]]:
    """Fields and files in order (an album repeats a file's name)."""

    async def stream() -> AsyncIterator[bytes]:
        yield body

    headers = Headers(raw=[(b"content-type", content_type)])
    try:
        form = await MultiPartParser(headers, stream(), max_part_size=BODY_LIMIT).parse()  # type: ignore[arg-type]
    except (MultiPartException, KeyError) as error:
        raise ApiError(400, f"Bad Request: {error}") from None
    fields: dict[str, str] = {}
    files: list[tuple[str, Upload]] = []
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = value
        else:
            content = await value.read()
            mime = value.content_type or "application/octet-stream"
            files.append((name, Upload(value.filename or name, mime, content)))
    await form.close()
    return fields, files
