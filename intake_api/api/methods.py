"""Which methods an address takes, for the header Allow (RFC 9110 §10.2.1).

Each route of the framework knows only its own.
"""

import re
from functools import cache
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import Response

from intake_api.errors import problem


def install(app: FastAPI) -> None:
    """Let ``app`` say all of them with a 405."""

    @cache
    def known() -> list[tuple[re.Pattern[str], list[str]]]:
        return [(_pattern(path), _methods(told)) for path, told in app.openapi()["paths"].items()]

    async def refuse(request: Request, _: Exception) -> Response:
        path = request.scope["path"]
        allowed = {name for one, names in known() if one.fullmatch(path) for name in names}
        headers = {"Allow": ", ".join(sorted(allowed or {"GET"}))}
        return problem(405, "method_not_allowed", "Method not allowed", headers=headers)

    app.add_exception_handler(405, refuse)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(path)))


def _methods(operations: dict[str, Any]) -> list[str]:
    return [name.upper() for name in operations]
