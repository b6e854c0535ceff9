"""A draft that waits: reminded of, put to sleep, gone on with, begun anew, put away, fetched back.

Nothing is lost by *Cancel*: what was put away can be fetched back for a day.
"""

from dataclasses import replace
from datetime import timedelta
from typing import cast

from bots.citizen.draft import (
    REMINDED_AFTER,
    SLEEPS_AFTER,
    answer,
    edits,
    files,
    keep,
    messages,
    no_timers,
    refs,
    timers,
    tracks,
)
from bots.citizen.keyboard import STEERING, chosen, lasting
from bots.citizen.questions import begin_question
from bots.citizen.report import begin_report
from bots.citizen.speech import hushed, say, say_home
from bots.dialogue.effects import CancelTimer, Effect, Keyboard, Say, SetTimer
from bots.dialogue.engine import Script, again, leave, resume, set_aside
from bots.dialogue.events import Event, Message, TextReceived, TimerDue
from bots.dialogue.flow import Step
from bots.dialogue.state import Answers, Conversation, Draft

DRAFTED = frozenset({"report", "ask"})
FETCHED_BACK_WITHIN = timedelta(hours=24)


def waiting(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what can be done with a draft, by button, label, command or the clock."""
    match event:
        case TimerDue(name="draft-idle"):
            return _remind(script, conversation, event)
        case TimerDue(name="draft-sleep"):
            return _sleep(conversation)
        case TimerDue(name="undo-gone"):
            return Step(_without_undo(conversation))
    match chosen(event):
        case "cancel":
            return _cancel(conversation, event)
        case "undo" if conversation.notes.get("undo") or not isinstance(event, TextReceived):
            return _undo(script, conversation, event)
        case "report":
            return _report(script, conversation, event)
        case "continue":
            return _continue(script, conversation, event)
        case "start-over":
            return _start_over(script, conversation, event)
        case "delete-draft":
            return _delete(script, conversation, event)
    if conversation.flow is None and conversation.draft is not None and _is_left_over(event):
        return Step(conversation, (offer(script, conversation),))
    return None


def knock(script: Script, conversation: Conversation, event: Message) -> Step:
    """Something came while a draft waits: kept with it, and the citizen says how to go on."""
    draft = conversation.draft
    assert draft is not None
    known = replace(conversation, answers=draft.answers)
    kept = keep(known, event)
    slept = draft.answers.get("slept", len(messages(draft.answers)))
    waits = replace(draft, answers={**kept.answers, "slept": slept})
    after = replace(kept, answers=conversation.answers, draft=waits)
    return Step(after, (say(after, "kept", silent=True), offer(script, after)))


def offer(script: Script, conversation: Conversation) -> Say:
    """You were at step 4 of 7: go on, begin anew, or put it away?"""
    draft = conversation.draft
    assert draft is not None
    return say(
        conversation,
        "draft-waits",
        script.flows[draft.flow].progress(draft.question, draft.answers),
        rows=(lasting("continue"), lasting("start-over", "delete-draft")),
        keyboard=Keyboard.INLINE,
    )


def _remind(script: Script, conversation: Conversation, event: TimerDue) -> Step:
    """Once a draft, and never into an SOS."""
    if conversation.flow not in DRAFTED:
        return Step(conversation)
    reminded = answer(conversation, reminded=True)
    sleep = SetTimer(name="draft-sleep", due_at=event.at + SLEEPS_AFTER - REMINDED_AFTER)
    return Step(reminded, (say(reminded, "draft-reminder"), again(script, reminded), sleep))


def _sleep(conversation: Conversation) -> Step:
    """Set aside without a word; the next thing the citizen does is asked about it."""
    if conversation.flow not in DRAFTED:
        return Step(conversation)
    slept = answer(conversation, slept=len(messages(conversation.answers)))
    return Step(set_aside(slept))


def _cancel(conversation: Conversation, event: Event) -> Step:
    """Out of whatever is asked. An SOS stays with the operator."""
    if conversation.flow == "sos":
        out = leave(conversation)
        return Step(out, (hushed(conversation, say_home(out, "sos-left")),))
    if conversation.flow is None and conversation.draft is None:
        return Step(conversation, (say_home(conversation, "nothing-to-cancel"),))
    away, effects = _put_away(conversation, event)
    return Step(away, (say_home(away, "put-away" if effects else "cancelled"), *effects))


def _delete(script: Script, conversation: Conversation, event: Event) -> Step:
    """As *Cancel*, but an SOS that runs meanwhile goes on."""
    if not _is_there(conversation):
        return _aside(script, conversation, say(conversation, "old-button"))
    away, effects = _put_away(conversation, event)
    return _aside(script, away, say_home(away, "put-away"), *effects)


def _put_away(conversation: Conversation, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
    """Without its draft, running or waiting; it can be fetched back for a while."""
    if conversation.flow not in (None, "sos", *DRAFTED):
        return leave(conversation), ()
    aside = set_aside(conversation) if conversation.flow in DRAFTED else conversation
    draft = aside.draft
    out = replace(leave(aside) if conversation.flow != "sos" else aside, draft=None)
    if draft is None or draft.flow not in DRAFTED:
        return out, ()
    kept = {"flow": draft.flow, "question": draft.question, "answers": draft.answers}
    gone = SetTimer(name="undo-gone", due_at=event.at + FETCHED_BACK_WITHIN)
    return replace(out, notes={**out.notes, "undo": kept}), (gone, *no_timers())


def _undo(script: Script, conversation: Conversation, event: Event) -> Step:
    kept = conversation.notes.get("undo")
    if not isinstance(kept, dict):
        return _aside(script, conversation, say(conversation, "old-button"))
    if conversation.flow is not None or conversation.draft is not None:
        return _aside(script, conversation, say(conversation, "finish-first"))
    draft = Draft(flow=kept["flow"], question=kept["question"], answers=kept["answers"])
    back = resume(script, replace(_without_undo(conversation), draft=draft))
    effects = (CancelTimer(name="undo-gone"), *timers(draft.answers, event.at))
    return Step(back.conversation, (*back.effects, *effects))


def _report(script: Script, conversation: Conversation, event: Event) -> Step:
    if conversation.flow not in (None, "sos"):
        ways = (lasting("start-over", "delete-draft"),)
        inline = Keyboard.INLINE
        told = say(conversation, "already-telling", rows=ways, keyboard=inline)
        return _aside(script, conversation, told)
    if conversation.draft is not None:
        return Step(conversation, (offer(script, conversation),))
    return begin_report(script, leave(conversation), at=event.at)


def _continue(script: Script, conversation: Conversation, event: Event) -> Step:
    if conversation.flow not in (None, "sos"):
        return _aside(script, conversation, say(conversation, "already-telling"))
    if conversation.draft is None:
        return _aside(script, conversation, say(conversation, "old-button"))
    resumed = resume(script, conversation)
    after = answer(resumed.conversation, slept=None)
    return Step(after, (*resumed.effects, *timers(after.answers, event.at)))


def _start_over(script: Script, conversation: Conversation, event: Event) -> Step:
    """From the first question; what came while the old draft slept goes into the new one."""
    if not _is_there(conversation):
        return _aside(script, conversation, say(conversation, "old-button"))
    aside = set_aside(conversation) if conversation.flow in DRAFTED else conversation
    draft = aside.draft
    assert draft is not None
    earlier, late = _parted(draft.answers)
    away, effects = _put_away(replace(leave(aside), draft=replace(draft, answers=earlier)), event)
    begin = begin_report if draft.flow == "report" else begin_question
    fresh = answer(begin(script, away).conversation, **late)
    return Step(fresh, (*effects, again(script, fresh), *timers(fresh.answers, event.at)))


def _parted(answers: Answers) -> tuple[Answers, dict[str, object]]:
    """The answers without what came while the draft slept, and that alone."""
    slept = answers.get("slept")
    if not isinstance(slept, int):
        return answers, {}
    late = messages(answers)[slept:]
    ids = {str(message["message_id"]) for message in late}
    announced = {
        attachment["attachment_id"]
        for message in late
        for attachment in cast("list[dict[str, object]]", message.get("attachments", []))
    }

    def part(came_late: bool) -> dict[str, object]:
        return {
            "messages": [m for m in messages(answers) if (m["message_id"] in ids) == came_late],
            "files": [
                file for file in files(answers) if (file["attachment_id"] in announced) == came_late
            ],
            "edits": [e for e in edits(answers) if (e["message_id"] in ids) == came_late],
            "refs": {ref: m for ref, m in refs(answers).items() if (m in ids) == came_late},
            "tracks": {m: way for m, way in tracks(answers).items() if (m in ids) == came_late},
        }

    return {**answers, **part(False)}, part(True) if late else {}


def _is_left_over(event: Event) -> bool:
    """A button of the keyboard that is still up from before the draft slept."""
    return isinstance(event, TextReceived) and event.choice in STEERING


def _is_there(conversation: Conversation) -> bool:
    draft = conversation.draft
    return conversation.flow in DRAFTED or (draft is not None and draft.flow in DRAFTED)


def _without_undo(conversation: Conversation) -> Conversation:
    notes = {name: note for name, note in conversation.notes.items() if name != "undo"}
    return replace(conversation, notes=notes)


def _aside(script: Script, conversation: Conversation, *effects: Effect) -> Step:
    """If a question stands, it is asked again, so that the chat ends with it."""
    if conversation.flow is None:
        return Step(conversation, effects)
    return Step(conversation, (*effects, again(script, conversation)))
