"""An article from data that somebody may have written by hand.

Every field is looked at, and every fault named; ``faq.catalogue.read_article`` trusts its data.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from faq.article import Article, ButtonKind
from faq.catalogue import Topic, plain, read_article
from faq.exchange.problems import Fault, Found, Problem

Locale = Literal["kk", "ru", "en"]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
Line = Annotated[str, StringConstraints(pattern=r"^[^\r\n]*$")]
Words = Annotated[str, StringConstraints(pattern=r"^[^\r\n]*\S[^\r\n]*$")]
Day = Annotated[date, BeforeValidator(lambda told: date.fromisoformat(told))]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Button(_Row):
    kind: ButtonKind
    target: Line = ""
    labels: dict[Locale, Line] = {}


class _Attachment(_Row):
    sha256: Digest
    name: Words
    media_type: Words
    size: Annotated[int, Field(ge=0)]
    locale: Locale | None = None


class _Translation(_Row):
    title: Words
    text: str = ""
    asked: tuple[Words, ...] = ()
    label: Line = ""
    stale: bool = False


class _Article(_Row):
    id: Code
    topic: Code
    translations: Annotated[dict[Locale, _Translation], Field(min_length=1)]
    buttons: tuple[_Button, ...] = ()
    attachments: tuple[_Attachment, ...] = ()
    valid_from: Day | None = None
    valid_until: Day | None = None
    checked: Day | None = None


class _Topic(_Row):
    code: Code
    labels: dict[Locale, Words]


_FAULTS = {"missing": Fault.MISSING, "extra_forbidden": Fault.UNKNOWN_FIELD}


def article_of(row: object, file: str, line: int | None = None) -> Found:
    """The article in ``row``, or all that is wrong with it."""
    try:
        article = read_article(_Article.model_validate(row).model_dump())
    except ValidationError as wrong:
        problems = _problems(wrong, file, line, _named(row))
        return Found(article=None, file=file, line=line, problems=problems)
    return Found(article=article, file=file, line=line)


def topic_of(row: object, file: str) -> Topic | list[Problem]:
    """The topic in ``row``, or all that is wrong with it."""
    try:
        return Topic(**_Topic.model_validate(row).model_dump())
    except ValidationError as wrong:
        return _problems(wrong, file, None, "")


def article_row(article: Article) -> dict[str, Any]:
    """The article as plain data, without what says nothing."""
    row: dict[str, Any] = _pruned(plain(article))
    return row


def _pruned(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {name: _pruned(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if not _says_nothing(each)}
    return [_pruned(each) for each in value] if isinstance(value, list) else value


def _says_nothing(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})


def _problems(wrong: ValidationError, file: str, line: int | None, id: str) -> list[Problem]:
    return [
        Problem(
            fault=_FAULTS.get(each["type"], Fault.BAD_VALUE),
            file=file,
            line=line,
            article=id,
            about=".".join(map(str, each["loc"])),
        )
        for each in wrong.errors(include_url=False, include_context=False, include_input=False)
    ]


def _named(row: object) -> str:
    id = row.get("id") if isinstance(row, Mapping) else None
    return id if isinstance(id, str) else ""
