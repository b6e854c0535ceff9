"""What a citizen does with the bot, flow by flow, through the emulator, the bot and the API."""

import random
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import pytest
from PIL import Image

from tests.journeys.citizens import BOT, PLACE
from tests.journeys.talk import Centre, Talk, until
from tests.stack import Stack

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("citizens")]
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(params=LANGUAGES)
def talk(request: pytest.FixtureRequest, stack: Stack) -> Talk:
    return Talk(stack, language=request.param)


@pytest.fixture
def someone(request: pytest.FixtureRequest, stack: Stack) -> Talk:
    """A citizen whose language is one of the three, the same one for the same test."""
    which = crc32(request.node.name.encode()) % len(LANGUAGES)
    return Talk(stack, language=LANGUAGES[which])


@pytest.fixture
def centre(stack: Stack) -> Centre:
    return Centre(stack)


def unique(words: str) -> str:
    """Words no other test has said: they share one queue."""
    return f"{words} {uuid4().hex[:8]}"


def told(talk: Talk, centre: Centre, words: str, *, category: str = "noise") -> dict[str, Any]:
    """A report by the shortest way, once its number has come: the case."""
    words = unique(words)
    talk.send(text="/report")
    talk.is_asked()
    talk.presses(category)
    talk.skips_to("ask-what")
    talk.send(text=words)
    talk.presses("send-now")
    report = centre.report_with(words)
    number = report["number"]
    until(lambda: True if any(number in one for one in talk.heard()) else None, number)
    return report


def messages(case: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry for entry in case["timeline"] if entry["entry"] == "message"]


def test_a_first_message_is_kept_and_used(talk: Talk, centre: Centre) -> None:
    words = unique("Терезені сындырды")

    talk.send(text=words)
    talk.hears_text("welcome")
    talk.presses("theft")
    talk.skips_to("ask-more")
    talk.presses("send-now")

    assert words in centre.texts(centre.report_with(words)["id"])


@pytest.mark.parametrize("payload", ["loc_nowhere", "rcp_" + "9" * 20, "zzz", "staff_x"])
def test_a_link_into_the_bot_never_breaks_anything(stack: Stack, payload: str) -> None:
    talk = Talk(stack, language="ru")

    talk.send(text=f"/start {payload}")

    talk.hears_text("welcome")


def test_an_sos_in_the_middle_of_a_report(talk: Talk, centre: Centre) -> None:
    cry = unique("help")
    talk.send(text="/report")
    talk.presses("theft")
    talk.skips_to("ask-when")

    talk.send(press="🆘 SOS")
    talk.hears_text("sos-opened")
    talk.send(location=PLACE)
    talk.presses("cannot-talk")
    talk.hears_text("sos-silent")
    talk.send(text=cry)
    talk.hears_text("sos-number")

    case = until(lambda: _sos_with(centre, cry), cry)
    assert case["kind"] == "sos"
    assert case["priority"] == 1
    assert case["place"]["latitude"] == pytest.approx(PLACE["latitude"])
    assert "cannot_talk" in [message["signal"] for message in messages(case)]
    talk.presses("mistake")
    talk.hears_text("sos-mistake")
    talk.presses("continue")
    talk.hears_text("ask-when", times=2)


def _sos_with(centre: Centre, cry: str) -> dict[str, Any] | None:
    case = centre.report_with(cry)
    return case if any(message["text"] == cry for message in messages(case)) else None


def test_a_report_with_every_step(talk: Talk, centre: Centre) -> None:
    words = unique("Велосипед")
    talk.send(text="/report")
    talk.presses("theft")
    talk.presses_label(centre.labels(talk.language, parent="theft")[0])
    talk.hears_text("ask-place")
    talk.send(location=PLACE)
    talk.presses("today")
    talk.send(text=words)
    talk.send_files(("photo", ("bicycle.jpg", _picture())), caption="photo")
    talk.presses("done")
    talk.skips_to("ask-role")
    talk.presses("victim")
    _to_review(talk)
    talk.presses("send")

    case = centre.report_with(words)
    assert case["details"]["role"] == "victim"
    assert case["details"]["happened_at"] or case["details"]["happened"]
    assert case["place"]["method"] == "pin"
    assert centre.sees(case["id"], lambda now: now if now["attachments"] == 1 else None)


def _to_review(talk: Talk) -> None:
    """The question about the name may stand before the card."""
    name, send = (BOT.label(talk.language, each) for each in ("with-name", "send"))
    labels = until(
        lambda: labels if {name, send} & set(labels := talk.labels()) else None, "name or card"
    )
    if send not in labels:
        talk.presses("with-name")


def _picture() -> bytes:
    picture = BytesIO()
    Image.effect_noise((320, 240), 80).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()


def test_a_draft_can_be_cancelled_and_fetched_back(someone: Talk, centre: Centre) -> None:
    talk = someone
    words = unique("Lost")
    talk.send(text="/report")
    talk.presses("theft")
    talk.skips_to("ask-what")
    talk.send(text=words)
    talk.hears_text("kept")
    talk.presses("cancel")
    talk.hears_text("put-away")

    talk.presses("undo", "send-now")

    assert words in centre.texts(centre.report_with(words)["id"])


def test_operator_and_citizen_talk_and_the_state_is_told(talk: Talk, centre: Centre) -> None:
    report = told(talk, centre, "Шу")
    question, answer = unique("Which floor?"), unique("Fifth")

    centre.replies(report["id"], question)
    until(lambda: True if any(question in one for one in talk.heard()) else None, question)
    talk.send(text=answer)
    centre.sees(report["id"], lambda case: answer in _texts(case) or None)
    for action in ("open", "accept", "assign"):
        centre.moves(report["id"], action)

    talk.hears_text("state")


def _texts(case: dict[str, Any]) -> list[str]:
    return [message["text"] for message in messages(case)]


def test_several_reports_are_kept_apart(talk: Talk, centre: Centre) -> None:
    first, second = told(talk, centre, "first"), told(talk, centre, "second", category="fraud")
    question = unique("about the first")
    centre.replies(first["id"], question)
    asked = until(lambda: _heard_message(talk, question), question)

    by_reply, by_button, later = unique("reply"), unique("button"), unique("later")
    talk.send(text=by_reply, reply_to=asked)
    centre.sees(first["id"], lambda case: by_reply in _texts(case) or None)
    talk.send(text=by_button)
    talk.hears_text("which-report")
    talk.presses_label(next(one for one in talk.labels() if second["number"] in one))
    centre.sees(second["id"], lambda case: by_button in _texts(case) or None)
    talk.send(text=later)
    centre.sees(second["id"], lambda case: later in _texts(case) or None)

    filed = {m["text"]: m["filed_by"] for m in messages(centre.case(second["id"]))}
    assert filed[by_button] == "asked"
    assert filed[later] == "button"
    assert by_button not in centre.texts(first["id"])


def _heard_message(talk: Talk, text: str) -> int | None:
    for entry in talk.messages():
        if entry["from_bot"] and text in entry["message"].get("text", ""):
            return int(entry["message_id"])
    return None


def test_an_edit_is_a_version_where_the_first_one_went(someone: Talk, centre: Centre) -> None:
    talk = someone
    first = told(talk, centre, "first")
    words = unique("said")
    sent = talk.send(text=words)
    centre.sees(first["id"], lambda case: words in _texts(case) or None)
    told(talk, centre, "second", category="fraud")

    talk.send(edit={"message_id": sent["messages"][0]["message_id"], "text": words + " better"})

    def edited(case: dict[str, Any]) -> dict[str, Any] | None:
        found = [one for one in messages(case) if one["text"] == words + " better"]
        return found[0] if found else None

    message = centre.sees(first["id"], edited)
    assert [version["text"] for version in message["versions"]] == [words]


def test_an_operator_moves_a_message_and_a_later_edit_follows(
    someone: Talk, centre: Centre
) -> None:
    talk = someone
    first = told(talk, centre, "first")
    words = unique("misplaced")
    sent = talk.send(text=words)
    message = centre.sees(
        first["id"],
        lambda case: next((one for one in messages(case) if one["text"] == words), None),
    )
    second = told(talk, centre, "second", category="fraud")

    centre.post(f"/v1/reports/{first['id']}/messages/{message['id']}/move", to=second["number"])
    talk.hears_text("message-moved")
    talk.send(edit={"message_id": sent["messages"][0]["message_id"], "text": words + "!"})

    centre.sees(second["id"], lambda case: words + "!" in _texts(case) or None)
    assert words not in centre.texts(first["id"])


def test_a_report_is_withdrawn_and_another_rated(talk: Talk, centre: Centre) -> None:
    report = told(talk, centre, "Шу")
    talk.send(text="/withdraw")
    talk.presses("withdraw-yes")
    talk.hears_text("withdrawn")
    assert centre.case(report["id"])["state"] == "withdrawn"

    other = told(talk, centre, "Шу")
    centre.moves(other["id"], "open")
    centre.moves(other["id"], "close", close_code="confirmed")
    talk.hears_text("ask-stars")
    talk.presses_label(BOT.text(talk.language, "stars-5"))
    talk.hears_text("ask-word")
    talk.send(text="thanks")
    talk.hears_text("stars-thanks")

    rating = centre.sees(other["id"], lambda case: case["details"]["rating"])
    assert rating["stars"] == 5


def test_a_live_location_is_one_track(someone: Talk, centre: Centre) -> None:
    talk = someone
    report = told(talk, centre, "On the move")
    talk.send(location={**PLACE, "live_period": 900})
    talk.hears_text("live-shared")
    north = PLACE["latitude"] + 0.001
    talk.later(2)  # a messenger tells whole seconds
    talk.send(move={**PLACE, "latitude": north, "horizontal_accuracy": 9})
    centre.sees(
        report["id"],
        lambda case: (
            True
            if case["tracks"] and case["tracks"][0]["last"]["latitude"] == pytest.approx(north)
            else None
        ),
    )
    talk.send(stop_location=True)
    talk.hears_text("live-ended")

    track = centre.sees(
        report["id"],
        lambda case: next((one for one in case["tracks"] if one["state"] == "ended"), None),
    )
    assert track["last"]["latitude"] == pytest.approx(north, abs=1e-6)


def test_an_album_is_answered_once_and_seen_whole(stack: Stack, centre: Centre) -> None:
    talk = Talk(stack, language="ru")
    report = told(talk, centre, "Альбом")
    before = len(talk.heard())

    talk.send_files(*(("photo", (f"{n}.jpg", _picture())) for n in range(3)))

    centre.sees(report["id"], lambda case: True if case["attachments"] == 3 else None)
    talk.send(text="/my")
    talk.hears_text("my-listed")
    assert len(talk.heard()) == before + 3  # one receipt, one line of the list, its end


def test_a_question_is_answered_from_the_faq_also_in_a_report(someone: Talk) -> None:
    talk = someone
    talk.send(text="/report")
    talk.presses("theft")
    talk.skips_to("ask-place")

    talk.send(text="/ask")
    talk.hears_text("faq-ask")
    talk.presses("back-to-draft")

    talk.hears_text("ask-place", times=2)


def test_an_anonymous_report_goes_on_with_its_code_from_another_account(
    stack: Stack, centre: Centre
) -> None:
    talk, other = Talk(stack, language="ru"), Talk(stack, language="kk")
    words, more = unique("Анонимно"), unique("Жалғасы")
    talk.send(text="/report")
    talk.presses("go-anonymous", "theft")
    talk.skips_to("ask-what")
    talk.send(text=words)
    talk.presses("send-now")
    receipt = talk.hears_text("receipt-code")
    code = next(line for line in receipt.splitlines() if line.count("-") >= 2)
    report = centre.report_with(words)
    assert report["anonymous"] is True

    other.send(text=f"/start rcp_{code}")
    other.hears_text("code-opened")
    talk.hears_text("continued-elsewhere")
    other.send(text=more)

    centre.sees(report["id"], lambda case: more in _texts(case) or None)


def test_my_reports_settings_and_cleaning(someone: Talk, centre: Centre) -> None:
    talk = someone
    report = told(talk, centre, "Шу")
    talk.send(text="/my")
    assert report["number"] in talk.hears_text("my-line")
    talk.send(text="/settings")
    talk.hears_text("settings-screen")
    talk.presses("privacy", "clean", "clean-now")
    until(
        lambda: (
            None
            if talk.never_heard("chat-cleaned") and talk.never_heard("chat-cleaned-all")
            else True
        ),
        "the chat is cleaned",
    )
    assert sum(entry["deleted"] for entry in talk.messages()) > 5


def test_erasing_tells_what_must_stay(someone: Talk, centre: Centre) -> None:
    talk = someone
    report = told(talk, centre, "Шу")
    talk.send(text="/settings")
    talk.presses("privacy", "erase", "erase-go-on", "erase-now")

    assert report["number"] in talk.hears_text("erased-but")


def test_a_restricted_citizen_keeps_sos_and_nothing_is_lost(stack: Stack, centre: Centre) -> None:
    talk = Talk(stack, language="ru")
    report = told(talk, centre, "Шум")
    conversation = report["conversation"]["id"]
    centre.put(f"/v1/conversations/{conversation}/restriction", reason="flood", until=None)
    talk.hears_text("restricted")
    cry = unique("SOS")

    talk.send(text=f"/sos {cry}")

    talk.hears_text("sos-opened")
    assert centre.report_with(cry)["kind"] == "sos"


def test_a_sticker_is_shown_to_the_operator_and_blocking_is_told(
    stack: Stack, centre: Centre
) -> None:
    talk = Talk(stack, language="kk")
    report = told(talk, centre, "Шу")
    talk.send(sticker={})
    centre.sees(
        report["id"],
        lambda case: True if "sticker" in [m["unsupported"] for m in messages(case)] else None,
    )

    talk.send(block=True)
    centre.sees(report["id"], lambda case: True if case["conversation"]["blocked"] else None)
    talk.send(unblock=True)
    centre.sees(report["id"], lambda case: None if case["conversation"]["blocked"] else True)


def test_an_announcement_reaches_everybody_in_their_language(stack: Stack, centre: Centre) -> None:
    talks = [Talk(stack, language=language) for language in LANGUAGES]
    for talk in talks:
        talk.send(text="/start")
        talk.hears_text("welcome")
    words = {language: unique(language) for language in LANGUAGES}

    Centre(stack, role="admin").post("/v1/announcements", texts=words)

    for talk in talks:
        until(
            lambda talk=talk: (
                True  # type: ignore[misc]
                if any(words[talk.language] in one for one in talk.heard())
                else None
            ),
            talk.language,
        )


def test_any_unicode_comes_back_without_a_parse_error(someone: Talk, centre: Centre) -> None:
    talk = someone
    report = told(talk, centre, "Шу")
    odd = "‮" + "a̐̑̒" * 40 + "<b>&*_[x](y)`" + "😀" * 500

    centre.replies(report["id"], odd)

    until(lambda: True if any("<b>&*_[x](y)`" in one for one in talk.heard()) else None, "odd")


def test_registration_reaches_the_centre_and_stays_nowhere_else(
    talk: Talk, centre: Centre, stack: Stack
) -> None:
    report = told(talk, centre, "Шу")  # before it: joined by the conversation
    name = "Aigul " + "".join(random.choices("abcdefghijklmnop", k=10)).capitalize()
    talk.send(text="/settings")
    talk.presses("profile", "register", "agree")
    talk.hears_text("ask-contact")
    talk.send(contact="other")
    talk.hears_text("contact-not-yours")
    talk.send(contact="own")
    until(lambda: True if talk.asked_for_a_name() else None, "the name")
    talk.send(text=name)
    talk.hears_text("review-identity")
    talk.presses("confirm-identity")
    talk.hears_text("registered")

    seen = centre.get(
        f"/v1/conversations/{report['conversation']['id']}/identity", purpose="call back"
    )

    assert seen["name"] == name
    assert seen["phone"].startswith("+")
    assert name not in _rows_of(stack.data / "conversations.sqlite")
    assert name not in _rows_of(stack.data / "intake.sqlite")


def _rows_of(database: Path) -> str:
    """Every row of every table, as SQL."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return "\n".join(connection.iterdump())


def test_a_large_file_waits_for_its_link_and_says_so_once(someone: Talk, centre: Centre) -> None:
    talk = someone
    report = told(talk, centre, "Шу")
    before = len(talk.heard())

    talk.send(big_file={"kind": "video", "file_size": 140 << 20})

    talk.hears_text("upload-link")
    case = centre.sees(
        report["id"],
        lambda case: (
            case
            if "too_big" in [a["custody"] for m in messages(case) for a in m["attachments"]]
            else None
        ),
    )
    assert case["attachments"] == 1
    assert len(talk.heard()) == before + 1
    assert "/p/upload" in talk.urls()[-1]


def test_a_place_that_is_not_here_is_picked_on_a_page(someone: Talk) -> None:
    talk = someone
    talk.send(text="/report")
    talk.is_asked()
    talk.presses("theft")
    talk.skips_to("ask-place")
    talk.presses("not-there")
    talk.hears_text("map-link")

    assert "/p/place" in talk.urls()[-1]


def test_something_similar_near_by_is_offered_and_joined(stack: Stack, centre: Centre) -> None:
    spot = {"latitude": 50.0 + random.random(), "longitude": 70.0 + random.random()}
    first, second = Talk(stack, language="en"), Talk(stack, language="kk")
    words = [unique("one"), unique("two")]
    for talk, story in zip((first, second), words, strict=True):
        talk.send(text="/report")
        talk.is_asked()
        talk.presses("noise")
        talk.skips_to("ask-place")
        talk.send(location=spot)
        if talk is second:
            talk.presses("same-1")
            talk.hears_text("same-noted")
        talk.skips_to("ask-what")
        talk.send(text=story)
        talk.presses("send-now")
        centre.report_with(story)

    related = centre.report_with(words[1])["details"]
    assert centre.report_with(words[0])["number"] in str(related)
