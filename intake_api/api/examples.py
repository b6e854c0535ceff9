"""An example for each body and each main answer, made from the schema itself.

So none can be forgotten, or tell what is no longer true: a test holds every one against its
schema. Names that occur all over the API have a value a reader understands.
"""

import re
from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

TIME = "2026-11-23T12:00:00Z"
ID = "019aabcd-1234-7abc-8def-0123456789ab"
BY_FORMAT = {"uuid": ID, "date-time": TIME, "date": "2026-11-23", "binary": ""}
BY_NAME: Mapping[str, tuple[object, ...]] = {
    "action": ("accept",),
    "address": ("Abai avenue 10",),
    "code": ("theft", "492815", "K7M2"),
    "category": ("theft",),
    "event": ("report_received",),
    "latitude": (43.238949,),
    "longitude": (76.889709,),
    "login": ("aigul",),
    "name": ("Aigul S.", "citizen"),
    "number": ("26-000123-7",),
    "password": ("correct horse battery",),
    "current": ("correct horse battery",),
    "new": ("battery staple horse",),
    "phone": ("+77012345678",),
    "position": ("Operator 7", 1),
    "reason": ("Called back: it is the other street",),
    "scopes": (["reports:read"],),
    "sha256": ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",),
    "text": ("Somebody has stolen my bicycle",),
    "texts": ({"kk": "Қазақша", "ru": "По-русски", "en": "In English"},),
    "labels": ({"kk": "Ұрлық", "ru": "Кража", "en": "Theft"},),
    "words": (
        {
            "ru": {
                "title": "Запросить фото",
                "text": "Сообщение {number}: можете прислать фото? {position}",
            }
        },
    ),
    "title": ("Where do I get a certificate?",),
}
DEEPEST = 12


def add_examples(schema: dict[str, Any]) -> None:
    """Put them into ``schema``, where none were written by hand."""
    models = schema["components"]["schemas"]
    for methods in schema["paths"].values():
        for operation in methods.values():
            for media in _media(operation):
                if "schema" in media and "example" not in media and "examples" not in media:
                    media["example"] = example_of(media["schema"], models)


def example_of(schema: Schema, models: Mapping[str, Any], name: str = "", depth: int = 0) -> object:
    """A value that ``schema`` takes."""
    if "$ref" in schema:
        referred = models[schema["$ref"].rpartition("/")[2]]
        return example_of(referred, models, name, depth + 1)
    for given in ("const", "default"):
        if schema.get(given) is not None and schema[given] not in ([], ""):
            return schema[given]
    if "enum" in schema:
        return schema["enum"][0]
    if choices := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return _chosen(choices, models, name, depth)
    known = next((one for one in BY_NAME.get(name, ()) if _fits(one, schema)), None)
    return known if known is not None else _made(schema, models, name, depth)


def _media(operation: Schema) -> list[dict[str, Any]]:
    answers = operation["responses"].items()
    main: Schema = next((told for status, told in answers if status[0] == "2"), {})
    found = [operation.get("requestBody", {}).get("content", {}), main.get("content", {})]
    return [content["application/json"] for content in found if "application/json" in content]


def _chosen(choices: list[Schema], models: Mapping[str, Any], name: str, depth: int) -> object:
    told = [one for one in choices if one.get("type") != "null"]
    if depth > DEEPEST and len(told) < len(choices):
        return None
    return example_of(told[0], models, name, depth)


def _fits(value: object, schema: Schema) -> bool:
    kinds: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "array": list,
        "object": dict,
    }
    if not isinstance(value, kinds.get(str(schema.get("type")), ())):
        return False
    if isinstance(value, str):
        return (
            _matches(value, schema)
            and len(value) <= schema.get("maxLength", len(value))
            and len(value) >= schema.get("minLength", 0)
        )
    if isinstance(value, dict):
        return "additionalProperties" in schema
    return True


def _made(schema: Schema, models: Mapping[str, Any], name: str, depth: int) -> object:
    match schema.get("type"):
        case "object":
            return _object(schema, models, depth)
        case "array":
            return _array(schema, models, name, depth)
        case "string":
            return _string(schema)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return False
    return {}


def _object(schema: Schema, models: Mapping[str, Any], depth: int) -> object:
    required = schema.get("required", [])
    shown = {
        name: one
        for name, one in schema.get("properties", {}).items()
        if name in required or depth < DEEPEST
    }
    return {name: example_of(one, models, name, depth + 1) for name, one in shown.items()}


def _array(schema: Schema, models: Mapping[str, Any], name: str, depth: int) -> object:
    if "prefixItems" in schema:
        return [example_of(one, models, name, depth + 1) for one in schema["prefixItems"]]
    least = schema.get("minItems", 0 if depth > DEEPEST else 1)
    one = example_of(schema.get("items", {}), models, name.removesuffix("s"), depth + 1)
    return [one] * min(least, schema.get("maxItems", least))


def _string(schema: Schema) -> str:
    if schema.get("format") in BY_FORMAT:
        return BY_FORMAT[schema["format"]]
    tried = ("text", "theft", "a", "1", "0", "A1", "reports:read", ID, "0" * 64, "K7M2")
    fits = [one for one in tried if _fits(one, schema)]
    return fits[0] if fits else "x" * int(schema.get("minLength", 1))


def _matches(value: str, schema: Schema) -> bool:
    pattern = schema.get("pattern")
    return pattern is None or re.search(pattern, value) is not None


def _number(schema: Schema) -> float:
    least: float = schema.get("minimum", schema.get("exclusiveMinimum", 0))
    above = 1 if "exclusiveMinimum" in schema else 0
    return least + above
