"""Taking a report back: which, are you sure, and what became of the wish."""

from dataclasses import replace

from bots.citizen.filing import open_report_of, told_of
from bots.citizen.keyboard import chosen
from bots.citizen.notes import note, noted
from bots.citizen.past import past_with
from bots.citizen.speech import say, say_home
from bots.citizen.titles import name_of, report_button, title_of, worded
from bots.dialogue.effects import Choice, Keyboard, Priority, WithdrawReport
from bots.dialogue.engine import Script
from bots.dialogue.events import (
    AskRefused,
    CommandGiven,
    Event,
    TextReceived,
    WithdrawalNoted,
)
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, OpenReport

MOST_OFFERED = 8


def withdrawing(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: /withdraw, the buttons, and the API's answer."""
    match event:
        case WithdrawalNoted():
            return _noted(conversation, event)
        case AskRefused(what="WithdrawReport", report_id=report_id):
            said = say(conversation, "withdraw-refused", priority=Priority.STATUS)
            return Step(conversation, (replace(said, about=report_id),))
        case CommandGiven(name="withdraw", argument=argument):
            return _which(script, conversation, argument)
        case TextReceived(choice="withdraw"):
            return _which(script, conversation, "")
        case TextReceived(choice="withdraw-yes" | "withdraw-no" as typed):
            asked = open_report_of(conversation, str(noted(conversation, "withdraw").get("of")))
            return _answered(conversation, event, typed, asked) if asked else None
    choice = chosen(event) or ""
    for name in ("withdraw-yes", "withdraw-no"):
        if choice.startswith(f"{name}-"):
            report = open_report_of(conversation, choice.removeprefix(f"{name}-"))
            return _answered(conversation, event, name, report)
    if choice.startswith("withdraw-"):
        return _sure(script, conversation, choice.removeprefix("withdraw-"))
    return None


def _which(script: Script, conversation: Conversation, argument: str) -> Step:
    reports = conversation.reports
    if argument or len(reports) == 1:
        return _sure(script, conversation, argument or reports[0].report_id)
    if not reports:
        return Step(conversation, (say_home(conversation, "withdraw-none"),))
    newest = list(reversed(reports))[:MOST_OFFERED]
    rows = tuple((report_button(script, conversation, each, "withdraw"),) for each in newest)
    said = say(conversation, "withdraw-which", rows=rows, keyboard=Keyboard.INLINE)
    return Step(conversation, (said,))


def _sure(script: Script, conversation: Conversation, name: str) -> Step:
    report = open_report_of(conversation, name)
    if report is None:
        return Step(conversation, (say_home(conversation, "report-closed"),))
    rows = tuple(
        (Choice(id=f"{answer}-{report.report_id}", label=f"@button-{answer}"),)
        for answer in ("withdraw-yes", "withdraw-no")
    )
    args = {**name_of(report), "title": title_of(script, conversation, report)}
    sure = worded(report, "withdraw-sure")
    said = say(conversation, sure, args, rows=rows, keyboard=Keyboard.INLINE)
    asked = note(conversation, "withdraw", of=report.report_id)
    return Step(asked, (told_of(report, said),))


def _answered(
    conversation: Conversation, event: Event, answer: str, report: OpenReport | None
) -> Step:
    after = note(conversation, "withdraw", of=None)
    if report is None:
        return Step(after, (say_home(after, "report-closed"),))
    if answer == "withdraw-no":
        return Step(after, (told_of(report, say_home(after, "withdraw-kept")),))
    withdraw = WithdrawReport(report_id=report.report_id, at=event.at.isoformat())
    return Step(after, (withdraw, told_of(report, say_home(after, "withdraw-sent"))))


def _noted(conversation: Conversation, event: WithdrawalNoted) -> Step:
    after = past_with(conversation, event.report_id) if event.done else conversation
    message = "withdrawn" if event.done else "withdraw-asked"
    said = say_home(after, message, {"number": event.number}, priority=Priority.STATUS)
    return Step(after, (replace(said, about=event.report_id),))
