"""A Markdown file for each article: front matter, then a section ``## [kk] Question`` a language.

For those who write in an editor of their own. Nothing is lost on the way out and back.
"""

import re
from collections.abc import Mapping
from typing import Any

from faq.catalogue import Catalogue
from faq.exchange.problems import Fault, Found, Imported, Problem, gathered
from faq.exchange.rows import article_of, article_row
from faq.exchange.yaml_text import NotYaml, dumped, loaded

ENDING = ".md"
_FENCE = "---"
_SECTION = re.compile(r"^## \[(\w+)\](?: (.*))?$")
_LIKE_A_SECTION = re.compile(r"^(\\*)(?=## \[\w+\])", re.MULTILINE)


def written(catalogue: Catalogue) -> dict[str, str]:
    """The files, by path."""
    return {f"{each.id}{ENDING}": _file(article_row(each)) for each in catalogue.articles}


def read(files: Mapping[str, str]) -> Imported:
    """Takes every Markdown file for an article; other files are passed over."""
    ours = sorted((path, text) for path, text in files.items() if path.endswith(ENDING))
    return gathered([_article(path, text) for path, text in ours])


def _file(row: dict[str, Any]) -> str:
    sections = "".join(
        f"\n## [{locale}] {told.pop('title')}\n\n{_guarded(told.pop('text', ''))}\n"
        for locale, told in row["translations"].items()
    )
    return f"{_FENCE}\n{dumped(row)}{_FENCE}\n{sections}"


def _article(path: str, text: str) -> Found:
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        return _refused(Problem(fault=Fault.NO_FRONT_MATTER, file=path, line=1))
    end = lines.index(_FENCE, 1)
    try:
        row = loaded("\n".join(lines[1:end]))
    except NotYaml as wrong:
        line = None if wrong.line is None else wrong.line + 1
        return _refused(Problem(fault=Fault.NOT_YAML, file=path, line=line))
    problems = _told(row, lines, end + 1, path)
    return _refused(*problems) if problems else article_of(row, path)


def _told(row: Any, lines: list[str], begin: int, path: str) -> list[Problem]:
    """Puts titles and texts where they belong in ``row``; says which cannot be."""
    translations = row.setdefault("translations", {}) if isinstance(row, dict) else None
    if not isinstance(translations, dict):
        return [Problem(fault=Fault.BAD_VALUE, file=path, line=2, about="translations")]
    heads = [(at, head) for at in range(begin, len(lines)) if (head := _SECTION.match(lines[at]))]
    ends = [*(at for at, _ in heads[1:]), len(lines)]
    problems = []
    for (at, head), end in zip(heads, ends, strict=False):
        locale, title = head.groups("")
        told = translations.setdefault(locale, {})
        if not isinstance(told, dict) or "title" in told:
            fault = Fault.DUPLICATE_LANGUAGE
            problems.append(Problem(fault=fault, file=path, line=at + 1, about=locale))
            continue
        told["title"] = title
        told["text"] = _unguarded("\n".join(lines[at + 1 : end]).strip())
    return problems


def _guarded(text: str) -> str:
    return _LIKE_A_SECTION.sub(r"\\\1", text)


def _unguarded(text: str) -> str:
    return re.sub(r"^\\(\\*)(?=## \[\w+\])", r"\1", text, flags=re.MULTILINE)


def _refused(*problems: Problem) -> Found:
    return Found(article=None, file=problems[0].file, problems=problems)
