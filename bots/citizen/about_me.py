"""The way to everything that concerns the citizen: the links that lead here, their reports, their
settings, and the small flows beside the reports.
"""

from bots.citizen.anonymous import ask_code, go_anonymous, seen
from bots.citizen.house import terms_of
from bots.citizen.keyboard import chosen
from bots.citizen.my import my
from bots.citizen.notes import note
from bots.citizen.preferences import settings, switch_announcements
from bots.citizen.privacy import before_cleaning, begin_erasure, clean, export, privacy
from bots.citizen.profile import profile
from bots.citizen.registration import begin_registration
from bots.citizen.speech import say
from bots.citizen.start import aside, start
from bots.dialogue.engine import Script, step
from bots.dialogue.events import ChoiceMade, Event
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

_BESIDE = frozenset({"register", "change-name", "change-phone", "by-code", "erase"})


def about_me(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: reports, settings, profile and privacy, in every state."""
    choice = chosen(event)
    if (mine := my(script, conversation, choice)) is not None:
        return aside(script, mine[0], *mine[1])
    match choice:
        case "start":
            return start(script, conversation, event)
        case "settings":
            return aside(script, conversation, settings(conversation))
        case "profile":
            return aside(script, conversation, profile(conversation))
        case "announcements-on" | "announcements-off":
            on = choice == "announcements-on"
            switched, said = switch_announcements(conversation, on=on)
            return aside(script, switched, said)
    return _about_data(script, conversation, choice)


def who_i_am(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: into the small flows beside the reports. Not in the middle of an SOS."""
    choice = chosen(event)
    if choice == "go-anonymous":
        return _anonymous(script, conversation, event)
    if choice not in _BESIDE:
        return None
    if conversation.flow == "sos":
        return aside(script, conversation, say(conversation, "sos-first"))
    match choice:
        case "by-code":
            return ask_code(script, conversation, event)
        case "erase":
            return begin_erasure(script, conversation, event)
    return begin_registration(script, conversation, event, terms_of(script))


def _about_data(script: Script, conversation: Conversation, choice: str | None) -> Step | None:
    match choice:
        case "privacy":
            return aside(script, conversation, privacy(conversation))
        case "seen":
            return aside(script, conversation, seen(conversation))
        case "export":
            return aside(script, conversation, *export(conversation))
        case "clean":
            return aside(script, conversation, before_cleaning(conversation))
        case "clean-now":
            return Step(conversation, clean(conversation))
    return None


def _anonymous(script: Script, conversation: Conversation, event: Event) -> Step:
    """The report that is being told, or one begun for it."""
    if (hidden := go_anonymous(script, conversation)) is not None:
        return hidden
    answered = note(conversation, "who", offered=True)
    begun = step(script, answered, ChoiceMade(at=event.at, choice="report"))
    hidden = go_anonymous(script, begun.conversation)
    if hidden is None:  # a draft waits, or there is something to finish first
        return begun
    return Step(hidden.conversation, (*begun.effects[:-1], *hidden.effects))
