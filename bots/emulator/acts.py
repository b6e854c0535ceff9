"""`POST /control/users/{id}/send`: which act of the citizen a request's body means."""

from collections.abc import Callable
from typing import Any

from bots.emulator.citizen import Citizen, Impossible, Outcome
from bots.emulator.files import KINDS
from bots.emulator.inline import ask, choose
from bots.emulator.json_types import JsonObject
from bots.emulator.kinds import big_file, filled
from bots.emulator.methods.media import shown, store
from bots.emulator.parameters import Parameters, Upload
from bots.emulator.presses import press, share_contact
from bots.emulator.text import utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PASSED_ON = ("venue", "dice", "poll", "sticker", "story")

Act = Callable[[Citizen, Any, JsonObject], Outcome]


def _text(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    """A long text is sent in pieces, as the phone's own client does."""
    text = str(value)
    if utf16_length(text) <= TEXT_LIMIT:
        return citizen.write(text, body)
    outcome = Outcome()
    for at in range(0, len(text), TEXT_LIMIT // 2):
        outcome.add(citizen.write(text[at : at + TEXT_LIMIT // 2], body))
    return outcome


def _location(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    return citizen.say({"location": _place(value)}, body)


def _move(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    return citizen.move(_place(value), body.get("message_id"))


def _place(value: Any) -> JsonObject:
    if not isinstance(value, dict) or not {"latitude", "longitude"} <= value.keys():
        raise Impossible(400, "a location needs latitude and longitude")
    return value


def _edit(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    if not isinstance(value, dict) or not {"message_id", "text"} <= value.keys():
        raise Impossible(400, "an edit needs message_id and text")
    return citizen.edit(int(value["message_id"]), str(value["text"]))


def _inline(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    wish = value if isinstance(value, dict) else {"query": value}
    return ask(citizen, str(wish.get("query", "")), str(wish.get("offset", "")))


def _choose(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    if not isinstance(value, dict) or not {"inline_query_id", "result_id"} <= value.keys():
        raise Impossible(400, "a choice needs inline_query_id and result_id")
    return choose(citizen, str(value["inline_query_id"]), str(value["result_id"]))


def _react(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    if not isinstance(value, dict) or "message_id" not in value:
        raise Impossible(400, "a reaction needs message_id")
    return citizen.react(int(value["message_id"]), str(value.get("emoji") or ""))


def _big_file(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    wish = value if isinstance(value, dict) else {}
    return citizen.say(big_file(citizen.world, citizen.bot, wish), body)


def _content(citizen: Citizen, value: Any, body: JsonObject) -> Outcome:
    if not isinstance(value, dict):
        raise Impossible(400, "the content is a JSON object")
    return citizen.say(value, body)


ACTS: dict[str, Act] = {
    "text": _text,
    "press": lambda citizen, value, body: press(citizen, str(value), body),
    "contact": lambda citizen, value, body: share_contact(citizen, value, body),
    "inline": _inline,
    "choose": _choose,
    "react": _react,
    "forward_message": lambda citizen, value, body: citizen.forward(int(value)),
    "delete": lambda citizen, value, body: citizen.delete(int(value)),
    "big_file": _big_file,
    "content": _content,
    "move": _move,
    "stop_location": lambda citizen, value, body: citizen.stop_location(body.get("message_id")),
    "edit": _edit,
    "block": lambda citizen, value, body: citizen.block(True),
    "unblock": lambda citizen, value, body: citizen.block(False),
    "location": _location,  # after "press", which may bring a place along
}


def act(citizen: Citizen, body: JsonObject) -> Outcome:
    """Does what the JSON asks; Impossible when it asks nothing known."""
    for name, what in ACTS.items():
        if body.get(name) not in (None, False):
            return what(citizen, body[name], body)
    for name in PASSED_ON:
        if name in body:
            content = filled(citizen.world, citizen.bot, name, body[name])
            return citizen.say(content, body)
    known = ", ".join([*ACTS, *PASSED_ON])
    raise Impossible(400, f"nothing to do: give one of {known}")


def send_files(
    citizen: Citizen, fields: dict[str, str], files: list[tuple[str, Upload]]
) -> Outcome:
    """One file a message; several make an album, whose parts may arrive `apart_s` seconds apart."""
    kinds = [kind for kind, _ in files]
    if not files or not set(kinds) <= set(KINDS):
        raise Impossible(400, f"name each file part after its kind: {', '.join(KINDS)}")
    if len(files) > 10 or (len(files) > 1 and not _one_album(set(kinds))):
        raise Impossible(400, "an album is 2 to 10 photos and videos, or documents, or audio")
    if utf16_length(fields.get("caption", "")) > CAPTION_LIMIT:
        raise Impossible(400, "the caption is too long")
    group: JsonObject = {}
    if len(files) > 1:
        group["media_group_id"] = str(citizen.world.chance.getrandbits(53) + 10**13)
    outcome = Outcome()
    apart_s = float(fields.get("apart_s") or 0)
    for place, (kind, upload) in enumerate(files):
        stored = store(citizen.world, kind, upload, Parameters(dict(fields)))
        content = {**group, **shown(citizen.world, citizen.bot, stored)}
        if place == 0 and fields.get("caption", "").strip():
            content["caption"] = fields["caption"].strip()
        outcome.add(citizen.say(content, dict(fields), after_s=apart_s * place))
    return outcome


def _one_album(kinds: set[str]) -> bool:
    return kinds <= {"photo", "video"} or kinds in ({"document"}, {"audio"})
