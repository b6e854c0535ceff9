"""The catalogues say everything the code asks for, in every language, and nothing else."""

import ast
from pathlib import Path

import pytest

import bots.citizen
from bots.citizen.keyboard import COMMANDS, LANGUAGE_CHOICES, LANGUAGES
from bots.citizen.speech import verbatim
from bots.runtime.texts import Incomplete, MissingText, Texts, placeholders
from intake_api.contract import CitizenWord, ReportKind, RequestKind

TEXTS = Texts.load("citizen")
CODE = sorted(Path(bots.citizen.__file__).parent.rglob("*.py"))
SAYING = {"say", "say_home", "Refused", "receipt", "hushed", "worded"}
KERNEL = {"nothing-before", "slow-down"}
BUILT = (
    {f"{what}-{word}" for what in ("word", "now") for word in CitizenWord}
    | {f"kind-{kind}" for kind in ReportKind}
    | {f"identity-{state}" for state in ("none", "registered")}
    | {f"{which}-{what}" for which in ("my", "past") for what in ("listed", "none")}
    | {f"my-{button}" for button in ("open", "add", "withdraw")}
    | {f"command-{name}" for name in COMMANDS}
    | {f"button-{name}" for name in (*COMMANDS, *LANGUAGE_CHOICES)}
    | {f"title-{kind}" for kind in ReportKind}
    | {f"stars-{count}" for count in range(1, 6)}
    | {f"faq-answer-{language}" for language in LANGUAGES}
    | {f"operator-asks-{each}" for each in RequestKind}
    | {f"operator-asks-{each}-meanwhile" for each in ("location", "photo")}
)
UNNUMBERED = "-unnumbered"  # how a text reads while the report has no number yet


def strings() -> set[str]:
    """Every string constant of the citizen bot's code."""
    found = set(KERNEL)
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value.removeprefix("@"))
    return found


def said() -> set[str]:
    """Every id that the code hands to something that says it."""
    found = set(KERNEL)
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
                found |= {
                    each.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant | ast.IfExp)
                    for each in ast.walk(argument)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    return found - {"report"}  # the name of a flow in a condition


def write(folder: Path, locale: str, *entries: tuple[str, str]) -> None:
    (folder / locale).mkdir()
    lines = [f'msgid "{name}"\nmsgstr "{text}"\n' for name, text in entries]
    (folder / locale / "bot.po").write_text("\n".join(lines), encoding="utf-8")


def test_there_is_a_catalogue_in_every_language() -> None:
    assert set(TEXTS.catalogues) == set(LANGUAGES)


def test_every_id_the_code_says_is_in_the_catalogues() -> None:
    assert said() - set(TEXTS.catalogues["kk"]) == set()


def test_every_text_is_said_by_the_code() -> None:
    used = strings()
    unused = {
        name
        for name in TEXTS.catalogues["kk"]
        if name.removesuffix(UNNUMBERED) not in used | BUILT
        and name.removeprefix("button-") not in used
    }

    assert unused == set()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_danger_is_always_told_with_the_number_to_call(locale: str) -> None:
    for name in ("welcome", "sos-opened", "sos-number", "report-number", "report-refused"):
        assert "102" in TEXTS.text(locale, name, {"number": "KZ-1"})


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_profile_fits_telegrams_limits(locale: str) -> None:
    assert len(TEXTS.text(locale, "profile-description")) <= 512
    assert len(TEXTS.text(locale, "profile-short")) <= 120


def test_a_hole_in_one_language_is_told_at_the_start(tmp_path: Path) -> None:
    write(tmp_path, "kk", ("hello", "Сәлем"), ("bye", "Сау болыңыз"))
    write(tmp_path, "ru", ("hello", "Здравствуйте"), ("bye", ""))

    with pytest.raises(Incomplete, match=r"ru: no text for .*bye"):
        Texts.load("bot", tmp_path)


def test_placeholders_that_differ_are_told_at_the_start(tmp_path: Path) -> None:
    write(tmp_path, "kk", ("hello", "Сәлем, {name}"))
    write(tmp_path, "ru", ("hello", "Здравствуйте"))

    with pytest.raises(Incomplete, match="hello"):
        Texts.load("bot", tmp_path)


def test_two_buttons_may_not_read_the_same(tmp_path: Path) -> None:
    write(tmp_path, "kk", ("button-no", "Жоқ"), ("button-none", "жоқ."))

    with pytest.raises(Incomplete, match="two buttons"):
        Texts.load("bot", tmp_path)


def test_a_missing_text_is_never_replaced_by_another() -> None:
    with pytest.raises(MissingText):
        TEXTS.text("kk", "no-such-text")
    with pytest.raises(MissingText):
        TEXTS.text("de", "welcome")
    with pytest.raises(MissingText):
        TEXTS.text("kk", "report-number", {"other": 1})


@pytest.mark.parametrize("words", ["@button-theft", "@@x", "{number}", "plain"])
def test_peoples_words_are_shown_as_they_are(words: str) -> None:
    args = {"position": "@operator", "number": "KZ-1", "text": verbatim(words)}

    assert TEXTS.text("en", "operator-reply", args).endswith(f"\n{words}")


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("Бас тарту", "cancel"),
        ("бас ТАРТУ.", "cancel"),
        ("отмена", "cancel"),
        ("sos", "sos"),
        ("SOS!", "sos"),
        ("Қайда екенімді жіберу", "send-location"),
        ("Отмена рейса", None),
        ("...", None),
        ("x" * 5000, None),
    ],
)
def test_a_typed_label_is_a_press_in_any_language(typed: str, choice: str | None) -> None:
    assert TEXTS.choice(typed) == choice


def test_placeholders_are_read_from_braces() -> None:
    assert placeholders("{a} of {b}") == {"a", "b"}
