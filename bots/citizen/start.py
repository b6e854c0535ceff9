"""How a chat begins: a welcome, and what a link into the bot asked for.

A link is only a wish of whoever made it: an unknown or forged one is a plain start,
and none of them touches what is being told.
"""

import re
from dataclasses import replace

from bots.citizen.anonymous import offer, show_code
from bots.citizen.beside import BESIDE
from bots.citizen.house import at_place
from bots.citizen.report import begin_report
from bots.citizen.speech import say, say_home
from bots.citizen.trouble import is_restricted, restriction
from bots.dialogue.effects import Effect, Say
from bots.dialogue.engine import Script, again, leave, set_aside
from bots.dialogue.events import CommandGiven, Event, Message
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

# t.me/<bot>?start=<payload>: up to 64 of these letters (Bot API, deep linking)
LINK = re.compile(r"(loc|rcp|faq|staff)_([A-Za-z0-9_-]{1,60})", re.ASCII)


def start(script: Script, conversation: Conversation, event: Event) -> Step:
    """The welcome, or where the link leads."""
    new = conversation.turn == 0  # never greeted
    conversation = replace(conversation, turn=max(conversation.turn, 1))
    welcome = say_home(conversation, "welcome")
    led = _follow(script, conversation, event)
    if led is None:
        return aside(script, conversation, welcome)
    return Step(led.conversation, (welcome, *led.effects)) if new else led


def begin_telling(
    script: Script, conversation: Conversation, event: Event, first: Message | None = None
) -> Step:
    """Begin a report; before the first one, say once how one can be seen.

    While the citizen is restricted, what they sent is kept as a draft.
    """
    if is_restricted(conversation, event.at):
        return _wait_free(script, conversation, first)
    offered, words = offer(leave(conversation))
    begun = begin_report(script, offered, first=first)
    return Step(begun.conversation, (*words, *begun.effects))


def aside(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """Say it; if a question stands, ask it again, so that the chat ends with it."""
    if conversation.flow is None:
        return Step(conversation, said)
    return Step(conversation, (*said, again(script, conversation)))


def begin_with(script: Script, begun: Step, changed: Conversation) -> Step:
    """A report just begun, with more known of it than when its question was put."""
    asked = again(script, begun.conversation)
    others = tuple(each for each in begun.effects if each != asked)
    return Step(changed, (*others, again(script, changed)))


def _follow(script: Script, conversation: Conversation, event: Event) -> Step | None:
    link = LINK.fullmatch(event.argument) if isinstance(event, CommandGiven) else None
    if link is None:
        return None
    match link[1]:
        case "loc":
            return _at_place(script, conversation, event, link[2])
        case "rcp":
            shown = show_code(conversation, link[2])
            return aside(script, conversation, shown, say(conversation, "code-shown"))
        case "faq":
            return _article(script, conversation, link[2])
    return aside(script, conversation, say_home(conversation, "staff-link"))


def _at_place(script: Script, conversation: Conversation, event: Event, code: str) -> Step | None:
    if at_place(script, conversation, code) is None:
        return None
    free = conversation.flow in (None, "sos", *BESIDE)
    if not free or conversation.draft is not None:
        return aside(script, conversation, say_home(conversation, "place-later"))
    begun = begin_telling(script, conversation, event)
    if begun.conversation.flow != "report":
        return begun
    placed = at_place(script, begun.conversation, code)
    return begin_with(script, begun, placed) if placed is not None else begun


def _article(script: Script, conversation: Conversation, article_id: str) -> Step | None:
    """The FAQ's article, once the script has a FAQ to look it up in."""
    return None


def _wait_free(script: Script, conversation: Conversation, first: Message | None) -> Step:
    if first is None:
        return aside(script, conversation, restriction(conversation))
    begun = begin_report(script, leave(conversation), first=first)
    kept = set_aside(begun.conversation)
    unsaid = tuple(each for each in begun.effects if not isinstance(each, Say))
    return Step(kept, (*unsaid, say(kept, "kept", silent=True), restriction(kept)))
