"""Privacy: what is stored where, a copy of it, being forgotten, a clean chat."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from bots.citizen.beside import BESIDE_IDLE, otherwise, step_beside, wipe_later
from bots.citizen.happenings import asker_of
from bots.citizen.keyboard import chosen, current, emergency_row, lasting
from bots.citizen.notes import forget, note, noted
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import (
    CancelTimer,
    CleanChat,
    EraseCitizen,
    ForgetChat,
    Keyboard,
    Priority,
    RequestLink,
    Say,
)
from bots.dialogue.engine import Script, again, begin, leave
from bots.dialogue.events import AskRefused, ChatCleaned, CitizenErased, Event
from bots.dialogue.flow import Accepted, Flow, Outcome, Step
from bots.dialogue.state import Conversation, OpenReport, alias_of

FLOW = "erasure"


def privacy(conversation: Conversation) -> Say:
    """What is stored where, and what the citizen can do about it."""
    rows = (lasting("export"), lasting("erase"), lasting("clean"), lasting("seen"))
    return say(conversation, "privacy", rows=rows, keyboard=Keyboard.INLINE)


def export(conversation: Conversation) -> tuple[RequestLink, Say]:
    """Ask for the archive. It holds what was told by name; an anonymous report is nobody's."""
    asked = RequestLink(
        purpose="export", locale=conversation.locale, conversation_id=conversation.id
    )
    return asked, say(conversation, "export-asked")


def before_cleaning(conversation: Conversation) -> Say:
    """What cleaning does and does not, and the button that does it."""
    rows = (lasting("clean-now"),)
    return say(conversation, "clean-what", rows=rows, keyboard=Keyboard.INLINE)


def clean(conversation: Conversation) -> tuple[CleanChat, ...]:
    """Wish it; what it came to is told when it is known."""
    return (CleanChat(locale=conversation.locale),)


def begin_erasure(script: Script, conversation: Conversation, event: Event) -> Step:
    """Say what can be erased and what cannot, and ask twice."""
    begun = begin(script, step_beside(conversation), FLOW, {})
    return Step(begun.conversation, (wipe_later(event), *begun.effects))


class What:
    """What goes, what stays and why."""

    def ask(self, conversation: Conversation) -> Say:
        rows = (
            current(conversation, "erase-go-on"),
            current(conversation, "later", "cancel"),
            emergency_row(conversation),
        )
        return say(conversation, "erase-what", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        return Accepted(conversation) if chosen(event) == "erase-go-on" else None


class Sure:
    """Once more, for it cannot be undone."""

    def ask(self, conversation: Conversation) -> Say:
        rows = (
            current(conversation, "erase-now"),
            current(conversation, "back", "cancel"),
            emergency_row(conversation),
        )
        return say(conversation, "erase-sure", rows=rows)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        return Accepted(conversation) if chosen(event) == "erase-now" else None


def privacy_news(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what became of the wish to be forgotten, or of the cleaning."""
    match event:
        case CitizenErased():
            return _erased(conversation, event.erased, event.kept)
        case AskRefused(what="EraseCitizen"):
            return _erased(note(conversation, FLOW, refused=True), 0, ())
        case ChatCleaned(deleted=deleted, left=left):
            args = {"deleted": deleted, "left": left}
            said = say(conversation, "chat-cleaned" if left else "chat-cleaned-all", args)
            return Step(conversation, (said, again(script, conversation)))
    return None


def _finish(conversation: Conversation, event: Event) -> Step:
    """All of the citizen's selves are erased: with a name, without one, and who only asked."""
    left = leave(conversation)
    left = replace(left, draft=None, unfiled=(), notes={})
    left = note(left, FLOW, answers_left=3)
    return Step(
        left,
        (
            CancelTimer(name=BESIDE_IDLE),
            EraseCitizen(conversation_id=left.id),
            EraseCitizen(conversation_id=alias_of(left)),
            EraseCitizen(conversation_id=asker_of(left)),
            ForgetChat(),
            say_home(left, "erasing"),
        ),
    )


def _erased(conversation: Conversation, erased: int, kept: tuple[tuple[str, str], ...]) -> Step:
    """Of the two answers the first is only noted: one wish, one result."""
    so_far = noted(conversation, FLOW)
    total = cast("int", so_far.get("erased", 0)) + erased
    kept_by_now = [*cast("Iterable[list[str]]", so_far.get("kept", ())), *map(list, kept)]
    left = cast("int", so_far.get("answers_left", 1)) - 1
    if left > 0:
        waiting = note(conversation, FLOW, answers_left=left, erased=total, kept=kept_by_now)
        return Step(waiting)
    after = replace(forget(conversation, FLOW), identity="none", consent=None)
    numbers = {number for number, _ in kept_by_now}
    after = replace(after, reports=_held(after.reports, numbers), past=_held(after.past, numbers))
    if so_far.get("refused"):
        rows = (lasting("erase"),)
        said = say(conversation, "erase-refused", rows=rows, keyboard=Keyboard.INLINE)
        return Step(forget(conversation, FLOW), (said,))
    return Step(after, (_result(after, total, kept_by_now),))


def _held(reports: tuple[OpenReport, ...], numbers: set[str]) -> tuple[OpenReport, ...]:
    """Those that still exist at the API, or are on their way to it."""
    return tuple(each for each in reports if each.number is None or each.number in numbers)


def _result(conversation: Conversation, erased: int, kept: list[list[str]]) -> Say:
    if not kept:
        args: dict[str, str | int] = {"erased": erased}
        return say_home(conversation, "erased-all", args, priority=Priority.STATUS)
    lines = "\n".join(f"№ {number} – {_day(until)}" for number, until in kept)
    args = {"erased": erased, "kept": lines}
    return say_home(conversation, "erased-but", args, priority=Priority.STATUS)


def _day(until: str) -> str:
    """31.12.2027, or an ellipsis for a report that is still open."""
    return ".".join(reversed(until[:10].split("-"))) if until else "…"


ERASURE = Flow(
    questions={"what": What(), "sure": Sure()},
    otherwise=otherwise,
    finish=_finish,
)
