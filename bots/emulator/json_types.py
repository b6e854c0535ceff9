"""The open JSON the Bot API is made of, and the one way this server writes it."""

import json
from typing import Any

JsonObject = dict[str, Any]

_encoder = json.JSONEncoder(separators=(",", ":"))


def encode(value: object) -> bytes:
    """JSON bytes, non-ASCII escaped as the real server does: so lone surrogates pass too."""
    return _encoder.encode(value).encode("ascii")
