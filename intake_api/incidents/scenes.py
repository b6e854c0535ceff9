"""What words show, across languages: "өрт", "пожар" and "fire" are one scene.

A small table of our own (``scenes.toml``), of what bystanders see. It holds no rare words:
those are compared as they are.
"""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from faq.text import normal
from intake_api.search.stems import skeleton

LONGEST_WHOLE = 3
"""Letters of what is always a whole word: too short for a beginning."""


@lru_cache(maxsize=16_384)
def scene_of(word: str) -> str | None:
    """What one normal word shows, if it is in the table."""
    letters = skeleton(word)
    whole, begun = _table()
    found = whole.get(letters)
    lengths = range(len(letters), LONGEST_WHOLE, -1)
    return found or next((begun[letters[:n]] for n in lengths if letters[:n] in begun), None)


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Scenes by whole words, and by beginnings."""
    whole: dict[str, str] = {}
    begun: dict[str, str] = {}
    written = (files("intake_api.incidents") / "scenes.toml").read_text("utf-8")
    for scene, words in tomllib.loads(written).items():
        for word in words.split():
            letters = skeleton(normal(word))
            is_whole = word.endswith("$") or len(letters) <= LONGEST_WHOLE
            (whole if is_whole else begun)[letters] = scene
    return whole, begun
