"""Every method the emulator knows, by its name in lower case."""

from collections.abc import Awaitable, Callable

from bots.emulator.call import Call
from bots.emulator.methods import (
    chats,
    editing,
    forwarding,
    media,
    profile,
    queries,
    receiving,
    sending,
)

Handler = Callable[[Call], object | Awaitable[object]]

_HANDLERS: tuple[Handler, ...] = (
    receiving.get_updates,
    receiving.set_webhook,
    receiving.delete_webhook,
    receiving.get_webhook_info,
    receiving.log_out,
    receiving.close,
    sending.send_message,
    sending.send_message_draft,
    sending.send_location,
    sending.send_venue,
    sending.send_contact,
    sending.send_poll,
    sending.send_dice,
    sending.send_chat_action,
    media.send_media_group,
    editing.edit_message_text,
    editing.edit_message_caption,
    editing.edit_message_media,
    editing.edit_message_reply_markup,
    editing.edit_message_live_location,
    editing.stop_message_live_location,
    editing.stop_poll,
    editing.delete_message,
    editing.delete_messages,
    editing.set_message_reaction,
    editing.pin_chat_message,
    editing.unpin_chat_message,
    forwarding.forward_message,
    forwarding.forward_messages,
    forwarding.copy_message,
    forwarding.copy_messages,
    queries.answer_callback_query,
    queries.answer_inline_query,
    queries.get_file,
    chats.get_me,
    chats.get_chat,
    chats.get_chat_member,
    chats.get_chat_administrators,
    chats.get_chat_member_count,
    chats.leave_chat,
    chats.get_user_profile_photos,
    chats.create_forum_topic,
    chats.edit_forum_topic,
    chats.close_forum_topic,
    chats.reopen_forum_topic,
    chats.delete_forum_topic,
    profile.set_my_name,
    profile.get_my_name,
    profile.set_my_description,
    profile.get_my_description,
    profile.set_my_short_description,
    profile.get_my_short_description,
    profile.set_my_commands,
    profile.get_my_commands,
    profile.delete_my_commands,
    profile.set_chat_menu_button,
    profile.get_chat_menu_button,
)


def _wire_name(handler: Handler) -> str:
    return handler.__name__.replace("_", "")


METHODS: dict[str, Handler] = {_wire_name(handler): handler for handler in _HANDLERS}
METHODS |= {
    f"send{kind.replace('_', '')}": media.sends(kind)
    for kind in (
        "photo",
        "video",
        "voice",
        "video_note",
        "document",
        "audio",
        "animation",
        "sticker",
    )
}
METHODS["unpinallchatmessages"] = editing.unpin_chat_message
