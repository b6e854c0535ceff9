"""The last texts as digests: messengers also report edits that change nothing."""

from hashlib import blake2s

from bots.citizen.notes import note, noted
from bots.dialogue.events import Event, MediaReceived, TextReceived
from bots.dialogue.state import Conversation

MOST_REMEMBERED = 20


def remember_text(conversation: Conversation, ref: str, text: str) -> Conversation:
    """The conversation after the message ``ref`` has that text or caption."""
    kept = {name: digest for name, digest in _texts(conversation).items() if name != ref}
    kept[ref] = _digest(conversation, text)
    return note(conversation, "texts", of=dict(list(kept.items())[-MOST_REMEMBERED:]))


def remembering(conversation: Conversation, event: Event) -> Conversation:
    """The conversation after what was sent, if it has words."""
    match event:
        case TextReceived(ref=ref, text=text) | MediaReceived(ref=ref, caption=text):
            return remember_text(conversation, ref, text)
    return conversation


def is_unchanged(conversation: Conversation, ref: str, text: str) -> bool:
    """True if the message ``ref`` is known to read so already."""
    return _texts(conversation).get(ref) == _digest(conversation, text)


def _texts(conversation: Conversation) -> dict[str, str]:
    kept = noted(conversation, "texts").get("of")
    return dict(kept) if isinstance(kept, dict) else {}


def _digest(conversation: Conversation, text: str) -> str:
    key = (conversation.seed or conversation.id).encode()
    return blake2s(text.encode("utf-8", "surrogatepass"), key=key[:32], digest_size=6).hexdigest()
