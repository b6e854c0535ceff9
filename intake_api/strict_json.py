"""JSON as the wire takes it: UTF-8, no NaN, no lone surrogates, not nested without end.

Models refuse most of it where they look; this looks everywhere, also into what no model
names. Pure; the size is limited where bodies are read.
"""

import json
import math
import re

DEEPEST = 32
# Texts first, so that brackets in them do not count.
_PARTS = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_SUSPICIOUS = re.compile(rb"\\u[dD][89a-fA-F]|NaN|Infinity|[eE]\+?\d{3}|\d{300}")


def fault_of(body: bytes) -> str | None:
    """Why ``body`` is refused, or None. What is no JSON at all is for the parser to refuse."""
    if b"\0" in body:
        return "JSON is UTF-8"
    if _depth(body) > DEEPEST:
        return f"nested deeper than {DEEPEST}"
    if not _SUSPICIOUS.search(body):
        return None
    try:
        told = json.loads(body, parse_constant=_refuse, parse_float=_finite)
        json.dumps(told, ensure_ascii=False).encode()
    except _NotFinite:
        return "NaN and infinities are not JSON"
    except UnicodeEncodeError:
        return "a lone surrogate is not a character"
    except ValueError:
        return None
    return None


class _NotFinite(Exception):
    pass


def _refuse(_: str) -> float:
    raise _NotFinite


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _NotFinite
    return value


def _depth(body: bytes) -> int:
    depth = deepest = 0
    for part in _PARTS.finditer(body):
        first = body[part.start()]
        if first in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif first in b"]}":
            depth -= 1
    return deepest
