"""What a conversation remembers between two events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

SCHEMA = 1  # raise it, and teach ``load`` the old shape, when a field changes meaning

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report this conversation talks about. ``number`` is None until the API has it."""

    report_id: str
    kind: str
    number: str | None = None
    word: str = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished flow that stepped aside, for an SOS say, and can go on later."""

    flow: str
    question: str
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One citizen's place in one flow. ``flow`` is None when nothing is asked.

    ``id`` is a UUID: all the API ever learns of the chat. ``turn`` counts the
    questions asked, so that the buttons of an older one can be told apart.
    ``begun`` counts the reports begun: with ``id`` it names each of them.
    """

    id: str
    locale: str = "kk"
    language_chosen: bool = False
    flow: str | None = None
    question: str | None = None
    answers: Answers = field(default_factory=dict)
    turn: int = 0
    begun: int = 0
    draft: Draft | None = None
    reports: tuple[OpenReport, ...] = ()
    last_album: str | None = None
    blocked: bool = False


def dump(conversation: Conversation) -> str:
    """The conversation as JSON text, with its schema number."""
    return _ENCODER.encode({"schema": SCHEMA, **_fields(conversation)})


def load(document: str) -> Conversation:
    """The conversation that ``dump`` wrote.

    Raises ``ValueError`` if another release wrote it in a shape we do not know:
    better a loud stop than a citizen's half-understood report.
    """
    fields = json.loads(document)
    if (schema := fields.pop("schema")) != SCHEMA:
        raise ValueError(f"conversation schema {schema} is not {SCHEMA}")
    draft = fields.pop("draft")
    reports = fields.pop("reports")
    return Conversation(
        **fields,
        draft=Draft(**draft) if draft else None,
        reports=tuple(OpenReport(**report) for report in reports),
    )


_NAMES = {part: [f.name for f in fields(part)] for part in (Conversation, Draft, OpenReport)}


def _fields(part: Conversation | Draft | OpenReport) -> dict[str, object]:
    return {name: getattr(part, name) for name in _NAMES[type(part)]}


# One encoder for all: json.dumps would build one a call, and asdict copies every leaf.
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_fields)
