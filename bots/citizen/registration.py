"""Registration: consent, own contact by button, name, a look at it, and off it goes to the API.

The answers live only as long as the flow. When it ends, by any way, nothing of them
is left here: who it is, only the API knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from bots.citizen.beside import BESIDE, BESIDE_IDLE, otherwise, step_beside, wipe_later
from bots.citizen.draft import answer
from bots.citizen.keyboard import Row, chosen, current, emergency_row
from bots.citizen.notes import note, noted
from bots.citizen.personal import e164, is_phone, is_too_personal, masked, name_in
from bots.citizen.speech import say, say_home, verbatim
from bots.dialogue.effects import (
    CancelTimer,
    Choice,
    Effect,
    Request,
    RequestLink,
    SaveIdentity,
    Say,
)
from bots.dialogue.engine import Script, again, begin, leave
from bots.dialogue.events import ContactShared, Event, TextEdited, TextReceived, TimerDue
from bots.dialogue.flow import Accepted, Flow, Kept, Outcome, Refused, Step
from bots.dialogue.state import Conversation

FLOW = "registration"
OWN_CONSENT = "1"  # the version of the catalogues' ``consent-text``; raise it with its meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the authority wants of those who register, as they were when it was asked.

    ``texts`` stand in place of the catalogue's consent; ``fields`` ("iin", "birth_date")
    are told on the portal, never here.
    """

    version: str = OWN_CONSENT
    texts: Mapping[str, str] | None = None
    fields: tuple[str, ...] = ()


def begin_registration(
    script: Script, conversation: Conversation, event: Event, terms: Terms
) -> Step:
    """Ask for what is needed. A consent to the same version is not asked for again."""
    aside = step_beside(conversation)
    answers: dict[str, object] = {
        "version": terms.version,
        "texts": dict(terms.texts) if terms.texts else None,
        "page": bool(terms.fields),
    }
    given = noted(aside, FLOW).get("consented_at")
    if aside.identity == "registered" and aside.consent == terms.version and given:
        answers |= {"consented_at": given, "agreed_before": True}
    begun = begin(script, aside, FLOW, answers)
    return Step(begun.conversation, (wipe_later(event), *begun.effects))


class Consent:
    """The text, and yes or no to it. Declining loses nothing."""

    def ask(self, conversation: Conversation) -> Say:
        rows = (
            current(conversation, "agree"),
            current(conversation, "decline", "later"),
            emergency_row(conversation),
        )
        texts = conversation.answers.get("texts")
        if not texts:
            return say(conversation, "consent-text", rows=rows)
        text = cast("Mapping[str, str]", texts)[conversation.locale]
        return say(conversation, "consent-own", {"text": verbatim(text)}, rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if chosen(event) == "agree":
            return Accepted(answer(conversation, consented_at=event.at.isoformat()))
        if isinstance(event, ContactShared):
            return Refused("consent-first")
        return _refuse_typed(event)


class Contact:
    """The citizen's own card, by the button alone: a typed number proves nothing."""

    def ask(self, conversation: Conversation) -> Say:
        contact = Choice(id="send-contact", turn=conversation.turn, request=Request.CONTACT)
        rows = ((contact,), *_ways_out(conversation))
        return say(conversation, "ask-contact", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if isinstance(event, ContactShared):
            return _contact(conversation, event)
        if chosen(event) == "send-contact":
            return Refused("contact-from-phone")
        return _refuse_typed(event)


class Name:
    """As on the card, by one button, or typed."""

    def ask(self, conversation: Conversation) -> Say:
        offered = conversation.answers.get("offered")
        rows = _ways_out(conversation)
        if not offered:
            return say(conversation, "ask-own-name", rows=rows)
        card = Choice(id="use-name", turn=conversation.turn, label=verbatim(str(offered)))
        return say(conversation, "ask-own-name-offered", rows=((card,), *rows))

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match event:
            case ContactShared():
                return _again(_contact(conversation, event))
            case TextReceived(text=text, choice=None, ref=ref) if name := name_in(text):
                return Accepted(answer(conversation, name=name, name_ref=ref))
        if chosen(event) == "use-name" and conversation.answers.get("offered"):
            return Accepted(answer(conversation, name=conversation.answers["offered"]))
        return _refuse_typed(event)


class Review:
    """What will be handed over, and the button that does it."""

    def ask(self, conversation: Conversation) -> Say:
        answers = conversation.answers
        rows = (
            current(conversation, "confirm-identity"),
            *_ways_out(conversation),
        )
        args = {
            "name": verbatim(str(answers["name"])),
            "phone": masked(str(answers["phone"])),
        }
        return say(conversation, "review-identity", args, rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if chosen(event) == "confirm-identity":
            return Accepted(conversation)
        if isinstance(event, ContactShared):
            return _again(_contact(conversation, event))
        return _refuse_typed(event)


def registering(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: a name corrected by an edit, and the time that has run out."""
    match event:
        case TimerDue(name=name) if name == BESIDE_IDLE:
            return _expired(conversation)
        case TextEdited(ref=ref) if ref == noted(conversation, FLOW).get("name_ref"):
            return Step(conversation, (say(conversation, "name-changed-how", silent=True),))
        case TextEdited(ref=ref) if _is_name(conversation, ref):
            return _renamed(script, conversation, event)
    return None


def waits_for_page(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the portal page asks for was typed here instead. It is not kept."""
    match event:
        case TextReceived(text=text) if noted(conversation, FLOW).get("page"):
            if conversation.flow is None and is_too_personal(text):
                return Step(conversation, (say(conversation, "not-in-chat"),))
    return None


def _contact(conversation: Conversation, event: ContactShared) -> Outcome:
    if not event.own:
        return Refused("contact-not-yours")
    phone = e164(event.phone)
    if phone is None:
        return Refused("contact-unusable")
    return Accepted(answer(conversation, phone=phone, offered=name_in(event.name)))


def _again(outcome: Outcome) -> Outcome:
    """A second card changes the phone and leaves the question standing."""
    return Kept(outcome.conversation) if isinstance(outcome, Accepted) else outcome


def _refuse_typed(event: Event) -> Outcome | None:
    match event:
        case TextReceived(text=text) if is_too_personal(text):
            return Refused("not-in-chat")
        case TextReceived(text=text) if is_phone(text):
            return Refused("contact-press-button")
    return None


def _ways_out(conversation: Conversation) -> tuple[Row, ...]:
    return (
        current(conversation, "back", "later", "cancel"),
        emergency_row(conversation),
    )


def _is_name(conversation: Conversation, ref: str) -> bool:
    return conversation.flow == FLOW and conversation.answers.get("name_ref") == ref


def _renamed(script: Script, conversation: Conversation, event: TextEdited) -> Step:
    name = name_in(event.text)
    if name is None:
        return Step(conversation, (again(script, conversation),))
    renamed = answer(conversation, name=name)
    return Step(renamed, (again(script, renamed),))


def _expired(conversation: Conversation) -> Step:
    if conversation.flow not in BESIDE:
        return Step(conversation)
    left = leave(conversation)
    return Step(left, (replace(say_home(left, "beside-expired"), silent=True),))


def _finish(conversation: Conversation, event: Event) -> Step:
    answers = conversation.answers
    identity = {
        "name": answers["name"],
        "phone": answers["phone"],
        "consent": answers["version"],
        "consented_at": answers["consented_at"],
    }
    left = note(
        leave(conversation),
        FLOW,
        pending=answers["version"],
        consented_at=answers["consented_at"],
        name_ref=answers.get("name_ref"),
        page=answers["page"],
    )
    effects: tuple[Effect, ...] = (
        CancelTimer(name=BESIDE_IDLE),
        SaveIdentity(conversation_id=left.id, identity=identity),
    )
    if answers["page"]:
        page = RequestLink(purpose="identity", locale=left.locale, conversation_id=left.id)
        effects = (*effects, page)
    return Step(left, (*effects, say_home(left, "identity-sent")))


REGISTRATION = Flow(
    questions={"consent": Consent(), "contact": Contact(), "name": Name(), "review": Review()},
    skip={"consent": lambda answers: bool(answers.get("agreed_before"))},
    otherwise=otherwise,
    finish=_finish,
)
