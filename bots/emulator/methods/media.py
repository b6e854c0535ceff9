"""Sends with files: uploads in the field itself or as attach://, or by file id."""

import mimetypes
from collections.abc import Callable
from typing import Any

from bots.emulator.bot import Bot
from bots.emulator.call import Call, captioned
from bots.emulator.errors import ApiError, bad_request
from bots.emulator.files import StoredFile
from bots.emulator.images import dimensions, small_copy
from bots.emulator.json_types import JsonObject
from bots.emulator.methods.sending import deliver
from bots.emulator.parameters import Parameters, Upload
from bots.emulator.world import World

MEGABYTE = 1 << 20
UPLOAD_LIMIT = 50 * MEGABYTE
PHOTO_LIMIT = 10 * MEGABYTE
NUMBERS = {
    "video": ("duration", "width", "height"),
    "animation": ("duration", "width", "height"),
    "video_note": ("duration", "length"),
    "voice": ("duration",),
    "audio": ("duration",),
}
NUMBER_DEFAULTS = {"width": 640, "height": 360, "length": 240, "duration": 1}
NAMED = frozenset({"video", "audio", "document", "animation"})
MIME = {
    "voice": "audio/ogg",
    "video_note": "video/mp4",
    "photo": "image/jpeg",
    "sticker": "image/webp",
}


def store(world: World, kind: str, upload: Upload, wishes: Parameters) -> StoredFile:
    """Keeps uploaded bytes in their role, with the details that role shows."""
    mime = MIME.get(kind) or _mime(upload)
    details: JsonObject = {}
    if kind in NAMED:
        details = {"file_name": upload.name, "mime_type": mime}
    if kind == "voice":
        details = {"mime_type": mime}
    for name in NUMBERS.get(kind, ()):
        details[name] = wishes.integer(name, NUMBER_DEFAULTS[name])
    for name in ("performer", "title"):
        if kind == "audio" and wishes.has(name):
            details[name] = wishes.text(name)
    if kind == "photo":
        width, height = dimensions(upload.content) or (800, 600)
        details = {"width": width, "height": height}
    if kind == "sticker":
        details = {"type": "regular", "width": 512, "height": 512} | {
            "is_animated": False,
            "is_video": False,
        }
    return world.files.add(kind, upload.content, mime, details)


def _mime(upload: Upload) -> str:
    if upload.mime and upload.mime != "application/octet-stream":
        return upload.mime
    return mimetypes.guess_type(upload.name)[0] or "application/octet-stream"


def shown(world: World, bot: Bot, file: StoredFile) -> JsonObject:
    """The content part of a message that carries this file."""
    if file.kind == "photo":
        return {"photo": _photo_sizes(world, bot, file)}
    part = {file.kind: file.shown(bot.id)}
    if file.kind == "animation":
        part["document"] = part["animation"]
    return part


def _photo_sizes(world: World, bot: Bot, file: StoredFile) -> list[JsonObject]:
    sizes = [file.shown(bot.id)]
    if max(file.details["width"], file.details["height"]) > 320:
        small = small_copy(world.files.content(file))
        if small is not None:
            content, width, height = small
            details = {"width": width, "height": height}
            smaller = world.files.add("photo", content, "image/jpeg", details)
            sizes.insert(0, smaller.shown(bot.id))
    return sizes


def read_file(call: Call, kind: str, given: str, field: str, wishes: Parameters) -> StoredFile:
    """The file a parameter means: attached, or known by its id; 400 otherwise."""
    upload = call.parameters.files.get(field)
    if given.startswith("attach://"):
        upload = call.parameters.files.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file attached: the file is not found in the request")
    if upload is not None:
        return _accept(call, kind, upload, wishes)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if given.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = call.world.files.find(given, call.bot.id)
    if file is None:
        known = call.world.files.find(given) is not None
        wrong = "wrong file identifier/HTTP URL specified"
        raise bad_request(
            wrong
            if known
            else "wrong remote file identifier specified: Wrong padding in the string"
        )
    if file.kind != kind and not {file.kind, kind} <= {"document", "animation", "video"}:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return file


def _accept(call: Call, kind: str, upload: Upload, wishes: Parameters) -> StoredFile:
    size = len(upload.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo" and size > PHOTO_LIMIT:
        raise bad_request("file is too big")
    return store(call.world, kind, upload, wishes)


def sends(kind: str) -> Callable[[Call], JsonObject]:
    """The method that sends one file of this kind."""

    def send(call: Call) -> JsonObject:
        values = call.parameters
        file = read_file(call, kind, values.text(kind), kind, values)
        extras: JsonObject = {} if kind in ("video_note", "sticker") else call.caption()
        if values.flag("has_spoiler"):
            extras["has_media_spoiler"] = True
        return deliver(call, {**shown(call.world, call.bot, file), **extras})

    return send


def input_media(call: Call, given: Any) -> JsonObject:
    """The content of a message that an InputMedia object describes."""
    if not isinstance(given, dict) or given.get("type") not in (
        "photo",
        "video",
        "document",
        "audio",
        "animation",
    ):
        raise bad_request("can't parse InputMedia: Object expected")
    wishes = Parameters(given)
    file = read_file(call, given["type"], str(given.get("media") or ""), "", wishes)
    caption = captioned(wishes.text("caption"), wishes.text("parse_mode"), wishes)
    return {**shown(call.world, call.bot, file), **caption}


def send_media_group(call: Call) -> list[JsonObject]:
    """2 to 10 messages with one `media_group_id`; documents and audio only among themselves."""
    media = call.parameters.array("media", "InputMedia")
    if not 2 <= len(media) <= 10:
        raise bad_request("wrong number of media: it must include 2-10 items")
    contents = [input_media(call, one) for one in media]
    kinds = {"visual" if one["type"] in ("photo", "video") else one["type"] for one in media}
    if len(kinds) > 1:
        raise bad_request("media group can't mix these types of media")
    group = str(call.world.chance.getrandbits(53) + 10**13)
    kept = contents if call.keep_first is None else contents[: call.keep_first]
    return [
        deliver(call, {"media_group_id": group, **content}, counts=place == 0)
        for place, content in enumerate(kept)
    ]
