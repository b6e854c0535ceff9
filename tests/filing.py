"""Mis-filing, measured: citizens with several open reports, and a known truth.

``python -m tests.filing --citizens 2000 --seed 1`` lets citizens with two to four open
reports write about them: as a reply, after pressing *Add to No. …*, or without any hint;
operators answer in between, and a question "which report?" is answered, by its button or
not at all. It prints what share of messages went to another report than the one meant.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bots.citizen.script import CITIZEN
from bots.dialogue import events
from bots.dialogue.effects import AddMessage, CancelTimer, Filed, Say, SetTimer
from bots.dialogue.engine import step
from bots.dialogue.state import Conversation, OpenReport

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HINTS = ("reply", "button", "none")


@dataclass
class Figures:
    """How many messages were sent with each hint, how many went wrong, how often we asked.

    ``wrong`` is counted by the citizen's hint, ``wrong_by`` by how the bot says it knew.
    """

    sent: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    wrong_by: Counter[str] = field(default_factory=Counter)
    filed_by: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    asked: int = 0

    def lines(self) -> Iterable[str]:
        """The figures as one prints them."""
        for hint in HINTS:
            wrong, sent = self.wrong[hint], self.sent[hint]
            share = f"{wrong / max(sent, 1):.1%}"
            yield f"hint {hint:7} {sent:6} sent, {wrong:5} filed wrongly ({share})"
        for by, count in sorted(self.filed_by.items()):
            yield f"by   {by:7} {count:6} filed, {self.wrong_by[by]:5} wrongly"
        yield f"asked {self.asked} times for {self.sent.total()} messages; lost {self.lost}"


class Citizen:
    """One chat whose messages each have a report they are about."""

    def __init__(self, chance: random.Random, figures: Figures) -> None:
        self._chance = chance
        self._figures = figures
        self._now = START
        self._sent = 0
        self._meant: dict[str, tuple[str, str]] = {}
        self._went: dict[str, tuple[str, str]] = {}
        self._timers: dict[str, datetime] = {}
        reports = tuple(
            OpenReport(
                report_id=str(UUID(int=chance.getrandbits(128), version=4)),
                kind="crime",
                number=f"KZ-{place}",
                title="theft",
            )
            for place in range(chance.randint(2, 4))
        )
        self._conversation = Conversation(
            id=str(UUID(int=chance.getrandbits(128), version=4)), turn=1, reports=reports
        )
        self._subject = reports[0].report_id

    def live(self, messages: int) -> None:
        """Send that many messages, mostly going on about the same report."""
        pause_s = 0
        for _ in range(messages):
            if self._chance.random() < (0.1 if pause_s < 60 else 0.5):
                self._subject = self._chance.choice(self._conversation.reports).report_id
            if self._chance.random() < 0.3:
                self._operator_writes()
            self._write(self._chance.choice(HINTS))
            self._answer()
            pause_s = self._chance.choice((5, 30, 300, 3600))
            self._wait(pause_s)
        self._wait(3600)
        self._count()

    def _write(self, hint: str) -> None:
        self._sent += 1
        ref = str(self._sent)
        self._meant[ref] = (self._subject, hint)
        if hint == "button":
            press = events.ChoiceMade(at=self._now, choice=f"add-{self._subject}")
            self._happen(press)
        about = self._subject if hint == "reply" else None
        self._happen(events.TextReceived(at=self._now, ref=ref, text=f"words {ref}", about=about))

    def _answer(self) -> None:
        """A question that stands is mostly answered, if one answer fits all that waits."""
        about = {self._meant[str(entry["ref"])][0] for entry in self._conversation.unfiled}
        if len(about) == 1 and self._chance.random() < 0.8:
            self._wait(5)
            self._happen(events.ChoiceMade(at=self._now, choice=f"file-{about.pop()}"))

    def _wait(self, pause_s: int) -> None:
        until = self._now + timedelta(seconds=pause_s)
        for name, due_at in sorted(self._timers.items(), key=lambda timer: timer[1]):
            if due_at <= until:
                self._now = max(self._now, due_at)
                del self._timers[name]
                self._happen(events.TimerDue(at=self._now, name=name))
        self._now = until

    def _operator_writes(self) -> None:
        """Whoever reads the answer most likely goes on about that."""
        report = self._chance.choice(self._conversation.reports)
        self._happen(
            events.ReplyReceived(
                at=self._now,
                delivery_id="d",
                report_id=report.report_id,
                number=report.number or "",
                text="?",
                position="",
            )
        )
        if self._chance.random() < 0.7:
            self._subject = report.report_id

    def _happen(self, event: events.Event) -> None:
        outcome = step(CITIZEN, self._conversation, event)
        self._conversation = outcome.conversation
        by = {}
        for effect in outcome.effects:
            match effect:
                case AddMessage(message=message):
                    by[str(message["message_id"])] = str(message.get("filed_by"))
                case Filed(ref=ref, report_id=report_id, message_id=same):
                    self._went[ref] = (report_id, by[same])
                case SetTimer(name=name, due_at=due_at):
                    self._timers[name] = due_at
                case CancelTimer(name=name):
                    self._timers.pop(name, None)
                case Say(message="which-report"):
                    self._figures.asked += 1

    def _count(self) -> None:
        for ref, (meant, hint) in self._meant.items():
            self._figures.sent[hint] += 1
            if ref not in self._went:
                self._figures.lost += 1
                continue
            report_id, by = self._went[ref]
            self._figures.filed_by[by] += 1
            if report_id != meant:
                self._figures.wrong[hint] += 1
                self._figures.wrong_by[by] += 1


def simulate(citizens: int, messages: int, seed: int) -> Figures:
    """The figures of so many citizens, each with so many messages."""
    figures = Figures()
    chance = random.Random(seed)
    for _ in range(citizens):
        Citizen(chance, figures).live(messages)
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--citizens", type=int, default=2000)
    parser.add_argument("--messages", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"seed {given.seed}, {given.citizens} citizens, {given.messages} messages each")
    print(*simulate(given.citizens, given.messages, given.seed).lines(), sep="\n")
