"""The engine as scoring scripts drive it, and the table of ``python -m faq evaluate``."""

import json
from pathlib import Path

from typer.testing import CliRunner

from faq.__main__ import app
from faq.evaluation import build
from faq.measures import measured

ROWS = [
    {"id": "bees", "lang": "ru", "question": "как разводить пчёл", "variants": ["улей на крыше"]},
    {
        "id": "bees",
        "lang": "en",
        "question": "how to keep bees",
        "variants": ["a hive on the roof"],
    },
    {"id": "tents", "lang": "ru", "question": "где поставить палатку", "variants": ["кемпинг"]},
    {"id": "boats", "lang": "ru", "question": "взять лодку напрокат", "variants": ["аренда лодок"]},
]
QUERIES: list[dict[str, str | bool | None]] = [
    {"query": "как разводить пчёл", "gold": "bees", "lang": "ru", "oos": False},
    {"query": "лодку взять напрокат", "gold": "boats", "lang": "mix", "oos": False},
    {"query": "кто президент", "gold": None, "lang": "ru", "oos": True},
]


def folder(at: Path) -> Path:
    queries = [
        {**each, "type": "far" if each["oos"] else "in", "split": "test", "noise": "clean"}
        for each in QUERIES
    ]
    for name, rows in (("faq", ROWS), ("queries", queries)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (at / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return at


def test_an_engine_is_built_from_rows_and_asked() -> None:
    engine = build(ROWS)

    asked = engine.ask("как разводить пчёл", "ru")
    other = engine.ask("рецепт торта")

    assert asked["decision"] == "answer"
    assert asked["candidates"][0] == {"id": "bees", "score": 1.0}
    assert other["decision"] == "none"
    assert engine.ask("")["candidates"] == []


def test_a_set_is_measured_and_printed(tmp_path: Path) -> None:
    outcomes = measured(folder(tmp_path), "test")
    printed = CliRunner().invoke(app, ["evaluate", str(tmp_path)])

    assert [each.rank for each in outcomes][:2] == [1, 1]
    assert outcomes[2].decision == "none"
    assert measured(tmp_path, "cal") == []
    assert printed.exit_code == 0
    assert "out of scope: far" in printed.output


def test_the_shipped_articles_can_be_asked_and_checked() -> None:
    asked = CliRunner().invoke(app, ["ask", "как подать заявление в полицию"])
    checked = CliRunner().invoke(app, ["check"])

    assert "file-statement" in asked.output
    assert checked.exit_code in (0, 1)
