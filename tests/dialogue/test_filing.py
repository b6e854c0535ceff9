"""Where messages go when a citizen has several reports."""

from datetime import UTC, datetime, timedelta

import pytest

from bots.citizen.content import message_id
from bots.citizen.draft import messages
from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.effects import AddMessage, CancelTimer, Effect, Filed, Refiled, Say, SetTimer
from bots.dialogue.engine import step
from bots.dialogue.state import Conversation, Draft, OpenReport, dump, load
from tests.filing import simulate

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
OLD = OpenReport(report_id="00000000-0000-4000-8000-000000000001", kind="crime", number="KZ-1")
NEW = OpenReport(report_id="00000000-0000-4000-8000-000000000002", kind="offence", number="KZ-2")
SOS = OpenReport(report_id="00000000-0000-4000-8000-000000000003", kind="sos", number="KZ-3")
DONE = OpenReport(report_id="00000000-0000-4000-8000-000000000004", kind="crime", number="KZ-4")


class Chat:
    """A citizen with open reports; ``happen`` goes through dump and load."""

    def __init__(self, *reports: OpenReport, past: tuple[OpenReport, ...] = ()) -> None:
        self.conversation = Conversation(
            id="3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11", turn=1, reports=reports, past=past
        )
        self.sent = 0

    def happen(self, event: events.Event) -> tuple[Effect, ...]:
        outcome = step(CITIZEN, self.conversation, event)
        self.conversation = load(dump(outcome.conversation))
        return outcome.effects

    def write(
        self, text: str = "words", about: str | None = None, at: datetime = NOW
    ) -> tuple[Effect, ...]:
        self.sent += 1
        return self.happen(events.TextReceived(at=at, ref=str(self.sent), text=text, about=about))

    def press(self, choice: str, at: datetime = NOW) -> tuple[Effect, ...]:
        return self.happen(events.ChoiceMade(at=at, choice=choice, turn=0))

    def due(self, name: str) -> tuple[Effect, ...]:
        return self.happen(events.TimerDue(at=NOW, name=name))


def went(effects: tuple[Effect, ...]) -> list[tuple[str, object]]:
    """To which reports messages went, and how we knew."""
    return [
        (each.report_id, each.message.get("filed_by"))
        for each in effects
        if isinstance(each, AddMessage)
    ]


def said(effects: tuple[Effect, ...]) -> list[str]:
    return [each.message for each in effects if isinstance(each, Say)]


def test_an_answer_goes_where_the_answered_message_belongs() -> None:
    chat = Chat(OLD, NEW)

    effects = chat.write(about=OLD.report_id)

    assert went(effects) == [(OLD.report_id, "reply")]
    assert any(isinstance(each, Filed) and each.ref == "1" for each in effects)


def test_an_answer_to_a_finished_report_goes_there() -> None:
    chat = Chat(NEW, past=(DONE,))

    assert went(chat.write(about=DONE.report_id)) == [(DONE.report_id, "reply")]


def test_an_answer_in_the_middle_of_a_new_report_is_no_part_of_it() -> None:
    chat = Chat(OLD, NEW)
    chat.press("report")
    turn = chat.conversation.turn

    effects = chat.write(about=OLD.report_id)

    assert went(effects) == [(OLD.report_id, "reply")]
    assert chat.conversation.flow == "report"
    assert chat.conversation.turn == turn
    assert not chat.conversation.answers.get("messages")


def test_a_chosen_report_takes_what_has_no_other_hint() -> None:
    chat = Chat(OLD, NEW)
    chat.press(f"add-{OLD.report_id}")

    assert went(chat.write()) == [(OLD.report_id, "button")]
    assert went(chat.write(about=NEW.report_id)) == [(NEW.report_id, "reply")]
    assert said(chat.write()) == ["which-report"]


@pytest.mark.parametrize("name", ["kz-1", "KZ-1", OLD.report_id])
def test_a_report_is_chosen_by_its_number_too(name: str) -> None:
    chat = Chat(OLD, NEW)

    chat.press(f"add-{name}")

    assert chat.conversation.talking_to == OLD.report_id


def test_a_choice_does_not_stand_for_ever() -> None:
    chat = Chat(OLD, NEW)
    effects = chat.press(f"add-{OLD.report_id}")

    chat.due("talking")

    assert any(isinstance(each, SetTimer) and each.name == "talking" for each in effects)
    assert said(chat.write()) == ["which-report"]


def test_a_choice_ends_when_an_operator_asks_about_another_report() -> None:
    chat = Chat(OLD, NEW)
    chat.press(f"add-{OLD.report_id}")

    chat.happen(
        events.ReplyReceived(
            at=NOW, delivery_id="d", report_id=NEW.report_id, number="KZ-2", text="?", position=""
        )
    )

    assert said(chat.write()) == ["which-report"]


def test_a_choice_ends_when_another_report_is_begun() -> None:
    chat = Chat(OLD, NEW)
    chat.press(f"add-{OLD.report_id}")
    chat.press("report")
    chat.press("cancel")

    assert said(chat.write()) == ["which-report"]


def test_the_only_report_is_not_asked_about() -> None:
    assert went(Chat(OLD).write()) == [(OLD.report_id, "only")]


def test_one_question_is_asked_whatever_comes_before_its_answer() -> None:
    chat = Chat(OLD, NEW)
    first = chat.write("one")
    second = chat.write("two")

    effects = chat.press(f"file-{OLD.report_id}")

    assert said(first) == ["which-report"]
    assert said(second) == ["unfiled-more"]
    assert went(effects) == [(OLD.report_id, "asked")] * 2
    assert CancelTimer(name="unfiled") in effects
    assert chat.conversation.unfiled == ()


def test_the_number_may_be_typed_instead_of_pressed() -> None:
    chat = Chat(OLD, NEW)
    chat.write("one")

    assert went(chat.write("№ kz-1")) == [(OLD.report_id, "asked")]


def test_who_does_not_say_has_it_filed_to_the_newest_and_is_told() -> None:
    chat = Chat(OLD, NEW)
    asked = chat.write()

    effects = chat.due("unfiled")

    (timer,) = (each for each in asked if isinstance(each, SetTimer))
    assert timer.due_at == NOW + timedelta(minutes=2)
    assert went(effects) == [(NEW.report_id, "guess")]
    assert said(effects) == ["filed-by-guess"]


def test_when_all_are_finished_meanwhile_nothing_is_lost() -> None:
    chat = Chat(OLD, NEW)
    chat.write()
    for report in (OLD, NEW):
        chat.happen(
            events.WordChanged(
                at=NOW, delivery_id="d", report_id=report.report_id, number="", word="finished"
            )
        )

    assert went(chat.due("unfiled")) == [(NEW.report_id, "guess")]


def test_a_new_report_begins_with_what_was_kept() -> None:
    chat = Chat(OLD, NEW)
    chat.write("a third thing")

    effects = chat.press("file-new")

    assert [each["text"] for each in messages(chat.conversation.answers)] == ["a third thing"]
    assert went(effects) == []
    assert chat.conversation.flow == "report"


def test_a_draft_that_waits_may_be_meant_too() -> None:
    chat = Chat(OLD)
    draft = Draft(flow="report", question="what", answers={"report_id": "r"})
    chat.conversation = Conversation(id=chat.conversation.id, turn=1, reports=(OLD,), draft=draft)
    asked = chat.write()

    effects = chat.press("file-draft")

    assert said(asked) == ["which-report"]
    assert said(effects) == ["filed-in-draft"]
    assert chat.conversation.draft is not None
    assert len(chat.conversation.draft.answers["messages"]) == 1  # type: ignore[arg-type]


def test_nobody_in_danger_is_asked_which_report() -> None:
    chat = Chat(OLD, SOS)

    assert went(chat.write()) == [(SOS.report_id, "guess")]


def test_an_sos_of_hours_ago_is_asked_about_like_any_other() -> None:
    chat = Chat(OLD, SOS)
    chat.happen(events.ReportAccepted(at=NOW, report_id=SOS.report_id, number="KZ-3"))

    assert said(chat.write(at=NOW + timedelta(minutes=31))) == ["which-report"]


def test_while_the_sos_runs_everything_goes_to_it() -> None:
    chat = Chat(OLD, NEW)
    chat.press("sos")
    sos = chat.conversation.reports[-1].report_id

    assert went(chat.write(about=OLD.report_id)) == [(sos, "button")]


def test_the_rest_of_an_album_follows_its_first_item() -> None:
    chat = Chat(OLD, NEW)

    def photo(ref: str, about: str | None = None) -> tuple[Effect, ...]:
        file = events.File(file_id=ref, size=1)
        return chat.happen(
            events.MediaReceived(at=NOW, ref=ref, kind="photo", file=file, album="a", about=about)
        )

    photo("a1")
    photo("a2")
    chat.press(f"file-{OLD.report_id}")
    chat.due("talking")
    late = photo("a3")

    assert went(late) == [(OLD.report_id, "asked")]
    assert said(late) == []


def test_an_edit_finds_what_waits_unfiled() -> None:
    chat = Chat(OLD, NEW)
    chat.write("blue")
    chat.happen(events.TextEdited(at=NOW, ref="1", text="red"))

    effects = chat.press(f"file-{OLD.report_id}")

    texts = [each.message["text"] for each in effects if isinstance(each, AddMessage)]
    assert texts == ["blue", "red"]


def test_an_edit_that_changes_nothing_is_not_answered() -> None:
    chat = Chat(OLD)
    chat.write("blue")
    known = {"about": OLD.report_id, "about_message": message_id(chat.conversation, "1")}

    same = chat.happen(events.TextEdited(at=NOW, ref="1", text="blue", **known))
    other = chat.happen(events.TextEdited(at=NOW, ref="1", text="red", **known))
    again = chat.happen(events.TextEdited(at=NOW, ref="1", text="red", **known))

    assert same == again == ()
    assert said(other) == ["edit-noted"]


def test_an_edit_of_something_unknown_is_kept_as_a_guess() -> None:
    chat = Chat(OLD, NEW)

    effects = chat.happen(events.TextEdited(at=NOW, ref="99", text="red"))

    assert went(effects) == [(NEW.report_id, "guess")]
    assert said(effects) == ["edit-guessed"]


def test_a_quote_goes_along_with_the_answer() -> None:
    chat = Chat(OLD)

    effects = chat.happen(
        events.TextReceived(
            at=NOW,
            ref="1",
            text="Yes",
            quote="from the bank?",
            reply_to="7",
            about=OLD.report_id,
            about_message=NEW.report_id,
        )
    )

    (added,) = (each for each in effects if isinstance(each, AddMessage))
    assert added.message["quote"] == "from the bank?"
    assert added.message["quoted_message_id"] == NEW.report_id


def test_a_moved_message_belongs_to_the_other_report_from_now_on() -> None:
    chat = Chat(OLD, NEW)

    effects = chat.happen(
        events.MessageMoved(
            at=NOW, delivery_id="d", message_id="m", report_id=OLD.report_id, number="KZ-1"
        )
    )

    assert effects[0] == Refiled(message_id="m", report_id=OLD.report_id)
    assert said(effects) == ["message-moved"]


def test_a_finished_report_that_goes_on_is_open_again() -> None:
    chat = Chat(past=(DONE,))

    chat.happen(
        events.WordChanged(
            at=NOW, delivery_id="d", report_id=DONE.report_id, number="KZ-4", word="received"
        )
    )

    assert [each.report_id for each in chat.conversation.reports] == [DONE.report_id]
    assert chat.conversation.past == ()


def test_no_message_with_a_hint_is_ever_filed_wrongly() -> None:
    figures = simulate(citizens=100, messages=10, seed=7)

    assert figures.sent["reply"] > 100
    assert figures.sent["button"] > 100
    assert figures.wrong["reply"] == figures.wrong["button"] == 0
    assert figures.lost == 0
    assert 0 < figures.asked < figures.sent["none"]
    assert figures.wrong_by["asked"] == 0
