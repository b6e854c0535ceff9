"""``python -m faq``: ask the shipped articles, look for conflicts, measure on a set.

python -m faq ask "как подать заявление" --locale ru
python -m faq check
python -m faq evaluate FOLDER...
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from faq.conflicts import conflicts
from faq.content import seed
from faq.measures import measured, remaining, table
from faq.search import Answer, Clarify, NoAnswer, explain

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
console = Console(width=150)


@app.command()
def ask(question: str, locale: str = "ru") -> None:
    """What would be said to QUESTION, and why."""
    explained = explain(seed(), question, locale)
    match explained.decision:
        case Answer(article, probability):
            said = f"answer {article.id} ({probability:.2f})"
        case Clarify(articles):
            said = "clarify " + ", ".join(each.id for each in articles)
        case NoAnswer(why):
            said = f"none ({why})"
    console.print(f"{said}   [dim]read as: {explained.reading}[/dim]")
    for each in explained.candidates:
        console.print(f"  {each.probability:.2f}  {each.score:.3f}  {each.article.id}")
    signals = "  ".join(f"{name} {value:.2f}" for name, value in explained.signals.items())
    console.print(f"  answers from {explained.answer_from:.2f}; {signals}")


@app.command()
def check() -> None:
    """The shipped articles that get into each other's way. Exit status 1 if there are any."""
    found = conflicts(seed())
    for each in found:
        between = " / ".join(each.articles)
        console.print(
            f"{each.kind} {each.similarity:.2f}  {between}  {each.locale}  {each.question}"
        )
    raise typer.Exit(bool(found))


@app.command()
def evaluate(
    folders: Annotated[list[Path], typer.Argument(exists=True, file_okay=False)],
    half: Annotated[str, typer.Option(help="cal, test or both")] = "both",
) -> None:
    """How good the answers are on sets with faq.jsonl and queries.jsonl."""
    for folder in folders:
        outcomes = measured(folder, half)
        console.print(table(folder.name, outcomes))
        for line in remaining(outcomes):
            console.print(f"  {line}", style="dim")


if __name__ == "__main__":
    app()
