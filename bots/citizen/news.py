"""News of the reports: what the intake API and the operators tell the citizen."""

from dataclasses import replace

from bots.citizen.speech import hushed, say, say_home, verbatim
from bots.dialogue.effects import Priority, Say
from bots.dialogue.engine import Script, leave
from bots.dialogue.events import (
    BotBlocked,
    BotUnblocked,
    Event,
    ReplyReceived,
    ReportAccepted,
    ReportRefused,
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
            closed = _closed(conversation, report_id)
            said = say_home(closed, "report-refused", priority=Priority.SOS)
            return Step(closed, (hushed(conversation, said),))
        case ReplyReceived():
            return Step(conversation, (_reply(conversation, event),))
        case WordChanged():
            return _word(conversation, event)
        case BotBlocked():
            return Step(replace(conversation, blocked=True))
        case BotUnblocked():
            back = replace(conversation, blocked=False)
            return Step(back, (say_home(back, "welcome-back"),))
    return None


def _accepted(conversation: Conversation, event: ReportAccepted) -> Step:
    is_sos = any(
        report.report_id == event.report_id and report.kind == "sos"
        for report in conversation.reports
    )
    numbered = _updated(conversation, event.report_id, number=event.number)
    said = say(
        numbered,
        "sos-number" if is_sos else "report-number",
        {"number": event.number},
        priority=Priority.SOS if is_sos else Priority.STATUS,
    )
    return Step(numbered, (said,))


def _reply(conversation: Conversation, event: ReplyReceived) -> Say:
    return say(
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


def _word(conversation: Conversation, event: WordChanged) -> Step:
    finished = event.word == "finished"
    after = (
        _closed(conversation, event.report_id)
        if finished
        else _updated(conversation, event.report_id, word=event.word)
    )
    args = {"number": event.number, "word": f"@word-{event.word}"}
    said = say_home(after, "state", args, priority=Priority.STATUS)
    return Step(after, (replace(hushed(conversation, said), delivery_id=event.delivery_id),))


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


def _closed(conversation: Conversation, report_id: str) -> Conversation:
    """Without that report; a citizen who was in its SOS is led out."""
    if conversation.flow == "sos" and conversation.answers.get("report_id") == report_id:
        conversation = leave(conversation)
    others = tuple(each for each in conversation.reports if each.report_id != report_id)
    return replace(conversation, reports=others)
