"""Who tells it: what they are to what happened, and whether their name goes with the report."""

from bots.citizen.draft import answer
from bots.citizen.keyboard import chosen, current
from bots.citizen.speech import say
from bots.citizen.telling import ways_out
from bots.dialogue.effects import Say
from bots.dialogue.events import Event
from bots.dialogue.flow import Accepted, Outcome
from bots.dialogue.state import Answers, Conversation

ROLES = ("victim", "witness", "relative", "other")


class Role:
    """What are you to it?"""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "ask-role",
            rows=(
                current(conversation, *ROLES[:2]),
                current(conversation, *ROLES[2:]),
                *ways_out(conversation, "back", "skip"),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match chosen(event):
            case "skip":
                return Accepted(answer(conversation, role=None))
            case str(choice) if choice in ROLES:
                return Accepted(answer(conversation, role=choice))
        return None


class Name:
    """With your name, or anonymously? What each means is said with it."""

    def ask(self, conversation: Conversation) -> Say:
        return say(
            conversation,
            "ask-name",
            rows=(
                current(conversation, "with-name", "anonymously"),
                *ways_out(conversation, "back"),
            ),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match chosen(event):
            case "with-name":
                return Accepted(answer(conversation, anonymous=False))
            case "anonymously":
                return Accepted(answer(conversation, anonymous=True))
        return None


def has_no_name(answers: Answers) -> bool:
    """Nobody has registered: there is no name to give or to keep back."""
    return not (answers.get("registered") or answers.get("name_asked"))


def role_in_words(answers: Answers) -> str:
    role = answers.get("role")
    return f"@button-{role}" if role else "@not-told"


def name_in_words(answers: Answers) -> str:
    if answers.get("anonymous"):
        return "@name-kept-back"
    return "@name-given" if answers.get("registered") else "@not-registered"
