"""Small things remembered beyond the end of a flow: never a name, a phone or anybody's words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from bots.dialogue.state import Conversation


def noted(conversation: Conversation, flow: str) -> Mapping[str, object]:
    """What ``flow`` has noted, by name."""
    return cast("Mapping[str, object]", conversation.notes.get(flow, {}))


def note(conversation: Conversation, flow: str, **values: object) -> Conversation:
    """The conversation with ``values`` noted beside what ``flow`` has noted already."""
    kept = {**noted(conversation, flow), **values}
    return replace(conversation, notes={**conversation.notes, flow: kept})


def forget(conversation: Conversation, flow: str) -> Conversation:
    """Without the notes of ``flow``."""
    others = {name: value for name, value in conversation.notes.items() if name != flow}
    return replace(conversation, notes=others)
