"""SOS: one touch creates the report, in every state, before any question.

A running report steps aside and waits. Everything sent from then on belongs to
the SOS without a step; three buttons say what words may not be able to.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bots.citizen.catalogue import catalogue_of
from bots.citizen.content import add, content_of, is_content, is_large, receipt, signal
from bots.citizen.draft import answer, new, open_report, remember_album, repeats_album
from bots.citizen.happenings import handed_over
from bots.citizen.keyboard import chosen, current, emergency_row, lasting, send_location
from bots.citizen.speech import hushed, is_silent, say, say_home
from bots.dialogue.effects import (
    AddMessage,
    Effect,
    Filed,
    Priority,
    Say,
    SetTimer,
    SubmitReport,
)
from bots.dialogue.engine import Script, ask, leave, set_aside
from bots.dialogue.events import (
    CommandGiven,
    Event,
    Message,
    SosUnopened,
    TextReceived,
    TimerDue,
)
from bots.dialogue.flow import Accepted, Flow, Kept, Outcome, Step
from bots.dialogue.state import Conversation, OpenReport


def sos(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a new SOS, or one more cry on the one that is open."""
    if chosen(event) != "sos":
        return None
    aside = conversation if conversation.flow == "sos" else set_aside(conversation)
    opened = _open_sos(conversation)
    if opened is None:
        aside, report_id = new(aside)
        effects = _submit(aside, report_id, event)
        aside, counted = handed_over(open_report(aside, report_id, "sos"), event.at, "sos")
        effects = (*effects, *counted)
    else:
        report_id = opened.report_id
        again = AddMessage(report_id=report_id, message=signal(conversation, event, "sos_again"))
        effects = (again, *_argument(conversation, report_id, event))
    answers = {
        "report_id": report_id,
        "again": opened is not None,
        "silent": is_silent(conversation),
    }
    asked = ask(script, replace(aside, flow="sos", answers=answers), "help")
    waits = () if opened and opened.number else _impatient(script, event.at)
    return Step(asked.conversation, (*effects, *asked.effects, *waits))


def unheard(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: nobody has it, or nobody opens it, so the citizen should call 102."""
    match event:
        case TimerDue(name="sos-unheard"):
            opened = _open_sos(conversation)
            waits = opened is not None and opened.number is None
            return Step(conversation, (_call_102(conversation),) if waits else ())
        case SosUnopened(delivery_id=delivery_id):
            told = replace(_call_102(conversation), delivery_id=delivery_id)
            return Step(conversation, (told,))
    return None


class Help:
    """Not a question to be answered: the citizen may press, say or show anything."""

    def ask(self, conversation: Conversation) -> Say:
        silent = bool(conversation.answers.get("silent"))
        words = (lasting("yes", "no"), lasting("one", "two", "three", "many"))
        rows = (
            send_location(conversation),
            *(() if silent else (current(conversation, "live-help"),)),
            *(words if silent else (current(conversation, "cannot-talk"),)),
            current(conversation, "mistake"),
            emergency_row(conversation),
        )
        if silent:
            return say(conversation, "sos-silent", rows=rows)
        again = conversation.answers.get("again")
        return say(conversation, "sos-again" if again else "sos-opened", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match chosen(event):
            case "cannot-talk":
                told = _signal(conversation, event, "cannot_talk")
                silent = answer(conversation, silent=True)
                return Kept(replace(silent, turn=silent.turn + 1), told)
            case "mistake":
                told = _signal(conversation, event, "pressed_by_mistake")
                return Accepted(conversation, told)
            case "send-location":
                return Kept(conversation, (say(conversation, "location-from-phone"),))
            case "live-help":
                return Kept(conversation, (say(conversation, "live-how"),))
        return None


def _otherwise(conversation: Conversation, event: Event) -> Outcome:
    if not isinstance(event, Message) or not is_content(event):
        unknown = "unknown-command" if isinstance(event, CommandGiven) else "old-button"
        return Kept(conversation, (say(conversation, unknown),))
    report_id = str(conversation.answers["report_id"])
    content = content_of(conversation, event)
    first = str(content.messages[0]["message_id"])
    filed = Filed(ref=event.ref, report_id=report_id, message_id=first)
    added = (*add(report_id, content), filed)
    kept = remember_album(conversation, event)
    if repeats_album(conversation, event) or is_large(event):
        return Kept(kept, added, again=False)
    return Kept(kept, (*added, say(kept, receipt(event, "sos-added"), silent=True)), again=False)


def _finish(conversation: Conversation, event: Event) -> Step:
    left = replace(leave(conversation), turn=conversation.turn + 1)
    said = say_home(left, "sos-mistake", priority=Priority.SOS)
    return Step(left, (hushed(conversation, said),))


def _impatient(script: Script, at: datetime) -> tuple[Effect, ...]:
    patience = timedelta(seconds=catalogue_of(script).policy.sos_unheard_s)
    return (SetTimer(name="sos-unheard", due_at=at + patience),)


def _call_102(conversation: Conversation) -> Say:
    """Silent where a sound may betray."""
    return say(conversation, "sos-call-102", priority=Priority.SOS)


def _open_sos(conversation: Conversation) -> OpenReport | None:
    sos_reports = (report for report in reversed(conversation.reports) if report.kind == "sos")
    return next(sos_reports, None)


def _submit(conversation: Conversation, report_id: str, event: Event) -> tuple[Effect, ...]:
    submission = {
        "report_id": report_id,
        "conversation_id": conversation.id,
        "kind": "sos",
        "channel": "sos",
        "locale": conversation.locale,
        "submitted_at": event.at.isoformat(),
    }
    submit = SubmitReport(report_id=report_id, submission=submission)
    return (submit, *_argument(conversation, report_id, event))


def _argument(conversation: Conversation, report_id: str, event: Event) -> tuple[Effect, ...]:
    """The words after ``/sos``, as a message of the report."""
    match event:
        case CommandGiven(argument=argument) if argument:
            words = TextReceived(at=event.at, ref=f"{event.ref}/argument", text=argument)
            return add(report_id, content_of(conversation, words))
    return ()


def _signal(conversation: Conversation, event: Event, name: str) -> tuple[Effect, ...]:
    report_id = str(conversation.answers["report_id"])
    return (AddMessage(report_id=report_id, message=signal(conversation, event, name)),)


SOS = Flow(questions={"help": Help()}, otherwise=_otherwise, finish=_finish)
