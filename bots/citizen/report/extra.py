"""The extra questions of a category, each by its kind."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from bots.citizen.catalogue import Catalogue, ExtraQuestion
from bots.citizen.content import Wire, is_content
from bots.citizen.draft import answer, keep, keep_answer
from bots.citizen.keyboard import Row, chosen, current, pairs
from bots.citizen.moments import moment, shown
from bots.citizen.naming import button, label, picked
from bots.citizen.speech import say, verbatim
from bots.citizen.telling import ways_out
from bots.dialogue.effects import Say
from bots.dialogue.events import Event, MediaReceived, Message, TextReceived
from bots.dialogue.flow import Accepted, Kept, Outcome, Refused
from bots.dialogue.state import Answers, Conversation

LONGEST_ANSWER = 4096  # characters at the intake API
LARGEST_NUMBER = 1e15


@dataclass(frozen=True, slots=True)
class Extra:
    """One of them: options to press, a number, a time or words."""

    question: ExtraQuestion

    def ask(self, conversation: Conversation) -> Say:
        question = self.question
        steps = ("back",) if question.required else ("back", "skip")
        words = "ask-extra-several" if question.kind == "multiple" else "ask-extra"
        return say(
            conversation,
            words,
            {"question": verbatim(label(question.labels, conversation.locale))},
            rows=(*self._options(conversation), *ways_out(conversation, *steps)),
        )

    def accept(self, conversation: Conversation, event: Event) -> Outcome | None:
        question = self.question
        if chosen(event) == "skip":
            if question.required:
                return Refused("answer-needed")
            return Accepted(_answered(conversation, question, None))
        if question.options:
            return self._choose(conversation, event)
        if isinstance(event, TextReceived) and is_content(event):
            return self._read(conversation, event)
        if question.kind == "text" and isinstance(event, MediaReceived):
            # Said by voice: it is in the report, only not under this question.
            return Accepted(_answered(keep(conversation, event), question, None))
        return None

    def _options(self, conversation: Conversation) -> tuple[Row, ...]:
        several = self.question.kind == "multiple"
        ticked = _ticked(conversation.answers, self.question)
        offered = tuple(
            button(conversation, "opt", one, mark="✓ " if one.code in ticked else "")
            for one in self.question.options
        )
        return (*pairs(offered), *((current(conversation, "done"),) if several else ()))

    def _choose(self, conversation: Conversation, event: Event) -> Outcome | None:
        question = self.question
        ticked = _ticked(conversation.answers, question)
        if question.kind == "multiple" and chosen(event) == "done":
            if ticked:
                return Accepted(conversation)
            return Refused("choose-something")
        found = picked(event, "opt", question.options)
        if found is None:
            return None
        if question.kind == "single":
            return Accepted(_answered(conversation, question, {"options": [found.code]}))
        others = [code for code in ticked if code != found.code]
        now = others if found.code in ticked else [*ticked, found.code]
        return Kept(_answered(conversation, question, {"options": now} if now else None))

    def _read(self, conversation: Conversation, event: TextReceived) -> Outcome:
        match self.question.kind:
            case "number":
                return self._number(conversation, event)
            case "datetime" if (at := moment(event.text, event.at)) is not None:
                told: Wire = {"at": at.isoformat()}
            case _:
                told = {"text": event.text[:LONGEST_ANSWER]}
        return Accepted(_told(conversation, event, self.question, told))

    def _number(self, conversation: Conversation, event: TextReceived) -> Outcome:
        question = self.question
        number = _number(event.text)
        if number is not None and (
            (question.least is None or number >= question.least)
            and (question.most is None or number <= question.most)
        ):
            return Accepted(_told(conversation, event, question, {"number": number}))
        least, most = _plain(question.least), _plain(question.most)
        words, args = "number-needed", {}
        if question.least is not None and question.most is not None:
            words, args = "number-between", {"least": least, "most": most}
        elif question.least is not None:
            words, args = "number-from", {"least": least}
        elif question.most is not None:
            words, args = "number-up-to", {"most": most}
        return Kept(keep(conversation, event), (say(conversation, words, args),))


def extra_name(question: ExtraQuestion, category: str) -> str:
    """What the question is called in the flow."""
    return f"extra-{category}-{question.code}"


def asked_extras(catalogue: Catalogue, answers: Answers) -> dict[str, ExtraQuestion]:
    """The extra questions of the chosen category and of the one above it, by their names."""
    closest = catalogue.category(answers.get("category"))
    if closest is None:
        return {}
    above = catalogue.category(closest.parent)
    return {
        extra_name(question, category.code): question
        for category in (above, closest)
        if category is not None
        for question in category.questions
    }


def is_answered(answers: Answers, question: ExtraQuestion) -> bool:
    return question.code in _extra(answers)


def extras_in_words(catalogue: Catalogue, answers: Answers, locale: str, most: int) -> str:
    """Their lines on the review card, each ended, at most so many characters of an answer."""
    lines = [
        f"{label(question.labels, locale)} {_in_words(question, told, locale)[:most]}\n"
        for question in asked_extras(catalogue, answers).values()
        if (told := _extra(answers).get(question.code))
    ]
    return verbatim("".join(lines))


def _in_words(question: ExtraQuestion, told: object, locale: str) -> str:
    match told:
        case {"options": list(codes)}:
            chosen_ones = (one for one in question.options if one.code in codes)
            return ", ".join(label(one.labels, locale) for one in chosen_ones)
        case {"number": float() | int() as number}:
            return _plain(number)
        case {"at": str(at)}:
            return shown(datetime.fromisoformat(at))
        case {"text": str(text)}:
            return text
    return ""


def _extra(answers: Answers) -> Wire:
    return cast("Wire", answers.get("extra") or {})


def _ticked(answers: Answers, question: ExtraQuestion) -> list[str]:
    match _extra(answers).get(question.code):
        case {"options": list(codes)}:
            return codes
    return []


def _answered(
    conversation: Conversation, question: ExtraQuestion, told: Wire | None
) -> Conversation:
    said = {"question": question.code, **told} if told else None
    return answer(conversation, extra={**_extra(conversation.answers), question.code: said})


def _told(
    conversation: Conversation, event: Message, question: ExtraQuestion, told: Wire
) -> Conversation:
    return _answered(keep_answer(conversation, event), question, told)


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < LARGEST_NUMBER else None


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"
