"""Files in a Telegram message."""

from aiogram.types import Animation, Audio, Document, Message, PhotoSize, Video, VideoNote, Voice

from bots.citizen.telegram.parse import clean
from bots.dialogue.events import File

Playable = Animation | Audio | Video
MP4 = "video/mp4"


def media_of(message: Message) -> tuple[str, File] | None:
    """Kind and file of the message's content, or None if it holds no file we know.

    An animation also fills ``document`` (Bot API §Message), so it is asked first.
    """
    if message.photo:
        return "photo", _photo(message.photo)
    if message.animation:
        return "animation", _named(message.animation)
    if message.video:
        return "video", _named(message.video)
    if message.video_note:
        return "video_note", _plain(message.video_note, MP4)
    if message.voice:
        return "voice", _plain(message.voice, message.voice.mime_type)
    if message.audio:
        return "audio", _named(message.audio)
    if message.document:
        return "document", _document(message.document)
    return None


def _photo(sizes: list[PhotoSize]) -> File:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return File(file_id=largest.file_id, media_type="image/jpeg", size=largest.file_size)


def _named(media: Playable) -> File:
    return File(
        file_id=media.file_id,
        media_type=_cleaned(media.mime_type),
        size=media.file_size,
        name=_cleaned(media.file_name),
        duration_s=media.duration,
    )


def _plain(media: VideoNote | Voice, media_type: str | None) -> File:
    return File(
        file_id=media.file_id,
        media_type=_cleaned(media_type),
        size=media.file_size,
        duration_s=media.duration,
    )


def _document(document: Document) -> File:
    return File(
        file_id=document.file_id,
        media_type=_cleaned(document.mime_type),
        size=document.file_size,
        name=_cleaned(document.file_name),
    )


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text)
