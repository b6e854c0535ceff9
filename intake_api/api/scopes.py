"""Which scopes there are: one to read and one to write for each area of the API."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from intake_api.auth.scopes import scope_of

BOTS = "bots"
LIVE = "live:read"


def all_scopes(app: FastAPI) -> list[str]:
    """Of every operation that a person may ask for, in the order of the alphabet."""
    return sorted({LIVE, *_scopes(app.openapi())})


def scope_of_operation(method: str, operation: dict[str, Any]) -> str | None:
    """None for what is not people's: bots' operations, and those open to everybody."""
    tags = operation.get("tags", [])
    if not tags or BOTS in tags:
        return None
    return scope_of(tags[0], method.upper())


def _scopes(schema: dict[str, Any]) -> Iterator[str]:
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            scope = scope_of_operation(method, operation)
            if scope is not None and operation.get("security"):
                yield scope
