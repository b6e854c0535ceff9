"""A live location moves: the dot at the operator's goes along, and the chat stays quiet."""

from bots.citizen.after import kept_edit
from bots.citizen.content import message_id, point_of
from bots.citizen.notes import note, noted
from bots.citizen.speech import say
from bots.citizen.tracks import move_track, track_of
from bots.dialogue.effects import AddMessage, Effect, Filed
from bots.dialogue.engine import Script
from bots.dialogue.events import Event, LocationMoved
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

MOST_REMEMBERED = 5  # shares that have ended


def live(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a move goes to the report its share went to; only the end is answered.

    In a draft, or while it is asked which report it belongs to, the newest point is kept.
    A share that went nowhere (its draft was put away) is nobody's business, except in
    danger: an open SOS takes any.
    """
    if not isinstance(event, LocationMoved):
        return None
    moves: tuple[Effect, ...] = ()
    kept = kept_edit(conversation, event)
    if kept is None and event.about is None:
        return Step(conversation, _to_sos(conversation, event))
    if kept is None and event.about is not None:
        started = event.about_message or message_id(conversation, event.ref)
        moves = (move_track(event.about, started, track_of(event)),)
    after = kept or conversation
    if not event.ended or event.ref in _ended(conversation):
        return Step(after, moves)
    ended = [*_ended(conversation), event.ref][-MOST_REMEMBERED:]
    said = say(after, "live-ended", silent=True)
    return Step(note(after, "live", ended=ended), (*moves, said))


def _to_sos(conversation: Conversation, event: LocationMoved) -> tuple[Effect, ...]:
    sos = next((each for each in reversed(conversation.reports) if each.kind == "sos"), None)
    if sos is None or event.ended:
        return ()
    started = message_id(conversation, event.ref)
    message = {
        "message_id": started,
        "sent_at": event.at.isoformat(),
        "edited_at": event.at.isoformat(),
        "place": {"method": "live", **point_of(event)},
        "filed_by": "guess",
    }
    return (
        AddMessage(report_id=sos.report_id, message=message),
        Filed(ref=event.ref, report_id=sos.report_id, message_id=started),
    )


def _ended(conversation: Conversation) -> list[str]:
    ended = noted(conversation, "live").get("ended")
    return ended if isinstance(ended, list) else []
