"""How was it? One to five stars once a report is finished, and then perhaps a word."""

import re
from dataclasses import replace
from datetime import timedelta

from bots.citizen.content import is_content
from bots.citizen.keyboard import COMMANDS, chosen, current, emergency_row
from bots.citizen.notes import note, noted
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import CancelTimer, Choice, Keyboard, RateReport, Say, SetTimer
from bots.dialogue.engine import Script, begin, leave, step
from bots.dialogue.events import CommandGiven, Event, Message, TextReceived, TimerDue
from bots.dialogue.flow import Accepted, Flow, Kept, Outcome, Step
from bots.dialogue.state import Conversation

MOST = 5
LONGEST_WORD = 1000
RATING = "rating"
WORD_WITHIN = timedelta(minutes=10)
_STARS = re.compile(r"stars-([1-5])-([0-9a-f-]{36})")


def how_was_it(conversation: Conversation, report_id: str, number: str) -> Say:
    """The question, under which the stars stand."""
    stars = tuple(
        Choice(id=f"stars-{count}-{report_id}", label=f"@stars-{count}")
        for count in range(1, MOST + 1)
    )
    later = Choice(id=f"stars-0-{report_id}", label="@button-no-stars")
    said = say(
        conversation,
        "ask-stars",
        {"number": number},
        rows=(stars, (later,)),
        keyboard=Keyboard.INLINE,
        silent=True,
    )
    return replace(said, about=report_id)


def rated(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: stars are pressed, once for each report; then a word, if nothing is asked.

    While the word is asked for, only words are it: the rest goes where it would go.
    """
    if isinstance(event, TimerDue) and event.name == RATING:
        return Step(leave(conversation) if conversation.flow == "rating" else conversation)
    choice = chosen(event) or ""
    if choice.startswith("stars-0-") or choice == "no-stars":
        return Step(conversation, (say_home(conversation, "stars-skipped"),))
    if found := _STARS.fullmatch(choice):
        return _starred(script, conversation, event, int(found[1]), found[2])
    if (typed := _typed(event)) and conversation.past:
        return _starred(script, conversation, event, typed, conversation.past[-1].report_id)
    if conversation.flow == "rating" and _leads_away(event):
        led = step(script, leave(conversation), event)
        return Step(led.conversation, (*led.effects, CancelTimer(name=RATING)))
    return None


def _typed(event: Event) -> int:
    """Instead of pressing one may type what stands on the button, "4 ⭐", or so many stars."""
    if not isinstance(event, TextReceived):
        return 0
    if found := re.fullmatch(r"([1-5]) ?⭐\ufe0f?", event.text):
        return int(found[1])
    plain = event.text.replace("\ufe0f", "")
    return len(plain) if plain == "⭐" * len(plain) and len(plain) <= MOST else 0


def is_rated(conversation: Conversation, report_id: str) -> bool:
    """True if the stars were given: they are not asked for again."""
    return report_id in _done(conversation)


class Word:
    """What was good or bad? Words, or nothing."""

    def ask(self, conversation: Conversation) -> Say:
        rows = (current(conversation, "skip"), emergency_row(conversation))
        return say(conversation, "ask-word", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        if chosen(event) == "skip":
            return Accepted(conversation)
        if isinstance(event, TextReceived):
            words = event.text[:LONGEST_WORD]
            rate = _rate(conversation, event, int(str(conversation.answers["stars"])), words)
            return Accepted(conversation, (rate,))
        return None


def _starred(
    script: Script, conversation: Conversation, event: Event, stars: int, report_id: str
) -> Step:
    if report_id in _done(conversation):
        return Step(conversation, (say_home(conversation, "stars-before"),))
    done = note(conversation, "rating", done=[*_done(conversation), report_id][-10:])
    answers = {"report_id": report_id, "stars": stars}
    rate = _rate(replace(done, answers=answers), event, stars, "")
    if done.flow is not None or done.unfiled:
        return Step(done, (rate, say(done, "stars-thanks")))
    asked = begin(script, done, "rating", answers)
    timer = SetTimer(name=RATING, due_at=event.at + WORD_WITHIN)
    return Step(asked.conversation, (rate, *asked.effects, timer))


def _rate(conversation: Conversation, event: Event, stars: int, words: str) -> RateReport:
    report_id = str(conversation.answers["report_id"])
    return RateReport(report_id=report_id, stars=stars, at=event.at.isoformat(), words=words)


def _leads_away(event: Event) -> bool:
    """Another wish than to answer: commands, the menu, and content that is no word."""
    if isinstance(event, CommandGiven) or chosen(event) in (*COMMANDS, "continue"):
        return True
    return isinstance(event, Message) and is_content(event) and not isinstance(event, TextReceived)


def _otherwise(conversation: Conversation, event: Event) -> Outcome:
    return Kept(conversation, (say(conversation, "old-button"),))


def _finish(conversation: Conversation, event: Event) -> Step:
    left = leave(conversation)
    return Step(left, (CancelTimer(name=RATING), say_home(left, "stars-thanks")))


def _done(conversation: Conversation) -> list[str]:
    done = noted(conversation, "rating").get("done")
    return done if isinstance(done, list) else []


RATING_FLOW = Flow(questions={"word": Word()}, otherwise=_otherwise, finish=_finish)
