"""Which of several reports a message belongs to, and handing it over there.

The surest hint first: what it answers, the report chosen by a button, the draft being
told (the flows see to that), the only report there is. Without a hint: see ``unfiled``.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bots.citizen.content import add, content_of, is_content, is_large, receipt
from bots.citizen.draft import repeats_album
from bots.citizen.keyboard import COMMANDS, LANGUAGE_CHOICES, chosen
from bots.citizen.notes import note, noted
from bots.citizen.speech import say
from bots.citizen.titles import name_of, worded
from bots.citizen.versions import remembering
from bots.dialogue.effects import Effect, Filed, Say, SetTimer
from bots.dialogue.events import Event, LocationShared, MediaReceived, Message
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, OpenReport

TALK_LASTS = timedelta(minutes=3)  # after the last message that went where a button said
SOS_IS_FRESH = timedelta(minutes=30)  # after it was accepted
TALKING = "talking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A report, and how we know that it is this one (``FiledBy``)."""

    report: OpenReport
    by: str


def replied_place(conversation: Conversation, event: Event) -> Place | None:
    """The report that the event answers, or that the first item of its album went to."""
    if not isinstance(event, Message) or not is_content(event):
        return None
    if chosen(event) in COMMANDS or chosen(event) in LANGUAGE_CHOICES:
        return None
    if conversation.flow == "sos":  # takes everything
        return None
    if answered := _known(conversation, event.about):
        return Place(report=answered, by="reply")
    if repeats_album(conversation, event):
        return _album_place(conversation)
    return None


def place_of(conversation: Conversation, event: Message) -> Place | None:
    """Where a message goes while nothing is asked, or None if only the citizen can say."""
    if (chosen_one := talking_to(conversation)) is not None:
        return Place(report=chosen_one, by="button")
    if conversation.unfiled:
        return None
    newest = conversation.reports[-1]
    if len(conversation.reports) == 1 and conversation.draft is None:
        return Place(report=newest, by="only")
    in_danger = _fresh_sos(conversation, event.at)  # is not to be asked anything
    return Place(report=in_danger, by="guess") if in_danger else None


def file_at(conversation: Conversation, event: Message, place: Place) -> Step:
    """Hand the message over. An album is answered once, a large file by its upload link."""
    content = content_of(conversation, event, place.by)
    added = (
        *add(place.report.report_id, content),
        filed(event.ref, place.report, content.messages),
    )
    after = remember(remembering(conversation, event), event, place)
    if place.by == "button":
        added = (*added, talk_timer(event.at))
    if repeats_album(conversation, event) or is_large(event):
        return Step(after, added)
    return Step(after, (*added, _receipt(after, event, place.report)))


def filed(ref: str, report: OpenReport, messages: object) -> Filed:
    """Remember where the chat's message went."""
    assert isinstance(messages, list | tuple)
    return Filed(ref=ref, report_id=report.report_id, message_id=str(messages[0]["message_id"]))


def remember(conversation: Conversation, event: Event, place: Place) -> Conversation:
    """The rest of an album follows its first item; an answer elsewhere ends the chosen talk."""
    if place.by == "reply" and conversation.talking_to != place.report.report_id:
        conversation = replace(conversation, talking_to=None)
    if isinstance(event, MediaReceived) and event.album is not None:
        return album_went(replace(conversation, last_album=event.album), place)
    return conversation


def album_went(conversation: Conversation, place: Place) -> Conversation:
    """The last album went there."""
    went = {"id": conversation.last_album, "report": place.report.report_id, "by": place.by}
    return note(conversation, "filing", album=went)


def talk_to(conversation: Conversation, report: OpenReport) -> Conversation:
    """What comes without another hint goes to this report, until another one is begun."""
    chosen_one = replace(conversation, talking_to=report.report_id)
    return note(chosen_one, "filing", chosen_at=conversation.begun)


def talking_to(conversation: Conversation) -> OpenReport | None:
    """The report chosen by a button, if the choice still stands."""
    if noted(conversation, "filing").get("chosen_at", conversation.begun) != conversation.begun:
        return None
    return open_report_of(conversation, conversation.talking_to)


def talk_timer(at: datetime) -> SetTimer:
    """The choice of a report does not stand for ever."""
    return SetTimer(name=TALKING, due_at=at + TALK_LASTS)


def open_report_of(conversation: Conversation, name: str | None) -> OpenReport | None:
    """The open report of that id, or of that number however it is typed."""
    return _of(conversation.reports, name)


def sos_accepted(conversation: Conversation, at: datetime) -> Conversation:
    """From now on, and for a while, what comes is of the SOS rather than asked about."""
    return note(conversation, "filing", sos_at=at.isoformat())


def told_of(report: OpenReport, said: Say) -> Say:
    """``said``, with what is answered to it belonging to the report."""
    return replace(said, about=report.report_id)


def _receipt(conversation: Conversation, event: Message, report: OpenReport) -> Effect:
    plain = worded(report, "filed")
    if isinstance(event, LocationShared) and event.live_s is not None:
        plain = worded(report, "live-shared")
    elif report.kind == "sos":
        plain = "sos-added"
    said = say(conversation, receipt(event, plain), name_of(report), silent=True)
    return told_of(report, replace(said, reply_to=event.ref))


def _known(conversation: Conversation, name: str | None) -> OpenReport | None:
    return _of((*conversation.reports, *conversation.past), name)


def _of(reports: tuple[OpenReport, ...], name: str | None) -> OpenReport | None:
    if name is None:
        return None
    plain = _plain(name)
    return next(
        (each for each in reports if plain in (each.report_id, _plain(each.number or "-"))), None
    )


def _plain(number: str) -> str:
    return number.casefold().lstrip("№# ").strip()


def _album_place(conversation: Conversation) -> Place | None:
    went = noted(conversation, "filing").get("album")
    if not isinstance(went, dict) or went["id"] != conversation.last_album:
        return None
    report = _known(conversation, str(went["report"]))
    return Place(report=report, by=str(went["by"])) if report else None


def _fresh_sos(conversation: Conversation, now: datetime) -> OpenReport | None:
    sos = next((each for each in reversed(conversation.reports) if each.kind == "sos"), None)
    if sos is None or sos.number is None:
        return sos
    accepted = noted(conversation, "filing").get("sos_at")
    fresh = accepted is None or now - datetime.fromisoformat(str(accepted)) < SOS_IS_FRESH
    return sos if fresh else None
