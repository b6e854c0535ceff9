"""What an import brought, and what was wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from faq.article import Article
from faq.catalogue import Topic


class Fault(StrEnum):
    """Why something was not taken. The console says it in words."""

    NOT_UTF8 = "not_utf8"
    NOT_A_ZIP = "not_a_zip"
    TOO_LARGE = "too_large"
    NOT_YAML = "not_yaml"
    NO_FRONT_MATTER = "no_front_matter"
    NO_COLUMN = "no_column"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    BAD_VALUE = "bad_value"
    DUPLICATE_ID = "duplicate_id"
    DUPLICATE_LANGUAGE = "duplicate_language"
    UNKNOWN_TOPIC = "unknown_topic"
    ROWS_DISAGREE = "rows_disagree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """``line`` counts from 1 (in a table: the row as a spreadsheet counts it).

    ``about`` is the field, or what else one has to look for.
    """

    fault: Fault
    file: str = ""
    line: int | None = None
    article: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Articles without a problem, whole. ``topics`` is empty where a format has none."""

    articles: tuple[Article, ...] = ()
    topics: tuple[Topic, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article as it was read, and where. None: it could not be."""

    article: Article | None
    file: str
    line: int | None = None
    problems: Sequence[Problem] = ()


def gathered(found: Sequence[Found], topics: Sequence[Topic] = ()) -> Imported:
    """The articles of all files. Of two with one id neither is taken."""
    problems = [problem for each in found for problem in each.problems]
    whole = [each for each in found if each.article is not None]
    counted: dict[str, int] = {}
    for each in whole:
        counted[_id(each)] = counted.get(_id(each), 0) + 1
    known = {topic.code for topic in topics}
    taken: list[Article] = []
    for each in whole:
        assert each.article is not None
        if counted[each.article.id] > 1:
            problems.append(_problem(Fault.DUPLICATE_ID, each, "id"))
        elif known and each.article.topic not in known:
            problems.append(_problem(Fault.UNKNOWN_TOPIC, each, each.article.topic))
        else:
            taken.append(each.article)
    return Imported(articles=tuple(taken), topics=tuple(topics), problems=tuple(problems))


def _id(found: Found) -> str:
    return found.article.id if found.article else ""


def _problem(fault: Fault, found: Found, about: str) -> Problem:
    return Problem(fault=fault, file=found.file, line=found.line, article=_id(found), about=about)
