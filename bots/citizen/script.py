"""The citizen bot's table of contents."""

from bots.citizen.about_me import about_me, who_i_am
from bots.citizen.after import edited
from bots.citizen.announcements import announce
from bots.citizen.anonymous import RECEIPT, receipts, who_are_you
from bots.citizen.beside import beside
from bots.citizen.emergency import SOS, sos
from bots.citizen.language import change_language, notice
from bots.citizen.links import links
from bots.citizen.menu import cancel, idle, menu, old_button
from bots.citizen.news import news
from bots.citizen.privacy import ERASURE, privacy_news
from bots.citizen.profile import identity_news
from bots.citizen.questions import ASK
from bots.citizen.registration import REGISTRATION, registering, waits_for_page
from bots.citizen.report import REPORT
from bots.citizen.speech import home
from bots.citizen.trouble import trouble
from bots.dialogue.engine import Script

# What nobody in the chat did.
NEWS = (news, announce, trouble, identity_news, receipts, privacy_news, links)
# What the menus offer.
MENUS = (menu, about_me, who_i_am)

CITIZEN = Script(
    flows={
        "sos": SOS,
        "report": REPORT,
        "ask": ASK,
        "registration": REGISTRATION,
        "receipt": RECEIPT,
        "erasure": ERASURE,
    },
    notice=notice,
    # ``registering`` comes before edits: a corrected name belongs to no report. ``beside``
    # comes before SOS, and SOS before old buttons: its button means the same for ever.
    interrupts=(
        *NEWS,
        registering,
        beside,
        edited,
        sos,
        who_are_you,
        old_button,
        change_language,
        cancel,
        waits_for_page,
        *MENUS,
    ),
    idle=idle,
    home=home,
)
