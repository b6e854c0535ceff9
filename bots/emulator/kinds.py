"""Contents of messages that a test or a phone names in few words, filled up to what bots get."""

from typing import Any

from bots.emulator.bot import Bot
from bots.emulator.json_types import JsonObject
from bots.emulator.world import World

STRANGER: JsonObject = {"id": 4_000_001, "is_bot": False, "first_name": "Stranger"}
ELSEWHERE: JsonObject = {"id": -1_004_000_002, "title": "Elsewhere"}
BIG_FILE_BYTES = 140 << 20
BIG_KINDS = ("video", "document")


def origin(kind: str, now: int) -> JsonObject:
    """A MessageOrigin: `user`, `hidden_user`, `chat` or `channel`; ValueError otherwise."""
    known: dict[str, JsonObject] = {
        "user": {"sender_user": STRANGER},
        "hidden_user": {"sender_user_name": "Hidden"},
        "chat": {"sender_chat": {**ELSEWHERE, "type": "supergroup"}},
        "channel": {"chat": {**ELSEWHERE, "type": "channel"}, "message_id": 12},
    }
    if kind not in known:
        raise ValueError(f"a forward is of one of {', '.join(known)}")
    return {"type": kind, "date": now - 3600, **known[kind]}


def sticker(world: World, bot: Bot, wish: JsonObject) -> JsonObject:
    """A whole Sticker; what the wish names stands as given."""
    details = {"type": "regular", "width": 512, "height": 512, "is_animated": False}
    file = world.files.add("sticker", b"sticker", "image/webp", {**details, "is_video": False})
    return {**file.shown(bot.id), "emoji": "👍", **wish}


def poll(world: World, wish: JsonObject) -> JsonObject:
    """A whole Poll of a question and the texts of its options."""
    given = wish.get("options") or ["1", "2"]
    options = [
        {"persistent_id": str(n), "text": one, "voter_count": 0} if isinstance(one, str) else one
        for n, one in enumerate(given)
    ]
    return {
        "id": str(world.chance.getrandbits(62)),
        "question": "?",
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
        **wish,
        "options": options,
    }


def dice(world: World, wish: JsonObject) -> JsonObject:
    return {"emoji": "🎲", "value": world.chance.randint(1, 6), **wish}


def venue(wish: JsonObject) -> JsonObject:
    """A message's `venue` with the `location` that stands beside it."""
    place = wish.get("location") or {}
    return {"venue": wish, "location": place}


def filled(world: World, bot: Bot, kind: str, value: Any) -> JsonObject:
    """The content part of a message with this kind."""
    wish = value if isinstance(value, dict) else {}
    match kind:
        case "sticker":
            return {"sticker": sticker(world, bot, wish)}
        case "poll":
            return {"poll": poll(world, wish)}
        case "dice":
            return {"dice": dice(world, wish)}
        case "venue":
            return venue(wish)
        case _:
            return {kind: value}


def big_file(world: World, bot: Bot, wish: JsonObject) -> JsonObject:
    """A file of which the size is told and the bytes are nowhere."""
    kind = str(wish.get("kind", "video"))
    if kind not in BIG_KINDS:
        raise ValueError(f"a big file is one of {', '.join(BIG_KINDS)}")
    mime, name = ("video/mp4", "big.mp4") if kind == "video" else ("application/zip", "big.zip")
    details: JsonObject = {
        "file_name": str(wish.get("file_name", name)),
        "mime_type": str(wish.get("mime_type", mime)),
    }
    if kind == "video":
        details |= {"duration": int(wish.get("duration", 600)), "width": 1920, "height": 1080}
    size = int(wish.get("file_size", BIG_FILE_BYTES))
    seal = str(world.chance.getrandbits(62)).encode()
    file = world.files.declare(kind, size, details["mime_type"], details, seal)
    content: JsonObject = {kind: file.shown(bot.id)}
    if caption := str(wish.get("caption", "")).strip():
        content["caption"] = caption
    return content
