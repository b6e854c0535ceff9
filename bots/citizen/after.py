"""After sending: corrections, and the list of open reports."""

from dataclasses import replace

from bots.citizen import unfiled
from bots.citizen.content import edit_of, filed, message_id
from bots.citizen.draft import keep_edit
from bots.citizen.filing import told_of
from bots.citizen.speech import say
from bots.citizen.versions import is_unchanged, remember_text
from bots.dialogue.effects import AddMessage, Effect, Filed, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import Event, LocationMoved, TextEdited
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def edited(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a later version of what was sent goes where the first one went.

    Unchanged words, which messengers also report, change nothing. What was sent to no
    report is put to the newest one as a guess: better there than lost.
    """
    if not isinstance(event, TextEdited):
        return None
    if (kept := kept_edit(conversation, event)) is not None:
        return Step(kept, _noted(kept) if kept != conversation else ())
    if is_unchanged(conversation, event.ref, event.text):
        return Step(conversation)
    conversation = remember_text(conversation, event.ref, event.text)
    version = edit_of(conversation, event)
    if event.about is not None:
        sent = {**version, "message_id": event.about_message or version["message_id"]}
        added = AddMessage(report_id=event.about, message=sent)
        (said,) = _noted(conversation)
        return Step(conversation, (added, replace(said, about=event.about)))
    if not conversation.reports:
        return Step(conversation, (say(conversation, "edit-of-nothing", silent=True),))
    return Step(conversation, _guessed(conversation, event))


def kept_edit(conversation: Conversation, event: TextEdited | LocationMoved) -> Conversation | None:
    """With the edit kept in the draft or among the unfiled, or None if its first is not there."""
    answers = keep_edit(conversation, conversation.answers, event)
    if answers is not None:
        return replace(conversation, answers=answers)
    if conversation.draft is not None:
        aside = keep_edit(conversation, conversation.draft.answers, event)
        if aside is not None:
            return replace(conversation, draft=replace(conversation.draft, answers=aside))
    return unfiled.keep_edit(conversation, event)


def _guessed(conversation: Conversation, event: TextEdited) -> tuple[Effect, ...]:
    report = conversation.reports[-1]
    by = "only" if len(conversation.reports) == 1 else "guess"
    (version,) = filed((edit_of(conversation, event),), by)
    same = message_id(conversation, event.ref)
    return (
        AddMessage(report_id=report.report_id, message=version),
        Filed(ref=event.ref, report_id=report.report_id, message_id=same),
        told_of(report, say(conversation, "edit-guessed", silent=True)),
    )


def _noted(conversation: Conversation) -> tuple[Say, ...]:
    return (say(conversation, "edit-noted", silent=True),)
