"""After sending: what the citizen adds, corrects and looks up about open reports."""

from dataclasses import replace

from bots.citizen.content import add, content_of, edit_of, receipt
from bots.citizen.draft import keep_edit, remember_album, repeats_album
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import AddMessage, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import Event, LocationMoved, Message, TextEdited
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

MOST_LISTED = 10  # reports; one message each


def add_to_newest(conversation: Conversation, event: Message) -> Step:
    """What was sent belongs to the newest open report. An album is answered once."""
    report = conversation.reports[-1]
    added = add(report.report_id, content_of(conversation, event))
    after = remember_album(conversation, event)
    if repeats_album(conversation, event):
        return Step(after, added)
    plain = "added" if report.number is None else "added-to"
    args = {"number": report.number or ""}
    return Step(after, (*added, say(after, receipt(event, plain), args, silent=True)))


def edited(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a later version of what was sent goes where the first one went.

    Into the draft that holds the first one, else to the newest open report. With
    neither, and for a live location moving in a draft (once a second), nothing is said.
    """
    if not isinstance(event, TextEdited | LocationMoved):
        return None
    if (kept := _edited_draft(conversation, event)) is not None:
        return Step(kept, _noted(kept, event))
    if not conversation.reports:
        return Step(conversation)
    report_id = conversation.reports[-1].report_id
    version = AddMessage(report_id=report_id, message=edit_of(conversation, event))
    return Step(conversation, (version, *_noted(conversation, event)))


def list_reports(conversation: Conversation) -> tuple[Say, ...]:
    """The open reports with their words, the newest first."""
    if not conversation.reports:
        return (say_home(conversation, "my-none"),)
    newest = list(reversed(conversation.reports))[:MOST_LISTED]
    return tuple(
        say_home(conversation, "my-waiting")
        if report.number is None
        else say_home(
            conversation, "my-report", {"number": report.number, "word": f"@word-{report.word}"}
        )
        for report in newest
    )


def _edited_draft(
    conversation: Conversation, event: TextEdited | LocationMoved
) -> Conversation | None:
    live = keep_edit(conversation, conversation.answers, event)
    if live is not None:
        return replace(conversation, answers=live)
    if conversation.draft is None:
        return None
    aside = keep_edit(conversation, conversation.draft.answers, event)
    if aside is None:
        return None
    return replace(conversation, draft=replace(conversation.draft, answers=aside))


def _noted(conversation: Conversation, event: Event) -> tuple[Say, ...]:
    if isinstance(event, LocationMoved):
        return ()
    return (say(conversation, "edit-noted", silent=True),)
