"""Buttons: what they are called, where they stand, and how a press or a typed label reads."""

from collections.abc import Iterable
from functools import cache

from bots.dialogue.effects import Choice, Request
from bots.dialogue.events import ChoiceMade, CommandGiven, Event, TextReceived
from bots.dialogue.state import Conversation

Row = tuple[Choice, ...]

LANGUAGES = ("kk", "ru", "en")
LANGUAGE_CHOICES = {f"language-{language}": language for language in LANGUAGES}
COMMANDS = frozenset({"start", "sos", "report", "ask", "my", "settings", "help", "cancel"})

# They steer a flow. Typed after their question has gone they are an old button, never content.
STEERING = frozenset(
    {"back", "skip", "done", "send", "send-now", "send-location", "not-there", "live-help"}
    | {"cannot-talk", "mistake", "continue", "start-over", "delete-draft"}
    | {"agree", "decline", "later", "send-contact", "use-name", "confirm-identity"}
    | {"erase-go-on", "erase-now"}
)


def chosen(event: Event) -> str | None:
    """The choice an event makes by button, by typed label or by command, if any."""
    match event:
        case ChoiceMade(choice=choice):
            return choice
        case TextReceived(choice=choice):
            return choice
        case CommandGiven(name=name) if name in COMMANDS:
            return name
    return None


@cache
def lasting(*ids: str) -> Row:
    """Buttons that mean the same for ever; made once, for they stand under every question."""
    return tuple(Choice(id=name) for name in ids)


def current(conversation: Conversation, *ids: str) -> Row:
    """Buttons that answer the question being asked, and are old after it."""
    return tuple(Choice(id=name, turn=conversation.turn) for name in ids)


def send_location(conversation: Conversation) -> Row:
    """The button by which the phone itself tells where it is."""
    return (Choice(id="send-location", turn=conversation.turn, request=Request.LOCATION),)


@cache
def share_location() -> Row:
    """The same for ever: in the main menu, while an operator waits for it."""
    return (Choice(id="share-location", request=Request.LOCATION),)


def languages(conversation: Conversation) -> Row:
    """One tap to each of the other languages."""
    return lasting(
        *(choice for choice, name in LANGUAGE_CHOICES.items() if name != conversation.locale)
    )


def emergency_row(conversation: Conversation) -> Row:
    """SOS and the languages: under every question there is."""
    return (*lasting("sos"), *languages(conversation))


def pairs(row: Row) -> Iterable[Row]:
    """The buttons in two columns."""
    return (row[place : place + 2] for place in range(0, len(row), 2))
