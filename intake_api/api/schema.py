"""What OpenAPI cannot be told endpoint by endpoint: who may ask, and how errors look."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from intake_api.api.examples import add_examples
from intake_api.api.models import Hello, LiveEvent
from intake_api.api.presence_models import Looking, Presence
from intake_api.api.who import COOKIE
from intake_api.auth.scopes import scope_of
from intake_api.contract import Problem

PROBLEM = {
    "description": "Refused, as problem+json (RFC 9457); `code` says why",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
SCHEMES = {
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
    "token": {"type": "http", "scheme": "bearer", "description": "API token `qt_…` of a person"},
    "bot": {"type": "http", "scheme": "bearer", "description": "Key `qb_…` of a bot"},
}
TAKE_BYTES = (
    ("/v1/attachments/{attachment_id}/content", "put"),
    ("/v1/faq/attachments", "post"),
    ("/v1/faq/import", "post"),
)
GIVE_BYTES = (
    "/v1/attachments/{attachment_id}/content",
    "/v1/faq/attachments/{sha256}",
    "/v1/faq/catalogue/files/{sha256}",
    "/v1/faq/export",
    "/v1/exports/reports",
    "/v1/reports/{report_id}/archive",
)
OPEN = {("post", "/v1/session"), ("get", "/healthz"), ("get", "/readyz"), ("get", "/metrics")}


def install(app: FastAPI) -> None:
    """Complete the schema of ``app``; it is made once, when first asked for."""

    def schema() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(
                get_openapi(title=app.title, version=app.version, routes=app.routes)
            )
        return app.openapi_schema

    app.openapi = schema  # type: ignore[method-assign]


def _complete(schema: dict[str, Any]) -> dict[str, Any]:
    components = schema.setdefault("components", {})
    components["securitySchemes"] = SCHEMES
    models = components.setdefault("schemas", {})
    for model in (Problem, Hello, LiveEvent, Looking, Presence):
        made = model.model_json_schema(ref_template="#/components/schemas/{model}")
        models |= made.pop("$defs", {})
        models[model.__name__] = made
    for unused in ("HTTPValidationError", "ValidationError"):
        models.pop(unused, None)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = PROBLEM
            operation["security"] = _security(method, path, operation)
            _leave_out_null(operation.get("parameters", []))
    _tell_bytes(schema["paths"])
    add_examples(schema)
    return schema


def _leave_out_null(parameters: list[dict[str, Any]]) -> None:
    """What may be left out is left out: no text in a query or a header means null."""
    for parameter in parameters:
        schema = parameter["schema"]
        if "anyOf" in schema:
            told = [one for one in schema["anyOf"] if one.get("type") != "null"]
            if len(told) == 1:
                del schema["anyOf"]
                schema |= told[0]


def _tell_bytes(paths: dict[str, Any]) -> None:
    binary = {"type": "string", "format": "binary"}
    for path, method in TAKE_BYTES:
        paths[path][method]["requestBody"] = {
            "required": True,
            "content": {"application/octet-stream": {"schema": binary}},
        }
    for path in GIVE_BYTES:
        paths[path]["get"]["responses"]["200"] = {
            "description": "The original bytes",
            "content": {"*/*": {"schema": binary}},
        }


def _security(method: str, path: str, operation: dict[str, Any]) -> list[dict[str, list[str]]]:
    if (method, path) in OPEN:
        return []
    if "bots" in operation.get("tags", []):
        return [{"bot": []}]
    scope = scope_of(operation["tags"][0], method.upper())
    return [{"session": []}, {"token": [scope]}]
