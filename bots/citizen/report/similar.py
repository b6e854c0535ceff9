"""Is it told already? Asked beside the questions, never instead of one.

The report is sent in any case; whoever says "yes, this one" links it.
"""

from bots.citizen.catalogue import catalogue_of
from bots.citizen.draft import answer
from bots.citizen.keyboard import chosen, lasting
from bots.citizen.naming import name_of
from bots.citizen.speech import say
from bots.dialogue.effects import Effect, FindSimilar, Keyboard
from bots.dialogue.engine import Script, again
from bots.dialogue.events import Event, Similar, SimilarFound, TextReceived
from bots.dialogue.flow import Step
from bots.dialogue.state import Conversation

SHOWN = ("similar-one", "similar-two", "similar-three")  # by how many there are
YES = ("same-1", "same-2", "same-3")
NONE = "same-none"


def look(conversation: Conversation) -> tuple[Conversation, tuple[Effect, ...]]:
    """Ask what is known near by, as soon as it is known what and where; once for each place."""
    answers = conversation.answers
    match answers.get("category"), answers.get("place"):
        case str(category), {"latitude": float(north), "longitude": float(east)}:
            key = f"{category} {north} {east}"
        case _:
            return conversation, ()
    if answers.get("looked") == key or answers.get("same_as"):
        return conversation, ()
    wish = FindSimilar(
        report_id=str(answers["report_id"]),
        conversation_id=conversation.id,
        category=category,
        latitude=north,
        longitude=east,
    )
    return answer(conversation, looked=key), (wish,)


def similar(script: Script, conversation: Conversation, event: Event) -> Step | None:
    """The interrupt: what was found, and which of it the citizen means."""
    if isinstance(event, SimilarFound):
        return _found(script, conversation, event)
    choice = chosen(event)
    if choice not in (*YES, NONE):
        return None
    offered = conversation.answers.get("similar") if conversation.flow == "report" else None
    if not isinstance(offered, list) or (choice in YES and YES.index(choice) >= len(offered)):
        if isinstance(event, TextReceived):
            return None  # the same words as the label's, but an answer to somebody else
        said = say(conversation, "old-button")
        return Step(conversation, (said, again(script, conversation)))
    same = offered[YES.index(choice)] if choice in YES else None
    said_which = answer(conversation, same_as=same)
    words = say(said_which, "same-noted" if same else "same-none-noted")
    return Step(said_which, (words, again(script, said_which)))


def _found(script: Script, conversation: Conversation, event: SimilarFound) -> Step:
    """Shown only while its draft is being told; late, foreign and own ones are not."""
    own = {report.report_id for report in (*conversation.reports, *conversation.past)}
    items = [item for item in event.items if item.report_id not in own][: len(YES)]
    mine = conversation.flow == "report" and conversation.answers["report_id"] == event.report_id
    if not items or not mine or conversation.answers.get("same_as"):
        return Step(conversation)
    shown = answer(conversation, similar=[item.report_id for item in items])
    said = say(
        shown,
        SHOWN[len(items) - 1],
        _told(script, conversation.locale, items),
        rows=(lasting(*YES[: len(items)]), lasting(NONE)),
        keyboard=Keyboard.INLINE,
    )
    return Step(shown, (said,))


def _told(script: Script, locale: str, items: list[Similar]) -> dict[str, str | int]:
    args: dict[str, str | int] = {}
    for number, item in enumerate(items, 1):
        args[f"what{number}"] = name_of(
            catalogue_of(script), item.category, locale, unknown="@category-near-by"
        )
        args[f"distance{number}"] = item.distance_m
        args[f"minutes{number}"] = item.minutes_ago
    return args
