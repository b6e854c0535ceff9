"""A file the messenger does not hand out: one link by which the citizen brings it themselves.

Its row is at the operator's already, waiting. Exactly one message for each file: the link,
or why there is none. Another link only if the citizen asks for it.
"""

from dataclasses import replace

from bots.citizen.content import LARGEST_FILE
from bots.citizen.keyboard import chosen
from bots.citizen.notes import note, noted
from bots.citizen.speech import say
from bots.dialogue.effects import Choice, Effect, Keyboard, RequestLink, Say
from bots.dialogue.engine import Script
from bots.dialogue.events import AskRefused, Event, LinkArrived, MediaTooBig, UploadStored
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, alias_of

MOST_REMEMBERED = 20  # files
LIMIT_MB = LARGEST_FILE >> 20
PREFIX = "link-"


def large(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a file too big to fetch, its link, and that it has come."""
    match event:
        case MediaTooBig(report_id=report_id, attachment_id=attachment_id):
            if attachment_id in _waiting(conversation):
                return Step(conversation)
            waits = _wait(conversation, attachment_id, report_id)
            return Step(waits, (_ask(waits, attachment_id, report_id),))
        case LinkArrived(purpose="upload", attachment_id=str(attachment_id)):
            return Step(conversation, (_link(conversation, event, attachment_id),))
        case AskRefused(what="RequestLink", report_id=str(report_id)):
            if report_id not in _waiting(conversation).values():
                return None
            return Step(conversation, (_about(say(conversation, "upload-refused"), report_id),))
        case UploadStored():
            return _stored(conversation, event)
    choice = chosen(event) or ""
    if choice == "another-link" and _waiting(conversation):  # typed
        return _another(conversation, list(_waiting(conversation))[-1])
    if not choice.startswith(PREFIX):
        return None
    return _another(conversation, choice.removeprefix(PREFIX))


def _another(conversation: Conversation, attachment_id: str) -> Step:
    report_id = _waiting(conversation).get(attachment_id)
    if report_id is None:
        return Step(conversation, (say(conversation, "upload-not-needed"),))
    return Step(conversation, (_ask(conversation, attachment_id, report_id),))


def _ask(conversation: Conversation, attachment_id: str, report_id: str) -> Effect:
    return RequestLink(
        purpose="upload",
        locale=conversation.locale,
        conversation_id=_known_as(conversation, report_id),
        report_id=report_id,
        attachment_id=attachment_id,
    )


def _known_as(conversation: Conversation, report_id: str) -> str:
    """The id under which the API knows the teller of this report."""
    reports = (*conversation.reports, *conversation.past)
    anonymous = any(each.report_id == report_id and each.anonymous for each in reports)
    return alias_of(conversation) if anonymous else conversation.id


def _link(conversation: Conversation, event: LinkArrived, attachment_id: str) -> Say:
    rows = (
        (Choice(id="open-upload", url=event.url),),
        (Choice(id=f"{PREFIX}{attachment_id}", label="@button-another-link"),),
    )
    minutes = max(1, int((event.expires_at - event.at).total_seconds() // 60))
    args = {"limit": LIMIT_MB, "minutes": minutes}
    said = say(conversation, "upload-link", args, rows=rows, keyboard=Keyboard.INLINE)
    report_id = event.report_id or _waiting(conversation).get(attachment_id)
    return _about(said, report_id)


def _stored(conversation: Conversation, event: UploadStored) -> Step:
    others = {
        name: report
        for name, report in _waiting(conversation).items()
        if name != event.attachment_id
    }
    said = say(conversation, "upload-stored", {"number": event.number}, silent=True)
    told = replace(_about(said, event.report_id), delivery_id=event.delivery_id)
    return Step(note(conversation, "large", waiting=others), (told,))


def _about(said: Say, report_id: str | None) -> Say:
    return replace(said, about=report_id)


def _wait(conversation: Conversation, attachment_id: str, report_id: str) -> Conversation:
    kept = {**_waiting(conversation), attachment_id: report_id}
    return note(conversation, "large", waiting=dict(list(kept.items())[-MOST_REMEMBERED:]))


def _waiting(conversation: Conversation) -> dict[str, str]:
    waiting = noted(conversation, "large").get("waiting")
    return dict(waiting) if isinstance(waiting, dict) else {}
