"""The smallest script that shows everything the shell must carry: words, wishes, bugs."""

from collections.abc import Mapping
from dataclasses import replace

from bots.dialogue.effects import AddMessage, Effect, FetchMedia, Priority, Say, SubmitReport
from bots.dialogue.engine import Script
from bots.dialogue.events import (
    BotBlocked,
    Event,
    MediaReceived,
    ReplyReceived,
    ReportAccepted,
    ReportRefused,
    TextReceived,
)
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

REPORT = "11111111-1111-4111-8111-111111111111"
ATTACHMENT = "22222222-2222-4222-8222-222222222222"
MESSAGE = "33333333-3333-4333-8333-333333333333"


class Poison(Exception):
    """A bug in a flow."""


def say(message: str, **args: str) -> Say:
    return Say(message=message, locale="kk", args=args)


def heard(conversation: Conversation) -> list[str]:
    """Everything that happened to the conversation, in order."""
    happened = conversation.answers.get("heard", [])
    assert isinstance(happened, list)
    return happened


def _idle(_: Script, conversation: Conversation, event: Event) -> Step:
    word = _word(event)
    if word == "poison":
        raise Poison(word)
    told = {**conversation.answers, "heard": [*heard(conversation), word]}
    after = replace(conversation, answers=told, blocked=isinstance(event, BotBlocked))
    return Step(after, _effects(after, event, word))


def _word(event: Event) -> str:
    match event:
        case TextReceived():
            return event.text
        case MediaReceived():
            return event.ref
        case ReportAccepted():
            return f"accepted {event.number}"
        case ReplyReceived():
            return f"reply {event.text}"
        case _:
            return type(event).__name__


def _effects(conversation: Conversation, event: Event, word: str) -> tuple[Effect, ...]:
    match event:
        case TextReceived(text="report"):
            return (say("thanks"), _report(conversation, event))
        case TextReceived(text="more"):
            return (AddMessage(report_id=REPORT, message=_message(event)),)
        case TextReceived(text="file"):
            return (FetchMedia(report_id=REPORT, attachment_id=ATTACHMENT, file_id="f", size=9),)
        case TextReceived(text="big file"):
            return (
                FetchMedia(report_id=REPORT, attachment_id=ATTACHMENT, file_id="f", size=21 << 20),
            )
        case TextReceived(text="sos"):
            return (replace(say("sos"), priority=Priority.SOS),)
        case TextReceived(text="unsayable"):
            return (say("unsayable"),)
        case ReportAccepted():
            return (say("report-number", number=event.number),)
        case ReportRefused():
            return (say("report-refused"),)
        case ReplyReceived():
            return (replace(say("reply", text=event.text), delivery_id=event.delivery_id),)
        case BotBlocked():
            return ()
    return (say("echo", text=word),)


def _report(conversation: Conversation, event: TextReceived) -> SubmitReport:
    submission: Mapping[str, object] = {
        "report_id": REPORT,
        "conversation_id": conversation.id,
        "kind": "crime",
        "channel": "text",
        "locale": "kk",
        "messages": [_message(event)],
        "submitted_at": event.at.isoformat(),
    }
    return SubmitReport(report_id=REPORT, submission=submission)


def _message(event: TextReceived) -> Mapping[str, object]:
    return {"message_id": MESSAGE, "sent_at": event.at.isoformat(), "text": event.text}


SCRIPT = Script(
    flows={},
    notice=lambda conversation, _: conversation,
    interrupts=(),
    idle=_idle,
    home=lambda _: say("home"),
)
