"""Talk that no article answers, so that the engine knows what it looks like."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from faq.engine.line import BACKGROUND, Line


@cache
def background() -> tuple[Line, ...]:
    """The lines that we ship."""
    data = tomllib.loads((files("faq.engine") / "background.toml").read_text("utf-8"))
    return tuple(Line(BACKGROUND, locale, text) for locale, texts in data.items() for text in texts)


@cache
def common() -> tuple[str, ...]:
    """Words of any talk."""
    data: Mapping[str, str] = tomllib.loads(
        (files("faq.engine") / "common.toml").read_text("utf-8")
    )
    return tuple(dict.fromkeys(word for words in data.values() for word in words.split()))
