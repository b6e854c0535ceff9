"""One-time pages for the citizen alone: their data, and what must not be typed into a chat."""

from bots.citizen.speech import say
from bots.dialogue.effects import Choice, Keyboard, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import AskRefused, Event, LinkArrived
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def page(conversation: Conversation, event: LinkArrived, message: str, button: str) -> Say:
    """``message`` with the button that opens the page, and for how many minutes it does."""
    minutes = max(1, int((event.expires_at - event.at).total_seconds() // 60))
    rows = ((Choice(id=button, url=event.url),),)
    return say(conversation, message, {"minutes": minutes}, rows=rows, keyboard=Keyboard.INLINE)


def links(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: the archive is ready, or a page of the citizen's own was refused."""
    match event:
        case LinkArrived(purpose="export"):
            said = page(conversation, event, "export-ready", "open-export")
            return Step(conversation, (said,))
        case AskRefused(what="RequestLink", report_id=None):
            return Step(conversation, (say(conversation, "page-refused"),))
    return None
