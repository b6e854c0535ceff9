"""What is kept of a report while it is being told, and how it is handed over.

A draft lives in the conversation's answers, as plain JSON:
``report_id``; ``messages`` and ``files`` in the API's shape, in the order they
came (``refs``: what the chat calls them); ``edits``, later versions of those
messages; ``tracks``, where their live locations are now; ``channel``; the answers to
the questions, each under its name (``told``: the messages that answered one, and so
do not describe anything); and what the flow remembers of itself: see the questions.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast
from uuid import uuid5

from bots.citizen.content import (
    Content,
    Wire,
    add,
    channel_of,
    content_of,
    edit_of,
    fetch,
    message_id,
)
from bots.citizen.happenings import handed_over
from bots.citizen.notes import note
from bots.citizen.outage import watch
from bots.citizen.tracks import Tracks, move_tracks, moved
from bots.dialogue.effects import (
    AddMessage,
    CancelTimer,
    Effect,
    Filed,
    IssueReceipt,
    SetTimer,
    SubmitReport,
)
from bots.dialogue.engine import leave
from bots.dialogue.events import Event, LocationMoved, MediaReceived, Message, TextEdited
from bots.dialogue.state import Answers, Conversation, OpenReport, alias_of, seed_of

MOST_MESSAGES = 500  # of one submission; the others follow it one by one
REMINDED_AFTER = timedelta(minutes=15)
SLEEPS_AFTER = timedelta(hours=24)
OPTIONAL = ("category", "place", "happened_at", "happened", "role", "same_as", "from_place")


def new(conversation: Conversation) -> tuple[Conversation, str]:
    """The conversation with one more report begun, and that report's id."""
    begun = conversation.begun + 1
    report_id = uuid5(seed_of(conversation), f"report/{begun}")
    return replace(conversation, begun=begun), str(report_id)


def messages(answers: Answers) -> list[Wire]:
    """The messages kept so far."""
    return cast("list[Wire]", answers.get("messages", []))


def files(answers: Answers) -> list[Wire]:
    """The files kept so far."""
    return cast("list[Wire]", answers.get("files", []))


def edits(answers: Answers) -> list[Wire]:
    """Later versions of messages kept so far."""
    return cast("list[Wire]", answers.get("edits", []))


def refs(answers: Answers) -> Mapping[str, str]:
    """What the chat calls the messages kept so far: its own name, and the id at the API."""
    return cast("Mapping[str, str]", answers.get("refs", {}))


def tracks(answers: Answers) -> Tracks:
    """Where the live locations kept so far are now."""
    return cast("Tracks", answers.get("tracks", {}))


def answer(conversation: Conversation, **answers: object) -> Conversation:
    """The conversation with some answers noted."""
    return replace(conversation, answers={**conversation.answers, **answers})


def repeats_album(conversation: Conversation, event: Event) -> bool:
    """True for the second and later items of an album: the first has been answered."""
    return (
        isinstance(event, MediaReceived)
        and event.album is not None
        and event.album == conversation.last_album
    )


def remember_album(conversation: Conversation, event: Event) -> Conversation:
    """The conversation after an item of an album; ``repeats_album`` is asked before."""
    if isinstance(event, MediaReceived) and event.album is not None:
        known = replace(conversation, last_album=event.album)
        went = {"id": event.album, "report": conversation.answers.get("report_id"), "by": "draft"}
        return note(known, "filing", album=went)
    return conversation


def keep(conversation: Conversation, event: Message) -> Conversation:
    """What was sent is in the draft now, whatever was being asked."""
    content = content_of(conversation, event)
    answers = conversation.answers
    kept = answer(
        conversation,
        channel=answers.get("channel") or channel_of(event),
        messages=[*messages(answers), *content.messages],
        files=[*files(answers), *([content.file] if content.file else [])],
        refs={**refs(answers), event.ref: str(content.messages[0]["message_id"])},
    )
    return remember_album(kept, event)


def keep_answer(conversation: Conversation, event: Message, **answers: object) -> Conversation:
    """The answers are noted, and what told them is kept too: a later edit has its first."""
    kept = keep(conversation, event)
    before = {str(message["message_id"]) for message in messages(conversation.answers)}
    told = {str(message["message_id"]) for message in messages(kept.answers)} - before
    earlier = cast("list[str]", conversation.answers.get("told", []))
    return answer(kept, told=[*earlier, *sorted(told)], **answers)


def keep_edit(
    conversation: Conversation, answers: Answers, event: TextEdited | LocationMoved
) -> Answers | None:
    """The answers with the edit kept, or None if it edits nothing of theirs.

    Every version of a text is kept, the same one once; of a live location where it is now.
    """
    same = message_id(conversation, event.ref)
    versions = [
        each for each in (*messages(answers), *edits(answers)) if each["message_id"] == same
    ]
    if not versions:
        return None
    if isinstance(event, LocationMoved):
        return {**answers, "tracks": moved(tracks(answers), same, event)}
    edit = edit_of(conversation, event)
    if versions[-1].get("text") == edit["text"]:
        return answers
    return {**answers, "edits": [*edits(answers), edit]}


def hand_over(
    conversation: Conversation, event: Event, kind: str
) -> tuple[Conversation, tuple[Effect, ...]]:
    """Submit the draft: nothing is asked any more, and the report is open."""
    answers = conversation.answers
    report_id = str(answers["report_id"])
    anonymous = bool(answers.get("anonymous"))
    submission: Wire = {
        "report_id": report_id,
        "conversation_id": alias_of(conversation) if anonymous else conversation.id,
        "kind": kind,
        "channel": answers.get("channel") or "text",
        "locale": conversation.locale,
        "messages": messages(answers)[:MOST_MESSAGES],
        "submitted_at": event.at.isoformat(),
        **{name: answers[name] for name in OPTIONAL if answers.get(name)},
    }
    if extra := answers.get("extra"):
        submission["answers"] = [each for each in cast("Wire", extra).values() if each]
    if anonymous:
        submission["anonymous"] = True
    title = str(answers.get("category") or kind)
    opened = open_report(leave(conversation), report_id, kind, title=title, anonymous=anonymous)
    opened, counted = handed_over(opened, event.at, kind)
    return opened, (
        SubmitReport(report_id=report_id, submission=submission),
        watch(event),
        *((IssueReceipt(report_id=report_id),) if anonymous else ()),
        *_later(report_id, answers),
        *(Filed(ref=ref, report_id=report_id, message_id=m) for ref, m in refs(answers).items()),
        *no_timers(),
        *counted,
    )


def open_report(
    conversation: Conversation,
    report_id: str,
    kind: str,
    *,
    title: str = "",
    anonymous: bool = False,
) -> Conversation:
    """The conversation with one more report to talk about, the newest."""
    report = OpenReport(report_id=report_id, kind=kind, title=title or kind, anonymous=anonymous)
    return replace(conversation, reports=(*conversation.reports, report))


def timers(answers: Answers, at: datetime) -> tuple[Effect, ...]:
    """Counted from the last answer: the reminder, and when that was given, the sleep."""
    if answers.get("reminded"):
        return (SetTimer(name="draft-sleep", due_at=at + SLEEPS_AFTER),)
    return (SetTimer(name="draft-idle", due_at=at + REMINDED_AFTER),)


def no_timers() -> tuple[Effect, ...]:
    """There is no draft to be reminded of any more."""
    return (CancelTimer(name="draft-idle"), CancelTimer(name="draft-sleep"))


def _later(report_id: str, answers: Mapping[str, object]) -> tuple[Effect, ...]:
    over = add(report_id, Content(tuple(messages(answers)[MOST_MESSAGES:])))
    edited = (AddMessage(report_id=report_id, message=edit) for edit in edits(answers))
    fetched = (fetch(report_id, file) for file in files(answers))
    return (*over, *edited, *fetched, *move_tracks(report_id, tracks(answers)))
