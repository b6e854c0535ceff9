"""The report's questions in their order, and what each answer brings beside the next one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import cast

from bots.citizen.catalogue import Catalogue, catalogue_of
from bots.citizen.content import LONGEST_ADDRESS, place_of
from bots.citizen.draft import answer, keep, new, timers
from bots.citizen.naming import label
from bots.citizen.report.extra import Extra, asked_extras, extra_name, is_answered
from bots.citizen.report.review import Review
from bots.citizen.report.similar import look
from bots.citizen.report.what import WhatAbout, WhatExactly
from bots.citizen.report.when import When
from bots.citizen.report.where import Where, has_place, placed_ahead
from bots.citizen.report.who import Name, Role, has_no_name
from bots.citizen.sending import is_restricted, restricted, send
from bots.citizen.telling import Describe, otherwise, timed
from bots.dialogue.effects import Effect, Say
from bots.dialogue.engine import Script, begin
from bots.dialogue.events import Event, LocationShared, Message
from bots.dialogue.flow import Accepted, Back, Flow, Jump, Kept, Outcome, Question, Step
from bots.dialogue.state import Answers, Conversation


def report_flow(catalogue: Catalogue) -> Flow:
    """The flow over that catalogue; a category's extra questions stand after the words."""
    extras = {
        extra_name(question, category.code): Extra(question)
        for category in catalogue.categories
        for question in category.questions
    }
    questions: dict[str, Question] = {
        "category": WhatAbout(catalogue),
        "subcategory": WhatExactly(catalogue),
        "where": Where(),
        "when": When(),
        "what": Describe(),
        **extras,
        "role": Role(),
        "name": Name(),
    }
    skip: dict[str, Callable[[Answers], bool]] = {
        "subcategory": partial(_has_no_closer, catalogue),
        "where": has_place,
        **{name: partial(_is_not_asked, catalogue, name) for name in extras},
        "name": has_no_name,
    }
    kept = partial(_settled, catalogue)
    return Flow(
        questions={
            **{name: Settled(question, catalogue) for name, question in questions.items()},
            "review": Review(catalogue),
        },
        skip=skip,
        otherwise=lambda conversation, event: kept(_otherwise(conversation, event), event),
        finish=partial(_finish, catalogue),
    )


def begin_report(
    script: Script,
    conversation: Conversation,
    first: Message | None = None,
    *,
    at: datetime | None = None,
    at_place: str | None = None,
) -> Step:
    """Start a report: with ``first`` already kept if that came before any question,
    at the QR place of that code if there is such. ``at``: when, if nothing came first."""
    conversation, report_id = new(conversation)
    known = {"report_id": report_id, "registered": conversation.identity == "registered"}
    conversation = replace(conversation, answers=known)
    if at_place is not None:
        conversation = _at_place(catalogue_of(script), conversation, at_place)
    if isinstance(first, LocationShared):
        conversation = placed_ahead(conversation, first)
    elif first is not None:
        conversation = keep(conversation, first)
    now = first.at if first is not None else at
    begun = begin(script, conversation, "report", conversation.answers)
    warned = (restricted(begun.conversation),) if is_restricted(conversation, now) else ()
    soon = () if now is None else timers(known, now)
    return Step(begun.conversation, (*warned, *begun.effects, *soon))


@dataclass(frozen=True, slots=True)
class Settled:
    """A question whose answers start the timers, look for similar reports and, when the
    citizen came from the review card, lead back there."""

    question: Question
    catalogue: Catalogue

    def ask(self, conversation: Conversation) -> Say:
        return self.question.ask(conversation)

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        outcome = self.question.accept(conversation, event)
        if isinstance(event, LocationShared) and isinstance(outcome, Kept):
            outcome = replace(outcome, conversation=_placed(outcome.conversation, event))
        return None if outcome is None else _settled(self.catalogue, outcome, event)


def _settled(catalogue: Catalogue, outcome: Outcome, event: Event) -> Outcome:
    match outcome:
        case Accepted(conversation, note):
            known, wished = look(conversation)
            effects = (*note, *wished)
            if known.answers.get("editing"):
                return timed(_onward(catalogue, known, effects), event)
            return timed(Accepted(known, effects), event)
        case Kept(conversation, note, again):
            known, wished = look(conversation)
            return timed(Kept(known, (*note, *wished), again), event)
    return outcome


def _placed(conversation: Conversation, event: LocationShared) -> Conversation:
    """A point among the words is the place, if none was told."""
    if conversation.answers.get("place"):
        return conversation
    return answer(conversation, place=place_of(event))


def _onward(catalogue: Catalogue, known: Conversation, note: tuple[Effect, ...]) -> Jump:
    """Back to the review card, past what another category wants to know."""
    answers = known.answers
    if not answers.get("closer") and catalogue.children(answers.get("topic")):
        return Jump(known, "subcategory", note)
    for name, question in asked_extras(catalogue, answers).items():
        if not is_answered(answers, question):
            return Jump(known, name, note)
    return Jump(answer(known, editing=False), "review", note)


def _otherwise(conversation: Conversation, event: Event) -> Outcome:
    outcome = otherwise(conversation, event)
    if isinstance(outcome, Back) and conversation.answers.get("editing"):
        return Jump(answer(conversation, editing=False), "review")
    if isinstance(event, LocationShared) and not conversation.answers.get("place"):
        assert isinstance(outcome, Kept)
        return replace(outcome, conversation=placed_ahead(conversation, event))
    return outcome


def _has_no_closer(catalogue: Catalogue, answers: Answers) -> bool:
    """The category has no subcategories."""
    return not catalogue.children(answers.get("topic"))


def _is_not_asked(catalogue: Catalogue, name: str, answers: Answers) -> bool:
    """Another category is chosen."""
    return name not in asked_extras(catalogue, answers)


def _at_place(catalogue: Catalogue, conversation: Conversation, code: str) -> Conversation:
    found = catalogue.place(code)
    if found is None:
        return conversation
    named = label(found.labels, conversation.locale)[:LONGEST_ADDRESS]
    place = {"address": named, **found.place, "method": "qr"}
    return answer(conversation, place=place, place_ahead=True, from_place=code)


def _finish(catalogue: Catalogue, conversation: Conversation, event: Event) -> Step:
    answers = conversation.answers
    if catalogue.category(answers.get("category")) is not None:
        asked = {question.code for question in asked_extras(catalogue, answers).values()}
        told = cast("dict[str, object]", answers.get("extra") or {})
        conversation = answer(conversation, extra={c: t for c, t in told.items() if c in asked})
    return send(conversation, event, str(answers.get("kind") or "statement"), "report-sent")
