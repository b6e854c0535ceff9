"""The profile, and what became of a registration: kept, refused, more to tell on a page."""

from dataclasses import replace

from bots.citizen.beside import go_back
from bots.citizen.draft import answer
from bots.citizen.keyboard import lasting
from bots.citizen.links import page
from bots.citizen.notes import note, noted
from bots.citizen.registration import FLOW
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import Keyboard, Priority, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import AskRefused, Event, IdentityGiven, IdentityKept, LinkArrived
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation


def profile(conversation: Conversation) -> Say:
    """Registered or not, and what can be changed. Name and phone are not here to be shown."""
    registered = conversation.identity == "registered"
    changes = ("change-name", "change-phone") if registered else ("register",)
    return say(
        conversation,
        "profile-registered" if registered else "profile-none",
        rows=(lasting(*changes),),
        keyboard=Keyboard.INLINE,
    )


def identity_news(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the API says of the identity."""
    match event:
        case IdentityKept():
            kept = _registered(conversation)
            return go_back(script, kept, say_home(kept, "registered", priority=Priority.STATUS))
        case AskRefused(what="SaveIdentity"):
            rows = (lasting("register"),)
            said = say(conversation, "identity-refused", rows=rows, keyboard=Keyboard.INLINE)
            return go_back(script, conversation, said)
        case LinkArrived(purpose="identity"):
            said = page(conversation, event, "identity-page", "open-identity")
            return Step(conversation, (said,))
        case IdentityGiven():
            given = note(conversation, FLOW, page=False)
            thanks = say_home(given, "identity-given", priority=Priority.STATUS)
            return Step(given, (replace(thanks, delivery_id=event.delivery_id),))
    return None


def _registered(conversation: Conversation) -> Conversation:
    version = noted(conversation, FLOW).get("pending") or conversation.consent
    kept = _told_by_name(note(conversation, FLOW, pending=None))
    return replace(kept, identity="registered", consent=str(version) if version else None)


def _told_by_name(conversation: Conversation) -> Conversation:
    """A report begun before the registration may be told with the name, too."""
    if (draft := conversation.draft) is not None:
        answers = {**draft.answers, "registered": True}
        conversation = replace(conversation, draft=replace(draft, answers=answers))
    if conversation.flow == "report":
        conversation = answer(conversation, registered=True)
    return conversation
