"""What the citizen can tell a report by."""

from bots.citizen.report import CATEGORIES
from bots.citizen.speech import verbatim
from bots.dialogue.effects import Choice
from bots.dialogue.engine import Script
from bots.dialogue.state import Conversation, OpenReport


def title_of(script: Script, conversation: Conversation, report: OpenReport) -> str:
    """The name of its category or kind, as an argument of ``Say``."""
    for category in getattr(getattr(script, "house", None), "categories", ()):
        if category.code == report.title and category.labels:
            labels = category.labels
            return verbatim(labels.get(conversation.locale) or next(iter(labels.values())))
    return f"@button-{report.title}" if report.title in CATEGORIES else f"@title-{report.kind}"


def report_button(
    script: Script, conversation: Conversation, report: OpenReport, prefix: str
) -> Choice:
    """A button that names a report: its number and its title. Good for ever."""
    title = title_of(script, conversation, report)
    numbered = report.number is not None
    return Choice(
        id=f"{prefix}-{report.report_id}",
        label="@report-named" if numbered else "@report-waiting",
        args={"title": title, "number": report.number or ""},
    )


def name_of(report: OpenReport) -> dict[str, str | int]:
    """The number as an argument; see ``worded``."""
    return {"number": report.number or ""}


def worded(report: OpenReport, message: str) -> str:
    """The catalogue id of ``message``: a report without a number yet has a wording of its own."""
    return message if report.number is not None else f"{message}-unnumbered"
