"""Telegram updates as bytes, the way getUpdates carries them."""

import json

CHATS = 400


def text_update(number: int, *, chats: int = CHATS, text: str = "") -> dict[str, object]:
    """A text message in a private chat: the commonest update there is."""
    chat = 7_000_000 + number % chats
    person = {
        "id": chat,
        "is_bot": False,
        "first_name": "Айгерім",
        "last_name": "Сериккызы",
        "username": f"citizen{chat}",
        "language_code": "kk",
    }
    return {
        "update_id": 500_000_000 + number,
        "message": {
            "message_id": number + 1,
            "from": person,
            "chat": {"id": chat, "type": "private", "first_name": "Айгерім"},
            "date": 1_790_000_000 + number,
            "text": text or f"Көршілерім түні бойы шулап жатыр, {number}-ші рет жазып отырмын.",
        },
    }


def batches(count: int, size: int = 100) -> list[list[bytes]]:
    """``count`` updates as JSON bytes, in batches of ``size``."""
    raw = [json.dumps(text_update(n), ensure_ascii=False).encode() for n in range(count)]
    return [raw[start : start + size] for start in range(0, count, size)]
