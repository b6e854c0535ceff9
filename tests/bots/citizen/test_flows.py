"""What the transcripts do not show: the edges of the flows."""

import pytest
from typing_extensions import TypeIs

from bots.citizen.language import nearest
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    Effect,
    FetchMedia,
    Filed,
    MoveTrack,
    Priority,
    Say,
    SetTimer,
    SubmitReport,
)
from tests.bots.citizen.chat import NOW, Chat, said

API = SubmitReport | AddMessage | FetchMedia


@pytest.fixture
def chat() -> Chat:
    return Chat()


def submission(chat: Chat) -> dict[str, object]:
    (submitted,) = chat.of(SubmitReport)
    assert isinstance(submitted, SubmitReport)
    return dict(submitted.submission)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ", "kk"),
        ("KK_kz", "kk"),
        ("ru-RU", "ru"),
        ("en-GB", "en"),
        ("uz", "ru"),
        ("de", "en"),
        ("zh-hans", "en"),
    ],
)
def test_the_nearest_language_is_spoken(tag: str, language: str) -> None:
    assert nearest(tag) == language


def test_a_chosen_language_is_kept_whatever_the_phone_says(chat: Chat) -> None:
    chat.press("language-ru")

    chat.happen(events.CommandGiven(at=NOW, ref="x", name="start", language="en"))

    assert chat.conversation.locale == "ru"


def test_an_answer_that_looks_like_a_label_is_still_an_address(chat: Chat) -> None:
    chat.press("report", "theft")

    chat.write("4", choice="many")

    assert chat.conversation.answers["place"] == {"method": "typed", "address": "4"}


def test_who_shows_the_place_first_is_not_asked_for_it(chat: Chat) -> None:
    first = chat.happen(events.LocationShared(at=NOW, ref="1", latitude=51.1, longitude=71.4))

    effects = chat.press("theft")

    assert said(first) == ["welcome", "who-are-you", "ask-category-kept"]
    assert said(effects) == ["ask-when"]
    (asked,) = (effect for effect in effects if isinstance(effect, Say))
    assert (asked.args["step"], asked.args["total"]) == (2, 5)


def test_a_category_typed_in_a_description_is_part_of_it(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")

    effects = chat.write("Шум", choice="noise")

    assert said(effects) == ["kept"]
    assert chat.conversation.answers["category"] == "theft"


def test_a_report_without_a_word_is_not_sent(chat: Chat) -> None:
    effects = chat.press("report", "theft", "skip", "skip", "done")

    assert said(effects) == ["describe-something", "ask-what"]


def test_what_comes_after_send_follows_the_report(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.show("photo")
    chat.press("send-now")

    chat.show("voice")

    kinds = [type(effect) for effect in chat.effects if isinstance(effect, API)]
    assert kinds == [SubmitReport, FetchMedia, AddMessage, FetchMedia]
    assert submission(chat)["channel"] == "photo"


def test_more_than_a_submission_holds_follows_it_message_by_message(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    for number in range(502):
        chat.write(f"line {number}")

    chat.press("send-now")

    told = submission(chat)["messages"]
    assert isinstance(told, list)
    assert len(told) == 500
    later = [effect.message["text"] for effect in chat.of(AddMessage) if _is_add(effect)]
    assert later == ["line 500", "line 501"]


def test_a_very_long_text_is_divided_not_refused(chat: Chat) -> None:
    chat.press("sos")

    effects = chat.write("x" * 25_000)

    texts = [str(effect.message["text"]) for effect in effects if _is_add(effect)]
    assert [len(text) for text in texts] == [10_000, 10_000, 5_000]


def test_an_edit_in_a_draft_follows_the_report_as_a_later_version(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("blue")
    chat.happen(events.TextEdited(at=NOW, ref="1", text="red"))

    chat.press("send-now")

    told = submission(chat)["messages"]
    (edit,) = chat.of(AddMessage)
    assert isinstance(told, list)
    assert _is_add(edit)
    assert told[0]["text"] == "blue"
    assert edit.message["text"] == "red"
    assert edit.message["message_id"] == told[0]["message_id"]


def test_an_edit_reaches_a_draft_that_waits_behind_an_sos(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("blue")
    chat.press("sos")

    effects = chat.happen(events.TextEdited(at=NOW, ref="1", text="red"))

    assert said(effects) == ["edit-noted"]
    assert chat.of(AddMessage) == []
    assert chat.conversation.draft is not None
    assert len(chat.conversation.draft.answers["edits"]) == 1  # type: ignore[arg-type]


def test_of_a_live_location_in_a_draft_only_the_last_place_is_kept(chat: Chat) -> None:
    chat.press("report", "theft")
    chat.happen(
        events.LocationShared(at=NOW, ref="live", latitude=51.0, longitude=71.0, live_s=900)
    )
    for north in (51.1, 51.2):
        chat.happen(events.LocationMoved(at=NOW, ref="live", latitude=north, longitude=71.0))

    chat.press("skip")
    chat.write("here")
    chat.press("send-now")

    (moved,) = chat.of(MoveTrack)
    assert isinstance(moved, MoveTrack)
    assert [point["latitude"] for point in moved.points] == [51.2]


def test_a_late_item_of_an_album_is_added_without_a_word(chat: Chat) -> None:
    chat.show("photo", album="a")
    chat.press("theft", "send-now")

    effects = chat.show("photo", album="a")

    assert [type(effect) for effect in effects] == [AddMessage, FetchMedia, Filed]


def test_a_file_too_big_to_fetch_has_no_receipt_but_its_upload_link(chat: Chat) -> None:
    chat.press("sos")
    video = events.File(file_id="v", size=21 << 20)

    effects = chat.happen(events.MediaReceived(at=NOW, ref="v", kind="video", file=video))

    assert said(effects) == []
    assert [type(effect) for effect in effects if not isinstance(effect, Filed)] == [
        AddMessage,
        FetchMedia,
    ]


def test_the_words_after_the_sos_command_reach_the_operator(chat: Chat) -> None:
    effects = chat.happen(
        events.CommandGiven(at=NOW, ref="1", name="sos", argument="Abay 10, second floor")
    )

    assert [type(effect) for effect in effects] == [SubmitReport, AddMessage, Say, SetTimer]
    assert _is_add(effects[1])
    assert effects[1].message["text"] == "Abay 10, second floor"


def test_a_second_cry_is_a_signal_and_no_second_report(chat: Chat) -> None:
    chat.press("sos")
    chat.accept()
    chat.press("cancel")

    effects = chat.press("sos")

    assert len(chat.conversation.reports) == 1
    assert _is_add(effects[0])
    assert effects[0].message["signal"] == "sos_again"


def test_nothing_makes_a_sound_while_the_citizen_cannot_talk(chat: Chat) -> None:
    chat.press("sos", "cannot-talk")
    chat.effects.clear()

    chat.accept()
    chat.write("/?")
    chat.press("x", "send-location", "my", "help", "sos", "mistake")

    says = [effect for effect in chat.effects if isinstance(effect, Say)]
    assert len(says) >= 8
    assert all(say.silent for say in says)


def test_an_sos_speaks_before_everything_else(chat: Chat) -> None:
    effects = chat.press("sos")

    assert [say.priority for say in effects if isinstance(say, Say)] == [Priority.SOS]


def test_after_a_question_the_report_goes_on_at_the_same_step(chat: Chat) -> None:
    chat.press("report", "theft", "ask")
    chat.write("lost passport")

    effects = chat.press("helped")

    assert said(effects) == ["faq-glad", "ask-place"]
    assert chat.conversation.draft is None


def test_a_report_set_aside_is_taken_up_where_it_was(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("blue")
    chat.press("sos", "mistake")

    effects = chat.press("continue")

    assert said(effects) == ["ask-more"]
    assert chat.conversation.draft is None


def test_a_report_put_away_is_not_sent_and_the_next_has_its_own_id(chat: Chat) -> None:
    chat.press("report")
    first = chat.conversation.answers["report_id"]

    chat.press("cancel", "report")

    assert chat.of(SubmitReport) == []
    assert chat.conversation.answers["report_id"] != first


def test_a_sticker_out_of_the_blue_begins_nothing(chat: Chat) -> None:
    effects = chat.happen(events.UnsupportedReceived(at=NOW, ref="1", kind="sticker"))

    assert said(effects) == ["unsupported"]
    assert chat.conversation.flow is None


def test_whoever_writes_again_has_unblocked_us(chat: Chat) -> None:
    chat.happen(events.BotBlocked(at=NOW))
    blocked = chat.conversation.blocked

    chat.write("hello")

    assert (blocked, chat.conversation.blocked) == (True, False)


def test_news_of_a_report_finished_long_ago_are_still_told(chat: Chat) -> None:
    reply = events.ReplyReceived(
        at=NOW, delivery_id="d", report_id="gone", number="KZ-9", text="@all", position="Shift"
    )

    (told,) = chat.happen(reply)

    assert isinstance(told, Say)
    assert told.delivery_id == "d"
    assert told.priority == Priority.OPERATOR
    assert dict(told.args) == {"position": "Shift", "number": "KZ-9", "text": "@@all"}


def _is_add(effect: Effect) -> TypeIs[AddMessage]:
    return isinstance(effect, AddMessage)
