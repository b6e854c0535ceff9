"""The report: what it is about, where, in the citizen's own words, a look at it, off it goes.

Photos, voices and words may come at any of these questions: they are kept, and
the question is asked again.
"""

from dataclasses import replace

from bots.citizen.content import LONGEST_ADDRESS, Wire, is_content, place_of
from bots.citizen.draft import answer, files, hand_over, keep, messages, new
from bots.citizen.keyboard import chosen, current, emergency_row, pairs, send_location
from bots.citizen.speech import say, say_home, verbatim
from bots.citizen.telling import Describe, otherwise, texts
from bots.dialogue.effects import Keyboard, Say
from bots.dialogue.engine import Script, begin
from bots.dialogue.events import Event, LocationShared, Message, TextReceived
from bots.dialogue.flow import Accepted, Flow, Kept, Outcome, Refused, Step
from bots.dialogue.state import Answers, Conversation

# What a report can be about, and the kind it is then.
CATEGORIES = {
    "theft": "crime",
    "violence": "crime",
    "fraud": "crime",
    "traffic": "offence",
    "noise": "offence",
    "missing-person": "statement",
    "lost-property": "statement",
    "officer-conduct": "complaint",
    "other": "statement",
}
FIRST_WORDS = 200  # characters of the citizen's text shown on the review card


class Category:
    """What is it about? Two columns of buttons under the question."""

    def ask(self, conversation: Conversation) -> Say:
        kept = bool(messages(conversation.answers))
        return say(
            conversation,
            "ask-category-kept" if kept else "ask-category",
            rows=(
                *pairs(current(conversation, *CATEGORIES)),
                current(conversation, "cancel"),
                emergency_row(conversation),
            ),
            keyboard=Keyboard.INLINE,
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if isinstance(event, LocationShared):
            return Kept(_place_ahead(conversation, event))
        choice = chosen(event)
        if choice in CATEGORIES:
            return Accepted(answer(conversation, category=choice))
        return None


class Where:
    """Where did it happen? A point from the phone, an address in words, or nothing."""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "ask-place",
            rows=(
                send_location(conversation),
                current(conversation, "back", "skip", "cancel"),
                emergency_row(conversation),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match event:
            case LocationShared():
                return Accepted(_placed(conversation, event, place_of(event)))
            case TextReceived(text=text) if is_content(event):
                place: Wire = {"method": "typed", "address": text[:LONGEST_ADDRESS]}
                return Accepted(_placed(conversation, event, place))
        match chosen(event):
            case "skip":
                return Accepted(answer(conversation, place=None))
            case "send-location":
                return Refused("location-from-phone")
        return None


class Review:
    """The card with everything told so far, and the button that sends it."""

    def ask(self, conversation: Conversation) -> Say:
        answers = conversation.answers
        return say(
            conversation,
            "review" if conversation.flow == "report" else "review-question",
            _card(answers),
            rows=(
                current(conversation, "send"),
                current(conversation, "back", "cancel"),
                emergency_row(conversation),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        return Accepted(conversation) if chosen(event) == "send" else None


def begin_report(script: Script, conversation: Conversation, first: Message | None = None) -> Step:
    """Start a report, with ``first`` already kept in it if that came before any question."""
    conversation, report_id = new(conversation)
    conversation = replace(conversation, answers={"report_id": report_id})
    if isinstance(first, LocationShared):
        conversation = _place_ahead(conversation, first)
    elif first is not None:
        conversation = keep(conversation, first)
    return begin(script, conversation, "report", conversation.answers)


def _place_ahead(conversation: Conversation, event: LocationShared) -> Conversation:
    """Who shows the place before being asked is not asked for it."""
    return answer(_placed(conversation, event, place_of(event)), place_ahead=True)


def _placed(conversation: Conversation, event: Message, place: Wire) -> Conversation:
    """The place is noted; as a message it is kept too, so that a later edit has its first."""
    kept = keep(conversation, event)
    told = {str(message["message_id"]) for message in messages(kept.answers)}
    before = {str(message["message_id"]) for message in messages(conversation.answers)}
    return answer(kept, place=place, place_told=sorted(told - before))


def _card(answers: Answers) -> dict[str, str | int]:
    words = texts(answers)
    return {
        "category": f"@button-{answers.get('category', 'other')}",
        "place": _place(answers),
        "texts": len(words),
        "files": len(files(answers)),
        "words": verbatim(words[0][:FIRST_WORDS]) if words else "@no-words",
    }


def _place(answers: Answers) -> str:
    match answers.get("place"):
        case {"address": str(address)}:
            return verbatim(address[:FIRST_WORDS])
        case {"latitude": float()}:
            return "@place-on-map"
    return "@no-place"


def _finish(conversation: Conversation, event: Event) -> Step:
    kind = CATEGORIES[str(conversation.answers["category"])]
    sent, effects = hand_over(conversation, event, kind)
    return Step(sent, (*effects, say_home(sent, "report-sent")))


REPORT = Flow(
    questions={"category": Category(), "where": Where(), "what": Describe(), "review": Review()},
    skip={"where": lambda answers: bool(answers.get("place_ahead"))},
    otherwise=otherwise,
    finish=_finish,
)
