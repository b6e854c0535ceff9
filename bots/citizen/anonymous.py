"""Who is seen by whom: telling without a name, and the receipt code that opens such a report.

A code passes through here and is not kept: who has it, has the report.
"""

import re
from dataclasses import replace

from bots.citizen.beside import BESIDE_IDLE, go_back, otherwise, step_beside, wipe_later
from bots.citizen.draft import answer
from bots.citizen.keyboard import chosen, current, emergency_row, lasting
from bots.citizen.notes import note, noted
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import (
    CancelTimer,
    Choice,
    Effect,
    Keyboard,
    Priority,
    Say,
    ShowReceipt,
)
from bots.dialogue.engine import Script, again, begin, leave, step
from bots.dialogue.events import (
    AskRefused,
    ChoiceMade,
    ContinuedElsewhere,
    Event,
    Message,
    ReceiptIssued,
    ReceiptOpened,
    ReceiptUnknown,
    TextReceived,
)
from bots.dialogue.flow import Accepted, Flow, Outcome, Step
from bots.dialogue.state import Conversation, OpenReport, alias_of

FLOW = "receipt"
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[ -](?=[A-Za-z0-9])){7,63}")
TELLING = ("report", "ask")  # flows in which a report is being told


def who_are_you(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: whatever begins the first report, that says once how one can be seen.

    Nothing waits for an answer to it: the report's question stands after it.
    """
    if not isinstance(event, Message | ChoiceMade) or conversation.flow in TELLING:
        return None
    if chosen(event) == "go-anonymous":  # has answered it already
        return None
    if conversation.identity != "none" or noted(conversation, "who").get("offered"):
        return None
    begun = step(script, note(conversation, "who", offered=True), event)
    if begun.conversation.flow not in TELLING:
        return None
    *before, question = begun.effects[: _last_said(begun.effects) + 1]
    after = begun.effects[_last_said(begun.effects) + 1 :]
    return Step(begun.conversation, (*before, _offer(conversation), question, *after))


def seen(conversation: Conversation) -> Say:
    """What Telegram sees, what the police see, and what nobody does."""
    rows = (lasting("go-anonymous", "by-code"),)
    return say(conversation, "what-is-seen", rows=rows, keyboard=Keyboard.INLINE)


def go_anonymous(script: Script, conversation: Conversation) -> Step | None:
    """The report that is being told becomes anonymous; None if none is."""
    if conversation.flow not in TELLING:
        return None
    hidden = answer(conversation, anonymous=True)
    return Step(hidden, (say(hidden, "anonymous-on"), again(script, hidden)))


def ask_code(script: Script, conversation: Conversation, event: Event) -> Step:
    """Ask for the code of an anonymous report."""
    begun = begin(script, step_beside(conversation), FLOW, {})
    return Step(begun.conversation, (wipe_later(event), *begun.effects))


def show_code(conversation: Conversation, code: str) -> ShowReceipt:
    """Show it as the chat's anonymous self, so that the report says nothing of its identity."""
    return ShowReceipt(code=code, conversation_id=alias_of(conversation))


class Code:
    """The code as the citizen has it, with or without its dashes. Other words are no code."""

    def ask(self, conversation: Conversation) -> Say:
        rows = (current(conversation, "later", "cancel"), emergency_row(conversation))
        return say(conversation, "ask-code", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        match event:
            case TextReceived(text=text, choice=None) if _is_code(text):
                return Accepted(conversation, (show_code(conversation, text),))
        return None


def receipts(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what the API says of codes."""
    match event:
        case ReceiptIssued(code=code):
            return Step(conversation, (_issued(conversation, code),))
        case ReceiptOpened():
            return _opened(script, conversation, event)
        case ReceiptUnknown():
            rows = (lasting("by-code"),)
            said = say(conversation, "code-unknown", rows=rows, keyboard=Keyboard.INLINE)
            return go_back(script, conversation, said)
        case AskRefused(what="IssueReceipt"):
            return Step(conversation, (say(conversation, "receipt-refused"),))
        case AskRefused(what="ShowReceipt"):
            return go_back(script, conversation, say_home(conversation, "code-unknown"))
        case ContinuedElsewhere():
            gone = without(conversation, event.report_id)
            args = {"number": event.number}
            said = say_home(gone, "continued-elsewhere", args, priority=Priority.STATUS)
            return Step(gone, (replace(said, delivery_id=event.delivery_id),))
    return None


def without(conversation: Conversation, report_id: str) -> Conversation:
    """The conversation without that report, open or past."""
    talking = None if conversation.talking_to == report_id else conversation.talking_to
    return replace(
        conversation,
        reports=tuple(each for each in conversation.reports if each.report_id != report_id),
        past=tuple(each for each in conversation.past if each.report_id != report_id),
        talking_to=talking,
    )


def _offer(conversation: Conversation) -> Say:
    rows = (lasting("register"), lasting("go-anonymous"), lasting("seen"))
    return say(conversation, "who-are-you", rows=rows, keyboard=Keyboard.INLINE)


def _last_said(effects: tuple[Effect, ...]) -> int:
    return max(place for place, each in enumerate(effects) if isinstance(each, Say))


def _is_code(text: str) -> bool:
    if not _CODE.fullmatch(text):
        return False
    return any(letter.isdigit() for letter in text) or not (" " in text or text.islower())


def _issued(conversation: Conversation, code: str) -> Say:
    rows = ((Choice(id="copy-code", copy=code),),)
    return say(conversation, "receipt-code", {"code": code}, rows=rows, keyboard=Keyboard.INLINE)


def _opened(script: Script, conversation: Conversation, event: ReceiptOpened) -> Step:
    report = OpenReport(
        report_id=event.report_id,
        kind=event.kind,
        number=event.number,
        word=event.word,
        title=event.kind,
        anonymous=True,
    )
    ours = without(conversation, event.report_id)
    if event.word == "finished":
        ours = replace(ours, past=(*ours.past, report))
    else:
        ours = replace(ours, reports=(*ours.reports, report), talking_to=event.report_id)
    args = {"number": event.number, "word": f"@word-{event.word}"}
    message = "code-opened-finished" if event.word == "finished" else "code-opened"
    return go_back(script, ours, say_home(ours, message, args))


def _finish(conversation: Conversation, event: Event) -> Step:
    left = leave(conversation)
    effects: tuple[Effect, ...] = (CancelTimer(name=BESIDE_IDLE), say_home(left, "code-shown"))
    return Step(left, effects)


RECEIPT = Flow(questions={"code": Code()}, otherwise=otherwise, finish=_finish)
