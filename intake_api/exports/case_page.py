"""A case as a page to print or to keep: everything that happened, in one language, no script."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from intake_api.api.models import AnswerShown, Attachment, Entry, ReportCase
from intake_api.contract import Locale, Place
from intake_api.texts import label

FOLDER = Path(__file__).parent / "templates"
STYLE = FOLDER / "case.css"
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})

_templates = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """For whom the page is made. ``by`` is a position; ``address_of`` gives None for a file
    that is not there; ``who`` is what is known of the citizen, if it was asked for."""

    locale: Locale
    zone: ZoneInfo
    now: datetime
    by: str
    style: str
    is_archive: bool
    address_of: Callable[[Attachment], str | None]
    categories: Mapping[str, Mapping[str, str]]
    who: Mapping[str, str]


def case_page(case: ReportCase, setting: Setting) -> str:
    """The HTML."""
    words = _Words(setting)
    return _templates.get_template("case.html").render(
        case=case,
        headline=_headline(case, setting, words),
        days=words.days(case.timeline),
        t=words.text,
        full=words.full,
        clock=words.clock,
        named=words.named,
        answered=words.answered,
        point=point,
        address_of=setting.address_of,
        who=setting.who,
        PICTURES=PICTURES,
        locale=setting.locale.value,
        style=setting.style,
        zone=setting.zone.key,
        now=setting.now,
        by=setting.by,
        is_archive=setting.is_archive,
    )


def _headline(case: ReportCase, setting: Setting, words: "_Words") -> str:
    if case.category is None:
        return words.text(f"kind.{case.kind}")
    return words.named(setting.categories.get(case.category), case.category)


def point(place: Place | None) -> str:
    """WGS 84 degrees with how sure they are, or an empty text."""
    if place is None or place.latitude is None or place.longitude is None:
        return ""
    near = f" ± {place.accuracy_m:.0f} m" if place.accuracy_m is not None else ""
    return f"{place.latitude:.5f}, {place.longitude:.5f}{near}"


class _Words:
    """Texts and times of one language and zone."""

    def __init__(self, setting: Setting) -> None:
        self._locale = setting.locale
        self._zone = setting.zone

    def text(self, name: str, otherwise: str | None = None) -> str:
        """``otherwise`` is the id of what is said where ``name`` has no text."""
        return label(name, self._locale, otherwise=self.text(otherwise) if otherwise else "")

    def named(self, labels: Mapping[Locale, str] | Mapping[str, str] | None, code: str) -> str:
        return {str(key): text for key, text in (labels or {}).items()}.get(self._locale, code)

    def answered(self, answer: AnswerShown) -> str:
        chosen = [self.named(each.labels, each.code) for each in answer.options]
        number = [f"{answer.number:g}"] if answer.number is not None else []
        at = [self.full(answer.at)] if answer.at else []
        return ", ".join([*chosen, *number, *([answer.text] if answer.text else []), *at])

    def clock(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M:%S}"

    def full(self, at: datetime | None) -> str:
        return self._dated("date.full", at) if at else ""

    def days(self, timeline: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
        """What happened on each day of the zone."""
        by_day = groupby(timeline, key=lambda entry: entry.at.astimezone(self._zone).date())
        found = [list(entries) for _, entries in by_day]
        return [(self._dated("date.day", entries[0].at), entries) for entries in found]

    def _dated(self, name: str, at: datetime) -> str:
        here = at.astimezone(self._zone)
        return self.text(name).format(
            weekday=self.text(f"weekday.{here.isoweekday() % 7}"),
            day=here.day,
            month=self.text(f"month.{here.month}"),
            year=here.year,
            time=self.clock(at),
        )
