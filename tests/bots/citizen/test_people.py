"""Registering, telling anonymously, looking after one's reports and data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.citizen.draft import hand_over
from bots.citizen.happenings import asker_of
from bots.citizen.personal import e164, is_phone, is_too_personal, masked, name_in
from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    CleanChat,
    Effect,
    EraseCitizen,
    ForgetChat,
    RequestLink,
    SaveIdentity,
    Say,
    SetTimer,
    ShowReceipt,
    SubmitReport,
)
from bots.dialogue.engine import Script, step
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation, OpenReport, alias_of, dump
from intake_api.contract import Identity

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ID = "3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11"
PHONE, NAME = "77011234567", "Aigul Akhmetova"
PLACE = SimpleNamespace(code="park-1", place={"method": "pin", "latitude": 51.1, "longitude": 71.4})
TEXTS = {"kk": "Шарт", "ru": "Условие", "en": "Terms"}
HOUSE = SimpleNamespace(
    categories=(),
    places=(PLACE,),
    policy=SimpleNamespace(
        identity_fields=("iin",), consent=SimpleNamespace(version="7", texts=TEXTS)
    ),
)


class Chat:
    """A conversation, and what its last event brought."""

    def __init__(self, script: Script = CITIZEN, **fields: object) -> None:
        self.script = script
        self.conversation = Conversation(id=ID, turn=1, locale="en", **fields)  # type: ignore[arg-type]
        self.effects: tuple[Effect, ...] = ()
        self.sent = 0

    def happen(self, event: events.Event) -> tuple[Effect, ...]:
        outcome: Step = step(self.script, self.conversation, event)
        self.conversation, self.effects = outcome.conversation, outcome.effects
        return self.effects

    def press(self, *choices: str) -> tuple[Effect, ...]:
        for choice in choices:
            turn = self.conversation.turn
            self.happen(events.ChoiceMade(at=NOW, choice=choice, turn=turn))
        return self.effects

    def write(self, text: str) -> tuple[Effect, ...]:
        self.sent += 1
        return self.happen(events.TextReceived(at=NOW, ref=f"m{self.sent}", text=text))

    def start(self, payload: str) -> tuple[Effect, ...]:
        return self.happen(events.CommandGiven(at=NOW, ref="s", name="start", argument=payload))

    def contact(self, phone: str = PHONE, *, own: bool = True) -> tuple[Effect, ...]:
        card = events.ContactShared(at=NOW, ref="c", phone=phone, own=own, name="Aigul")
        return self.happen(card)

    def photo(self) -> tuple[Effect, ...]:
        self.sent += 1
        file = events.File(file_id="f")
        ref = f"m{self.sent}"
        return self.happen(events.MediaReceived(at=NOW, ref=ref, kind="photo", file=file))

    def said(self) -> list[str]:
        return [each.message for each in self.effects if isinstance(each, Say)]

    def only(self, kind: type[Effect]) -> list[Effect]:
        return [each for each in self.effects if isinstance(each, kind)]


@pytest.fixture
def chat() -> Chat:
    return Chat()


@pytest.fixture
def house() -> Chat:
    return Chat(replace(CITIZEN, house=HOUSE))


def report(number: str | None = "KZ-26-0001-7", **fields: object) -> OpenReport:
    return OpenReport(report_id=f"r-{number}", kind="crime", number=number, **fields)  # type: ignore[arg-type]


# Links ------------------------------------------------------------------------

payloads = st.one_of(
    st.text(max_size=64),
    st.builds(
        lambda kind, rest: f"{kind}_{rest}"[:64],
        st.sampled_from(["loc", "rcp", "faq", "staff", "LOC", "x"]),
        st.text(alphabet="abcXYZ019_-", max_size=64),
    ),
)


@given(payloads, st.booleans())
def test_no_link_touches_what_is_being_told(payload: str, silent: bool) -> None:
    chat = Chat(replace(CITIZEN, house=HOUSE))
    chat.press("report", "theft")
    before = chat.conversation
    if silent:
        chat.press("sos", "cannot-talk")

    chat.start(payload)

    aside = chat.conversation.draft
    kept = aside.answers if aside is not None else chat.conversation.answers
    assert kept == before.answers
    assert chat.said()


@given(payloads)
def test_a_forged_link_is_a_plain_start(payload: str) -> None:
    chat = Chat()

    chat.start(payload)

    if payload.startswith(("rcp_", "staff_")) and len(payload.split("_", 1)[1]) in range(1, 61):
        assert chat.said()
    else:
        assert chat.said() == ["welcome"]
    assert chat.conversation.flow is None


def test_a_place_begins_the_report_there(house: Chat) -> None:
    house.start("loc_park-1")

    answers = house.conversation.answers
    assert answers["place"] == {"method": "qr", "latitude": 51.1, "longitude": 71.4}
    assert (answers["from_place"], answers["place_ahead"]) == ("park-1", True)
    assert house.said() == ["who-are-you", "ask-category"]


def test_a_first_link_is_welcomed_too() -> None:
    chat = Chat(replace(CITIZEN, house=HOUSE))
    chat.conversation = replace(chat.conversation, turn=0)

    chat.start("loc_park-1")

    assert chat.said()[0] == "welcome"
    assert chat.conversation.flow == "report"


def test_a_code_is_shown_as_the_anonymous_self_and_not_kept(chat: Chat) -> None:
    chat.start("rcp_7F3K-9Q2M")

    (shown,) = chat.only(ShowReceipt)
    expected = ShowReceipt(code="7F3K-9Q2M", conversation_id=alias_of(chat.conversation))
    assert shown == expected
    assert "7F3K" not in dump(chat.conversation)


def test_a_staff_link_says_where_to_go_and_repeats_no_code(chat: Chat) -> None:
    (said,) = chat.start("staff_s3cret")

    assert isinstance(said, Say)
    assert (said.message, dict(said.args)) == ("staff-link", {})


# Registration -----------------------------------------------------------------


def registering(chat: Chat) -> None:
    chat.press("register", "agree")
    chat.contact()
    chat.write(NAME)


def test_who_confirms_is_told_to_the_api_in_its_shape(chat: Chat) -> None:
    registering(chat)

    chat.press("confirm-identity")

    (saved,) = chat.only(SaveIdentity)
    assert isinstance(saved, SaveIdentity)
    assert saved.conversation_id == ID
    identity = Identity.model_validate(saved.identity)
    assert (identity.name, identity.phone, identity.consent) == (NAME, f"+{PHONE}", "1")
    assert identity.consented_at == NOW


def test_registered_is_said_only_when_the_api_has_it(chat: Chat) -> None:
    registering(chat)
    chat.press("confirm-identity")
    assert chat.conversation.identity == "none"

    chat.happen(events.IdentityKept(at=NOW))

    assert (chat.conversation.identity, chat.conversation.consent) == ("registered", "1")
    assert chat.said() == ["registered"]


def test_a_foreign_contact_is_refused_and_kept_nowhere(chat: Chat) -> None:
    chat.press("register", "agree")

    chat.contact("+77019999999", own=False)

    assert chat.said() == ["contact-not-yours", "ask-contact"]
    assert "7019999999" not in dump(chat.conversation)


@pytest.mark.parametrize("words", ["+7 701 123 45 67", "87011234567", "900101300123", "01.01.1990"])
@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_what_is_too_personal_to_be_typed_is_kept_nowhere(words: str, steps: int) -> None:
    chat = Chat(reports=(report(),))
    chat.press("register")
    for question in ("agree", "contact", "name")[:steps]:
        _do(chat, question)

    chat.write(words)

    assert chat.said()[0] in ("contact-press-button", "not-in-chat")
    assert not chat.only(AddMessage)
    assert words not in dump(chat.conversation)


def test_what_is_sent_meanwhile_goes_to_the_open_report() -> None:
    chat = Chat(reports=(report(),))
    chat.press("register", "agree")

    chat.photo()

    assert [type(each) for each in chat.only(AddMessage)] == [AddMessage]
    assert chat.conversation.flow == "registration"


def test_what_is_sent_meanwhile_begins_a_draft_that_is_gone_on_with(chat: Chat) -> None:
    chat.press("register", "agree")
    chat.photo()
    chat.write("Somebody is breaking the windows of cars in our yard")
    chat.contact()
    chat.write(NAME)
    chat.press("confirm-identity")

    chat.happen(events.IdentityKept(at=NOW))

    told = chat.conversation.answers["messages"]
    assert isinstance(told, list)
    assert len(told) == 2
    assert chat.conversation.flow == "report"


@pytest.mark.parametrize("way_out", ["later", "decline"])
def test_who_puts_it_off_goes_on_with_the_report(chat: Chat, way_out: str) -> None:
    chat.press("report", "theft")
    answers = chat.conversation.answers
    chat.press("register")

    chat.press(way_out)

    assert (chat.conversation.flow, chat.conversation.question) == ("report", "where")
    assert chat.conversation.answers == answers


def test_an_sos_drops_the_registration_and_keeps_the_report(chat: Chat) -> None:
    chat.press("report", "theft", "register", "agree")
    chat.contact()

    chat.press("sos")

    assert isinstance(chat.effects[0], SubmitReport)
    assert chat.conversation.draft is not None
    assert chat.conversation.draft.flow == "report"
    assert PHONE not in dump(chat.conversation)


def test_answers_are_wiped_after_a_day(chat: Chat) -> None:
    chat.press("register")
    (timer,) = chat.only(SetTimer)
    assert timer == SetTimer(name="beside-idle", due_at=NOW + timedelta(hours=24))
    chat.press("agree")
    chat.contact()

    chat.happen(events.TimerDue(at=NOW, name="beside-idle"))

    assert chat.conversation.flow is None
    assert PHONE not in dump(chat.conversation)


def test_the_authoritys_consent_stands_in_place_of_ours(house: Chat) -> None:
    (said,) = [each for each in house.press("register") if isinstance(each, Say)]
    assert (said.message, said.args["text"]) == ("consent-own", "Terms")
    house.press("agree")
    house.contact()
    house.write(NAME)

    house.press("confirm-identity")

    (saved,) = house.only(SaveIdentity)
    assert isinstance(saved, SaveIdentity)
    assert saved.identity["consent"] == "7"


def test_more_than_name_and_phone_is_told_on_a_page(house: Chat) -> None:
    registering(house)

    house.press("confirm-identity")

    asked = RequestLink(purpose="identity", locale="en", conversation_id=ID)
    assert house.only(RequestLink) == [asked]
    house.write("900101300123")
    assert house.said() == ["not-in-chat"]
    assert "900101300123" not in dump(house.conversation)
    house.happen(events.IdentityGiven(at=NOW, delivery_id="d"))
    assert house.said() == ["identity-given"]


@pytest.mark.parametrize(("version", "asked"), [("7", "ask-contact"), ("8", "consent-own")])
def test_a_newer_consent_is_asked_for_again(house: Chat, version: str, asked: str) -> None:
    registering(house)
    house.press("confirm-identity")
    house.happen(events.IdentityKept(at=NOW))
    policy = SimpleNamespace(
        identity_fields=(), consent=SimpleNamespace(version=version, texts=TEXTS)
    )
    house.script = replace(CITIZEN, house=SimpleNamespace(policy=policy, places=(), categories=()))

    house.press("change-phone")

    assert house.said() == [asked]


def test_an_edit_of_the_name_reaches_no_report() -> None:
    chat = Chat(reports=(report(),))
    chat.press("register", "agree")
    chat.contact()
    chat.write(NAME)
    edit = events.TextEdited(at=NOW, ref="m1", text="Aigul Serikova")
    chat.happen(edit)
    assert chat.conversation.answers["name"] == "Aigul Serikova"
    chat.press("confirm-identity")

    chat.happen(replace(edit, text="Aigul Maratova"))

    assert chat.said() == ["name-changed-how"]
    assert not chat.only(AddMessage)


STEPS = ["agree", "confirm-identity", "later", "back", "sos", "cancel", "report", "register"]
STEPS += ["contact", "name", "photo", "kept", "refused", "timer", "language-ru", "by-code", "erase"]


@given(st.lists(st.sampled_from(STEPS), max_size=20))
def test_no_name_or_phone_stays_when_the_registration_is_over(steps: list[str]) -> None:
    chat = Chat()
    registering(chat)
    for name in steps:
        _do(chat, name)
        if chat.conversation.flow != "registration":
            document = dump(chat.conversation)
            assert PHONE not in document
            assert NAME not in document


def _do(chat: Chat, name: str) -> None:
    question = chat.conversation.question if chat.conversation.flow == "registration" else None
    match name:
        case "contact" if question is not None:  # elsewhere a card is content, as ever
            chat.contact()
        case "name" if question == "name":
            chat.write(NAME)
        case "contact" | "name":
            pass
        case "photo":
            chat.photo()
        case "kept":
            chat.happen(events.IdentityKept(at=NOW))
        case "refused":
            chat.happen(events.AskRefused(at=NOW, what="SaveIdentity"))
        case "timer":
            chat.happen(events.TimerDue(at=NOW, name="beside-idle"))
        case _:
            chat.press(name)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("77011234567", "+77011234567"),
        ("+7 (701) 123-45-67", "+77011234567"),
        ("87011234567", "+77011234567"),
        ("+998901234567", "+998901234567"),
        ("", None),
        ("12345", None),
        ("٧٧٠١", None),
    ],
)
def test_phones_are_e164(typed: str, phone: str | None) -> None:
    assert e164(typed) == phone


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Айгүл   Ахметова ", "Айгүл Ахметова"),
        ("А. Серік", "А. Серік"),
        ("Aigul\u202eAkhmetova", "AigulAkhmetova"),
        ("X", None),
        ("Help! He is here", None),
        ("one two three four five", None),
        ("Меня избили.", None),
        ("Block 5", None),
        ("a" * 201, None),
    ],
)
def test_a_name_is_no_sentence(typed: str, name: str | None) -> None:
    assert name_in(typed) == name


def test_iins_and_dates_are_told_from_phones() -> None:
    assert all(map(is_too_personal, ["900101 300123", "1990-01-31", "31/01/1990"]))
    assert not any(map(is_too_personal, ["+77011234567", "12.05", "in 1990"]))
    assert is_phone("8 (701) 123-45-67")
    assert not is_phone("block 12")
    assert masked("+77011234567") == "+7…4567"


# Anonymous --------------------------------------------------------------------


def test_how_one_is_seen_is_offered_once(chat: Chat) -> None:
    assert "who-are-you" in said(chat.press("report"))
    chat.press("cancel")

    assert "who-are-you" not in said(chat.press("report"))


def test_who_is_registered_is_not_asked_who_they_are() -> None:
    chat = Chat(identity="registered")

    assert said(chat.press("report")) == ["ask-category"]


def test_a_report_becomes_anonymous_by_one_press(chat: Chat) -> None:
    chat.press("report", "theft", "go-anonymous")

    assert chat.conversation.answers["anonymous"] is True
    assert chat.conversation.question == "where"


def test_a_report_begun_anonymously_is_anonymous(chat: Chat) -> None:
    chat.press("go-anonymous")

    assert chat.conversation.answers["anonymous"] is True
    assert chat.said()[-2:] == ["anonymous-on", "ask-category"]


@pytest.mark.parametrize("code", ["7F3K-9Q2M-XX41", "7F3K9Q2MXX41", "7f3k 9q2m xx41", "ABCD-EFGH"])
def test_a_typed_code_is_shown(chat: Chat, code: str) -> None:
    chat.press("by-code")

    chat.write(code)

    assert [type(each) for each in chat.only(ShowReceipt)] == [ShowReceipt]
    assert code not in dump(chat.conversation)


@pytest.mark.parametrize("words", ["help", "help me please now", "Он меня бьёт", "x" * 70])
def test_words_in_place_of_a_code_are_kept(chat: Chat, words: str) -> None:
    chat.press("by-code")

    chat.write(words)

    assert not chat.only(ShowReceipt)
    assert words in dump(chat.conversation)


def test_an_opened_report_is_here_once(chat: Chat) -> None:
    opened = events.ReceiptOpened(
        at=NOW, report_id="r", number="KZ-1", kind="crime", word="received"
    )
    chat.happen(opened)

    chat.happen(opened)

    (only,) = chat.conversation.reports
    assert (only.number, only.anonymous) == ("KZ-1", True)


def test_a_report_continued_elsewhere_is_gone_and_said_so() -> None:
    chat = Chat(reports=(report(),), talking_to="r-KZ-26-0001-7")

    chat.happen(
        events.ContinuedElsewhere(
            at=NOW, delivery_id="d", report_id="r-KZ-26-0001-7", number="KZ-26-0001-7"
        )
    )

    assert chat.conversation.reports == ()
    assert chat.conversation.talking_to is None
    (said_so,) = chat.effects
    assert isinstance(said_so, Say)
    assert (said_so.message, said_so.delivery_id) == ("continued-elsewhere", "d")


# My reports -------------------------------------------------------------------


def test_reports_are_listed_by_fives() -> None:
    chat = Chat(reports=tuple(report(f"KZ-{number}") for number in range(7)))

    first = said(chat.press("my"))
    second = said(chat.press("my-page-1"))

    assert first == ["my-line"] * 5 + ["my-listed"]
    assert second == ["my-line"] * 2 + ["my-listed"]


def test_a_page_beyond_the_last_is_empty_and_says_so() -> None:
    chat = Chat(reports=(report(),))

    assert said(chat.press("my-page-999")) == ["my-none"]


def test_a_report_chosen_by_its_button_is_talked_to() -> None:
    chat = Chat(reports=(report("KZ-1"), report("KZ-2")))

    chat.press("add-kz-1")

    assert chat.conversation.talking_to == "r-KZ-1"
    assert chat.said() == ["now-to"]


def test_nothing_is_added_to_a_finished_report() -> None:
    chat = Chat(past=(report("KZ-1", word="finished"),))

    chat.press("add-kz-1")

    assert chat.conversation.talking_to is None
    assert chat.said() == ["report-closed"]


def test_the_buttons_of_a_report_fit_a_callback() -> None:
    chat = Chat(reports=(report(),), past=(report("KZ-9"),))

    for said_now in (each for each in chat.press("my") if isinstance(each, Say)):
        for choice in (choice for row in said_now.rows for choice in row):
            assert len(f"{choice.turn}:{choice.id}".encode()) <= 64
            assert choice.id == choice.id.lower()


# Privacy ----------------------------------------------------------------------


def test_all_selves_are_erased_after_two_presses() -> None:
    chat = Chat(identity="registered", consent="1", reports=(report("KZ-1"), report("KZ-2")))
    chat.press("report", "theft", "erase")
    assert not chat.only(EraseCitizen)

    chat.press("erase-go-on", "erase-now")

    me = chat.conversation
    assert chat.only(EraseCitizen) == [
        EraseCitizen(conversation_id=ID),
        EraseCitizen(conversation_id=alias_of(me)),
        EraseCitizen(conversation_id=asker_of(me)),
    ]
    assert chat.only(ForgetChat) == [ForgetChat()]
    assert me.draft is None

    chat.happen(events.CitizenErased(at=NOW, erased=1, kept=(("KZ-2", "2027-03-01"),)))
    assert chat.said() == []
    chat.happen(events.CitizenErased(at=NOW, erased=2))
    chat.happen(events.CitizenErased(at=NOW, erased=0))

    (result,) = chat.effects
    assert isinstance(result, Say)
    assert dict(result.args) == {"erased": 3, "kept": "№ KZ-2 – 01.03.2027"}
    assert chat.conversation.identity == "none"
    assert [each.number for each in chat.conversation.reports] == ["KZ-2"]


def test_a_refused_erasure_is_told_and_changes_nothing() -> None:
    chat = Chat(identity="registered", consent="1", reports=(report("KZ-1"),))
    chat.press("erase", "erase-go-on", "erase-now")
    chat.happen(events.CitizenErased(at=NOW, erased=1))
    chat.happen(events.CitizenErased(at=NOW, erased=0))

    chat.happen(events.AskRefused(at=NOW, what="EraseCitizen"))

    assert chat.said() == ["erase-refused"]
    assert chat.conversation.identity == "registered"
    assert len(chat.conversation.reports) == 1


def test_who_tells_something_does_not_want_to_be_erased_now(chat: Chat) -> None:
    chat.press("erase", "erase-go-on")

    chat.photo()

    assert chat.conversation.flow == "report"


def test_the_archive_is_of_the_named_self(chat: Chat) -> None:
    chat.press("export")

    assert chat.only(RequestLink) == [
        RequestLink(purpose="export", locale="en", conversation_id=ID)
    ]
    chat.happen(
        events.LinkArrived(
            at=NOW, purpose="export", url="https://x/#y", expires_at=NOW + timedelta(minutes=30)
        )
    )
    (ready,) = chat.effects
    assert isinstance(ready, Say)
    assert ready.args == {"minutes": 30}
    assert ready.rows[0][0].url == "https://x/#y"


def test_the_chat_is_cleaned_on_the_second_press_alone(chat: Chat) -> None:
    chat.press("clean")
    assert not chat.only(CleanChat)

    chat.press("clean-now")

    assert chat.only(CleanChat) == [CleanChat(locale="en")]


# Announcements and trouble -----------------------------------------------------


def test_who_opted_out_hears_no_announcement(chat: Chat) -> None:
    announced = events.Announced(at=NOW, delivery_id="d", texts=TEXTS)
    chat.press("announcements-off")

    assert chat.happen(announced) == ()
    chat.press("announcements-on")
    assert said(chat.happen(announced)) == ["announcement"]


def test_an_announcement_makes_no_sound_beside_an_sos(chat: Chat) -> None:
    chat.press("sos")

    (announced,) = chat.happen(events.Announced(at=NOW, delivery_id="d", texts=TEXTS))

    assert isinstance(announced, Say)
    assert announced.silent


def test_an_intake_that_is_away_is_told_once_a_report(chat: Chat) -> None:
    away = events.TimerDue(at=NOW, name="intake-away")
    chat.conversation = replace(chat.conversation, reports=(report(None),))

    first, second = said(chat.happen(away)), said(chat.happen(away))

    assert (first, second) == (["intake-away"], [])


def test_an_accepted_report_is_not_told_to_wait() -> None:
    chat = Chat(reports=(report(),))

    assert chat.happen(events.TimerDue(at=NOW, name="intake-away")) == ()


def test_a_submission_is_watched() -> None:
    told = Conversation(id=ID, answers={"report_id": "r"})

    _, effects = hand_over(told, events.ChoiceMade(at=NOW, choice="send"), "statement")

    assert SetTimer(name="intake-away", due_at=NOW + timedelta(seconds=20)) in effects


def test_a_restriction_is_told_in_the_citizens_time(chat: Chat) -> None:
    until = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    (told,) = chat.happen(
        events.RestrictionChanged(at=NOW, delivery_id="d", restricted=True, until=until)
    )

    assert isinstance(told, Say)
    assert told.args == {"until": "02.03.2026 14:00"}
    assert chat.conversation.restricted == until.isoformat()


def said(effects: tuple[Effect, ...]) -> list[str]:
    return [each.message for each in effects if isinstance(each, Say)]
