"""How a chat begins: a welcome, and what a link into the bot asked for.

A link is only a wish of whoever made it: an unknown or forged one is a plain start,
and none of them touches what is being told.
"""

import re
from dataclasses import replace

from bots.citizen.anonymous import show_code
from bots.citizen.answers import show_article
from bots.citizen.beside import BESIDE
from bots.citizen.house import at_place
from bots.citizen.speech import say, say_home
from bots.dialogue.effects import Effect
from bots.dialogue.engine import Script, again, leave, step
from bots.dialogue.events import ChoiceMade, CommandGiven, Event
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


def aside(script: Script, conversation: Conversation, *said: Effect) -> Step:
    """Say it; if a question stands, ask it again, so that the chat ends with it."""
    if conversation.flow is None:
        return Step(conversation, said)
    return Step(conversation, (*said, again(script, conversation)))


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
            return show_article(script, conversation, link[2], event.at)
    return aside(script, conversation, say_home(conversation, "staff-link"))


def _at_place(script: Script, conversation: Conversation, event: Event, code: str) -> Step | None:
    if at_place(script, conversation, code) is None:
        return None
    free = conversation.flow in (None, "sos", *BESIDE)
    if not free or conversation.draft is not None:
        return aside(script, conversation, say_home(conversation, "place-later"))
    begun = step(script, leave(conversation), ChoiceMade(at=event.at, choice="report"))
    placed = at_place(script, begun.conversation, code)
    return _told_more(script, begun, placed) if placed is not None else begun


def _told_more(script: Script, begun: Step, changed: Conversation) -> Step:
    """A report just begun, with more known of it than when its question was put."""
    asked = again(script, begun.conversation)
    others = tuple(each for each in begun.effects if each != asked)
    return Step(changed, (*others, again(script, changed)))
