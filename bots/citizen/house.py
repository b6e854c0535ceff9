"""What these flows ask of the house's catalogue: places with a QR code, and terms.

``Script.house`` is that catalogue where the script was made with one; without it, and
for whatever it does not have, there is what the bot has of its own.
"""

from bots.citizen.content import Wire
from bots.citizen.draft import answer
from bots.citizen.keyboard import LANGUAGES
from bots.citizen.registration import Terms
from bots.dialogue.engine import Script
from bots.dialogue.state import Conversation


def terms_of(script: Script) -> Terms:
    """What the authority wants of those who register."""
    policy = getattr(script.house, "policy", None)
    consent = getattr(policy, "consent", None)
    fields = tuple(map(str, getattr(policy, "identity_fields", ())))
    texts = dict(getattr(consent, "texts", {}))
    if consent is None or not set(LANGUAGES) <= texts.keys():
        return Terms(fields=fields)
    return Terms(version=str(consent.version), texts=texts, fields=fields)


def at_place(script: Script, conversation: Conversation, code: str) -> Conversation | None:
    """The report that is being told, at a place with a QR code; None if there is no such place."""
    for place in getattr(script.house, "places", ()):
        if place.code == code:
            where: Wire = {**place.place, "method": "qr"}
            return answer(conversation, place=where, from_place=code, place_ahead=True)
    return None
