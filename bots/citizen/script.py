"""The citizen bot's table of contents."""

from collections.abc import Mapping
from dataclasses import replace

from bots.citizen.about_me import about_me, who_i_am
from bots.citizen.after import edited
from bots.citizen.announcements import announce
from bots.citizen.anonymous import RECEIPT, receipts, who_are_you
from bots.citizen.answers import answers, asked_in_passing, faq_flow
from bots.citizen.beside import beside
from bots.citizen.catalogue import catalogue_from, faq_from
from bots.citizen.emergency import SOS, sos, unheard
from bots.citizen.language import change_language, notice
from bots.citizen.large import large
from bots.citizen.links import links
from bots.citizen.live import live
from bots.citizen.menu import idle, menu, old_button
from bots.citizen.news import news
from bots.citizen.privacy import ERASURE, privacy_news
from bots.citizen.profile import identity_news
from bots.citizen.questions import ASK
from bots.citizen.rating import RATING_FLOW, rated
from bots.citizen.registration import REGISTRATION, registering, waits_for_page
from bots.citizen.report import report_flow
from bots.citizen.report.similar import similar
from bots.citizen.report.where import place_answers
from bots.citizen.sorting import sorting
from bots.citizen.speech import home
from bots.citizen.trouble import trouble
from bots.citizen.waiting import waiting
from bots.citizen.withdrawing import withdrawing
from bots.dialogue.engine import Script
from bots.dialogue.events import ChoiceMade, Event, Message
from bots.dialogue.flow import Flow, Step
from bots.dialogue.state import Answers, Conversation

# What nobody in the chat did.
NEWS = (news, announce, trouble, identity_news, receipts, privacy_news, links)
# What the menus offer.
MENUS = (menu, about_me, who_i_am)


def script_for(
    body: Mapping[str, object] | None, articles: Mapping[str, object] | None = None
) -> Script:
    """The script over the API's catalogue and its articles (their JSON), or over the built-in ones.

    ``faq.search.prepare`` its articles before it is used, or while it is.
    """
    catalogue = replace(catalogue_from(body), faq=faq_from(articles))
    flows = {
        "sos": SOS,
        "report": report_flow(catalogue),
        "ask": ASK,
        "faq": faq_flow(catalogue.faq),
        "rating": RATING_FLOW,
        "registration": REGISTRATION,
        "receipt": RECEIPT,
        "erasure": ERASURE,
    }
    return Script(
        flows=flows,
        notice=lambda conversation, event: notice(_mended(flows, conversation), event),
        # ``registering`` comes before edits: a corrected name belongs to no report. ``beside``
        # comes before SOS, and SOS before old buttons: its button means the same for ever.
        interrupts=(
            unheard,
            place_answers,
            *NEWS,
            large,
            live,
            registering,
            beside,
            answers,
            edited,
            rated,
            sos,
            who_are_you,
            old_button,
            change_language,
            sorting,
            withdrawing,
            similar,
            waiting,
            waits_for_page,
            *MENUS,
            asked_in_passing,
            nobodys,
        ),
        idle=idle,
        home=home,
        house=catalogue,
    )


def nobodys(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt for what nobody in the chat did and nobody waits for: not answered."""
    return None if isinstance(event, Message | ChoiceMade) else Step(conversation)


def _mended(flows: Mapping[str, Flow], conversation: Conversation) -> Conversation:
    """A question that stood when the catalogue changed may be gone: another one stands then."""
    flow = flows.get(conversation.flow or "")
    if flow is not None and conversation.question is not None:
        there = _there(flow, conversation.question, conversation.answers)
        if there != conversation.question:
            conversation = replace(conversation, question=there)
    draft = conversation.draft
    if draft is not None and draft.flow in flows:
        there = _there(flows[draft.flow], draft.question, draft.answers)
        if there != draft.question:
            conversation = replace(conversation, draft=replace(draft, question=there))
    return conversation


def _there(flow: Flow, question: str, answers: Answers) -> str:
    path = flow.path(answers)
    if question in path:
        return question
    if question not in flow.questions:
        return path[-1]
    return flow.after(question, answers) or path[-1]


CITIZEN = script_for(None)
