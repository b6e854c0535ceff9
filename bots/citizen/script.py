"""The citizen bot's table of contents."""

from bots.citizen.after import edited
from bots.citizen.answers import FAQ, answers
from bots.citizen.emergency import SOS, sos
from bots.citizen.language import change_language, notice
from bots.citizen.large import large
from bots.citizen.live import live
from bots.citizen.menu import cancel, idle, menu, old_button
from bots.citizen.news import news
from bots.citizen.questions import ASK
from bots.citizen.rating import RATING_FLOW, rated
from bots.citizen.report import REPORT
from bots.citizen.sorting import sorting
from bots.citizen.speech import home
from bots.citizen.withdrawing import withdrawing
from bots.dialogue.engine import Script

CITIZEN = Script(
    flows={"sos": SOS, "report": REPORT, "ask": ASK, "rating": RATING_FLOW, "faq": FAQ},
    notice=notice,
    # SOS comes before old buttons: its button means the same for ever.
    interrupts=(
        news,
        large,
        live,
        answers,  # before edits: a question put right belongs to no report
        edited,
        rated,
        sos,
        old_button,
        change_language,
        sorting,
        withdrawing,
        cancel,
        menu,
    ),
    idle=idle,
    home=home,
)
