"""What goes out comes back the same, and what is wrong with a file is said, not raised."""

import csv
import io
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq.article import Article
from faq.catalogue import Catalogue
from faq.content import seed
from faq.exchange import (
    Fault,
    Format,
    Imported,
    csv_table,
    exported,
    imported,
    markdown_folder,
    yaml_folder,
)
from faq.exchange.archive import packed, unpacked
from tests.faq.catalogues import catalogues

NOISE = """\
id: noise
topic: everyday
translations:
  kk:
    title: Шу
    text: Жазыңыз.
"""
HEADER = "id,topic,lang,title,text,asked,buttons\n"


def by_id(articles: tuple[Article, ...]) -> Mapping[str, Article]:
    return {each.id: each for each in articles}


def faults(found: Imported) -> list[tuple[Fault, str, int | None, str]]:
    return [(each.fault, each.file, each.line, each.about) for each in found.problems]


@pytest.mark.parametrize("format", Format)
@settings(max_examples=40)
@given(catalogue=catalogues())
def test_nothing_is_lost_on_the_way_out_and_back(format: Format, catalogue: Catalogue) -> None:
    found = imported(exported(catalogue, format), format)

    assert found.problems == ()
    assert by_id(found.articles) == by_id(catalogue.articles)


@settings(max_examples=40)
@given(catalogue=catalogues())
def test_topics_travel_with_the_canonical_form(catalogue: Catalogue) -> None:
    found = imported(exported(catalogue, Format.YAML), Format.YAML)

    assert found.topics == catalogue.topics


@pytest.mark.parametrize("format", Format)
def test_the_shipped_articles_go_out_and_back(format: Format) -> None:
    found = imported(exported(seed(), format), format)

    assert found.problems == ()
    assert by_id(found.articles) == by_id(seed().articles)


@pytest.mark.parametrize("format", Format)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_that_is_sent_breaks_an_import(format: Format, data: bytes) -> None:
    imported(data, format)


@given(text=st.text(max_size=200), prefix=st.sampled_from(["", "---\n", NOISE, HEADER, "[{"]))
def test_no_text_breaks_an_import(text: str, prefix: str) -> None:
    written = prefix + text

    yaml_folder.read({"a.yaml": written, "topics.yaml": written})
    markdown_folder.read({"a.md": written})
    csv_table.read(written)


def test_a_change_of_one_word_changes_one_line_of_the_canonical_form() -> None:
    (path, before) = next(
        (path, text) for path, text in yaml_folder.written(seed()).items() if "noise" in path
    )

    after = before.replace("Соседи шумят ночью", "Соседи шумели ночью")

    assert path == "articles/noise.yaml"
    assert len(set(before.splitlines()) ^ set(after.splitlines())) == 2
    assert "\\u" not in before


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    found = yaml_folder.read({"a.yaml": NOISE + "    asked: [no, 102, 2026-01-01]\n"})

    (article,) = found.articles
    assert article.translations["kk"].asked == ("no", "102", "2026-01-01")


@pytest.mark.parametrize(
    ("text", "fault", "line", "about"),
    [
        ("id: [", Fault.NOT_YAML, 1, ""),
        ("id: a\nid: b\n", Fault.NOT_YAML, 2, ""),
        ("a: &x 1\nb: *x\n", Fault.NOT_YAML, 2, ""),
        (NOISE.replace("noise", "Noise!"), Fault.BAD_VALUE, None, "id"),
        (NOISE.replace("topic: everyday\n", ""), Fault.MISSING, None, "topic"),
        (NOISE + "colour: red\n", Fault.UNKNOWN_FIELD, None, "colour"),
        (NOISE + "checked: soon\n", Fault.BAD_VALUE, None, "checked"),
        (NOISE + "buttons: [{kind: fax}]\n", Fault.BAD_VALUE, None, "buttons.0.kind"),
        ("just words", Fault.BAD_VALUE, None, ""),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    text: str, fault: Fault, line: int | None, about: str
) -> None:
    found = yaml_folder.read({"a.yaml": text})

    assert found.articles == ()
    assert faults(found) == [(fault, "a.yaml", line, about)]


def test_all_that_is_wrong_is_said_at_once_and_the_rest_is_taken() -> None:
    good = NOISE.replace("noise", "good")
    bad = NOISE.replace("everyday", "Every Day").replace("title: Шу", "title: ''")

    found = yaml_folder.read({"good.yaml": good, "bad.yaml": bad, "README.md": "hello"})

    assert [each.id for each in found.articles] == ["good"]
    assert {each.about for each in found.problems} == {"topic", "translations.kk.title"}
    assert {each.article for each in found.problems} == {"noise"}


def test_of_two_articles_with_one_id_neither_is_taken() -> None:
    found = yaml_folder.read({"a.yaml": NOISE, "b.yaml": NOISE})

    assert found.articles == ()
    assert [each[:2] for each in faults(found)] == [
        (Fault.DUPLICATE_ID, "a.yaml"),
        (Fault.DUPLICATE_ID, "b.yaml"),
    ]


def test_an_article_stands_under_a_topic_that_came_along() -> None:
    topics = "- code: other\n  labels: {kk: Басқа}\n"

    found = yaml_folder.read({"topics.yaml": topics, "a.yaml": NOISE})

    assert faults(found) == [(Fault.UNKNOWN_TOPIC, "a.yaml", None, "everyday")]


def test_a_spreadsheet_reckons_nothing() -> None:
    noise = seed().article("noise")
    assert noise is not None
    evil = [f"{sign}HYPERLINK(1)" for sign in "=+-@\t\r"]
    told = {
        locale: noise.translations["kk"].__class__(title="x", text=text.strip() or "=", label=text)
        for locale, text in zip(("kk", "ru", "en"), evil, strict=False)
    }
    article = Article(id="evil", topic="t", translations=told)

    table = csv_table.written(Catalogue(topics=(), articles=(article,)))

    for row in csv.reader(io.StringIO(table)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_may_come_back_from_any_spreadsheet(delimiter: str) -> None:
    rows = [
        ["lang", "id", "topic", "title", "text", "asked", "buttons"],
        ["kk", "noise", "everyday", "Шу?", "Жазыңыз", "бір | екі\\|үш", "phone 102 Қоңырау шалу"],
        ["ru", "noise", "", "Шум?", "Пишите", " раз |", "phone 102"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)

    found = imported(("\ufeff" + out.getvalue()).encode(), Format.CSV)

    (article,) = found.articles
    assert article.topic == "everyday"
    assert article.translations["kk"].asked == ("бір", "екі|үш")
    assert article.translations["ru"].asked == ("раз",)
    assert [dict(each.labels) for each in article.buttons] == [{"kk": "Қоңырау шалу"}]


@pytest.mark.parametrize(
    ("rows", "fault", "line", "about"),
    [
        ("noise,a,kk,T,x,,\nnoise,b,ru,T,x,,\n", Fault.ROWS_DISAGREE, 3, "topic"),
        ("noise,a,kk,T,x,,\nnoise,a,kk,T,x,,\n", Fault.DUPLICATE_LANGUAGE, 3, "kk"),
        (
            "noise,a,kk,T,x,,phone 102\nnoise,a,ru,T,x,,phone 103\n",
            Fault.ROWS_DISAGREE,
            3,
            "buttons",
        ),
        ("noise,a,kk,,x,,\n", Fault.BAD_VALUE, 2, "translations.kk.title"),
        ("noise,a,de,T,x,,\n", Fault.BAD_VALUE, 2, "translations.de.[key]"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(rows: str, fault: Fault, line: int, about: str) -> None:
    found = csv_table.read(HEADER + rows, "faq.csv")

    assert found.articles == ()
    assert faults(found) == [(fault, "faq.csv", line, about)]


def test_a_table_needs_its_columns_and_no_others() -> None:
    found = csv_table.read("id,lang,title,text,colour\n")

    assert [(each.fault, each.about) for each in found.problems] == [
        (Fault.NO_COLUMN, "topic"),
        (Fault.UNKNOWN_FIELD, "colour"),
    ]


def test_a_table_in_an_older_alphabet_is_refused() -> None:
    found = imported((HEADER + "a,b,ru,Шум,x,,\n").encode("cp1251"), Format.CSV)

    assert [each.fault for each in found.problems] == [Fault.NOT_UTF8]


def test_a_markdown_file_reads_as_it_is_written() -> None:
    written = "---\nid: noise\ntopic: everyday\n---\n\n## [kk] Шу ма?\n\nЖазыңыз.\n\n## Тағы\n"

    found = markdown_folder.read({"noise.md": written})

    (article,) = found.articles
    assert article.translations["kk"].title == "Шу ма?"
    assert article.translations["kk"].text == "Жазыңыз.\n\n## Тағы"


@pytest.mark.parametrize(
    ("text", "fault", "line"),
    [
        ("## [kk] Шу\n", Fault.NO_FRONT_MATTER, 1),
        ("---\nid: [\n---\n", Fault.NOT_YAML, 2),
        ("---\nid: a\ntopic: b\n---\n## [kk] A\n## [kk] B\n", Fault.DUPLICATE_LANGUAGE, 6),
        ("---\nid: a\ntopic: b\n---\n## [kk]\n", Fault.BAD_VALUE, None),
        ("---\nid: a\ntopic: b\n---\n", Fault.BAD_VALUE, None),
    ],
)
def test_what_is_wrong_with_a_markdown_file_is_said(
    text: str, fault: Fault, line: int | None
) -> None:
    found = markdown_folder.read({"a.md": text})

    assert found.articles == ()
    assert [(each.fault, each.line) for each in found.problems] == [(fault, line)]


def test_equal_folders_make_equal_archives() -> None:
    assert exported(seed(), Format.YAML) == exported(seed(), Format.YAML)


def test_what_is_no_archive_or_too_large_a_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    large = packed({"a.yaml": "x" * 1000})
    assert unpacked(large)[1] == []
    monkeypatch.setattr("faq.exchange.archive.LARGEST", 999)

    assert [each.fault for each in unpacked(large)[1]] == [Fault.TOO_LARGE]
    assert [each.fault for each in unpacked(b"PK")[1]] == [Fault.NOT_A_ZIP]
