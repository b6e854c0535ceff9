"""Answers to presses and inline queries; files and photos by id."""

from typing import Any

from bots.emulator.bot import PRACTICE_QUERY, FileLink, Query
from bots.emulator.call import Call, formatted
from bots.emulator.errors import QUERY_TOO_OLD, bad_request
from bots.emulator.files import DOWNLOAD_LIMIT, StoredFile
from bots.emulator.json_types import JsonObject
from bots.emulator.parameters import Parameters

LINK_LIFETIME_S = 3600
MOST_RESULTS = 50
FOLDERS = {"photo": "photos", "voice": "voice", "audio": "music", "sticker": "stickers"}
FOLDERS |= {"document": "documents", "animation": "animations"}
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "audio/ogg": "oga",
    "audio/mpeg": "mp3",
    "application/pdf": "pdf",
}


def _open_query(call: Call, parameter: str) -> Query:
    query_id = call.parameters.text(parameter)
    query = call.bot.query(query_id, call.world.clock.now())
    if query is None:
        raise bad_request(QUERY_TOO_OLD)
    return query


def answer_callback_query(call: Call) -> bool:
    query = _open_query(call, "callback_query_id")
    values = call.parameters
    if len(values.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    chat = call.bot.chats.get(query.chat_id or 0)
    if chat is not None and values.text("callback_query_id") != PRACTICE_QUERY:
        event = {
            "type": "callback_answer",
            "callback_query_id": values.text("callback_query_id"),
            "message_id": query.message_id,
            "text": values.text("text") or None,
            "show_alert": values.flag("show_alert"),
            "url": values.text("url") or None,
        }
        call.world.tell(chat, event)
    return True


def answer_inline_query(call: Call) -> bool:
    query = _open_query(call, "inline_query_id")
    values = call.parameters
    results = [_inline_result(one) for one in values.array("results", "inline query results")]
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    query_id = values.text("inline_query_id")
    answer: JsonObject = {
        "results": results,
        "next_offset": values.text("next_offset"),
        "button": values.object("button", "InlineQueryResultsButton"),
    }
    call.bot.inline_answers[query_id] = answer
    chat = call.bot.chats.get(query.chat_id or 0)
    if chat is not None:
        call.world.tell(chat, {"type": "inline_answer", "inline_query_id": query_id, **answer})
    return True


def _inline_result(given: Any) -> JsonObject:
    """A result whose text, if it has one, is read like a message's."""
    if not isinstance(given, dict):
        raise bad_request("can't parse inline query result: Expected an Object")
    if not 1 <= len(str(given.get("id") or "").encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    content = given.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        if given.get("type") == "article" and not isinstance(content, dict):
            raise bad_request("can't parse inline query result: article must have content")
        return given
    wishes = Parameters(content)
    text, entities = formatted(
        wishes.text("message_text"), wishes.text("parse_mode"), wishes, "entities"
    )
    if not text:
        raise bad_request("message text is empty")
    said = {"text": text, "entities": entities} if entities else {"text": text}
    return {**given, "said": said}


def get_file(call: Call) -> JsonObject:
    """A File whose `file_path` can be fetched for an hour; with `--local` a path on the disk."""
    given = call.parameters.text("file_id")
    if not given:
        raise bad_request("file_id not specified")
    file = call.world.files.find(given, call.bot.id)
    if file is None:
        raise bad_request(
            "wrong file_id or the file is temporarily unavailable"
            if call.world.files.find(given)
            else "invalid file_id"
        )
    path = _path(file)
    if call.world.files.folder is not None:
        path = call.world.files.path(file, path)
    elif file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    else:
        expires_at = call.world.clock.now() + LINK_LIFETIME_S
        call.bot.links[path] = FileLink(file, expires_at)
    return {
        "file_id": given,
        "file_unique_id": file.file_unique_id,
        "file_size": file.size,
        "file_path": path,
    }


def _path(file: StoredFile) -> str:
    """As Telegram's: the role and a number; the sender's name for the file is not kept."""
    extension = EXTENSIONS.get(file.mime) or file.mime.rpartition("/")[2].partition("+")[0]
    if not extension.isalnum() or extension == "octet":
        extension = "bin"
    number = int(file.digest[:8], 16)
    return f"{FOLDERS.get(file.kind, 'videos')}/file_{number}.{extension}"
