"""What a bot says of itself: name, descriptions, commands, menu button. By language."""

from bots.emulator.bot import Profile
from bots.emulator.call import Call
from bots.emulator.errors import bad_request
from bots.emulator.json_types import JsonObject
from bots.emulator.parameters import Parameters

LANGUAGE_LETTERS = 2
SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
COMMAND_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def _changed(call: Call) -> bool:
    bot = call.bot
    call.world.remember("profile", str(bot.id), lambda: vars(bot.profile))
    call.world.live.publish_to_all({"type": "profile", "bot": bot.id})
    return True


def _language(call: Call) -> str:
    code = call.parameters.text("language_code")
    if code and (len(code) != LANGUAGE_LETTERS or not (code.isalpha() and code.islower())):
        raise bad_request("invalid language code specified")
    return code


def _set(call: Call, texts: dict[str, str], parameter: str, limit: int) -> bool:
    text = call.parameters.text(parameter).strip()
    if len(text) > limit:
        raise bad_request(f"{parameter.replace('_', ' ')} is too long")
    texts[_language(call)] = text
    if not text:
        del texts[_language(call)]
    call.bot.name_changed()
    return _changed(call)


def _get(call: Call, texts: dict[str, str], otherwise: str = "") -> str:
    return texts.get(_language(call)) or texts.get("") or otherwise


def set_my_name(call: Call) -> bool:
    return _set(call, call.bot.profile.names, "name", 64)


def get_my_name(call: Call) -> JsonObject:
    return {"name": _get(call, call.bot.profile.names, call.bot.seed.name)}


def set_my_description(call: Call) -> bool:
    return _set(call, call.bot.profile.descriptions, "description", 512)


def get_my_description(call: Call) -> JsonObject:
    return {"description": _get(call, call.bot.profile.descriptions)}


def set_my_short_description(call: Call) -> bool:
    return _set(call, call.bot.profile.short_descriptions, "short_description", 120)


def get_my_short_description(call: Call) -> JsonObject:
    return {"short_description": _get(call, call.bot.profile.short_descriptions)}


def _scope(call: Call) -> str:
    scope = call.parameters.object("scope", "BotCommandScope") or {"type": "default"}
    kind = scope.get("type")
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [kind, *(scope.get(name) for name in SCOPES[kind])]
    if None in parts:
        raise bad_request("chat_id is empty" if parts[1] is None else "user_id is empty")
    if len(parts) > 1:
        Call(call.world, call.bot, Parameters({"chat_id": str(parts[1])})).known_chat()
    return ":".join(str(part) for part in parts)


def set_my_commands(call: Call) -> bool:
    commands = call.parameters.array("commands", "commands")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(one) for one in commands]
    call.bot.profile.commands.setdefault(_scope(call), {})[_language(call)] = checked
    return _changed(call)


def _command(given: object) -> JsonObject:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    command = str(given.get("command", "")).removeprefix("/")
    description = str(given.get("description", "")).strip()
    if not 1 <= len(command) <= 32 or not COMMAND_LETTERS.issuperset(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def get_my_commands(call: Call) -> list[JsonObject]:
    return call.bot.profile.commands.get(_scope(call), {}).get(_language(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.profile.commands.get(_scope(call), {}).pop(_language(call), None)
    return _changed(call)


def _button_key(call: Call) -> str:
    return str(call.known_chat().id) if call.parameters.has("chat_id") else ""


def set_chat_menu_button(call: Call) -> bool:
    button = call.parameters.object("menu_button", "MenuButton") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("MenuButton has unsupported type")
    call.bot.profile.menu_buttons[_button_key(call)] = button
    return _changed(call)


def get_chat_menu_button(call: Call) -> JsonObject:
    chat_id = call.known_chat().id if call.parameters.has("chat_id") else None
    return menu_button(call.bot.profile, chat_id)


def menu_button(profile: Profile, chat_id: int | None) -> JsonObject:
    """This private chat's own, else everybody's."""
    buttons = profile.menu_buttons
    own = buttons.get(str(chat_id), {"type": "default"})
    return own if own["type"] != "default" else buttons.get("") or own
