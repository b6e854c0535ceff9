"""``python -m bots.dialogue.diagram``: the flows as pictures, written to docs/conversation.md.

Drawn from the flows themselves, so that the document cannot tell another story than the
code; a test compares. Takes ``module:script`` as its argument, the citizen's by default.
"""

import inspect
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from bots.dialogue.engine import Script
from bots.dialogue.flow import Flow

DOCUMENT = Path(__file__).parents[2] / "docs" / "conversation.md"
CITIZEN = "bots.citizen.script:CITIZEN"
HEAD = """# The conversation, drawn from the code

Written by `python -m bots.dialogue.diagram`; do not edit. Arrows go from a question to the
one that follows; a word on an arrow names the questions that are passed over on it. *Back*
goes against the arrows. The built-in catalogue is shown: subcategories and a category's extra
questions (between `what` and `role`) appear as soon as the API's catalogue has them.

## Whatever is being asked

In this order, before any question sees the event:

"""


def document(script: Script) -> str:
    """The whole page, Markdown with Mermaid."""
    interrupts = [f"{number}. {_told(each)}" for number, each in enumerate(script.interrupts, 1)]
    pictures = [f"\n## {name}\n\n{diagram(flow)}" for name, flow in script.flows.items()]
    return HEAD + "\n".join(interrupts) + "\n" + "".join(pictures)


def diagram(flow: Flow) -> str:
    """The flow as a Mermaid state diagram, with what each question asks and why it is skipped."""
    names = list(flow.questions)
    lines = ["```mermaid", "stateDiagram-v2", "    direction TB"]
    lines += [f"    {_id(name)} : {name}" for name in names]
    lines.append(f"    [*] --> {_id(names[0])}")
    for place, name in enumerate(names):
        lines += [f"    {_id(name)} --> {each}" for each in _onward(flow, names[place + 1 :])]
    table = ["```", "", "| question | asks | passed over |", "|---|---|---|"]
    rows = [
        f"| `{name}` | {_asks(flow.questions[name])} | {_why(flow.skip.get(name))} |"
        for name in names
    ]
    return "\n".join([*lines, *table, *rows]) + "\n"


def _onward(flow: Flow, following: list[str]) -> list[str]:
    """Each question that may come next: the first that is always asked, and all before it."""
    arrows: list[str] = []
    passed: list[str] = []
    for name in following:
        arrows.append(f"{_id(name)} : {'without ' + ', '.join(passed)}" if passed else _id(name))
        if name not in flow.skip:
            return arrows
        passed.append(name)
    return [*arrows, "[*]"]


def _asks(question: object) -> str:
    """The first line of the question's docstring; a wrapper's is that of what it wraps."""
    inner = getattr(question, "question", question)
    return _first_line(type(inner).__doc__)


def _why(predicate: Callable[..., object] | None) -> str:
    if predicate is None:
        return ""
    plain = predicate.func if isinstance(predicate, partial) else predicate
    return _first_line(plain.__doc__)


def _told(interrupt: Callable[..., object]) -> str:
    plain = interrupt.func if isinstance(interrupt, partial) else interrupt
    return f"`{plain.__name__}`: {_first_line(plain.__doc__)}"


def _first_line(doc: str | None) -> str:
    line = inspect.cleandoc(doc or "").split("\n\n")[0].replace("\n", " ")
    return line.removeprefix("The interrupt: ").removeprefix("The interrupt ")


def _id(name: str) -> str:
    return name.replace("-", "_")


def main(where: str = CITIZEN) -> None:
    module, _, name = where.partition(":")
    DOCUMENT.write_text(document(getattr(import_module(module), name)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
