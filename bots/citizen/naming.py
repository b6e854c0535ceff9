"""What the catalogue's things are called, and how a press or a typed label reads."""

import re
from collections.abc import Iterable
from hashlib import blake2s
from typing import Protocol, TypeVar

from bots.citizen.catalogue import BUILT_IN, Catalogue, Labels
from bots.citizen.keyboard import chosen
from bots.citizen.speech import verbatim
from bots.dialogue.effects import Choice
from bots.dialogue.events import Event, TextReceived
from bots.dialogue.state import Conversation

LONGEST_CODE = 32  # characters in a button's id: Telegram takes 64 bytes with turn and prefix


class Named(Protocol):
    """Something one can choose."""

    @property
    def code(self) -> str: ...
    @property
    def labels(self) -> Labels: ...


N = TypeVar("N", bound=Named)


def label(labels: Labels, locale: str) -> str:
    """The label in that language, else in any that there is."""
    return labels.get(locale) or next(iter(labels.values()), "")


def name_of(
    catalogue: Catalogue, code: object, locale: str, unknown: str = "@category-of-before"
) -> str:
    """What the category is called, as an argument of ``Say``; ``unknown`` if it is gone."""
    found = catalogue.category(code)
    if found is not None and found.labels:
        return verbatim(label(found.labels, locale))
    return f"@button-{code}" if code in BUILT_IN else unknown


def button(conversation: Conversation, prefix: str, one: Named, mark: str = "") -> Choice:
    """The button that chooses ``one``."""
    if not one.labels:
        return Choice(id=one.code, turn=conversation.turn)
    return Choice(
        id=button_id(prefix, one.code),
        turn=conversation.turn,
        label=mark + label(one.labels, conversation.locale),
    )


def button_id(prefix: str, code: str) -> str:
    """``cat-theft``; of a long code the beginning and a hash."""
    if len(code) > LONGEST_CODE:
        digest = blake2s(code.encode(), digest_size=4).hexdigest()
        code = f"{code[: LONGEST_CODE - 9]}-{digest}"
    return f"{prefix}-{code}"


def picked(event: Event, prefix: str, offered: Iterable[N]) -> N | None:
    """Which of ``offered`` the event chooses: by its button, or by its label in any language."""
    choice = chosen(event)
    typed = _plain(event.text) if isinstance(event, TextReceived) else ""
    for one in offered:
        if choice is not None and choice == button_id(prefix, one.code):
            return one
        if choice is not None and choice == one.code and choice in BUILT_IN:
            return one
        if typed and typed in map(_plain, one.labels.values()):
            return one
    return None


def _plain(words: str) -> str:
    """As the messenger's typed buttons are compared: case, emoji and stops do not count."""
    return " ".join(re.findall(r"\w+", words.casefold())) if len(words) <= 200 else ""
