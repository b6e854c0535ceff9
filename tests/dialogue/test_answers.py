"""Asking, in the chat and in the middle of things."""

import pytest

from bots.citizen.answers import show_article
from bots.citizen.draft import messages
from bots.citizen.inline import inline_answers
from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.effects import AddMessage, Effect, Filed, Say, SubmitReport
from faq.content import seed
from tests.dialogue.test_filing import NEW, NOW, OLD, Chat, said, went


def choices(effects: tuple[Effect, ...]) -> set[str]:
    return {
        choice.id
        for each in effects
        if isinstance(each, Say)
        for row in each.rows
        for choice in row
    }


def test_a_question_in_the_middle_of_a_report_returns_to_the_same_step() -> None:
    chat = Chat()
    chat.press("report")
    asked = chat.conversation.question
    known = chat.conversation.answers

    chat.press("ask")
    chat.write("I have lost my documents")
    effects = chat.press("back-to-draft")

    assert chat.conversation.question == asked
    assert chat.conversation.answers == known
    assert chat.conversation.draft is None
    assert "faq-glad" not in said(effects)


def test_cancel_in_the_middle_leaves_the_report_waiting() -> None:
    chat = Chat()
    chat.press("report")
    chat.press("ask")

    chat.press("cancel")

    assert chat.conversation.flow is None
    assert chat.conversation.draft is not None


def test_words_of_danger_get_the_sos_offer_and_go_along_with_it() -> None:
    chat = Chat()
    chat.press("ask")

    offered = chat.write("Помогите, меня убивают")
    cried = chat.press("sos")

    assert said(offered) == ["faq-urgent"]
    assert "sos" in choices(offered)
    assert isinstance(cried[0], SubmitReport)
    assert [each.message["text"] for each in cried if isinstance(each, AddMessage)] == [
        "Помогите, меня убивают"
    ]


def test_sos_works_while_a_question_stands_and_a_report_waits() -> None:
    chat = Chat()
    chat.press("report")
    chat.press("ask")

    chat.press("sos")

    assert chat.conversation.flow == "sos"
    assert chat.conversation.draft is not None
    assert chat.conversation.draft.flow == "report"


def test_a_question_put_right_is_looked_up_anew() -> None:
    chat = Chat(OLD)
    chat.press("ask")
    chat.write("lots pasport")

    effects = chat.happen(events.TextEdited(at=NOW, ref="1", text="lost passport"))
    sent = chat.press("ask-operator")

    assert said(effects) == ["faq-answer"]
    (submitted,) = (each for each in sent if isinstance(each, SubmitReport))
    told = submitted.submission["messages"]
    assert isinstance(told, list)
    assert told[0]["text"] == "lost passport"
    assert went((*effects, *sent)) == []


def test_an_operator_gets_the_question_and_what_was_shown() -> None:
    chat = Chat()
    chat.press("ask")
    chat.write("I have lost my documents")

    effects = chat.press("ask-operator")

    (submitted,) = (each for each in effects if isinstance(each, SubmitReport))
    told = submitted.submission["messages"]
    assert isinstance(told, list)
    assert submitted.submission["kind"] == "question"
    assert [each["text"] for each in told] == [
        "I have lost my documents",
        "FAQ: Құжатымды жоғалтып алдым. Не істеймін?",
    ]
    assert [each.ref for each in effects if isinstance(each, Filed)] == ["1"]


def test_a_question_that_is_a_report_begins_one() -> None:
    chat = Chat()
    chat.press("ask")
    chat.write("Neighbours are noisy")

    chat.press("this-is-report")

    assert chat.conversation.flow == "report"
    assert [each["text"] for each in messages(chat.conversation.answers)] == [
        "Neighbours are noisy"
    ]


def test_a_photo_is_no_question() -> None:
    chat = Chat(OLD)
    chat.press("ask")
    file = events.File(file_id="p", size=1)

    effects = chat.happen(events.MediaReceived(at=NOW, ref="p", kind="photo", file=file))

    assert went(effects) == [(OLD.report_id, "only")]
    assert chat.conversation.flow is None


def test_an_answer_to_an_operator_is_no_question() -> None:
    chat = Chat(OLD, NEW)
    chat.press("ask")

    effects = chat.write("The fifth floor", about=OLD.report_id)

    assert went(effects) == [(OLD.report_id, "reply")]
    assert chat.conversation.flow == "faq"


def test_who_comes_back_later_is_not_taken_for_asking() -> None:
    chat = Chat(OLD)
    chat.press("ask")

    chat.due("faq")

    assert went(chat.write()) == [(OLD.report_id, "only")]


def test_an_article_is_shown_by_its_id_wherever_the_citizen_is() -> None:
    chat = Chat()
    chat.press("report")

    shown = show_article(CITIZEN, chat.conversation, "noise", NOW)

    assert shown is not None
    assert said(shown.effects) == ["faq-answer"]
    assert shown.conversation.draft is not None
    assert "back-to-draft" in choices(shown.effects)
    assert show_article(CITIZEN, chat.conversation, "no-such-article", NOW) is None


def test_nobody_is_led_out_of_an_sos_by_an_article() -> None:
    chat = Chat()
    chat.press("sos")

    shown = show_article(CITIZEN, chat.conversation, "noise", NOW)

    assert shown is not None
    assert shown.conversation.flow == "sos"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ru", "Я потерял документы. Что делать?"),
        ("en-GB", "I have lost my documents. What shall I do?"),
    ],
)
def test_the_inline_mode_answers_in_the_language_of_the_phone(language: str, title: str) -> None:
    words = "identity card удостоверение потерял"

    (first, *_) = inline_answers(seed(), words, language, NOW.date())

    assert first[:2] == ("lost-documents", title)


def test_the_inline_mode_offers_something_before_a_word_and_nothing_in_danger() -> None:
    assert len(inline_answers(seed(), "", "kk", NOW.date())) > 3
    assert inline_answers(seed(), "меня убивают", "ru", NOW.date()) == ()
