"""News of the reports: what the intake API and the operators tell the citizen."""

from dataclasses import replace

from bots.citizen.filing import open_report_of, sos_accepted, talk_timer, talk_to
from bots.citizen.keyboard import share_location
from bots.citizen.past import past_with, reopened, without
from bots.citizen.rating import how_was_it, is_rated
from bots.citizen.speech import hushed, say, say_home, verbatim
from bots.dialogue.effects import Effect, Priority, TellPresence
from bots.dialogue.engine import Script
from bots.dialogue.events import (
    BotBlocked,
    BotUnblocked,
    Event,
    ReplyReceived,
    ReportAccepted,
    ReportRefused,
    RequestReceived,
    WordChanged,
)
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, OpenReport


def news(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt for what nobody in the chat did. The question that stands goes on standing."""
    match event:
        case ReportAccepted():
            return _accepted(conversation, event)
        case ReportRefused(report_id=report_id):
            closed = without(conversation, report_id)
            said = say_home(closed, "report-refused", priority=Priority.SOS)
            return Step(closed, (hushed(conversation, said),))
        case ReplyReceived():
            return _reply(conversation, event)
        case RequestReceived():
            return _request(conversation, event)
        case WordChanged():
            return _word(conversation, event)
        case BotBlocked():
            blocked = replace(conversation, blocked=True)
            return Step(blocked, (_presence(blocked, event),))
        case BotUnblocked():
            back = replace(conversation, blocked=False)
            return Step(back, (_presence(back, event), say_home(back, "welcome-back")))
    return None


def _presence(conversation: Conversation, event: Event) -> TellPresence:
    return TellPresence(
        conversation_id=conversation.id, blocked=conversation.blocked, at=event.at.isoformat()
    )


def _accepted(conversation: Conversation, event: ReportAccepted) -> Step:
    is_sos = any(
        report.report_id == event.report_id and report.kind == "sos"
        for report in conversation.reports
    )
    numbered = _updated(conversation, event.report_id, number=event.number)
    if is_sos:
        numbered = sos_accepted(numbered, event.at)
    said = say(
        numbered,
        "sos-number" if is_sos else "report-number",
        {"number": event.number},
        priority=Priority.SOS if is_sos else Priority.STATUS,
    )
    return Step(numbered, (replace(said, about=event.report_id),))


def _reply(conversation: Conversation, event: ReplyReceived) -> Step:
    """Whoever was writing about another report now has two to answer: the choice is off."""
    said = say(
        conversation,
        "operator-reply",
        {
            "position": verbatim(event.position) or "@operator",
            "number": event.number,
            "text": verbatim(event.text),
        },
        priority=Priority.OPERATOR,
        delivery_id=event.delivery_id,
    )
    if conversation.talking_to != event.report_id:
        conversation = replace(conversation, talking_to=None)
    told = replace(said, about=event.report_id, message_id=event.message_id)
    return Step(conversation, (told,))


def _request(conversation: Conversation, event: RequestReceived) -> Step:
    """What comes next is of that report. A question that stands keeps its keyboard."""
    report = open_report_of(conversation, event.report_id)
    timer: tuple[Effect, ...] = ()
    if report is not None:
        conversation, timer = talk_to(conversation, report), (talk_timer(event.at),)
    said = say_home(
        conversation,
        f"operator-asks-{event.asks}{_meanwhile(conversation, event)}",
        {"position": verbatim(event.position) or "@operator", "number": event.number},
        priority=Priority.OPERATOR,
    )
    if event.asks == "location" and conversation.flow is None:
        said = replace(said, rows=(share_location(), *said.rows))
    told = replace(
        said, delivery_id=event.delivery_id, about=event.report_id, message_id=event.message_id
    )
    return Step(conversation, (*timer, told))


def _meanwhile(conversation: Conversation, event: RequestReceived) -> str:
    """While a question stands, what is sent answers that: it must be sent as a reply to us."""
    beside = conversation.flow not in (None, "sos") and event.asks != "call"
    return "-meanwhile" if beside else ""


def _word(conversation: Conversation, event: WordChanged) -> Step:
    finished = event.word == "finished"
    after = (
        past_with(conversation, event.report_id)
        if finished
        else _updated(reopened(conversation, event.report_id), event.report_id, word=event.word)
    )
    args = {"number": event.number, "word": f"@word-{event.word}", "text": verbatim(event.text)}
    message = "state-told" if event.text else "state"
    said = hushed(conversation, say_home(after, message, args, priority=Priority.STATUS))
    told = replace(said, delivery_id=event.delivery_id, about=event.report_id)
    if not (finished and event.rateable) or is_rated(after, event.report_id):
        return Step(after, (told,))
    return Step(after, (told, how_was_it(after, event.report_id, event.number)))


def _updated(
    conversation: Conversation,
    report_id: str,
    *,
    number: str | None = None,
    word: str | None = None,
) -> Conversation:
    def news_of(report: OpenReport) -> OpenReport:
        if report.report_id != report_id:
            return report
        return replace(report, number=number or report.number, word=word or report.word)

    return replace(conversation, reports=tuple(map(news_of, conversation.reports)))
