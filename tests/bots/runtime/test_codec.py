"""Every effect survives the outbox."""

import pytest

from bots.dialogue.effects import (
    AddMessage,
    Choice,
    Effect,
    FetchMedia,
    Keyboard,
    Priority,
    ReportDelivery,
    Request,
    Say,
    SubmitReport,
)
from bots.runtime.codec import KINDS, UnreadableEffect, dump, load, wish
from tests.bots.runtime.script import ATTACHMENT, REPORT
from tests.bots.runtime.twins import StandingClock

EFFECTS = [
    Say(message="hello", locale="kk"),
    Say(
        message="ask-place",
        locale="ru",
        args={"step": 2, "word": "құлақ \ud83d", "digits": "007", "number": "26"},
        rows=((Choice(id="here", turn=3, request=Request.LOCATION),), (Choice(id="skip"),)),
        keyboard=Keyboard.REPLY,
        silent=True,
        priority=Priority.SOS,
        reply_to="5",
        delivery_id=ATTACHMENT,
    ),
    SubmitReport(report_id=REPORT, submission={"kind": "sos", "messages": [{"text": "a"}]}),
    AddMessage(report_id=REPORT, message={"text": "ә", "place": {"latitude": 51.5}}),
    FetchMedia(report_id=REPORT, attachment_id=ATTACHMENT, file_id="f", size=0),
    FetchMedia(report_id=REPORT, attachment_id=ATTACHMENT, file_id="f"),
    ReportDelivery(delivery_id=ATTACHMENT, outcome="sent"),
]


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: type(effect).__name__)
def test_an_effect_comes_back_as_it_was(effect: Effect) -> None:
    again = load(type(effect).__name__, dump(effect))

    assert again == effect
    assert dump(effect).isascii()


def test_every_effect_there_is_can_be_kept() -> None:
    # By name: a dataclass with slots leaves its first draft behind as a subclass.
    bookkeeping = {"SetTimer", "CancelTimer", "Filed", "Refiled", "ForgetChat"}
    assert {effect.__name__ for effect in Effect.__subclasses__()} == KINDS | bookkeeping


@pytest.mark.parametrize(
    ("kind", "payload"),
    [("Dance", "{}"), ("Say", '{"volume": 11}'), ("Say", "{"), ("FetchMedia", "[]")],
)
def test_an_effect_of_another_release_is_refused_clearly(kind: str, payload: str) -> None:
    with pytest.raises(UnreadableEffect):
        load(kind, payload)


def test_words_the_api_and_files_have_mailboxes_of_their_own() -> None:
    mailboxes = {wish(e, chat="telegram:1", conversation="c", at=NOW).mailbox for e in EFFECTS}

    assert mailboxes == {
        "telegram:1",
        f"intake:{REPORT}",
        f"intake:{ATTACHMENT}",
        f"media:{ATTACHMENT}",
    }


def test_an_sos_is_handed_over_first() -> None:
    [submission] = [effect for effect in EFFECTS if isinstance(effect, SubmitReport)]

    assert wish(submission, chat="x", conversation="c", at=NOW).priority == Priority.SOS


NOW = StandingClock().now()
