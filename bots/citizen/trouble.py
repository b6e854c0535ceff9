"""Trouble: a citizen who may not report for a while, and an intake that does not answer."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import cast

from bots.citizen.moments import LOCAL
from bots.citizen.notes import forget, note, noted
from bots.citizen.outage import AWAY
from bots.citizen.speech import hushed, say, say_home
from bots.dialogue.effects import Priority, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import Event, RestrictionChanged, TimerDue
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def trouble(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt for what goes wrong on our side, or was decided there."""
    match event:
        case TimerDue(name=name) if name == AWAY:
            return _away(conversation)
        case RestrictionChanged():
            return _restricted(conversation, event)
    return None


def restriction(conversation: Conversation) -> Say:
    """Until when, and what still works."""
    message, args = _until(conversation.restricted)
    return say_home(conversation, message, args)


def _until(restricted: str) -> tuple[str, dict[str, str | int]]:
    if restricted == "always":
        return "restricted", {}
    until = datetime.fromisoformat(restricted).astimezone(LOCAL)
    return "restricted-until", {"until": until.strftime("%d.%m.%Y %H:%M")}


def _restricted(conversation: Conversation, event: RestrictionChanged) -> Step:
    until = event.until.isoformat() if event.until is not None else "always"
    changed = replace(conversation, restricted=until if event.restricted else "")
    said = restriction(changed) if event.restricted else say_home(changed, "unrestricted")
    told = replace(said, delivery_id=event.delivery_id, priority=Priority.STATUS)
    return Step(changed, (hushed(changed, told),))


def _away(conversation: Conversation) -> Step:
    """Once for each report that waits: it is kept here, and its turn will come.

    An SOS has a clock of its own, and sharper words.
    """
    told = set(cast("Iterable[str]", noted(conversation, AWAY).get("told", ())))
    waiting = [each for each in conversation.reports if each.number is None and each.kind != "sos"]
    new = [each for each in waiting if each.report_id not in told]
    if not new:
        return Step(forget(conversation, AWAY) if not waiting else conversation)
    after = note(conversation, AWAY, told=[each.report_id for each in waiting])
    return Step(after, (say(after, "intake-away", priority=Priority.STATUS),))
