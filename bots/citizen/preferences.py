"""The settings screen: language, profile, announcements, and the way to privacy."""

from dataclasses import replace

from bots.citizen.keyboard import LANGUAGE_CHOICES, lasting
from bots.citizen.speech import say
from bots.dialogue.effects import Keyboard, Say
from bots.dialogue.state import Conversation


def settings(conversation: Conversation) -> Say:
    """Everything that can be set, one tap each."""
    switch = "announcements-off" if conversation.announcements else "announcements-on"
    rows = (
        lasting(*LANGUAGE_CHOICES),
        lasting("profile", "privacy"),
        lasting("by-code"),
        lasting(switch),
    )
    args = {
        "identity": f"@identity-{conversation.identity}",
        "announcements": "@announcements-state-on"
        if conversation.announcements
        else "@announcements-state-off",
    }
    return say(conversation, "settings-screen", args, rows=rows, keyboard=Keyboard.INLINE)


def switch_announcements(conversation: Conversation, *, on: bool) -> tuple[Conversation, Say]:
    """Announcements to everybody, wanted or not. What concerns one's own reports always comes."""
    switched = replace(conversation, announcements=on)
    back = lasting("announcements-off" if on else "announcements-on")
    said = say(
        switched,
        "announcements-are-on" if on else "announcements-are-off",
        rows=(back,),
        keyboard=Keyboard.INLINE,
    )
    return switched, said
