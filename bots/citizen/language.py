"""The citizen's language: guessed from the messenger, changed by one tap, then remembered."""

from dataclasses import replace

from bots.citizen.keyboard import LANGUAGE_CHOICES, LANGUAGES, chosen
from bots.citizen.speech import say
from bots.dialogue.engine import Script, again
from bots.dialogue.events import ChoiceMade, Event, Message
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

# Languages of neighbours whose speakers more likely read Russian than English.
READ_RUSSIAN = frozenset(
    {"az", "ba", "be", "ce", "hy", "ka", "ky", "mn", "tg", "tk", "tt", "uk", "uz"}
)


def notice(conversation: Conversation, event: Event) -> Conversation:
    """What every event of the citizen teaches: they hear us, and their language if not chosen."""
    if not isinstance(event, Message | ChoiceMade):
        return conversation
    if conversation.blocked:
        conversation = replace(conversation, blocked=False)
    if conversation.language_chosen or event.language is None:
        return conversation
    return replace(conversation, locale=nearest(event.language))


def nearest(tag: str) -> str:
    """Our language nearest to a tag such as ``kk``, ``ru-RU`` or ``zh-hans``."""
    language = tag.replace("_", "-").split("-")[0].casefold()
    if language in LANGUAGES:
        return language
    return "ru" if language in READ_RUSSIAN else "en"


def change_language(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: one tap, and what stands is said again in that language."""
    language = LANGUAGE_CHOICES.get(chosen(event) or "")
    if language is None:
        return None
    changed = replace(conversation, locale=language, language_chosen=True)
    return Step(changed, (say(changed, "language-set"), again(script, changed)))
