"""The interrupt that files: replies, the rest of albums, the buttons and their typed words."""

from dataclasses import replace

from bots.citizen.filing import (
    file_at,
    open_report_of,
    place_of,
    replied_place,
    talk_timer,
    talk_to,
    told_of,
)
from bots.citizen.keyboard import chosen
from bots.citizen.speech import say, say_home
from bots.citizen.titles import name_of, worded
from bots.citizen.unfiled import file_all, guess, hold, to_report_of_its_own
from bots.dialogue.effects import Refiled
from bots.dialogue.engine import Script, again
from bots.dialogue.events import Event, Message, MessageMoved, TextReceived, TimerDue
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, OpenReport


def sorting(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what belongs to a report whatever is being asked."""
    match event:
        case TimerDue(name="unfiled"):
            return guess(script, conversation, event.at)
        case TimerDue(name="talking"):
            return Step(replace(conversation, talking_to=None))
        case MessageMoved():
            return _moved(conversation, event)
        case Message() if place := replied_place(conversation, event):
            return file_at(conversation, event, place)
    return _pressed(script, conversation, event)


def file_or_ask(script: Script, conversation: Conversation, event: Message) -> Step:
    """Content while nothing is asked and there are open reports."""
    place = place_of(conversation, event)
    if place is None:
        return hold(script, conversation, event)
    return file_at(conversation, event, place)


def _pressed(script: Script, conversation: Conversation, event: Event) -> Step | None:
    choice = chosen(event) or ""
    if (typed := _typed_number(conversation, event)) is not None:
        return file_all(conversation, typed, "asked", event.at)
    if choice in ("file-new", "file-draft"):
        if not conversation.unfiled:
            return _aside(script, conversation, "old-button")
        return to_report_of_its_own(script, conversation)
    prefix, _, name = choice.partition("-")
    if prefix not in ("file", "add") or not name:
        return None
    report = open_report_of(conversation, name)
    if report is None:
        return _aside(script, conversation, "report-closed")
    if prefix == "file" and conversation.unfiled:
        return file_all(conversation, report, "asked", event.at)
    return _talk(script, conversation, report, event)


def _talk(script: Script, conversation: Conversation, report: OpenReport, event: Event) -> Step:
    """From now on to this report. What waits unfiled still waits for its own answer."""
    talking = talk_to(conversation, report)
    said = told_of(report, say_home(talking, worded(report, "now-to"), name_of(report)))
    return Step(talking, (said, talk_timer(event.at)))


def _typed_number(conversation: Conversation, event: Event) -> OpenReport | None:
    """Instead of pressing the button one may type the number that stands on it."""
    if not conversation.unfiled or conversation.flow is not None:
        return None
    return open_report_of(conversation, event.text) if isinstance(event, TextReceived) else None


def _moved(conversation: Conversation, event: MessageMoved) -> Step:
    said = say(conversation, "message-moved", {"number": event.number}, silent=True)
    said = replace(said, about=event.report_id, delivery_id=event.delivery_id)
    moved = Refiled(message_id=event.message_id, report_id=event.report_id)
    return Step(conversation, (moved, said))


def _aside(script: Script, conversation: Conversation, message: str) -> Step:
    if conversation.flow is None:
        return Step(conversation, (say_home(conversation, message),))
    return Step(conversation, (say(conversation, message), again(script, conversation)))
