"""What reports can be about, as the flows see it: plain data, made from the API's JSON.

The bot works with the copy it has, also an old one, so nothing here refuses: an entry or a
kind of question that this release does not know is left out, the rest is used.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from bots.dialogue.engine import Script
from faq.catalogue import Catalogue as Faq
from faq.catalogue import read as read_faq
from faq.content import seed

Labels = Mapping[str, str]
QUESTION_KINDS = frozenset({"single", "multiple", "number", "text", "datetime"})
LARGEST_UPLOAD = 2 << 30
SOS_UNHEARD_S = 30
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    code: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraQuestion:
    """A question asked only for one category. Without ``required`` it may be skipped."""

    code: str
    kind: str
    labels: Labels
    options: tuple[Option, ...] = ()
    required: bool = False
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is told as soon as the category is chosen ("fire: call 101")."""

    texts: Labels
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What a report can be about. Without ``labels`` its name is the text ``button-<code>``."""

    code: str
    kind: str
    labels: Labels = field(default_factory=dict)
    notice: Notice | None = None
    questions: tuple[ExtraQuestion, ...] = ()
    parent: str | None = None
    children: tuple["Category", ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QrPlace:
    """A place with a QR code; ``place`` fits the API's Place."""

    code: str
    labels: Labels
    place: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    version: str
    texts: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Rules of the house. Times in seconds, sizes in bytes."""

    identity_fields: tuple[str, ...] = ()
    consent: Consent | None = None
    largest_upload: int = LARGEST_UPLOAD
    sos_unheard_s: int = SOS_UNHEARD_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """``categories`` are all of them, flat; ``offered`` and ``children`` may be chosen.

    ``faq`` are the published articles.
    """

    version: str = ""
    categories: tuple[Category, ...] = ()
    places: tuple[QrPlace, ...] = ()
    policy: Policy = Policy()
    faq: Faq = field(default_factory=seed)

    def offered(self) -> tuple[Category, ...]:
        """The categories that stand for themselves."""
        return tuple(one for one in self.categories if not one.parent and not one.retired)

    def category(self, code: object) -> Category | None:
        return next((one for one in self.categories if one.code == code), None)

    def children(self, code: object) -> tuple[Category, ...]:
        found = self.category(code)
        return found.children if found else ()

    def place(self, code: str) -> QrPlace | None:
        return next((one for one in self.places if one.code == code), None)


BUILT_IN = {
    "theft": "crime",
    "violence": "crime",
    "fraud": "crime",
    "traffic": "offence",
    "noise": "offence",
    "missing-person": "statement",
    "lost-property": "statement",
    "officer-conduct": "complaint",
    "other": "statement",
}
DEFAULT = Catalogue(
    categories=tuple(Category(code=code, kind=kind) for code, kind in BUILT_IN.items())
)


def catalogue_of(script: Script) -> Catalogue:
    """The catalogue that the script was made with."""
    return script.house if isinstance(script.house, Catalogue) else DEFAULT


def faq_of(script: Script) -> Faq:
    """The articles that the script was made with."""
    return catalogue_of(script).faq


def faq_from(body: Mapping[str, object] | None) -> Faq:
    """The API's articles (its JSON); those we ship where that cannot be read or has none."""
    try:
        found = _articles(json.dumps(body)) if body is not None else seed()
    except (KeyError, TypeError, ValueError, AttributeError):
        return seed()
    return found if found.articles else seed()


@lru_cache(maxsize=2)
def _articles(body: str) -> Faq:
    """The same object for the same content: an index is made for each."""
    return read_faq(json.loads(body))


def catalogue_from(body: Mapping[str, object] | None) -> Catalogue:
    """The API's catalogue (its JSON); the built-in one where that has nothing to offer."""
    if body is None:
        return DEFAULT
    rows = sorted(_each(body.get("categories"), _row), key=lambda row: row[0])
    found = _families([category for _, category in rows])
    return Catalogue(
        version=str(body.get("version", "")),
        categories=found or DEFAULT.categories,
        places=_each(body.get("places"), _qr_place),
        policy=_policy(body.get("policy")),
    )


def _each(rows: object, read: Callable[[Mapping[str, object]], T]) -> tuple[T, ...]:
    """What of ``rows`` can be read."""
    found: list[T] = []
    for row in rows if isinstance(rows, list | tuple) else ():
        try:
            found.append(read(row))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # of a later release: the rest is still good
    return tuple(found)


def _row(row: Mapping[str, object]) -> tuple[int, Category]:
    position = row.get("position")
    parent = row.get("parent")
    notice = row.get("notice")
    return position if isinstance(position, int) else 0, Category(
        code=str(row["code"]),
        kind=str(row["kind"]),
        labels=_labels(row["labels"]),
        parent=str(parent) if parent else None,
        notice=_notice(notice) if isinstance(notice, Mapping) else None,
        questions=_each(row.get("questions"), _question),
        retired=bool(row.get("retired")),
    )


def _families(flat: list[Category]) -> tuple[Category, ...]:
    known = {one.code for one in flat}

    def family(one: Category) -> Category:
        children = tuple(c for c in flat if c.parent == one.code and not c.retired)
        return replace(one, parent=one.parent if one.parent in known else None, children=children)

    return tuple(map(family, flat))


def _question(row: Mapping[str, object]) -> ExtraQuestion:
    kind = str(row["kind"])
    options = _each(row.get("options"), _option)
    if kind not in QUESTION_KINDS or (kind in ("single", "multiple") and not options):
        raise ValueError(kind)
    return ExtraQuestion(
        code=str(row["code"]),
        kind=kind,
        labels=_labels(row["labels"]),
        options=options,
        required=bool(row.get("required")),
        least=_number(row.get("least")),
        most=_number(row.get("most")),
    )


def _option(row: Mapping[str, object]) -> Option:
    return Option(code=str(row["code"]), labels=_labels(row["labels"]))


def _notice(row: Mapping[str, object]) -> Notice:
    return Notice(texts=_labels(row.get("texts")), phone=str(row.get("phone") or ""))


def _qr_place(row: Mapping[str, object]) -> QrPlace:
    place = row["place"]
    if not isinstance(place, Mapping):
        raise TypeError(place)
    known = {name: value for name, value in place.items() if value is not None}
    known |= {name: float(known[name]) for name in ("latitude", "longitude") if name in known}
    return QrPlace(code=str(row["code"]), labels=_labels(row["labels"]), place=known)


def _policy(row: object) -> Policy:
    if not isinstance(row, Mapping):
        return Policy()
    fields = row.get("identity_fields")
    consent = _each([row.get("consent")], _consent)
    unheard, largest = _number(row.get("sos_unheard_s")), _number(row.get("largest_upload"))
    return Policy(
        identity_fields=tuple(map(str, fields)) if isinstance(fields, list | tuple) else (),
        consent=consent[0] if consent else None,
        largest_upload=int(largest) if largest else LARGEST_UPLOAD,
        sos_unheard_s=int(unheard) if unheard else SOS_UNHEARD_S,
    )


def _consent(row: Mapping[str, object]) -> Consent:
    return Consent(version=str(row["version"]), texts=_labels(row["texts"]))


def _labels(row: object) -> Labels:
    if not isinstance(row, Mapping):
        raise TypeError(row)
    return {str(locale): str(text) for locale, text in row.items() if text}


def _number(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
