"""Every text the console asks for is in its catalogues, and none lies there unused."""

import re
from pathlib import Path

import pytest

from intake_api.web.build import CONSOLE, LANGUAGES, WORDS, read_catalogue, texts

NAMED = re.compile(r'"([a-z_]+(?:\.\w+)+)"|\bt\("(\w+)"')
BEGUN = re.compile(r"`([a-z_]+\.(?:\w+\.)*)\$\{")
EVENTS = {"style.load"}  # of the map's library
ENDED = re.compile(r"`\$\{\w+\}(\.[a-z_]+)`")


def sources() -> str:
    files = sorted((CONSOLE / "src").rglob("*.ts*"))
    return "\n".join(file.read_text("utf-8") for file in files if file.name != "api.d.ts")


def named() -> set[str]:
    """The ids the sources hold in full: with a dot anywhere, without one inside ``t()``."""
    return {dotted or plain for dotted, plain in NAMED.findall(sources())}


def ids() -> set[str]:
    return {name for words in WORDS[CONSOLE] for name in texts(read_catalogue("en", words))}


def test_an_id_lies_in_one_catalogue_alone() -> None:
    each = [set(texts(read_catalogue("en", words))) for words in WORDS[CONSOLE]]

    assert sum(map(len, each)) == len(ids())


def test_every_id_in_the_sources_is_in_the_catalogue() -> None:
    assert len(named()) > 100
    assert named() - ids() - EVENTS == set()


def test_every_family_of_ids_in_the_sources_is_in_the_catalogue() -> None:
    families = set(BEGUN.findall(sources()))

    assert {"state.", "kind.", "channel.", "problem."} <= families
    assert [one for one in families if not any(name.startswith(one) for name in ids())] == []


def test_no_text_in_the_catalogue_is_unused() -> None:
    code = sources()
    begun, ended = tuple(BEGUN.findall(code)), tuple(ENDED.findall(code))

    unused = {name for name in ids() - named() if not name.startswith(begun)}

    assert {name for name in unused if not name.endswith(ended)} == set()


def test_no_source_holds_a_sentence() -> None:
    spoken = re.compile(r"(?<!=)>\s*[A-ZА-ЯӘҒҚҢӨҰҮІ][\w ,'’-]{3,}\s*<")
    cyrillic = re.compile(r"[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
    code = sources().replace("Qulaq", "")

    assert spoken.findall(code) == []
    assert cyrillic.findall(code) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_a_text_for_each_category_the_browser_may_ask(language: str) -> None:
    categories = {"kk": {"one", "other"}, "ru": {"one", "few", "many"}, "en": {"one", "other"}}
    said = [texts(read_catalogue(language, words)) for words in WORDS[CONSOLE]]
    plurals = [text for each in said for text in each.values() if isinstance(text, dict)]

    assert plurals
    assert all(set(text) == categories[language] and all(text.values()) for text in plurals)


def test_the_workflow_has_no_state_and_no_action_without_a_name() -> None:
    workflow = (Path(CONSOLE).parent / "reports" / "workflow.py").read_text("utf-8")
    states = set(re.findall(r'^    [A-Z_]+ = "(\w+)"', workflow.partition("class Party")[0], re.M))
    actions = set(re.findall(r'_row\("(\w+)"', workflow))
    silent = {"submit", "abandon", "answer"}  # the citizen's and the clock's

    assert {f"state.{state}" for state in states - {"draft"}} <= ids()
    assert {f"action.{action}" for action in actions - silent} <= ids()
