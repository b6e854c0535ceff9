"""Everything that can happen to a conversation, for hypothesis to draw from."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bots.citizen.keyboard import COMMANDS, LANGUAGE_CHOICES, STEERING
from bots.citizen.report import CATEGORIES
from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.engine import again
from bots.dialogue.state import Conversation

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FAQ = ("helped", "ask-operator", "this-is-report", "back-to-draft", "faq-noise", "topic-reports")
CHOICES = sorted(
    {*COMMANDS, *STEERING, *CATEGORIES, *LANGUAGE_CHOICES, "yes", "no", "many", "x", *FAQ}
)
DETOURS = frozenset({"cancel", "back", "send-location", "mistake", *LANGUAGE_CHOICES})
TAGS = st.sampled_from([None, "kk", "kk-KZ", "ru-RU", "en", "en-GB", "de", "uz", ""])

# A happening, told where the conversation stands: a press needs its turn, news a report.
Happening = Callable[[Conversation, int], events.Event]


def _at(place: int) -> datetime:
    return START + timedelta(seconds=place)


def _message(made: type[events.Message], /, **drawn: object) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        return made(at=_at(place), ref=str(place), **drawn)  # type: ignore[arg-type]

    return happen


def _press(choice: str, turns_ago: int, language: str | None) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        turn = max(conversation.turn - turns_ago, 0)
        return events.ChoiceMade(at=_at(place), choice=choice, turn=turn, language=language)

    return happen


def _onward(which: int) -> Happening:
    """What a citizen does who wants the report to get through."""

    def happen(conversation: Conversation, place: int) -> events.Event:
        offered = [choice.id for row in again(CITIZEN, conversation).rows for choice in row]
        useful = [choice for choice in offered if choice not in DETOURS]
        choice = useful[which % len(useful)]
        if choice == "done" and which % 2:
            return events.TextReceived(at=_at(place), ref=str(place), text="My bicycle is gone")
        return events.ChoiceMade(at=_at(place), choice=choice, turn=conversation.turn)

    return happen


def _edit(kind: type[events.Message], back: int, **drawn: object) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        return kind(at=_at(place), ref=str(max(place - back, 0)), **drawn)  # type: ignore[arg-type]

    return happen


def _news(what: str, which: int, words: str) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        reports = [report.report_id for report in conversation.reports]
        report_id = reports[which % len(reports)] if reports else "unknown"
        at = _at(place)
        match what:
            case "file" | "add" | "withdraw" | "withdraw-yes" | "stars-4":
                return events.ChoiceMade(at=at, choice=f"{what}-{report_id}")
            case "unfiled" | "talking" | "rating":
                return events.TimerDue(at=at, name=what)
            case "moved":
                return events.MessageMoved(
                    at=at, delivery_id="d", message_id="m", report_id=report_id, number="KZ-1"
                )
            case "withdrawn":
                return events.WithdrawalNoted(
                    at=at, report_id=report_id, number="KZ-1", done=bool(which % 2)
                )
            case "answer":
                return events.TextReceived(
                    at=at, ref=str(place), text=words, reply_to="1", about=report_id
                )
            case "too-big":
                return events.MediaTooBig(
                    at=at, report_id=report_id, attachment_id=f"{which}{report_id}"[:36]
                )
            case "accepted":
                return events.ReportAccepted(at=at, report_id=report_id, number="KZ-1")
            case "refused":
                return events.ReportRefused(at=at, report_id=report_id)
            case "reply":
                return events.ReplyReceived(
                    at=at,
                    delivery_id="d",
                    report_id=report_id,
                    number="KZ-1",
                    text=words,
                    position="",
                )
        return events.WordChanged(
            at=at,
            delivery_id="d",
            report_id=report_id,
            number="KZ-1",
            word=what,
            text=words if which % 2 else "",
            rateable=what == "finished",
        )

    return happen


NEWS = [
    "accepted",
    "refused",
    "reply",
    "being_checked",
    "finished",
    "file",
    "add",
    "withdraw",
    "withdraw-yes",
    "withdrawn",
    "stars-4",
    "unfiled",
    "talking",
    "rating",
    "moved",
    "answer",
    "too-big",
]


def _world(kind: type[events.Event]) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        return kind(at=_at(place))

    return happen


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
words = st.one_of(
    texts.filter(str.strip).map(str.strip),
    st.sampled_from(["@button-theft", "{step}"]),
    st.sampled_from(["x", "😀"]).map(lambda letter: letter * 10_001),
)
latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
accuracies = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
files = st.builds(
    events.File,
    file_id=st.text(min_size=1, max_size=5),
    media_type=st.one_of(st.none(), texts),
    size=st.one_of(st.none(), st.integers(-1, 1 << 60)),
    name=st.one_of(st.none(), texts, st.just("n").map(lambda letter: letter * 300)),
    duration_s=st.one_of(st.none(), st.integers(-1, 1 << 40)),
)
KINDS = ["photo", "video", "video_note", "voice", "audio", "document", "animation"]

MESSAGES: st.SearchStrategy[Happening] = st.one_of(
    st.builds(
        _message,
        st.just(events.TextReceived),
        text=words,
        choice=st.one_of(st.none(), st.none(), st.sampled_from(CHOICES)),
        language=TAGS,
        reply_to=st.sampled_from([None, "1"]),
    ),
    st.builds(
        _message,
        st.just(events.CommandGiven),
        name=st.sampled_from([*sorted(COMMANDS), "nonsense"]),
        argument=st.one_of(st.just(""), texts.map(str.strip)),
    ),
    st.builds(
        _message,
        st.just(events.MediaReceived),
        kind=st.sampled_from(KINDS),
        file=files,
        caption=texts,
        album=st.sampled_from([None, "a", "b"]),
    ),
    st.builds(
        _message,
        st.just(events.LocationShared),
        latitude=latitudes,
        longitude=longitudes,
        accuracy_m=accuracies,
        live_s=st.sampled_from([None, 900]),
        title=texts,
    ),
    st.builds(
        _message, st.just(events.ContactShared), phone=st.just("+77010000000"), own=st.booleans()
    ),
    st.builds(
        _message, st.just(events.UnsupportedReceived), kind=st.sampled_from(["sticker", "poll"])
    ),
)
PRESSES: st.SearchStrategy[Happening] = st.builds(
    _press, st.sampled_from(CHOICES), st.sampled_from([0, 0, 0, 1]), TAGS
)
OTHERS: st.SearchStrategy[Happening] = st.one_of(
    st.builds(_edit, st.just(events.TextEdited), st.integers(1, 4), text=texts),
    st.builds(
        _edit,
        st.just(events.LocationMoved),
        st.integers(1, 4),
        latitude=latitudes,
        longitude=longitudes,
        accuracy_m=accuracies,
        ended=st.booleans(),
    ),
    st.builds(
        _news,
        st.sampled_from(NEWS),
        st.integers(0, 5),
        words,
    ),
    st.sampled_from([_world(events.BotBlocked), _world(events.BotUnblocked)]),
)
ONWARD: st.SearchStrategy[Happening] = st.builds(_onward, st.integers(0, 9))
ANYTHING = st.lists(
    st.one_of(ONWARD, ONWARD, ONWARD, PRESSES, MESSAGES, OTHERS), min_size=3, max_size=25
)
WORDS = _message(events.TextReceived, text="My bicycle is gone", choice=None)
PHOTO = _message(events.MediaReceived, kind="photo", file=events.File(file_id="f"), album="a")


def _presses(*choices: str) -> list[Happening]:
    return [_press(choice, 0, None) for choice in choices]


_TOLD = [*_presses("report", "theft", "skip"), WORDS, *_presses("done", "send")]

# Drawn alone, few conversations would ever get to the end of a report.
BEGINNINGS: list[list[Happening]] = [
    [],
    [PHOTO],
    _presses("sos"),
    _presses("sos", "cannot-talk"),
    [*_presses("report", "theft", "skip"), WORDS, *_presses("done")],
    [*_presses("report", "theft"), WORDS, PHOTO, *_presses("done", "send")],
    [*_presses("report", "theft", "skip"), WORDS, *_presses("sos", "cancel")],
    [*_presses("ask", "ask-operator"), WORDS, *_presses("done", "send", "ask"), WORDS],
    [*_presses("report", "theft", "ask"), WORDS, *_presses("not-helped")],
    [*_TOLD, *_TOLD, _news("accepted", 0, ""), WORDS, PHOTO],
    [*_TOLD, _news("accepted", 0, ""), _news("finished", 0, ""), *_TOLD],
]
HAPPENINGS = st.builds(lambda first, then: [*first, *then], st.sampled_from(BEGINNINGS), ANYTHING)
