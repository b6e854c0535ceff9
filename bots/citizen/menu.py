"""What is always at hand: the menu, old buttons, and a chat in which nothing is asked."""

from bots.citizen.answers import open_faq
from bots.citizen.content import is_content
from bots.citizen.keyboard import chosen, lasting
from bots.citizen.report import begin_report
from bots.citizen.sorting import file_or_ask
from bots.citizen.speech import home, say, say_home
from bots.citizen.start import start
from bots.citizen.waiting import knock
from bots.dialogue.effects import Effect, Keyboard, Priority, Say
from bots.dialogue.engine import Script, again
from bots.dialogue.events import (
    ChoiceMade,
    CommandGiven,
    Event,
    Message,
    TextReceived,
    UnsupportedReceived,
)
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation
from faq.emergency import sounds_urgent


def old_button(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a button of an earlier question, met politely and without effect."""
    match event:
        case ChoiceMade(turn=turn) if turn not in (0, conversation.turn):
            return _aside(script, conversation, say(conversation, "old-button"))
    return None


def menu(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the menu offers, by button, label or command, in every state."""
    match chosen(event):
        case "ask":
            return open_faq(script, conversation, event.at)
        case "share-location":  # pressed where there is no location to share, so it came as words
            return _aside(script, conversation, say(conversation, "location-from-phone"))
        case "help":
            return _aside(script, conversation, say_home(conversation, "help"))
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
        return start(script, conversation, event)
    return Step(conversation, (home(conversation),))


def _content(script: Script, conversation: Conversation, event: Message) -> Step:
    if conversation.reports:
        return file_or_ask(script, conversation, event)
    if isinstance(event, UnsupportedReceived):
        return _aside(script, conversation, say_home(conversation, "unsupported"))
    if conversation.draft is not None:
        return knock(script, conversation, event)
    welcome: tuple[Effect, ...] = ()
    if conversation.turn == 0:
        welcome = (say_home(conversation, "welcome"),)
    begun = begin_report(script, conversation, first=event)
    if isinstance(event, TextReceived) and sounds_urgent(event.text):
        welcome = (*welcome, _danger(conversation))
    return Step(begun.conversation, (*welcome, *begun.effects))


def _danger(conversation: Conversation) -> Say:
    """What was written is kept, but who is in danger must not tell a report first."""
    rows = (lasting("sos"),)
    return say(conversation, "danger", rows=rows, keyboard=Keyboard.INLINE, priority=Priority.SOS)


def _aside(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """Say it; if a question stands, ask it again, so that the chat ends with it."""
    if conversation.flow is None:
        return Step(conversation, said)
    return Step(conversation, (*said, again(script, conversation)))
