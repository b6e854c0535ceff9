"""The articles we ship: short, without what changes from year to year.

One file a topic, kk, ru and en side by side; read once.
"""

import tomllib
from functools import cache
from importlib import resources

from faq.catalogue import Catalogue, read


@cache
def seed() -> Catalogue:
    """The catalogue of the shipped articles, in the order of the files' names."""
    files = sorted(
        (each for each in resources.files(__name__).iterdir() if each.name.endswith(".toml")),
        key=lambda each: each.name,
    )
    documents = [tomllib.loads(each.read_text(encoding="utf-8")) for each in files]
    return read(
        [document["topic"] for document in documents],
        [
            {**article, "topic": document["topic"]["code"]}
            for document in documents
            for article in document["article"]
        ],
    )
