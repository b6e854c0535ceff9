"""Where it happened: a point from the phone or from a map page, an address in words, or nothing."""

from dataclasses import replace

from bots.citizen.content import LONGEST_ADDRESS, Wire, is_content, place_of
from bots.citizen.draft import answer, keep_answer
from bots.citizen.keyboard import chosen, current, send_location
from bots.citizen.report.similar import look
from bots.citizen.speech import say, verbatim
from bots.citizen.telling import ways_out
from bots.dialogue.effects import Choice, Keyboard, RequestLink, Say
from bots.dialogue.engine import Script, again, ask
from bots.dialogue.events import (
    AskRefused,
    Event,
    LinkArrived,
    LocationShared,
    PlacePicked,
    TextReceived,
)
from bots.dialogue.flow import Accepted, Kept, Outcome, Refused, Step
from bots.dialogue.state import Answers, Conversation, alias_of

BEFORE_WHERE = frozenset({"category", "subcategory"})


class Where:
    """Where did it happen?"""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "ask-place",
            rows=(
                send_location(conversation),
                current(conversation, "not-there"),
                *ways_out(conversation, "back", "skip"),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match event:
            case LocationShared():
                return Accepted(keep_answer(conversation, event, place=place_of(event)))
            case TextReceived(text=text) if is_content(event):
                place: Wire = {"method": "typed", "address": text[:LONGEST_ADDRESS]}
                return Accepted(keep_answer(conversation, event, place=place))
        match chosen(event):
            case "skip":
                return Accepted(answer(conversation, place=None))
            case "send-location":
                return Refused("location-from-phone")
            case "not-there":
                return Kept(conversation, (_map(conversation), _map_comes(conversation)), False)
        return None


def placed_ahead(conversation: Conversation, event: LocationShared) -> Conversation:
    """Who shows the place before being asked is not asked for it."""
    ahead = conversation.question in BEFORE_WHERE or conversation.question is None
    return answer(
        keep_answer(conversation, event, place=place_of(event)),
        **({"place_ahead": True} if ahead else {}),
    )


def place_answers(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the map page and its link bring, whatever is being asked by then."""
    match event:
        case PlacePicked():
            return _picked(script, conversation, event)
        case LinkArrived(purpose="place", report_id=report_id):
            if not _is_draft(conversation, report_id):
                return None
            row = (Choice(id="open-map", url=event.url),)
            said = say(conversation, "map-link", rows=(row,), keyboard=Keyboard.INLINE)
            return Step(conversation, (said,))
        case AskRefused(what="RequestLink", report_id=report_id):
            if _is_draft(conversation, report_id):
                return Step(conversation, (say(conversation, "map-refused"),))
    return None


def has_place(answers: Answers) -> bool:
    """Known before it was asked: by a QR code, a location sent ahead or the map page."""
    return bool(answers.get("place_ahead"))


def place_in_words(answers: Answers, most: int) -> str:
    """The place on the review card: at most so many characters of an address."""
    match answers.get("place"):
        case {"address": str(address)} if address:
            return verbatim(address[:most])
        case {"latitude": float() | int()}:
            return "@place-on-map"
    return "@no-place"


def _map(conversation: Conversation) -> RequestLink:
    """By the alias: the report may yet become an anonymous one."""
    return RequestLink(
        purpose="place",
        locale=conversation.locale,
        conversation_id=alias_of(conversation),
        report_id=str(conversation.answers["report_id"]),
    )


def _map_comes(conversation: Conversation) -> Say:
    return say(conversation, "map-comes")


def _picked(script: Script, conversation: Conversation, event: PlacePicked) -> Step:
    place = _place(event)
    noted = replace(say(conversation, "place-picked"), delivery_id=event.delivery_id)
    if place is None or not _is_draft(conversation, event.report_id):
        return Step(conversation, (noted,))
    if conversation.flow != "report":
        draft = conversation.draft
        assert draft is not None
        placed = replace(draft, answers={**draft.answers, "place": place})
        return Step(replace(conversation, draft=placed), (noted,))
    ahead = conversation.question in BEFORE_WHERE
    known, wished = look(
        answer(conversation, place=place, **({"place_ahead": True} if ahead else {}))
    )
    if conversation.question != "where":
        return Step(known, (noted, *wished, again(script, known)))
    following = "review"
    if not known.answers.get("editing"):
        following = script.flows["report"].after("where", known.answers) or "review"
    asked = ask(script, answer(known, editing=False), following)
    return Step(asked.conversation, (noted, *wished, *asked.effects))


def _place(event: PlacePicked) -> Wire | None:
    place: Wire = {"method": "picked"}
    if event.latitude is not None and event.longitude is not None:
        place |= {"latitude": float(event.latitude), "longitude": float(event.longitude)}
    if event.address:
        place["address"] = event.address[:LONGEST_ADDRESS]
    return place if len(place) > 1 else None


def _is_draft(conversation: Conversation, report_id: str | None) -> bool:
    live = conversation.answers if conversation.flow == "report" else {}
    aside = conversation.draft.answers if conversation.draft else {}
    return report_id is not None and report_id in (live.get("report_id"), aside.get("report_id"))
