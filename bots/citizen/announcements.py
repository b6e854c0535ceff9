"""Announcements to everybody: in the citizen's language, after all else, until switched off."""

from bots.citizen.keyboard import lasting
from bots.citizen.speech import say, verbatim
from bots.dialogue.effects import Keyboard, Priority
from bots.dialogue.engine import Script
from bots.dialogue.events import Announced, Event
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def announce(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt. It makes no sound beside an SOS, and none at all where it is not wanted."""
    if not isinstance(event, Announced):
        return None
    text = event.texts.get(conversation.locale, "")
    if not (text and conversation.announcements):
        return Step(conversation)
    said = say(
        conversation,
        "announcement",
        {"text": verbatim(text)},
        rows=(lasting("announcements-off"),),
        keyboard=Keyboard.INLINE,
        silent=conversation.flow == "sos",
        priority=Priority.BROADCAST,
        delivery_id=event.delivery_id,
    )
    return Step(conversation, (said,))
