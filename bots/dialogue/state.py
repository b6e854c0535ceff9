"""What a conversation remembers between two events."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from uuid import UUID, uuid5

SCHEMA = 1  # raise it, and teach ``load`` the old shape, when a field changes meaning

Answers = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report this conversation talks about. ``number`` is None until the API has it.

    ``title`` is what the citizen can tell it by: the category's code, or the kind.
    """

    report_id: str
    kind: str
    number: str | None = None
    word: str = "received"
    title: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An unfinished flow that stepped aside, for an SOS say, and can go on later."""

    flow: str
    question: str
    answers: Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One citizen's place in one flow. ``flow`` is None when nothing is asked.

    ``id`` is a UUID: all the API ever learns of the chat. ``seed`` is another that
    never leaves us: ids of reports and messages are derived from it, so that nobody
    can tell whose an anonymous report is by computing them. ``turn`` counts the
    questions asked, so that the buttons of an older one can be told apart.
    ``begun`` counts the reports begun: with ``seed`` it names each of them.

    ``reports`` are open, the newest last; ``past`` are the last finished ones.
    ``talking_to`` is the open report chosen by a button. ``unfiled`` is what came while
    it was not clear which report it belongs to. ``identity`` is "none" or "registered"
    and ``consent`` the version agreed to: who it is only the API knows. ``restricted``
    is "" or until when (ISO time, or "always"). ``notes`` are small things a flow wants
    to remember beyond its own end, by the flow's name.
    """

    id: str
    seed: str = ""
    locale: str = "kk"
    language_chosen: bool = False
    flow: str | None = None
    question: str | None = None
    answers: Answers = field(default_factory=dict)
    turn: int = 0
    begun: int = 0
    draft: Draft | None = None
    reports: tuple[OpenReport, ...] = ()
    past: tuple[OpenReport, ...] = ()
    talking_to: str | None = None
    unfiled: tuple[Mapping[str, object], ...] = ()
    last_album: str | None = None
    blocked: bool = False
    identity: str = "none"
    consent: str | None = None
    announcements: bool = True
    restricted: str = ""
    notes: Mapping[str, object] = field(default_factory=dict)


def seed_of(conversation: Conversation) -> UUID:
    """The namespace of the conversation's ids; a document from before has only its ``id``."""
    return UUID(conversation.seed or conversation.id)


def alias_of(conversation: Conversation) -> str:
    """The id under which the API knows this chat in anonymous reports, unlike ``id``."""
    return alias_of_seed(str(seed_of(conversation)))


def alias_of_seed(seed: str) -> str:
    """As ``alias_of``, before there is a conversation."""
    return str(uuid5(UUID(seed), "anonymous"))


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
    past = fields.pop("past", ())
    unfiled = tuple(fields.pop("unfiled", ()))
    return Conversation(
        **fields,
        draft=Draft(**draft) if draft else None,
        reports=tuple(OpenReport(**report) for report in reports),
        past=tuple(OpenReport(**report) for report in past),
        unfiled=unfiled,
    )


def flow_of(document: str) -> str | None:
    """The flow of a conversation that ``dump`` wrote, also in a shape ``load`` refuses."""
    flow: str | None = json.loads(document).get("flow")
    return flow


_NAMES = {part: [f.name for f in fields(part)] for part in (Conversation, Draft, OpenReport)}


def _fields(part: Conversation | Draft | OpenReport) -> dict[str, object]:
    return {name: getattr(part, name) for name in _NAMES[type(part)]}


# One encoder for all: json.dumps would build one a call, and asdict copies every leaf.
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=_fields)
