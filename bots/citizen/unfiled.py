"""What came while it was not clear which report it belongs to: kept, asked about once, filed.

An entry of ``Conversation.unfiled`` is plain JSON: ``ref``, ``messages`` and ``file`` in
the API's shape, ``channel``, ``album``; ``edits`` and ``tracks`` of those messages.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from bots.citizen.content import (
    Content,
    Wire,
    add,
    channel_of,
    content_of,
    edit_of,
    filed,
    message_id,
)
from bots.citizen.draft import edits, files, messages, new, refs, repeats_album, tracks
from bots.citizen.filing import Place, album_went, talk_timer, talk_to, talking_to, told_of
from bots.citizen.filing import filed as filed_at
from bots.citizen.keyboard import Row, lasting
from bots.citizen.speech import say, say_home
from bots.citizen.titles import name_of, report_button, worded
from bots.citizen.tracks import Tracks, move_tracks, moved
from bots.dialogue.effects import AddMessage, CancelTimer, Effect, Keyboard, Say, SetTimer
from bots.dialogue.engine import Script, again, begin
from bots.dialogue.events import Event, LocationMoved, MediaReceived, Message, TextEdited
from bots.dialogue.flow import Step
from bots.dialogue.state import Answers, Conversation, OpenReport

UNFILED = "unfiled"
ANSWERED_WITHIN = timedelta(minutes=2)
MOST_OFFERED = 8  # reports
DRAFTED = frozenset({"report", "ask"})

Entry = Mapping[str, object]


def hold(script: Script, conversation: Conversation, event: Message) -> Step:
    """Keep it, and ask which report it is about: once, whatever comes before the answer."""
    content = content_of(conversation, event)
    entry = {
        "ref": event.ref,
        "messages": list(content.messages),
        "file": content.file,
        "channel": channel_of(event),
        "album": event.album if isinstance(event, MediaReceived) else None,
        "edits": [],
        "tracks": {},
    }
    held = replace(conversation, unfiled=(*conversation.unfiled, entry))
    if isinstance(event, MediaReceived) and event.album is not None:
        held = replace(held, last_album=event.album)
    if repeats_album(conversation, event) and conversation.unfiled:
        return Step(held)
    if conversation.unfiled:
        return Step(held, (say(held, "unfiled-more", silent=True),))
    timer = SetTimer(name=UNFILED, due_at=event.at + ANSWERED_WITHIN)
    return Step(held, (replace(which(script, held), reply_to=event.ref), timer))


def which(script: Script, conversation: Conversation) -> Say:
    """Which report is it about? A button for each, the newest first."""
    newest = list(reversed(conversation.reports))[:MOST_OFFERED]
    rows: list[Row] = [(report_button(script, conversation, report, "file"),) for report in newest]
    if conversation.draft is not None:
        rows.append(lasting("file-draft"))
    elif not conversation.restricted:
        rows.append(lasting("file-new"))
    return say(conversation, "which-report", rows=tuple(rows), keyboard=Keyboard.INLINE)


def file_all(conversation: Conversation, report: OpenReport, by: str, at: datetime) -> Step:
    """All of it goes to the report."""
    entries = conversation.unfiled
    place = Place(report=report, by=by)
    effects = [each for entry in entries for each in _filed(report, entry, by)]
    after = replace(conversation, unfiled=())
    if any(entry["album"] and entry["album"] == after.last_album for entry in entries):
        after = album_went(after, place)
    effects.append(CancelTimer(name=UNFILED))
    if by == "asked":
        after = talk_to(after, report)
        effects.append(talk_timer(at))
    guessed = "filed-by-guess" if by == "guess" else "filed"
    return Step(after, (*effects, told_of(report, _told(after, report, guessed))))


def guess(script: Script, conversation: Conversation, at: datetime) -> Step:
    """The citizen did not say: to the newest, and say so. Nothing is lost.

    If they chose a report for what came later, that one is likelier.
    """
    if not conversation.unfiled:
        return Step(conversation)
    known = conversation.reports or conversation.past
    if known:
        return file_all(conversation, talking_to(conversation) or known[-1], "guess", at)
    return to_report_of_its_own(script, conversation)


def to_report_of_its_own(script: Script, conversation: Conversation) -> Step:
    """It begins a report, or goes into the one that is being told or waits."""
    done = CancelTimer(name=UNFILED)
    bare = replace(conversation, unfiled=())
    if conversation.draft is not None:
        answers = _joined(conversation.draft.answers, conversation.unfiled)
        kept = replace(bare, draft=replace(conversation.draft, answers=answers))
        return Step(kept, (done, say_home(kept, "filed-in-draft")))
    if conversation.flow in DRAFTED:
        kept = replace(bare, answers=_joined(conversation.answers, conversation.unfiled))
        return Step(kept, (done, say(kept, "filed-in-draft"), again(script, kept)))
    if conversation.flow is not None:  # an SOS comes first; the timer files it there
        return Step(conversation, (say(conversation, "filing-later"),))
    begun, report_id = new(bare)
    answers = _joined({"report_id": report_id}, conversation.unfiled)
    started = begin(script, begun, "report", answers)
    return Step(started.conversation, (done, *started.effects))


def keep_edit(conversation: Conversation, event: TextEdited | LocationMoved) -> Conversation | None:
    """With the edit kept beside what it edits, or None if that is not here."""
    for place, entry in enumerate(conversation.unfiled):
        if entry["ref"] == event.ref:
            entries = [*conversation.unfiled]
            entries[place] = _edited(conversation, entry, event)
            return replace(conversation, unfiled=tuple(entries))
    return None


def _told(conversation: Conversation, report: OpenReport, message: str) -> Say:
    args = name_of(report)
    if report.kind == "sos" and message == "filed":
        return say(conversation, "sos-added", args)
    if conversation.flow is not None:
        return say(conversation, worded(report, message), args)
    return say_home(conversation, worded(report, message), args)


def _filed(report: OpenReport, entry: Entry, by: str) -> tuple[Effect, ...]:
    told, file = filed(_messages(entry), by), cast("Wire | None", entry["file"])
    versions = cast("list[Wire]", entry["edits"])
    return (
        *add(report.report_id, Content(told, file)),
        filed_at(str(entry["ref"]), report, told),
        *(AddMessage(report_id=report.report_id, message=each) for each in versions),
        *move_tracks(report.report_id, cast("Tracks", entry["tracks"])),
    )


def _joined(answers: Answers, entries: tuple[Entry, ...]) -> Answers:
    """The draft's answers with all of it."""
    told = [each for entry in entries for each in filed(_messages(entry), "asked")]
    names = {str(entry["ref"]): _messages(entry)[0]["message_id"] for entry in entries}
    moves = {name: track for entry in entries for name, track in _tracks(entry).items()}
    return {
        **answers,
        "channel": answers.get("channel") or entries[0]["channel"],
        "messages": [*messages(answers), *told],
        "files": [*files(answers), *(entry["file"] for entry in entries if entry["file"])],
        "edits": [*edits(answers), *(each for entry in entries for each in _edits(entry))],
        "tracks": {**tracks(answers), **moves},
        "refs": {**refs(answers), **names},
    }


def _edited(conversation: Conversation, entry: Entry, event: Event) -> Entry:
    if isinstance(event, LocationMoved):
        same = message_id(conversation, event.ref)
        return {**entry, "tracks": moved(_tracks(entry), same, event)}
    assert isinstance(event, TextEdited)
    edit = edit_of(conversation, event)
    if [*_messages(entry), *_edits(entry)][-1].get("text") == edit["text"]:
        return entry
    return {**entry, "edits": [*_edits(entry), edit]}


def _messages(entry: Entry) -> list[Wire]:
    return cast("list[Wire]", entry["messages"])


def _edits(entry: Entry) -> list[Wire]:
    return cast("list[Wire]", entry["edits"])


def _tracks(entry: Entry) -> Tracks:
    return cast("Tracks", entry["tracks"])
