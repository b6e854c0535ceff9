"""What is always at hand: the menu, cancel, old buttons, and a chat in which nothing is asked."""

from dataclasses import replace

from bots.citizen.after import list_reports
from bots.citizen.answers import open_faq
from bots.citizen.content import is_content
from bots.citizen.draft import keep
from bots.citizen.keyboard import LANGUAGE_CHOICES, chosen, lasting
from bots.citizen.report import begin_report
from bots.citizen.sorting import file_or_ask
from bots.citizen.speech import home, hushed, say, say_home
from bots.dialogue.effects import Effect, Keyboard
from bots.dialogue.engine import Script, again, leave, resume
from bots.dialogue.events import (
    ChoiceMade,
    CommandGiven,
    Event,
    Message,
    UnsupportedReceived,
)
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def old_button(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a button of an earlier question, met politely and without effect."""
    match event:
        case ChoiceMade(turn=turn) if turn not in (0, conversation.turn):
            return _aside(script, conversation, say(conversation, "old-button"))
    return None


def cancel(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: out of whatever is asked. An SOS stays with the operator."""
    if chosen(event) != "cancel":
        return None
    out = leave(conversation)
    if conversation.flow == "sos":
        return Step(out, (hushed(conversation, say_home(out, "sos-left")),))
    nothing = conversation.flow is None and conversation.draft is None
    out = replace(out, draft=None)
    return Step(out, (say_home(out, "nothing-to-cancel" if nothing else "cancelled"),))


def menu(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the menu offers, by button, label or command, in every state."""
    match chosen(event):
        case "report" | "continue" as choice:
            return _report(script, conversation, resuming=choice == "continue")
        case "ask":
            return open_faq(script, conversation, event.at)
        case "start":
            return _start(script, conversation)
        case "my":
            return _aside(script, conversation, *list_reports(conversation))
        case "help":
            return _aside(script, conversation, say_home(conversation, "help"))
        case "settings":
            rows = (lasting(*LANGUAGE_CHOICES),)
            said = say(conversation, "settings", rows=rows, keyboard=Keyboard.INLINE)
            return _aside(script, conversation, said)
    return None


def idle(script: Script, conversation: Conversation, event: Event) -> Step:
    """Nothing is asked: content goes to the newest open report, or begins one."""
    match event:
        case CommandGiven():
            return Step(conversation, (say_home(conversation, "unknown-command"),))
        case ChoiceMade():
            return Step(conversation, (say_home(conversation, "old-button"),))
        case Message() if is_content(event):
            return _content(script, conversation, event)
    if conversation.turn == 0:
        return _start(script, conversation)
    return Step(conversation, (home(conversation),))


def _content(script: Script, conversation: Conversation, event: Message) -> Step:
    if conversation.reports:
        return file_or_ask(script, conversation, event)
    if isinstance(event, UnsupportedReceived):
        return _aside(script, conversation, say_home(conversation, "unsupported"))
    if conversation.draft is not None:
        return _to_draft(script, conversation, event)
    welcome: tuple[Effect, ...] = ()
    if conversation.turn == 0:
        welcome = (say_home(conversation, "welcome"),)
    begun = begin_report(script, conversation, first=event)
    return Step(begun.conversation, (*welcome, *begun.effects))


def _to_draft(script: Script, conversation: Conversation, event: Message) -> Step:
    resumed = resume(script, conversation)
    kept = keep(resumed.conversation, event)
    return Step(kept, (say(kept, "kept", silent=True), again(script, kept)))


def _report(script: Script, conversation: Conversation, *, resuming: bool) -> Step:
    if conversation.flow not in (None, "sos"):
        return _aside(script, conversation, say(conversation, "already-telling"))
    if conversation.draft is not None:
        return resume(script, conversation)
    if resuming:
        return Step(conversation, (say(conversation, "old-button"), again(script, conversation)))
    return begin_report(script, leave(conversation))


def _start(script: Script, conversation: Conversation) -> Step:
    greeted = replace(conversation, turn=max(conversation.turn, 1))  # turn 0: never greeted
    return _aside(script, greeted, say_home(greeted, "welcome"))


def _aside(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """Say it; if a question stands, ask it again, so that the chat ends with it."""
    if conversation.flow is None:
        return Step(conversation, said)
    return Step(conversation, (*said, again(script, conversation)))
