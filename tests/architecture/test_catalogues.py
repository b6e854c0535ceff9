"""Every text exists in Kazakh, Russian and English, with the same placeholders."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALES = ("kk", "ru", "en")
FOLDERS = ("bots/locales", "intake_api/locales")
DOMAINS = sorted({(folder, po.name) for folder in FOLDERS for po in (ROOT / folder).glob("*/*.po")})


def catalogue(folder: str, locale: str, name: str) -> Catalog:
    with (ROOT / folder / locale / name).open("rb") as file:
        return read_po(file, locale=locale)


def placeholders(text: object) -> list[str]:
    return sorted(set(re.findall(r"\{(\w+)\}", str(text))))


def test_there_are_catalogues() -> None:
    assert {name for _, name in DOMAINS} >= {"citizen.po", "console.po"}


@pytest.mark.parametrize(("folder", "name"), DOMAINS)
def test_a_catalogue_is_complete_in_three_languages(folder: str, name: str) -> None:
    ids = {
        locale: {message.id for message in catalogue(folder, locale, name) if message.id}
        for locale in LOCALES
    }
    empty = [
        (locale, message.id)
        for locale in LOCALES
        for message in catalogue(folder, locale, name)
        if message.id and not message.string
    ]

    assert ids["kk"] == ids["ru"] == ids["en"]
    assert empty == []


@pytest.mark.parametrize(("folder", "name"), DOMAINS)
def test_a_text_has_the_same_placeholders_in_three_languages(folder: str, name: str) -> None:
    english = catalogue(folder, "en", name)

    for locale in ("kk", "ru"):
        for message in catalogue(folder, locale, name):
            if message.id:
                original = english.get(message.id)
                assert original is not None
                assert placeholders(message.string) == placeholders(original.string), message.id


@pytest.mark.parametrize(("folder", "name"), DOMAINS)
def test_kazakh_is_written_with_kazakh_letters(folder: str, name: str) -> None:
    texts = "".join(str(message.string) for message in catalogue(folder, "kk", name) if message.id)
    own = sum(texts.lower().count(letter) for letter in "әғқңөұүһі")

    assert own / max(1, sum(map(str.isalpha, texts))) > 0.08
