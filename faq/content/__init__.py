"""The articles we ship: short, without what changes from year to year.

One file a topic, kk, ru and en side by side; read once.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from faq.article import LOCALES
from faq.catalogue import Catalogue, read


@cache
def seed() -> Catalogue:
    """The catalogue of the shipped articles, in the order of the files' names."""
    documents = list(_documents())
    return read(
        {
            "version": "seed",
            "topics": [_topic(document["topic"]) for document in documents],
            "articles": [
                _article(article, document["topic"]["code"])
                for document in documents
                for article in document["article"]
            ],
        }
    )


def _documents() -> Iterator[Mapping[str, Any]]:
    files = (each for each in resources.files(__name__).iterdir() if each.name.endswith(".toml"))
    for each in sorted(files, key=lambda each: each.name):
        yield tomllib.loads(each.read_text(encoding="utf-8"))


def _topic(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": row["code"], "labels": {locale: row[locale] for locale in LOCALES}}


def _article(row: Mapping[str, Any], topic: str) -> dict[str, Any]:
    translations = {locale: row[locale] for locale in LOCALES if locale in row}
    buttons = [_button(each) for each in row.get("button", ())]
    return {**row, "topic": topic, "translations": translations, "buttons": buttons}


def _button(row: Mapping[str, Any]) -> dict[str, Any]:
    labels = {locale: row[locale] for locale in LOCALES}
    return {"kind": row["kind"], "target": row.get("target", ""), "labels": labels}
