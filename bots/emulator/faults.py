"""Faults: rules that decide when something goes wrong, and the log of every firing."""

import random
from dataclasses import dataclass, field

from bots.emulator.json_types import JsonObject

MATCH_FIELDS = ("bot", "chat", "user", "kind")
RULE_FIELDS = ("on", "action", "nth", "count", "probability", "seed", "text", *MATCH_FIELDS)


@dataclass(kw_only=True)
class Rule:
    """One rule as posted; `seen` counts matches, `fired` those that took effect."""

    id: int
    spec: JsonObject
    chance: random.Random
    seen: int = 0
    fired: int = 0
    nth: frozenset[int] | None = None

    @property
    def on(self) -> str:
        return str(self.spec["on"]).lower()

    @property
    def action(self) -> str:
        return str(self.spec["action"])

    def number(self, name: str, default: float) -> float:
        return float(self.spec.get(name, default))

    def shown(self) -> JsonObject:
        return {"id": self.id, **self.spec, "seen": self.seen, "fired": self.fired}

    def matches(self, point: "Point") -> bool:
        if self.on not in (point.on, "*") or (self.on == "*" and not point.is_method):
            return False
        for name in MATCH_FIELDS:
            wanted = self.spec.get(name)
            if wanted is not None and wanted != getattr(point, name):
                return False
        return str(self.spec.get("text", "")) in point.text

    def fires(self) -> bool:
        """Called once for each match: counts it and decides."""
        self.seen += 1
        count = int(self.spec.get("count", 1))
        if count and self.fired >= count:
            return False
        if self.nth is not None and self.seen not in self.nth:
            return False
        probability = float(self.spec.get("probability", 1))
        if probability < 1 and self.chance.random() >= probability:
            return False
        self.fired += 1
        return True


@dataclass(kw_only=True)
class Point:
    """Where a fault may strike: a call, a download, an update made or delivered."""

    on: str
    bot: int | None = None
    chat: int | None = None
    user: int | None = None
    kind: str | None = None
    text: str = ""
    is_method: bool = False


@dataclass(kw_only=True)
class FaultBook:
    seed: int
    rules: list[Rule] = field(default_factory=list)
    firings: list[JsonObject] = field(default_factory=list)
    _last_id: int = 0

    def add(self, spec: JsonObject) -> Rule:
        """ValueError when the rule does not say where and what."""
        if not isinstance(spec, dict) or "on" not in spec or "action" not in spec:
            raise ValueError('a rule needs "on" and "action"')
        nth = spec.get("nth")
        places = None if nth is None else frozenset(nth if isinstance(nth, list) else [nth])
        self._last_id += 1
        chance = random.Random(f"{spec.get('seed', self.seed)}:{self._last_id}")  # noqa: S311 - repeatable on purpose
        rule = Rule(id=self._last_id, spec=dict(spec), chance=chance, nth=places)
        if places is not None and "count" not in spec:
            rule.spec["count"] = len(places)
        self.rules.append(rule)
        return rule

    def strike(self, point: Point, now: float) -> Rule | None:
        """The first rule that matches and fires, logged; None when all is well."""
        for rule in self.rules:
            if rule.matches(point) and rule.fires():
                self._log(rule, point, now)
                return rule
        return None

    def remove(self, rule_id: int | None = None) -> None:
        self.rules = [r for r in self.rules if rule_id is not None and r.id != rule_id]

    def _log(self, rule: Rule, point: Point, now: float) -> None:
        self.firings.append(
            {
                "n": len(self.firings) + 1,
                "rule": rule.id,
                "action": rule.action,
                "on": point.on,
                "bot": point.bot,
                "chat": point.chat,
                "user": point.user,
                "kind": point.kind,
                "time": now,
            }
        )
