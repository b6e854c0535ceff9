"""The report's edges: other catalogues, answers that come late, what is handed over."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bots.citizen.catalogue import DEFAULT, catalogue_from
from bots.citizen.report import begin_report
from bots.citizen.script import CITIZEN, script_for
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    Filed,
    FindSimilar,
    IssueReceipt,
    RequestLink,
    Say,
    SetTimer,
    SubmitReport,
)
from bots.dialogue.state import alias_of
from intake_api.contract import ReportSubmission
from tests.bots.citizen.chat import CITIZEN_ID, NOW, Chat, said

HOUSE = json.loads(Path("tests/dialogue/house.json").read_text(encoding="utf-8"))
SIMILAR = tuple(
    events.Similar(report_id=f"0000000{n}", category="theft", distance_m=100 * n, minutes_ago=n)
    for n in range(1, 5)
)


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
def house() -> Chat:
    return Chat(script_for(HOUSE))


def submission(chat: Chat) -> Mapping[str, object]:
    (submitted,) = chat.of(SubmitReport)
    assert isinstance(submitted, SubmitReport)
    ReportSubmission.model_validate_json(json.dumps({**submitted.submission, "same_as": None}))
    return submitted.submission


def share(chat: Chat, ref: str = "pin") -> tuple[object, ...]:
    return chat.happen(events.LocationShared(at=NOW, ref=ref, latitude=51.1, longitude=71.4))


# The catalogue -------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Өрт", "пожар", "🔥 Fire!", "FIRE"])
def test_a_category_can_be_typed_in_any_language(house: Chat, typed: str) -> None:
    house.press("report")

    effects = house.write(typed)

    assert said(effects) == ["notice-call", "ask-place"]
    assert house.conversation.answers["category"] == "fire"


def test_a_press_from_before_the_catalogue_came_is_still_good(house: Chat) -> None:
    house.press("report", "theft")

    assert house.conversation.answers["category"] == "theft"


def test_a_retired_category_is_not_offered(house: Chat) -> None:
    (asked, *_) = house.press("report")

    assert isinstance(asked, Say)
    assert "cat-lottery" not in {choice.id for row in asked.rows for choice in row}


def test_a_subcategory_may_be_skipped(house: Chat) -> None:
    house.press("report", "cat-theft", "skip", "skip", "skip")
    house.write("gone")
    house.press("send-now")

    assert submission(house)["category"] == "theft"


def test_a_draft_whose_category_is_gone_goes_on(house: Chat) -> None:
    house.press("report", "cat-fire", "skip", "now")
    house.write("smoke")
    house.press("done")
    house.script = CITIZEN

    effects = house.press("opt-adults")
    house.press("send")

    assert said(effects) == ["old-button", "review"]
    assert (submission(house)["category"], submission(house)["kind"]) == ("fire", "statement")


def test_what_a_later_release_invents_is_left_out() -> None:
    labels = {"en": "Drone"}
    body = {
        "version": "9",
        "mood": "blue",
        "categories": [
            {"code": "drone", "kind": "aerial", "labels": labels, "wings": 4, "questions": [
                {"code": "a", "kind": "hologram", "labels": labels},
                {"code": "b", "kind": "text", "labels": labels},
                "c",
            ]},
            {"kind": "nameless"},
            17,
        ],
        "places": [{"code": "p"}],
        "policy": {"sos_unheard_s": "soon", "consent": {"version": "1"}},
    }  # fmt: skip

    catalogue = catalogue_from(body)

    assert [one.code for one in catalogue.offered()] == ["drone"]
    assert [one.code for one in catalogue.categories[0].questions] == ["b"]
    assert catalogue.places == ()
    assert catalogue.policy == DEFAULT.policy


@pytest.mark.parametrize("body", [{}, {"categories": []}, {"categories": "none"}])
def test_without_any_category_the_built_in_ones_are_offered(body: dict[str, object]) -> None:
    assert catalogue_from(body).categories == DEFAULT.categories


def test_the_longest_codes_fit_into_telegrams_buttons() -> None:
    category = {"kind": "crime", "labels": {"en": "x"}}
    codes = ["a" * 63 + end for end in "bc"]
    chat = Chat(script_for({"categories": [{**category, "code": code} for code in codes]}))
    (asked,) = (
        each
        for each in chat.press("report")
        if isinstance(each, Say) and each.message == "ask-category"
    )
    ids = [choice.id for row in asked.rows for choice in row if choice.id.startswith("cat-")]

    chat.press(ids[1])

    assert all(len(f"999999999:{one}") <= 64 for one in ids)
    assert chat.conversation.answers["category"] == codes[1]


# Where ---------------------------------------------------------------------------


def test_at_a_qr_place_where_is_known(house: Chat) -> None:
    begun = begin_report(house.script, house.conversation, at=NOW, at_place="park-gate")
    house.conversation = begun.conversation

    effects = house.press("cat-other")
    house.write("dark")
    house.press("now")
    house.write("a lamp is broken")
    house.press("send-now")

    assert "ask-when" in said(effects)
    assert submission(house)["from_place"] == "park-gate"
    assert submission(house)["place"] == {
        "method": "qr",
        "latitude": 51.1333,
        "longitude": 71.4222,
        "address": "Орталық саябақ, бас қақпа",
    }


def test_an_unknown_qr_place_begins_a_plain_report(house: Chat) -> None:
    begun = begin_report(house.script, house.conversation, at=NOW, at_place="forged")

    assert "place" not in begun.conversation.answers


def test_the_map_is_asked_for_under_the_alias(chat: Chat) -> None:
    chat.press("report", "theft", "not-there")

    (wish,) = chat.of(RequestLink)

    assert isinstance(wish, RequestLink)
    assert wish.conversation_id == alias_of(chat.conversation) != CITIZEN_ID


def test_a_place_picked_while_something_else_is_asked_is_filled_in(chat: Chat) -> None:
    chat.press("report", "theft", "not-there", "skip")

    effects = chat.happen(picked(chat.conversation.answers["report_id"]))

    assert said(effects) == ["place-picked", "ask-when"]
    assert chat.conversation.answers["place"] == {
        "method": "picked",
        "latitude": 51.2,
        "longitude": 71.5,
    }
    assert len(chat.of(FindSimilar)) == 1


def test_a_place_picked_behind_an_sos_goes_into_the_waiting_draft(chat: Chat) -> None:
    chat.press("report", "theft", "not-there")
    report_id = chat.conversation.answers["report_id"]
    chat.press("sos", "cannot-talk")

    (told,) = chat.happen(picked(report_id))

    assert isinstance(told, Say)
    assert told.silent
    assert told.delivery_id == "d"
    assert chat.conversation.draft is not None
    assert "place" in chat.conversation.draft.answers
    assert "place" not in chat.conversation.answers


def test_a_place_picked_for_nobodys_draft_changes_nothing(chat: Chat) -> None:
    chat.press("report", "theft")
    before = chat.conversation

    effects = chat.happen(picked("somebody's"))

    assert said(effects) == ["place-picked"]
    assert chat.conversation == before


def test_without_a_map_the_address_is_asked_for_in_words(chat: Chat) -> None:
    chat.press("report", "theft", "not-there")
    report_id = str(chat.conversation.answers["report_id"])

    effects = chat.happen(events.AskRefused(at=NOW, what="RequestLink", report_id=report_id))

    assert said(effects) == ["map-refused"]


def picked(report_id: object) -> events.PlacePicked:
    return events.PlacePicked(
        at=NOW, delivery_id="d", report_id=str(report_id), latitude=51.2, longitude=71.5
    )


def test_a_place_shown_among_the_words_is_the_place_if_there_is_none(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")

    share(chat)
    chat.press("send-now")

    assert submission(chat)["place"] == {"method": "pin", "latitude": 51.1, "longitude": 71.4}


# Similar -------------------------------------------------------------------------


def test_similar_reports_are_looked_for_once_for_a_place(chat: Chat) -> None:
    chat.press("report", "theft")
    share(chat)
    chat.press("now", "back", "back")
    share(chat, "again")

    assert len(chat.of(FindSimilar)) == 1


def test_no_more_than_three_are_shown_and_one_is_joined(chat: Chat) -> None:
    chat.press("report", "theft")
    share(chat)
    (shown,) = chat.happen(found(chat, SIMILAR))
    chat.happen(events.ChoiceMade(at=NOW, choice="same-3"))
    chat.press("now")
    chat.write("gone")
    chat.press("send-now")

    assert isinstance(shown, Say)
    assert shown.message == "similar-three"
    assert submission(chat)["same_as"] == "00000003"


@pytest.mark.parametrize("items", [(), SIMILAR])
def test_what_is_found_late_or_for_others_is_not_shown(
    chat: Chat, items: tuple[events.Similar, ...]
) -> None:
    chat.press("report", "theft")
    share(chat)
    late = found(chat, items)
    chat.press("now")
    chat.write("gone")
    chat.press("send-now")
    after = chat.conversation

    assert chat.happen(late) == ()
    assert chat.conversation == after


def test_a_button_of_something_never_shown_is_met_politely(chat: Chat) -> None:
    chat.press("report", "theft")

    effects = chat.happen(events.ChoiceMade(at=NOW, choice="same-1"))

    assert said(effects) == ["old-button", "ask-place"]


def found(chat: Chat, items: tuple[events.Similar, ...]) -> events.SimilarFound:
    report_id = str(chat.conversation.answers["report_id"])
    return events.SimilarFound(at=NOW, report_id=report_id, items=items)


# When, who, and what is handed over ----------------------------------------------


def test_a_story_told_at_when_is_the_story(chat: Chat) -> None:
    chat.press("report", "theft", "skip")
    story = "I came back from work and the door of my flat was open, the television was gone."

    effects = chat.write(story)
    chat.press("send-now")

    assert said(effects) == ["kept", "ask-when"]
    assert "happened" not in submission(chat)
    assert [m["text"] for m in submission(chat)["messages"]] == [story]  # type: ignore[attr-defined]


def test_only_who_has_a_name_is_asked_about_it() -> None:
    chat = Chat(identity="registered")
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")

    effects = chat.press("done", "witness")

    assert said(effects) == ["ask-name"]


def test_an_anonymous_report_bears_nothing_of_the_citizen(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.press("done", "skip", "edit-name", "anonymously", "send")

    assert submission(chat)["anonymous"] is True
    assert submission(chat)["conversation_id"] == alias_of(chat.conversation)
    assert len(chat.of(IssueReceipt)) == 1
    assert chat.conversation.reports[-1].anonymous


def test_the_chats_own_names_of_the_messages_are_filed(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.show("photo")
    chat.press("send-now")

    filed = [each for each in chat.of(Filed) if isinstance(each, Filed)]

    told = [m["message_id"] for m in submission(chat)["messages"]]  # type: ignore[attr-defined]
    assert [each.ref for each in filed] == ["1", "2"]
    assert [each.message_id for each in filed] == told
    assert {each.report_id for each in filed} == {submission(chat)["report_id"]}


def test_an_edited_field_leads_straight_back_to_the_card(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.press("done", "victim")

    for field, answer in (
        ("edit-place", "Abay 10"),
        ("edit-time", "yesterday at 10"),
        ("edit-role", "Witness"),
    ):
        chat.press(field)
        effects = chat.write(answer, choice="witness" if answer == "Witness" else None)
        assert said(effects) == ["review"]
    back = chat.press("edit-category", "back")

    assert said(back) == ["review"]
    assert chat.conversation.answers["role"] == "witness"
    assert chat.conversation.answers["place"] == {"method": "typed", "address": "Abay 10"}


def test_another_category_is_asked_its_own_questions_before_the_card(house: Chat) -> None:
    house.press("report", "cat-other", "skip", "skip")
    house.write("gone")
    house.press("done", "skip", "edit-category")

    steps = [said(house.press(each)) for each in ("cat-theft", "cat-theft-vehicle", "skip")]
    colour = said(house.write("Қара"))

    assert steps == [["ask-subcategory"], ["ask-extra"], ["ask-extra"]]
    assert colour == ["ask-extra"]
    assert said(house.press("skip")) == ["review"]


def test_answers_to_questions_of_another_category_are_not_sent(house: Chat) -> None:
    house.press("report", "cat-fire", "skip", "skip")
    house.write("smoke")
    house.press("done", "opt-adults", "done", "skip", "skip", "edit-category", "cat-other", "send")

    assert "answers" not in submission(house)


@pytest.mark.parametrize("number", ["0", "-5", "1e12", "nan", "many", "１２３４５６７８９０１２"])
def test_a_number_out_of_its_limits_is_kept_and_asked_again(house: Chat, number: str) -> None:
    house.press("report", "cat-theft", "skip", "skip", "skip")
    house.write("gone")
    house.press("done")

    effects = house.write(number)

    assert said(effects) == ["number-between", "ask-extra"]
    assert house.conversation.answers["messages"][-1]["text"] == number  # type: ignore[index]


# Restricted ----------------------------------------------------------------------

LATER = (NOW + timedelta(hours=3)).isoformat()


@pytest.mark.parametrize("until", ["always", LATER])
def test_a_restricted_citizens_report_is_kept_and_not_sent(until: str) -> None:
    chat = Chat(restricted=until)
    begun = chat.press("report")
    chat.press("theft", "skip", "skip")
    chat.write("gone")

    effects = chat.press("send-now")

    assert said(begun) == ["restricted-begin", "who-are-you", "ask-category"]
    assert said(effects) == ["restricted-kept"]
    assert chat.of(SubmitReport) == []
    assert chat.conversation.draft is not None
    assert chat.conversation.draft.answers["category"] == "theft"


def test_after_the_restriction_the_kept_report_is_sent() -> None:
    chat = Chat(restricted=LATER)
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.press("send-now", "continue")

    later = NOW + timedelta(hours=4)
    chat.happen(events.ChoiceMade(at=later, choice="send", turn=chat.conversation.turn))

    assert submission(chat)["category"] == "theft"


def test_a_restricted_citizen_can_always_cry_for_help() -> None:
    chat = Chat(restricted="always")

    effects = chat.press("sos")

    assert isinstance(effects[0], SubmitReport)


# Drafts --------------------------------------------------------------------------


def due(name: str) -> events.TimerDue:
    return events.TimerDue(at=NOW, name=name)


def test_a_draft_is_reminded_of_once(chat: Chat) -> None:
    chat.press("report", "theft")

    first = chat.happen(due("draft-idle"))
    then = chat.press("skip")

    assert said(first) == ["draft-reminder", "ask-place"]
    assert [e.name for e in then if isinstance(e, SetTimer)] == ["draft-sleep"]


def test_nobody_is_reminded_of_a_report_during_an_sos(chat: Chat) -> None:
    chat.press("report", "theft", "sos")

    assert chat.happen(due("draft-idle")) == ()


def test_a_draft_that_slept_asks_how_to_go_on(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.happen(due("draft-sleep"))

    pressed = chat.write("Done", choice="done")
    (offer,) = (effect for effect in pressed if isinstance(effect, Say))
    resumed = chat.press("continue")

    assert offer.message == "draft-waits"
    assert (offer.args["step"], offer.args["total"]) == (4, 6)
    assert said(resumed) == ["ask-more"]


def test_start_over_keeps_what_came_last_and_the_rest_can_be_fetched_back(chat: Chat) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("old")
    chat.happen(due("draft-sleep"))
    chat.write("new")
    chat.happen(events.ChoiceMade(at=NOW, choice="start-over"))
    chat.press("other", "send-now")

    chat.happen(events.ChoiceMade(at=NOW, choice="undo"))

    assert [m["text"] for m in submission(chat)["messages"]] == ["new"]  # type: ignore[attr-defined]
    assert [m["text"] for m in chat.conversation.answers["messages"]] == ["old"]  # type: ignore[attr-defined]


def test_the_undo_is_gone_after_a_while(chat: Chat) -> None:
    chat.press("report", "theft", "cancel")
    chat.happen(due("undo-gone"))

    effects = chat.happen(events.ChoiceMade(at=NOW, choice="undo"))

    assert said(effects) == ["old-button"]
    assert "undo" not in chat.conversation.notes


def test_an_undo_never_makes_a_second_draft(chat: Chat) -> None:
    chat.press("report", "theft", "cancel", "report")

    effects = chat.happen(events.ChoiceMade(at=NOW, choice="undo"))

    assert said(effects) == ["finish-first", "ask-category"]


def test_deleting_a_draft_leaves_a_running_sos_alone(chat: Chat) -> None:
    chat.press("report", "theft", "sos")

    chat.happen(events.ChoiceMade(at=NOW, choice="delete-draft"))

    assert chat.conversation.flow == "sos"
    assert chat.conversation.draft is None


# SOS -----------------------------------------------------------------------------


def test_an_sos_that_is_heard_in_time_says_nothing_of_102(chat: Chat) -> None:
    chat.press("sos")
    chat.accept()

    assert chat.happen(due("sos-unheard")) == ()


def test_an_sos_that_is_not_heard_sends_the_citizen_to_102_as_silently_as_asked(
    chat: Chat,
) -> None:
    chat.press("sos", "cannot-talk")

    (told,) = chat.happen(due("sos-unheard"))

    assert isinstance(told, Say)
    assert (told.message, told.silent) == ("sos-call-102", True)


def test_the_house_says_how_long_an_sos_may_go_unheard(house: Chat) -> None:
    effects = house.press("sos")

    (timer,) = (effect for effect in effects if isinstance(effect, SetTimer))
    assert timer.due_at - NOW == timedelta(seconds=45)


def test_what_nobody_waits_for_is_not_answered(chat: Chat) -> None:
    chat.press("report", "theft")

    assert chat.happen(due("somebody-else's")) == ()


@pytest.mark.parametrize("choice", ["same-none", "undo", "now", "witness", "edit-place"])
def test_words_that_read_like_a_button_of_before_reach_the_operator(
    chat: Chat, choice: str
) -> None:
    chat.press("report", "theft", "skip", "skip")
    chat.write("gone")
    chat.press("send-now")

    effects = chat.write("No, another", choice=choice)

    assert [e.message["text"] for e in effects if isinstance(e, AddMessage)] == ["No, another"]
