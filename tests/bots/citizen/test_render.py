"""What the bot says, as Telegram takes it."""

from hypothesis import given
from hypothesis import strategies as st

from bots.citizen.telegram.render import LONGEST, render, split
from bots.dialogue.effects import Choice, Keyboard, Request, Say
from bots.runtime.texts import Texts

TEXTS = Texts.load("citizen")


def test_plain_text_without_a_parse_mode() -> None:
    reply = {"position": "@operator", "number": "KZ-1", "text": "<b>*_[x](y)"}

    (method,) = render("telegram:77", Say(message="operator-reply", locale="en", args=reply), TEXTS)

    assert method.chat_id == 77
    assert method.text == "💬 Operator, No. KZ-1:\n\n<b>*_[x](y)"
    sent = method.model_dump(exclude_none=True, warnings=False)
    assert not isinstance(sent.get("parse_mode"), str)
    assert "disable_notification" not in sent
    assert "reply_markup" not in sent


def test_inline_buttons_carry_their_turn() -> None:
    rows = ((Choice(id="theft", turn=3), Choice(id="sos")),)

    (method,) = render(
        "telegram:77", Say(message="home", locale="ru", rows=rows, silent=True), TEXTS
    )

    assert method.disable_notification is True
    assert method.reply_markup is not None
    assert method.reply_markup.model_dump(exclude_none=True) == {
        "inline_keyboard": [
            [
                {"text": "Кража", "callback_data": "3:theft"},
                {"text": "🆘 SOS", "callback_data": "0:sos"},
            ]
        ]
    }


def test_the_reply_keyboard_asks_the_phone_for_its_place() -> None:
    rows = ((Choice(id="send-location", request=Request.LOCATION),), (Choice(id="skip"),))
    say = Say(message="home", locale="kk", rows=rows, keyboard=Keyboard.REPLY)

    (method,) = render("telegram:77", say, TEXTS)

    assert method.reply_markup is not None
    assert method.reply_markup.model_dump(exclude_none=True) == {
        "keyboard": [
            [{"text": "📍 Қайда екенімді жіберу", "request_location": True}],
            [{"text": "Өткізіп жіберу"}],
        ],
        "is_persistent": True,
        "resize_keyboard": True,
    }


def test_a_reply_keyboard_without_keys_takes_the_old_one_away() -> None:
    (method,) = render(
        "telegram:77", Say(message="home", locale="en", keyboard=Keyboard.REPLY), TEXTS
    )

    assert method.reply_markup is not None
    assert method.reply_markup.model_dump(exclude_none=True) == {"remove_keyboard": True}


def test_a_long_text_takes_several_messages_and_the_last_has_the_buttons() -> None:
    reply = {"position": "@operator", "number": "KZ-1", "text": "word " * 2000}
    say = Say(
        message="operator-reply",
        locale="en",
        args=reply,
        rows=((Choice(id="sos"),),),
        reply_to="5",
    )

    methods = render("telegram:77", say, TEXTS)

    assert len(methods) == 3
    assert [method.reply_markup is not None for method in methods] == [False, False, True]
    assert [method.reply_parameters is not None for method in methods] == [True, False, False]
    assert all(method.text.rstrip().endswith("word") for method in methods)


@given(st.text(alphabet=st.sampled_from("aә😀 \n"), max_size=3).map(lambda text: text * 4000))
def test_every_part_fits_and_no_word_is_lost(text: str) -> None:
    parts = split(text)

    assert all(0 < len(part.encode("utf-16-le")) // 2 <= LONGEST for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
