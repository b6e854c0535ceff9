"""Small flows that stand beside the reports: registering, showing a code, being forgotten.

What they ask for is personal, so they are dropped and never set aside; and what a
citizen sends meanwhile is no answer of theirs: it goes where it would go if nothing
were asked, and the question stays.
"""

from dataclasses import replace
from datetime import timedelta

from bots.citizen.content import is_content
from bots.citizen.draft import repeats_album
from bots.citizen.keyboard import chosen
from bots.citizen.notes import note, noted
from bots.citizen.speech import home, say, say_home
from bots.dialogue.effects import CancelTimer, Effect, Keyboard, Say, SetTimer
from bots.dialogue.engine import Script, again, leave, resume, set_aside, step
from bots.dialogue.events import ChoiceMade, CommandGiven, Event, Message
from bots.dialogue.flow import Back, Kept, Outcome, Refused, Step
from bots.dialogue.state import Conversation

BESIDE = frozenset({"registration", "receipt", "erasure"})
# Lead to a flow of their own.
AWAY = frozenset(
    {"sos", "report", "continue", "ask", "go-anonymous", "start-over", "delete-draft", "undo"}
)
WIPED_AFTER = timedelta(hours=24)
LEFT_BY = {"later": "postponed", "decline": "consent-declined"}
BESIDE_IDLE = "beside-idle"  # the timer after which what was answered is wiped


def beside(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: out of a small flow into another, and what was sent meanwhile."""
    if conversation.flow not in BESIDE:
        return None
    choice = chosen(event)
    if choice == "sos" or (choice in AWAY and not _is_old(conversation, event)):
        led = step(script, leave(conversation), event)
        return Step(led.conversation, (*led.effects, CancelTimer(name=BESIDE_IDLE)))
    if choice in LEFT_BY and not _is_old(conversation, event):
        left = leave(conversation)
        return go_back(script, left, say_home(left, LEFT_BY[choice]))
    if choice == "cancel" and not _is_old(conversation, event):
        left = leave(conversation)
        return Step(left, (CancelTimer(name=BESIDE_IDLE), say_home(left, "cancelled-beside")))
    if (
        isinstance(event, Message)
        and is_content(event)
        and not _answers(script, conversation, event)
    ):
        if conversation.flow == "erasure":  # to tell something is to need one's draft
            led = step(script, leave(conversation), event)
            return Step(led.conversation, (*led.effects, CancelTimer(name=BESIDE_IDLE)))
        return _file(script, conversation, event)
    return None


def step_beside(conversation: Conversation) -> Conversation:
    """Room for a small flow: a report that is being told steps aside, to be resumed after it."""
    if conversation.flow in BESIDE:
        return leave(conversation)
    if conversation.flow == "faq":  # a question is no draft; the report it came up in is one
        back = bool(conversation.answers.get("back")) and conversation.draft is not None
        return note(leave(conversation), "beside", resume=back)
    if conversation.flow is None:
        return note(conversation, "beside", resume=False)
    return note(set_aside(conversation), "beside", resume=True)


def wipe_later(event: Event) -> SetTimer:
    """What was answered is personal: it does not wait for ever for the rest."""
    return SetTimer(name=BESIDE_IDLE, due_at=event.at + WIPED_AFTER)


def go_back(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """After a small flow: say it, and ask again what was being asked before it, if anything was."""
    effects = (CancelTimer(name=BESIDE_IDLE), *said)
    returning = bool(noted(conversation, "beside").get("resume"))
    conversation = note(conversation, "beside", resume=False)
    if conversation.flow is not None:
        return Step(conversation, (*effects, again(script, conversation)))
    if returning and conversation.draft is not None:
        resumed = resume(script, conversation)
        effects = tuple(_without_continue(resumed.conversation, each) for each in effects)
        return Step(resumed.conversation, (*effects, *resumed.effects))
    return Step(conversation, effects)


def otherwise(conversation: Conversation, event: Event) -> Outcome:
    """What a question of a small flow does not take, apart from content."""
    if not isinstance(event, Message | ChoiceMade):
        return Kept(conversation, again=False)  # nobody in the chat did it
    if chosen(event) == "back":
        return Back()
    return Refused("unknown-command" if isinstance(event, CommandGiven) else "old-button")


def _without_continue(conversation: Conversation, effect: Effect) -> Effect:
    """The main menu, but for *Continue*: it is being continued."""
    if not (isinstance(effect, Say) and effect.rows and effect.keyboard is Keyboard.REPLY):
        return effect
    return replace(effect, rows=home(leave(conversation)).rows)


def _is_old(conversation: Conversation, event: Event) -> bool:
    return isinstance(event, ChoiceMade) and event.turn not in (0, conversation.turn)


def _answers(script: Script, conversation: Conversation, event: Event) -> bool:
    assert conversation.flow is not None
    assert conversation.question is not None
    question = script.flows[conversation.flow].questions[conversation.question]
    return question.accept(conversation, event) is not None


def _file(script: Script, conversation: Conversation, event: Message) -> Step:
    repeated = repeats_album(conversation, event)
    filed = script.idle(script, leave(conversation), event)
    after, effects = filed.conversation, filed.effects
    if after.flow is not None or after.draft != conversation.draft:
        # It is in a draft now, begun or taken up for it: whose question is put later.
        after = replace(set_aside(after), turn=conversation.turn)
        after = note(after, "beside", resume=True)
        note_of_it = () if repeated else (say(after, "kept-beside", silent=True),)
        effects = (*(each for each in effects if not isinstance(each, Say)), *note_of_it)
    back = replace(
        after, flow=conversation.flow, question=conversation.question, answers=conversation.answers
    )
    if repeated and back.turn == conversation.turn:
        return Step(back, effects)
    return Step(back, (*effects, again(script, back)))
