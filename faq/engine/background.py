"""Talk that no article answers, so that the engine knows what it looks like."""

import tomllib
from functools import cache
from importlib.resources import files

from faq.engine.index import BACKGROUND, Line


@cache
def background() -> tuple[Line, ...]:
    """The lines that we ship."""
    data = tomllib.loads((files("faq.engine") / "background.toml").read_text("utf-8"))
    return tuple(Line(BACKGROUND, locale, text) for locale, texts in data.items() for text in texts)
