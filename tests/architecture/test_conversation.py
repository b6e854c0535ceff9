"""docs/conversation.md tells what the flows do today."""

from bots.citizen.script import CITIZEN
from bots.dialogue.diagram import DOCUMENT, document


def test_the_document_is_drawn_from_the_flows() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(CITIZEN), (
        "write it anew: python -m bots.dialogue.diagram"
    )


def test_every_question_and_every_skip_says_what_it_is() -> None:
    rows = [line for line in document(CITIZEN).splitlines() if line.startswith("| `")]

    assert len(rows) == sum(len(flow.questions) for flow in CITIZEN.flows.values())
    assert all(row.split("|")[2].strip() for row in rows)
