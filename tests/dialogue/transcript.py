"""Transcripts: a conversation as both sides see it, one file a scene and language.

Lines that begin with ``>`` are what the citizen does, with ``*`` what the world
tells the bot; the indented lines under them are what the bot wants done, in the
words the citizen reads. After every line the state goes through ``dump`` and
``load``, so each transcript also proves that the conversation survives a restart
at any point. Ids are shown as #1, #2, … in the order in which they appear.

    > words                 typed; a slash makes it a command
    > [Label]               pressed on the keyboard, or under the message
    > [Label @1]            pressed under the message of an earlier turn
    > <51.1282,71.4304>     a location
    > {photo}  {voice album=x size=9} words      a file, with its caption
    > {sticker}             something unreadable
    > {contact own} +77011234567 Name    a contact card; without ``own``, of somebody else
    > (2) words             what the second > line sent, edited
    > (reply 3) words       an answer to the third thing sent; (reply #2) to what was told of
                            report #2; and then anything of the above: (reply 3) {photo}
    > <51.1,71.4 live=900>  a live location; (4) <51.2,71.4> moves the fourth thing sent,
                            (4) <51.2,71.4 ended> ends it
    * accepted KZ-1 | reply words | word finished | refused | blocked
    * house                 from here on with the catalogue of house.json
    * at park-gate          a report is begun at the QR place of that code
    * TimerDue name=draft-idle   any other event by its class; report_id, number and
                                 delivery_id are of the newest report unless given

``python -m tests.dialogue.transcript --write`` writes the bot's lines anew:
read the difference before you keep it.
"""

import json
import re
import shlex
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bots.citizen.report import begin_report
from bots.citizen.script import CITIZEN, script_for
from bots.dialogue import events
from bots.dialogue.effects import (
    AddMessage,
    CancelTimer,
    Choice,
    Effect,
    FetchMedia,
    Filed,
    Keyboard,
    Say,
    SetTimer,
    SubmitReport,
)
from bots.dialogue.engine import step
from bots.dialogue.state import Conversation, dump, load
from bots.runtime.texts import Texts

TRANSCRIPTS = Path(__file__).parent / "transcripts"
HOUSE = Path(__file__).parent / "house.json"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
CITIZEN_ID = "3f0c8d54-6a0e-4a53-9d0b-0d5a5f4f1c11"
TEXTS = Texts.load("citizen")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNREADABLE = ("sticker", "poll", "dice")


def play(transcript: str, locale: str) -> str:
    """The transcript again, with the bot's lines as the code has them today."""
    scene = Scene(locale)
    lines = transcript.splitlines()
    return "\n".join(out for line in lines if line[:1] in {">", "*"} for out in scene.play(line))


class Scene:
    """One citizen with a phone: which message was which, which keyboard is up."""

    def __init__(self, locale: str) -> None:
        self._locale = locale
        self._script = CITIZEN
        self._conversation = Conversation(id=CITIZEN_ID, locale=locale)
        self._sent = 0
        self._pressable: set[str] = set()
        self._names: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._filed: dict[str, tuple[str, str]] = {}
        self._told_in: dict[str, str] = {}

    def play(self, line: str) -> list[str]:
        if line == "* house":
            self._script = script_for(json.loads(HOUSE.read_text(encoding="utf-8")))
            return [line, ""]
        if line.startswith("* at "):
            place = line.removeprefix("* at ")
            outcome = begin_report(self._script, self._conversation, at=NOW, at_place=place)
        else:
            outcome = step(self._script, self._conversation, self._event(line))
        self._conversation = load(dump(outcome.conversation))
        assert self._conversation == outcome.conversation
        for effect in outcome.effects:
            if isinstance(effect, Filed):
                self._filed[effect.ref] = (effect.report_id, effect.message_id)
            if isinstance(effect, Say) and effect.about and effect.message_id:
                self._told_in[effect.about] = effect.message_id
        shown = [each for effect in outcome.effects for each in self._shown(effect)]
        return [line, *(f"    {each}".rstrip() for each in shown), ""]

    def _event(self, line: str) -> events.Event:
        words = line[2:]
        if line.startswith("*"):
            return self._news(*words.split(" ", 1))
        self._sent += 1
        common: dict[str, object] = {
            "at": NOW,
            "ref": str(self._sent),
            "language": self._locale,
        }
        if reply := re.match(r"\(reply (#?\d+)\) ?", words):
            common |= self._answered(reply[1])
            words = words[reply.end() :]
        match re.match(r"([\[<{(])([^\]>})]*)[\]>})] ?(.*)", words):
            case re.Match() as found:
                return self._gesture(found[1], found[2], found[3], common)
        if words.startswith("/"):
            name, _, argument = words[1:].partition(" ")
            return _made(events.CommandGiven, common, name=name, argument=argument)
        return _made(events.TextReceived, common, text=words, choice=TEXTS.choice(words))

    def _gesture(
        self, bracket: str, inside: str, words: str, common: Mapping[str, object]
    ) -> events.Event:
        match bracket:
            case "[":
                return self._press(inside, common)
            case "<":
                point, _, live_s = inside.partition(" live=")
                latitude, longitude = map(float, point.split(","))
                common = {**common, "live_s": int(live_s) if live_s else None}
                return _made(events.LocationShared, common, latitude=latitude, longitude=longitude)
            case "(":
                return self._edit(inside, words)
        if inside.startswith("contact"):
            phone, _, name = words.partition(" ")
            own = inside == "contact own"
            return _made(events.ContactShared, common, phone=phone, own=own, name=name)
        kind, *traits = inside.split(" ")
        known = dict(trait.split("=", 1) for trait in traits)
        if kind in UNREADABLE:
            return _made(events.UnsupportedReceived, common, kind=kind)
        file = events.File(file_id=f"{kind}-{common['ref']}", size=int(known.get("size", 2048)))
        return _made(
            events.MediaReceived,
            common,
            kind=kind,
            file=file,
            caption=words,
            album=known.get("album"),
        )

    def _answered(self, which: str) -> dict[str, object]:
        """What the runtime remembers of the answered message: see ``Filed`` and ``Say.about``."""
        if which.startswith("#"):
            uuid = self._uuid(which)
            return {"reply_to": "900", "about": uuid, "about_message": self._told_in.get(uuid)}
        report, message = self._filed.get(which, (None, None))
        return {"reply_to": which, "about": report, "about_message": message}

    def _uuid(self, name: str) -> str:
        return next(uuid for uuid, shown in self._names.items() if shown == name)

    def _edit(self, ref: str, words: str) -> events.Event:
        report, message = self._filed.get(ref, (None, None))
        common = {"at": NOW, "ref": ref, "about": report, "about_message": message}
        if moved := re.fullmatch(r"<([\d.]+),([\d.]+)( ended)?>", words):
            return _made(
                events.LocationMoved,
                common,
                latitude=float(moved[1]),
                longitude=float(moved[2]),
                ended=bool(moved[3]),
            )
        return _made(events.TextEdited, common, text=words)

    def _press(self, label: str, common: Mapping[str, object]) -> events.Event:
        label, _, turn = label.partition(" @")
        choice = self._labels.get(label) or TEXTS.choice(label)
        assert choice is not None, label
        if turn or choice in self._pressable:
            return events.ChoiceMade(
                at=NOW,
                choice=choice,
                turn=int(turn) if turn else self._conversation.turn,
                language=self._locale,
            )
        # On a keyboard instead of the letters the phone sends the label as words.
        return _made(events.TextReceived, common, text=label, choice=TEXTS.choice(label))

    def _news(self, what: str, words: str = "") -> events.Event:
        if what == "blocked":
            return events.BotBlocked(at=NOW)
        if what[0].isupper():
            return self._told(getattr(events, what), words)
        report = self._conversation.reports[-1]
        number = report.number or ""
        match what:
            case "accepted":
                return events.ReportAccepted(at=NOW, report_id=report.report_id, number=words)
            case "refused":
                return events.ReportRefused(at=NOW, report_id=report.report_id)
        told = {"at": NOW, "delivery_id": "d", "report_id": report.report_id, "number": number}
        if what == "reply":
            return _made(events.ReplyReceived, told, text=words, position="")
        return _made(events.WordChanged, told, word=words)

    def _told(self, kind: type[events.Event], words: str) -> events.Event:
        """``name=value`` pairs; a value is JSON, or else the text itself (quote blanks)."""
        given: dict[str, Any] = {}
        for pair in shlex.split(words):
            name, _, value = pair.partition("=")
            given[name] = self._uuid(value) if value.startswith("#") else _value(value)
        if kind is events.SimilarFound:
            given["items"] = tuple(events.Similar(**item) for item in given["items"])
        report = (*self._conversation.past, *self._conversation.reports)[-1:]
        usual = {
            "report_id": report[0].report_id
            if report
            else self._conversation.answers.get("report_id"),
            "number": (report[0].number or "") if report else "",
            "delivery_id": "d",
            "expires_at": NOW + timedelta(hours=1),
        }
        names = {field.name for field in fields(kind)}
        return _made(kind, {"at": NOW, **{n: v for n, v in usual.items() if n in names}}, **given)

    def _shown(self, effect: Effect) -> list[str]:
        match effect:
            case Say():
                return self._said(effect)
            case SubmitReport(submission=document):
                return [f"api | submit {self._document(document)}"]
            case AddMessage(report_id=report_id, message=document):
                return [f"api | add to {self._name(report_id)} {self._document(document)}"]
            case FetchMedia(attachment_id=attachment_id, file_id=file_id):
                return [f"api | fetch {file_id} as {self._name(attachment_id)}"]
            case SetTimer(name=name, due_at=due_at):
                return [f"timer | {name} in {(due_at - NOW).total_seconds():.0f} s"]
            case CancelTimer(name=name):
                return [f"timer | {name} cancelled"]
            case Filed():
                return []  # shown by what it files
        return [f"api | {type(effect).__name__} {self._document(_given(effect))}"]

    def _said(self, said: Say) -> list[str]:
        text = TEXTS.text(said.locale, said.message, said.args).splitlines()
        hush = " (silent)" if said.silent else ""
        inline = said.keyboard is Keyboard.INLINE
        for choice in (each for row in said.rows for each in row):
            self._labels[_label(said, choice)] = choice.id
        if inline:
            self._pressable |= {choice.id for row in said.rows for choice in row}
        else:
            self._pressable -= {choice.id for row in said.rows for choice in row}
        rows = [" ".join(f"[{_label(said, choice)}]" for choice in row) for row in said.rows]
        return [
            f"bot | {text[0]}{hush}",
            *(f"    | {line}" for line in text[1:]),
            *(f"    {'·' if inline else '⌨'} {row}" for row in rows),
        ]

    def _document(self, document: Mapping[str, object]) -> str:
        text = json.dumps(document, ensure_ascii=False, sort_keys=True)
        return UUID.sub(lambda found: self._name(found[0]), text)

    def _name(self, uuid: str) -> str:
        return self._names.setdefault(uuid, f"#{len(self._names) + 1}")


def _made(
    event: type[events.Event], common: Mapping[str, object], **fields: object
) -> events.Event:
    return event(**{**common, **fields})  # type: ignore[arg-type]


def _label(said: Say, choice: Choice) -> str:
    label = TEXTS.label(said.locale, choice.id, choice.label, choice.args)
    return f"{label} → {choice.url or choice.copy}" if choice.url or choice.copy else label


def _value(text: str) -> Any:
    for read in (json.loads, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _given(effect: Effect) -> dict[str, object]:
    """The fields of an effect that differ from their usual value."""
    return {
        field.name: value
        for field in fields(effect)
        if (value := getattr(effect, field.name)) != field.default
    }


def locale_of(path: Path) -> str:
    """``sos.kk.txt`` is in Kazakh."""
    return path.suffixes[-2].removeprefix(".")


if __name__ == "__main__" and "--write" in sys.argv:
    for path in sorted(TRANSCRIPTS.glob("*.txt")):
        played = play(path.read_text(encoding="utf-8"), locale_of(path))
        path.write_text(played, encoding="utf-8")
