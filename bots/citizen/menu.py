"""What is always at hand: the menu, cancel, old buttons, and a chat in which nothing is asked."""

from dataclasses import replace

from bots.citizen.after import add_to_newest
from bots.citizen.anonymous import ask_code, go_anonymous, seen
from bots.citizen.content import is_content
from bots.citizen.draft import keep
from bots.citizen.house import terms_of
from bots.citizen.keyboard import chosen, lasting
from bots.citizen.my import my
from bots.citizen.preferences import settings, switch_announcements
from bots.citizen.privacy import before_cleaning, begin_erasure, clean, export, privacy
from bots.citizen.profile import profile
from bots.citizen.questions import begin_question
from bots.citizen.registration import begin_registration
from bots.citizen.speech import home, hushed, say, say_home
from bots.citizen.start import aside, begin_telling, begin_with, start
from bots.citizen.trouble import is_restricted, restriction
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
            return aside(script, conversation, say(conversation, "old-button"))
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
            return _report(script, conversation, event, resuming=choice == "continue")
        case "ask":
            return _ask(script, conversation, event)
        case "start":
            return start(script, conversation, event)
        case "help":
            return aside(script, conversation, say_home(conversation, "help"))
    return None


def my_reports(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: the list of reports and the buttons under each."""
    answered = my(script, conversation, chosen(event))
    return None if answered is None else aside(script, answered[0], *answered[1])


def about_me(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: settings, profile and privacy."""
    match chosen(event):
        case "settings":
            return aside(script, conversation, settings(conversation))
        case "profile":
            return aside(script, conversation, profile(conversation))
        case "privacy":
            return aside(script, conversation, privacy(conversation))
        case "seen":
            return aside(script, conversation, seen(conversation))
        case "announcements-on" | "announcements-off" as choice:
            on = choice == "announcements-on"
            switched, said = switch_announcements(conversation, on=on)
            return aside(script, switched, said)
        case "export":
            return aside(script, conversation, *export(conversation))
        case "clean":
            return aside(script, conversation, before_cleaning(conversation))
        case "clean-now":
            return Step(conversation, clean(conversation))
    return None


def who_i_am(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: into the small flows beside the reports. Not in the middle of an SOS."""
    choice = chosen(event)
    if choice not in _BESIDE:
        return None
    if conversation.flow == "sos":
        return aside(script, conversation, say(conversation, "sos-first"))
    match choice:
        case "go-anonymous":
            return _anonymous(script, conversation, event)
        case "by-code":
            return ask_code(script, conversation, event)
        case "erase":
            return begin_erasure(script, conversation)
    return begin_registration(script, conversation, event, terms_of(script))


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
        return start(script, conversation, event)
    return Step(conversation, (home(conversation),))


_BESIDE = frozenset({"register", "edit-name", "change-phone", "go-anonymous", "by-code", "erase"})


def _content(script: Script, conversation: Conversation, event: Message) -> Step:
    if conversation.reports:
        return add_to_newest(conversation, event)
    if isinstance(event, UnsupportedReceived):
        return aside(script, conversation, say_home(conversation, "unsupported"))
    if conversation.draft is not None:
        return _to_draft(script, conversation, event)
    welcome: tuple[Effect, ...] = ()
    if conversation.turn == 0:
        welcome = (say_home(conversation, "welcome"),)
    begun = begin_telling(script, conversation, event, first=event)
    return Step(begun.conversation, (*welcome, *begun.effects))


def _to_draft(script: Script, conversation: Conversation, event: Message) -> Step:
    resumed = resume(script, conversation)
    kept = keep(resumed.conversation, event)
    return Step(kept, (say(kept, "kept", silent=True), again(script, kept)))


def _report(script: Script, conversation: Conversation, event: Event, *, resuming: bool) -> Step:
    if conversation.flow not in (None, "sos"):
        return aside(script, conversation, say(conversation, "already-telling"))
    if conversation.draft is not None:
        if is_restricted(conversation, event.at):
            return aside(script, conversation, restriction(conversation))
        return resume(script, conversation)
    if resuming:
        return Step(conversation, (say(conversation, "old-button"), again(script, conversation)))
    return begin_telling(script, conversation, event)


def _ask(script: Script, conversation: Conversation, event: Event) -> Step:
    if conversation.flow not in (None, "sos"):
        return aside(script, conversation, say(conversation, "finish-first"))
    if is_restricted(conversation, event.at):
        return aside(script, conversation, restriction(conversation))
    if conversation.draft is not None:
        said = say(
            conversation,
            "finish-first",
            rows=(lasting("continue", "cancel"),),
            keyboard=Keyboard.INLINE,
        )
        return Step(conversation, (said,))
    return begin_question(script, leave(conversation))


def _anonymous(script: Script, conversation: Conversation, event: Event) -> Step:
    if (hidden := go_anonymous(script, conversation)) is not None:
        return hidden
    begun = _report(script, conversation, event, resuming=False)
    hidden = go_anonymous(script, begun.conversation)
    if hidden is None:
        return begun
    said = begin_with(script, begun, hidden.conversation)
    return Step(said.conversation, (*said.effects[:-1], *hidden.effects))
