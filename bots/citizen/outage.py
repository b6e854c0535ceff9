"""Waiting for the number of a report just handed over."""

from datetime import timedelta

from bots.dialogue.effects import SetTimer
from bots.dialogue.events import Event

AWAY = "intake-away"
AWAY_AFTER = timedelta(seconds=20)


def watch(event: Event) -> SetTimer:
    """Beside every ``SubmitReport`` but an SOS: notice if its number does not come."""
    return SetTimer(name=AWAY, due_at=event.at + AWAY_AFTER)
