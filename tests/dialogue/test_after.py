"""Live locations, large files, ratings and withdrawals: the edges the transcripts leave out."""

from datetime import timedelta

from bots.citizen.content import LARGEST_FILE
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    FetchMedia,
    MoveTrack,
    RateReport,
    RequestLink,
    Say,
    TellPresence,
    WithdrawReport,
)
from bots.dialogue.state import OpenReport, alias_of
from tests.dialogue.test_filing import DONE, NEW, NOW, OLD, SOS, Chat, said, went

FILE = "00000000-0000-4000-8000-00000000000f"


def move(ref: str, north: float, *, later_s: int = 0, **known: object) -> events.LocationMoved:
    at = NOW + timedelta(seconds=later_s)
    return events.LocationMoved(at=at, ref=ref, latitude=north, longitude=71.0, **known)  # type: ignore[arg-type]


def test_a_move_goes_to_the_report_of_its_share_without_a_word() -> None:
    chat = Chat(OLD, NEW)

    effects = chat.happen(move("5", 51.2, about=OLD.report_id, about_message="m", heading=90))

    (moved,) = effects
    assert isinstance(moved, MoveTrack)
    assert (moved.report_id, moved.message_id, moved.ended_at) == (OLD.report_id, "m", None)
    assert [(point["latitude"], point["heading"]) for point in moved.points] == [(51.2, 90)]


def test_the_end_of_a_share_is_told_once() -> None:
    chat = Chat(OLD)
    end = move("5", 51.2, about=OLD.report_id, about_message="m", ended=True)

    first, second = chat.happen(end), chat.happen(end)

    assert said(first) == ["live-ended"]
    assert said(second) == []
    assert isinstance(second[0], MoveTrack)


def test_an_older_point_does_not_replace_a_newer_one_in_a_draft() -> None:
    chat = Chat()
    chat.press("report")
    share = events.LocationShared(at=NOW, ref="live", latitude=51.0, longitude=71.0, live_s=900)
    chat.happen(share)
    chat.happen(move("live", 51.2, later_s=20))
    chat.happen(move("live", 51.1, later_s=10))

    (track,) = chat.conversation.answers["tracks"].values()  # type: ignore[attr-defined]

    assert track["points"][0]["latitude"] == 51.2


def test_a_share_while_it_is_asked_which_report_keeps_its_newest_point() -> None:
    chat = Chat(OLD, NEW)
    share = events.LocationShared(at=NOW, ref="live", latitude=51.0, longitude=71.0, live_s=900)
    chat.happen(share)
    chat.happen(move("live", 51.2, later_s=20))

    effects = chat.press(f"file-{OLD.report_id}")

    (moved,) = (each for each in effects if isinstance(each, MoveTrack))
    assert moved.report_id == OLD.report_id
    assert moved.points[0]["latitude"] == 51.2


def test_a_share_that_went_nowhere_moves_nothing_but_an_open_sos() -> None:
    assert Chat(OLD).happen(move("gone", 51.2)) == ()

    assert went(Chat(OLD, SOS).happen(move("gone", 51.2))) == [(SOS.report_id, "guess")]


def test_a_file_too_big_to_fetch_is_asked_a_link_for_once() -> None:
    chat = Chat(OLD)
    too_big = events.MediaTooBig(at=NOW, report_id=OLD.report_id, attachment_id=FILE)

    first, second = chat.happen(too_big), chat.happen(too_big)

    (asked,) = first
    assert isinstance(asked, RequestLink)
    assert (asked.purpose, asked.attachment_id) == ("upload", FILE)
    assert second == ()


def test_a_large_file_has_no_receipt_beside_its_link() -> None:
    chat = Chat(OLD)
    file = events.File(file_id="v", size=LARGEST_FILE + 1)

    effects = chat.happen(events.MediaReceived(at=NOW, ref="1", kind="video", file=file))

    assert said(effects) == []
    assert isinstance(effects[0], AddMessage)  # the operator sees it waiting
    assert isinstance(effects[1], FetchMedia)


def test_the_link_of_an_anonymous_report_is_asked_under_its_alias() -> None:
    anonymous = OpenReport(report_id=OLD.report_id, kind="crime", anonymous=True)
    chat = Chat(anonymous)

    (asked,) = chat.happen(events.MediaTooBig(at=NOW, report_id=OLD.report_id, attachment_id=FILE))

    assert isinstance(asked, RequestLink)
    assert asked.conversation_id == alias_of(chat.conversation)


def test_a_link_refused_for_another_purpose_is_not_ours() -> None:
    chat = Chat(OLD)

    effects = chat.happen(events.AskRefused(at=NOW, what="RequestLink", report_id=NEW.report_id))

    assert "upload-refused" not in said(effects)


def finish(chat: Chat, report: OpenReport) -> tuple[object, ...]:
    return chat.happen(
        events.WordChanged(
            at=NOW,
            delivery_id="d",
            report_id=report.report_id,
            number=report.number or "",
            word="finished",
            rateable=True,
        )
    )


def test_stars_are_sent_at_once_and_again_with_the_word() -> None:
    chat = Chat(OLD)
    finish(chat, OLD)

    stars = chat.press(f"stars-4-{OLD.report_id}")
    word = chat.write("quick")

    rated = [each for each in (*stars, *word) if isinstance(each, RateReport)]
    assert [(each.stars, each.words) for each in rated] == [(4, ""), (4, "quick")]
    assert chat.conversation.flow is None


def test_a_photo_instead_of_a_word_goes_where_photos_go() -> None:
    chat = Chat(OLD, NEW)
    finish(chat, OLD)
    chat.press(f"stars-4-{OLD.report_id}")
    file = events.File(file_id="p", size=1)

    effects = chat.happen(events.MediaReceived(at=NOW, ref="p", kind="photo", file=file))

    assert went(effects) == [(NEW.report_id, "only")]
    assert chat.conversation.flow is None


def test_who_is_slow_with_the_word_is_not_waited_for() -> None:
    chat = Chat(OLD, NEW)
    finish(chat, OLD)
    chat.press(f"stars-4-{OLD.report_id}")
    chat.due("rating")

    assert went(chat.write()) == [(NEW.report_id, "only")]


def test_stars_in_the_middle_of_a_report_do_not_disturb_it() -> None:
    chat = Chat(past=(DONE,))
    chat.press("report")

    effects = chat.press(f"stars-5-{DONE.report_id}")

    assert said(effects) == ["stars-thanks"]
    assert chat.conversation.flow == "report"


def test_sos_comes_before_the_word() -> None:
    chat = Chat(OLD)
    finish(chat, OLD)
    chat.press(f"stars-1-{OLD.report_id}")

    chat.press("sos")

    assert chat.conversation.flow == "sos"
    assert chat.conversation.draft is None


def test_a_report_is_withdrawn_only_after_a_yes() -> None:
    chat = Chat(OLD, NEW)

    sure = chat.press(f"withdraw-{OLD.report_id}")
    yes = chat.press(f"withdraw-yes-{OLD.report_id}")

    assert not [each for each in sure if isinstance(each, WithdrawReport)]
    assert [each.report_id for each in yes if isinstance(each, WithdrawReport)] == [OLD.report_id]
    assert OLD in chat.conversation.reports  # until the API says so


def test_the_yes_may_be_typed() -> None:
    chat = Chat(OLD)
    chat.happen(events.CommandGiven(at=NOW, ref="1", name="withdraw"))

    effects = chat.happen(
        events.TextReceived(at=NOW, ref="2", text="Yes, withdraw it", choice="withdraw-yes")
    )

    assert isinstance(effects[0], WithdrawReport)


def test_a_withdrawn_report_is_past() -> None:
    chat = Chat(OLD, NEW)

    chat.happen(events.WithdrawalNoted(at=NOW, report_id=OLD.report_id, number="KZ-1", done=True))

    assert [each.report_id for each in chat.conversation.reports] == [NEW.report_id]
    assert [each.report_id for each in chat.conversation.past] == [OLD.report_id]


def test_only_the_last_ten_finished_reports_are_known() -> None:
    chat = Chat(*(OpenReport(report_id=str(place), kind="crime") for place in range(12)))
    for report in chat.conversation.reports:
        finish(chat, report)

    assert [each.report_id for each in chat.conversation.past] == [str(n) for n in range(2, 12)]


def test_what_is_told_of_a_report_says_which_one() -> None:
    chat = Chat(OLD)
    reply = events.ReplyReceived(
        at=NOW,
        delivery_id="d",
        report_id=OLD.report_id,
        number="KZ-1",
        text="?",
        position="",
        message_id="m",
    )

    (told,) = chat.happen(reply)

    assert isinstance(told, Say)
    assert (told.about, told.message_id) == (OLD.report_id, "m")


def test_the_api_learns_whether_anything_can_be_told() -> None:
    chat = Chat(OLD)

    blocked, back = (chat.happen(kind(at=NOW)) for kind in (events.BotBlocked, events.BotUnblocked))

    presence = [each.blocked for each in (*blocked, *back) if isinstance(each, TellPresence)]
    assert presence == [True, False]
