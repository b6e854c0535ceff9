"""How the citizen bot says things: in the conversation's language, aloud or without a sound."""

from collections.abc import Mapping
from dataclasses import replace

from bots.citizen.keyboard import Row, languages, lasting
from bots.dialogue.effects import Keyboard, Priority, Say
from bots.dialogue.state import Conversation


def say(
    conversation: Conversation,
    message: str,
    args: Mapping[str, str | int] | None = None,
    *,
    rows: tuple[Row, ...] = (),
    keyboard: Keyboard = Keyboard.REPLY,
    silent: bool = False,
    priority: int | None = None,
    delivery_id: str | None = None,
) -> Say:
    """``message`` from the catalogue. Without ``rows`` the keyboard on the phone stays as it is.

    Nothing makes a sound while the citizen cannot talk; an SOS speaks before all others.
    """
    return Say(
        message=message,
        locale=conversation.locale,
        args=args or {},
        rows=rows,
        keyboard=keyboard if rows else Keyboard.INLINE,
        silent=silent or is_silent(conversation),
        priority=_priority(conversation) if priority is None else priority,
        delivery_id=delivery_id,
    )


def home(conversation: Conversation) -> Say:
    """What the bot says when nothing is asked."""
    return say_home(conversation, "home" if conversation.draft is None else "home-draft")


def say_home(
    conversation: Conversation,
    message: str,
    args: Mapping[str, str | int] | None = None,
    *,
    priority: int | None = None,
) -> Say:
    """``message`` with the main menu on the phone."""
    return say(conversation, message, args, rows=_menu(conversation), priority=priority)


def hushed(before: Conversation, said: Say) -> Say:
    """``said`` on the way out of ``before``: as silent as that was."""
    return replace(said, silent=said.silent or is_silent(before))


def verbatim(text: str) -> str:
    """People's words as an argument: a leading @ of theirs is no catalogue id."""
    return f"@{text}" if text.startswith("@") else text


def is_silent(conversation: Conversation) -> bool:
    """True while a citizen who pressed SOS cannot talk: a sound may betray them."""
    return conversation.flow == "sos" and bool(conversation.answers.get("silent"))


def _priority(conversation: Conversation) -> int:
    return Priority.SOS if conversation.flow == "sos" else Priority.DIALOGUE


def _menu(conversation: Conversation) -> tuple[Row, ...]:
    if conversation.flow is not None:  # a question stands: its own keyboard must stay
        return ()
    draft = (lasting("continue"),) if conversation.draft else ()
    undo = (lasting("undo"),) if conversation.notes.get("undo") else ()
    return (
        lasting("sos"),
        *draft,
        *undo,
        lasting("report"),
        lasting("ask", "my"),
        languages(conversation),
    )
