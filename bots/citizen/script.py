"""The citizen bot's table of contents."""

from bots.citizen.after import edited
from bots.citizen.emergency import SOS, sos
from bots.citizen.language import change_language, notice
from bots.citizen.menu import cancel, idle, menu, old_button
from bots.citizen.news import news
from bots.citizen.questions import ASK
from bots.citizen.report import REPORT
from bots.citizen.speech import home
from bots.dialogue.engine import Script

CITIZEN = Script(
    flows={"sos": SOS, "report": REPORT, "ask": ASK},
    notice=notice,
    # SOS comes before old buttons: its button means the same for ever.
    interrupts=(news, edited, sos, old_button, change_language, cancel, menu),
    idle=idle,
    home=home,
)
