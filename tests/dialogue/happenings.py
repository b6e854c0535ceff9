"""Everything that can happen to a conversation, for hypothesis to draw from."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from bots.citizen.keyboard import COMMANDS, LANGUAGE_CHOICES, STEERING
from bots.citizen.report.review import FIELDS
from bots.citizen.script import script_for
from bots.dialogue import events
from bots.dialogue.engine import again
from bots.dialogue.state import Conversation

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOUSE = json.loads((Path(__file__).parent / "house.json").read_text(encoding="utf-8"))
SCRIPT = script_for(HOUSE)
OWN = ["theft", "cat-theft", "cat-theft-vehicle", "cat-fire", "opt-white", "opt-children"]
OWN += ["now", "today", "victim", "anonymously", *FIELDS]
FAQ = ("helped", "ask-operator", "this-is-report", "back-to-draft", "faq-noise", "topic-reports")
CHOICES = sorted({*COMMANDS, *STEERING, *LANGUAGE_CHOICES, *OWN, "yes", "no", "many", "x", *FAQ})
PEOPLE = ["register", "agree", "decline", "later", "confirm-identity", "change-name", "by-code"]
PEOPLE += ["go-anonymous", "seen", "profile", "privacy", "export", "erase", "erase-go-on"]
PEOPLE += ["erase-now", "clean", "clean-now", "announcements-on", "announcements-off"]
PEOPLE += ["open-kz-1", "add-kz-1", "my-page-0", "past-page-0", "my-page-999"]
DETOURS = frozenset(
    {"cancel", "back", "send-location", "not-there", "live-help", "mistake", "undo"}
    | {"later", "decline", "send-contact"}
    | {*LANGUAGE_CHOICES, *FIELDS}
)
TIMERS = ("draft-idle", "draft-sleep", "sos-unheard", "undo-gone", "nobody's")
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
        offered = [choice.id for row in again(SCRIPT, conversation).rows for choice in row]
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


def _timer(name: str) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        return events.TimerDue(at=_at(place), name=name)

    return happen


def _found(kind: type[events.Event], mine: bool, **drawn: object) -> Happening:
    """What the API brings for a report: the draft's, the newest one's or a stranger's."""

    def happen(conversation: Conversation, place: int) -> events.Event:
        drafts = [conversation.answers, conversation.draft.answers if conversation.draft else {}]
        known = [str(each["report_id"]) for each in drafts if "report_id" in each]
        report_id = known[0] if mine and known else "unknown"
        return kind(at=_at(place), report_id=report_id, **drawn)  # type: ignore[call-arg]

    return happen


def _world(kind: type[events.Event], /, **told: object) -> Happening:
    def happen(conversation: Conversation, place: int) -> events.Event:
        return kind(at=_at(place), **told)

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

# t.me/<bot>?start=<payload>: what anybody may put there
payloads = st.builds(
    lambda kind, rest: f"{kind}{rest}"[:64],
    st.sampled_from(["", "loc_", "rcp_", "faq_", "staff_", "loc_park"]),
    st.text(alphabet="abcXYZ019_-", max_size=64),
)

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
        argument=st.one_of(st.just(""), texts.map(str.strip), payloads),
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
        _message,
        st.just(events.ContactShared),
        phone=st.sampled_from(["+77010000000", "8 701 000 00 00", "x"]),
        own=st.booleans(),
        name=st.sampled_from(["", "Aigul", "@button-theft", "{step}"]),
    ),
    st.builds(
        _message, st.just(events.UnsupportedReceived), kind=st.sampled_from(["sticker", "poll"])
    ),
)
PRESSES: st.SearchStrategy[Happening] = st.builds(
    _press, st.sampled_from([*CHOICES, *PEOPLE]), st.sampled_from([0, 0, 0, 1]), TAGS
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
    st.builds(_timer, st.sampled_from(TIMERS)),
    st.builds(
        _found,
        st.just(events.SimilarFound),
        st.booleans(),
        items=st.lists(
            st.builds(
                events.Similar,
                report_id=st.uuids().map(str),
                category=st.sampled_from(["theft", "gone"]),
                distance_m=st.integers(0, 500),
                minutes_ago=st.integers(0, 500),
            ),
            max_size=4,
        ).map(tuple),
    ),
    st.builds(
        _found,
        st.just(events.PlacePicked),
        st.booleans(),
        delivery_id=st.just("d"),
        latitude=st.just(51.1),
        longitude=st.just(71.4),
        address=texts,
    ),
    st.builds(
        _found,
        st.just(events.LinkArrived),
        st.booleans(),
        purpose=st.just("place"),
        url=st.just("https://qulaq.example/p"),
        expires_at=st.just(START),
    ),
    st.builds(_found, st.just(events.AskRefused), st.booleans(), what=st.just("RequestLink")),
    st.builds(
        _found,
        st.just(events.SosUnopened),
        st.booleans(),
        delivery_id=st.just("d"),
        number=st.just("KZ-1"),
    ),
    st.sampled_from(
        [
            _world(events.TimerDue, name="beside-idle"),
            _world(events.TimerDue, name="intake-away"),
            _world(events.IdentityKept),
            _world(events.IdentityGiven, delivery_id="d"),
            _world(events.ReceiptUnknown),
            _world(events.ReceiptIssued, report_id="r", code="7F3K-9Q2M"),
            _world(
                events.ReceiptOpened, report_id="r", number="KZ-1", kind="crime", word="received"
            ),
            _world(events.ContinuedElsewhere, delivery_id="d", report_id="r", number="KZ-1"),
            _world(events.RestrictionChanged, delivery_id="d", restricted=True),
            _world(events.RestrictionChanged, delivery_id="d", restricted=False),
            _world(events.Announced, delivery_id="d", texts={"kk": "@x", "ru": "{x}", "en": "x"}),
            _world(events.CitizenErased, erased=1, kept=(("KZ-1", "2027-01-01"), ("KZ-2", ""))),
            _world(events.ChatCleaned, deleted=2, left=1),
            _world(events.LinkArrived, purpose="identity", url="https://a/#b", expires_at=START),
            _world(events.LinkArrived, purpose="export", url="https://a/#b", expires_at=START),
            *(
                _world(events.AskRefused, what=what)
                for what in ("SaveIdentity", "EraseCitizen", "RequestLink", "IssueReceipt")
            ),
        ]
    ),
)
ONWARD: st.SearchStrategy[Happening] = st.builds(_onward, st.integers(0, 9))
ANYTHING = st.lists(
    st.one_of(ONWARD, ONWARD, ONWARD, PRESSES, MESSAGES, OTHERS), min_size=3, max_size=25
)
WORDS = _message(events.TextReceived, text="My bicycle is gone", choice=None)
OWN_CONTACT = _message(events.ContactShared, phone="77010000000", own=True, name="Aigul")
PHOTO = _message(events.MediaReceived, kind="photo", file=events.File(file_id="f"), album="a")

PLACE = _message(events.LocationShared, latitude=51.1, longitude=71.4)


def _presses(*choices: str) -> list[Happening]:
    return [_press(choice, 0, None) for choice in choices]


_TOLD = [*_presses("report", "theft", "skip", "skip", "skip"), WORDS, *_presses("send-now")]

# Drawn alone, few conversations would ever get to the end of a report.
BEGINNINGS: list[list[Happening]] = [
    [],
    [PHOTO],
    _presses("sos"),
    _presses("sos", "cannot-talk"),
    [*_presses("report", "theft", "skip", "skip", "skip"), WORDS, *_presses("done")],
    [*_presses("report", "cat-fire", "skip", "now"), WORDS, PHOTO, *_presses("done")],
    [*_presses("report", "theft", "cat-theft-vehicle", "skip", "skip"), WORDS, PHOTO],
    [*_presses("report", "theft", "skip"), PLACE, *_presses("now"), WORDS, *_presses("send-now")],
    [*_presses("report", "theft", "skip", "skip", "skip"), WORDS, *_presses("sos", "cancel")],
    [*_presses("report", "theft", "skip"), PLACE, _timer("draft-idle"), _timer("draft-sleep")],
    [*_presses("report", "theft"), WORDS, *_presses("cancel")],
    [*_presses("register", "agree"), OWN_CONTACT],
    [*_presses("report", "register", "agree"), OWN_CONTACT, *_presses("use-name")],
    _presses("by-code"),
    _presses("erase", "erase-go-on"),
    [*_presses("ask", "ask-operator"), WORDS, *_presses("done", "send", "ask"), WORDS],
    [*_presses("report", "theft", "ask"), WORDS, *_presses("not-helped")],
    [*_TOLD, *_TOLD, _news("accepted", 0, ""), WORDS, PHOTO],
    [*_TOLD, _news("accepted", 0, ""), _news("finished", 0, ""), *_TOLD],
]
HAPPENINGS = st.builds(lambda first, then: [*first, *then], st.sampled_from(BEGINNINGS), ANYTHING)
