"""My reports: what became of them, and what can still be done with each."""

import re
from dataclasses import replace
from itertools import islice

from bots.citizen.keyboard import Row, lasting
from bots.citizen.speech import say
from bots.citizen.titles import title_of
from bots.dialogue.effects import Choice, Keyboard, Say
from bots.dialogue.engine import Script
from bots.dialogue.state import Conversation, OpenReport

PAGE = 5  # reports; one message each
_OF_REPORT = re.compile(r"open-([a-z0-9_-]{1,40})")
_OF_PAGE = re.compile(r"(my|past)-page-([0-9]{1,3})")

Answer = tuple[Conversation, tuple[Say, ...]]


def my(script: Script, conversation: Conversation, choice: str | None) -> Answer | None:
    """What the buttons of this file bring, or None for any other choice."""
    if choice == "my":
        return conversation, listed(script, conversation)
    if found := _OF_PAGE.fullmatch(choice or ""):
        past, page = found[1] == "past", int(found[2])
        return conversation, listed(script, conversation, page, past=past)
    if found := _OF_REPORT.fullmatch(choice or ""):
        report = report_of(conversation, found[1])
        if report is None:
            return conversation, (say(conversation, "my-gone"),)
        return conversation, (_card(script, conversation, report),)
    return None


def listed(
    script: Script, conversation: Conversation, page: int = 0, *, past: bool = False
) -> tuple[Say, ...]:
    """The reports with their words, the newest first, and the way to the others."""
    reports = list(reversed(conversation.past if past else conversation.reports))
    begin = page * PAGE
    shown = tuple(
        _line(script, conversation, report) for report in islice(reports, begin, begin + PAGE)
    )
    name = "past" if past else "my"
    more = lasting(f"{name}-page-{page + 1}") if len(reports) > begin + PAGE else ()
    more = tuple(replace(each, label="@my-more") for each in more)
    others = (
        lasting("by-code")
        if past or not conversation.past
        else (Choice(id="past-page-0", label="@my-past"), *lasting("by-code"))
    )
    rows = tuple(row for row in (more, others) if row)
    below = f"{name}-listed" if shown else f"{name}-none"
    args: dict[str, str | int] = {"count": len(reports)} if shown else {}
    return (*shown, say(conversation, below, args, rows=rows, keyboard=Keyboard.INLINE))


def report_of(conversation: Conversation, number: str) -> OpenReport | None:
    """The citizen's report whose number, in small letters, is ``number``."""
    return next(
        (
            report
            for report in (*conversation.reports, *conversation.past)
            if report.number is not None and report.number.lower() == number
        ),
        None,
    )


def _line(script: Script, conversation: Conversation, report: OpenReport) -> Say:
    title = title_of(script, conversation, report)
    if report.number is None:
        return say(conversation, "my-line-waiting", {"title": title})
    args = {"number": report.number, "title": title, "word": f"@word-{report.word}"}
    more = _buttons(conversation, report)
    rows = ((_button(report, "open"),), *((more,) if more else ()))
    said = say(conversation, "my-line", args, rows=rows, keyboard=Keyboard.INLINE)
    return replace(said, about=report.report_id)


def _card(script: Script, conversation: Conversation, report: OpenReport) -> Say:
    args = {
        "number": report.number or "",
        "title": title_of(script, conversation, report),
        "word": f"@word-{report.word}",
        "what": f"@now-{report.word}",
        "who": "@told-anonymously" if report.anonymous else "@told-openly",
    }
    buttons = _buttons(conversation, report)
    rows = (buttons,) if buttons else ()
    said = say(conversation, "my-card", args, rows=rows, keyboard=Keyboard.INLINE)
    return replace(said, about=report.report_id)


def _buttons(conversation: Conversation, report: OpenReport) -> Row:
    """What can be done with it."""
    if report not in conversation.reports:
        return ()
    return (_button(report, "add"), _button(report, "withdraw"))


def _button(report: OpenReport, name: str) -> Choice:
    """Named after the report's number, so that it means the same for ever."""
    return Choice(id=f"{name}-{(report.number or '').lower()}", label=f"@my-{name}")
