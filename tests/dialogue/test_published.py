"""Articles as editors published them: languages that lack, buttons, times, and what is counted."""

import json
from datetime import timedelta

import pytest

from bots.citizen.catalogue import faq_of
from bots.citizen.draft import messages
from bots.citizen.script import script_for
from bots.dialogue.effects import Effect, Say, SubmitReport, TellFaq
from bots.dialogue.engine import step
from bots.dialogue.events import ChoiceMade, Event, TextReceived
from bots.dialogue.state import Conversation, dump, load
from intake_api.contract import FaqHappening
from tests.dialogue import test_filing
from tests.dialogue.test_answers import choices
from tests.dialogue.test_filing import NOW, OLD, said

ARTICLES = {
    "version": "1",
    "site": "https://police.example",
    "topics": [
        {"code": "things", "labels": {"kk": "Заттар", "ru": "Вещи", "en": "Things"}},
        {"code": "empty", "labels": {"kk": "Бос", "ru": "Пусто", "en": "Empty"}},
    ],
    "articles": [
        {
            "id": "lost-drone",
            "topic": "things",
            "translations": {
                "ru": {
                    "title": "Пропал квадрокоптер. Что делать?",
                    "text": "Ищите < рядом > и **звоните**.",
                    "asked": ["потерял квадрокоптер", "улетел дрон и не вернулся"],
                }
            },
            "buttons": [
                {"kind": "report", "target": "theft", "labels": {"ru": "Его украли"}},
                {"kind": "link", "target": "https://gov.kz/x", "labels": {"ru": "Правила"}},
                {"kind": "phone", "target": "102", "labels": {"ru": "Полиция"}},
            ],
            "attachments": [
                {"sha256": digit * 64, "name": name, "media_type": "a/b", "size": 1, "locale": to}
                for digit, name, to in (("a", "form.pdf", None), ("b", "үлгі.pdf", "kk"))
            ],
        },
        {
            "id": "drone-permit",
            "topic": "things",
            "translations": {
                name: {
                    "title": title,
                    "text": "\n\n".join(["word " * 300] * 6),
                    "asked": [title.lower()],
                }
                for name, title in {
                    "kk": "Дрон ұшыруға рұқсат керек пе?",
                    "ru": "Нужно ли разрешение на полёты дрона?",
                    "en": "Do I need a permit to fly a drone?",
                }.items()
            },
        },
        {
            "id": "drone-festival",
            "topic": "things",
            "valid_until": "2026-02-01",
            "translations": {
                "ru": {
                    "title": "Когда фестиваль воздушных змеев?",
                    "text": "В январе.",
                    "asked": ["дата фестиваля воздушных змеев"],
                }
            },
        },
    ],
}
SCRIPT = script_for(None, ARTICLES)


class Chat:
    def __init__(self, locale: str = "ru", **known: object) -> None:
        self.conversation = Conversation(
            id="3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11",
            seed="5f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c12",
            turn=1,
            locale=locale,
            language_chosen=True,
            **known,  # type: ignore[arg-type]
        )
        self.told: list[FaqHappening] = []
        self._sent = 0

    def write(self, text: str) -> tuple[Effect, ...]:
        self._sent += 1
        return self._happen(TextReceived(at=NOW, ref=str(self._sent), text=text))

    def press(self, choice: str, later: timedelta = timedelta()) -> tuple[Effect, ...]:
        return self._happen(ChoiceMade(at=NOW + later, choice=choice))

    def kinds(self) -> list[str]:
        return [each.kind.value for each in self.told]

    def _happen(self, event: Event) -> tuple[Effect, ...]:
        outcome = step(SCRIPT, self.conversation, event)
        self.conversation = load(dump(outcome.conversation))
        happenings = (each for each in outcome.effects if isinstance(each, TellFaq))
        self.told += [FaqHappening.model_validate(dict(each.happening)) for each in happenings]
        return outcome.effects


def words(effects: tuple[Effect, ...]) -> list[str]:
    return [str(each.args.get("text", "")) for each in effects if isinstance(each, Say)]


def buttons(effects: tuple[Effect, ...]) -> dict[str, str | None]:
    """Ids of the buttons, and where they lead if elsewhere."""
    says = (each for each in effects if isinstance(each, Say))
    return {choice.id: choice.url for each in says for row in each.rows for choice in row}


def test_a_question_while_nothing_is_asked_is_answered() -> None:
    chat = Chat()

    effects = chat.write("улетел квадрокоптер, потерял его")

    assert said(effects) == ["faq-answer"]
    assert words(effects)[0].startswith("<b>Пропал квадрокоптер. Что делать?</b>")
    assert "Ищите &lt; рядом &gt; и <b>звоните</b>." in words(effects)[0]
    assert words(effects)[0].endswith("Полиция: 102")
    assert buttons(effects)["link"] == "https://gov.kz/x"
    assert buttons(effects)["file"] == f"https://police.example/ru/faq/files/{'a' * 64}"


def test_what_no_article_answers_begins_a_report_and_is_kept() -> None:
    chat = Chat()

    effects = chat.write("Во дворе чужая собака без поводка")

    assert chat.conversation.flow == "report"
    assert "faq-none" not in said(effects)
    assert chat.told == []


def test_the_same_articles_are_indexed_once() -> None:
    """Also when only the categories were changed, and the script is made anew."""
    again = script_for({"categories": []}, json.loads(json.dumps(ARTICLES)))

    assert faq_of(again) is faq_of(SCRIPT)


def test_with_a_report_open_words_go_there() -> None:
    chat = Chat(reports=(OLD,))

    effects = chat.write("потерял квадрокоптер")

    assert "faq-answer" not in said(effects)


def test_words_of_danger_begin_a_report_under_the_sos_offer() -> None:
    chat = Chat()

    effects = chat.write("Помогите, меня убивают")

    assert said(effects)[0] == "danger"
    assert "sos" in buttons(effects)
    assert chat.conversation.flow == "report"


def test_an_article_that_lacks_the_language_says_so() -> None:
    chat = Chat("en")
    chat.press("ask")

    effects = chat.write("потерял квадрокоптер")

    assert said(effects) == ["faq-answer-ru"]


def test_a_long_article_comes_in_parts_and_the_last_has_the_buttons() -> None:
    chat = Chat()
    chat.press("ask")

    effects = chat.write("нужно ли разрешение на полёты дрона")

    says = [each for each in effects if isinstance(each, Say)]
    assert len(says) > 1
    assert [bool(each.rows) for each in says] == [False] * (len(says) - 1) + [True]
    assert all(each.html and len(str(each.args["text"])) <= 4096 for each in says)


def test_an_article_whose_time_is_over_is_not_shown() -> None:
    chat = Chat()
    chat.press("ask")

    assert said(chat.write("дата фестиваля воздушных змеев")) == ["faq-none"]
    assert "faq-drone-festival" not in buttons(chat.press("topic-things"))
    assert said(chat.press("faq-drone-festival")) == ["old-button", "faq-ask"]


def test_topics_without_articles_are_not_offered() -> None:
    assert {"topic-things", "topic-empty"} & buttons(Chat().press("ask")).keys() == {"topic-things"}


def test_the_report_an_article_names_begins_with_its_category_and_the_question() -> None:
    chat = Chat()
    chat.write("потерял квадрокоптер")

    chat.press("begin-theft")

    assert chat.conversation.flow == "report"
    assert chat.conversation.answers["category"] == "theft"
    assert [each["text"] for each in messages(chat.conversation.answers)] == [
        "потерял квадрокоптер"
    ]


def test_what_became_of_a_question_is_told() -> None:
    chat = Chat()
    chat.write("потерял квадрокоптер")

    chat.press("not-helped")
    chat.press("ask-operator")

    assert chat.kinds() == ["asked", "not_helped", "operator"]
    asked = chat.told[0]
    assert asked.words == "потерял квадрокоптер"
    assert (asked.decision, asked.articles) == ("answer", ("lost-drone",))
    assert {each.question_id for each in chat.told} == {asked.question_id}
    assert len({each.happening_id for each in chat.told}) == 3


@pytest.mark.parametrize(("hours", "counted"), [(1, True), (80, False)])
def test_a_report_after_a_question_is_counted_for_three_days(hours: int, counted: bool) -> None:
    chat = Chat()
    chat.write("потерял квадрокоптер")
    chat.press("helped")

    effects = chat.press("sos", timedelta(hours=hours))

    assert any(isinstance(each, SubmitReport) for each in effects)
    assert ("report" in chat.kinds()) is counted


def test_who_asked_is_not_who_reports() -> None:
    chat = Chat()
    chat.write("потерял квадрокоптер")
    (submitted,) = (each for each in chat.press("ask-operator") if isinstance(each, SubmitReport))

    ids = {str(each.conversation_id) for each in chat.told}

    assert len(ids) == 1
    assert ids.isdisjoint({chat.conversation.id, submitted.submission["conversation_id"]})
    assert all(each.report_id is None for each in chat.told)


def test_what_was_meant_is_asked_once() -> None:
    shipped = test_filing.Chat()  # over the articles we ship: several have such words
    shipped.press("ask")

    first = shipped.write("номер телефона")
    again = shipped.write("номер телефона")

    assert said(first) == ["faq-which"]
    assert "none-of-these" in choices(first)
    assert said(again) == ["faq-none"]
