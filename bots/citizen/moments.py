"""When people say something happened: "25.11 14:30", "вчера в 10", "кеше сағат 10-да".

Only what is understood whole becomes a time; everything else stays in the citizen's words,
for a wrong time is worse than none.
"""

import re
from datetime import date, datetime, time, timedelta, timezone

LOCAL = timezone(timedelta(hours=5))
"""All of Kazakhstan, since 1 March 2024."""

NOW = frozenset({"сейчас", "қазір", "now", "только что", "жаңа ғана", "just now"})
DAYS_AGO = {
    "today": 0,
    "сегодня": 0,
    "бүгін": 0,
    "yesterday": 1,
    "вчера": 1,
    "кеше": 1,
    "позавчера": 2,
    "алдыңгүні": 2,
}
BEFORE_AN_HOUR = frozenset({"в", "во", "at", "сағат"})
IGNORED = frozenset({"on", "г", "года", "час", "часа", "часов"})

SUFFIX = re.compile(r"(?<=\d)-?(?:да|де|та|те)$")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
HOUR = re.compile(r"\d{1,2}")
LONGEST = 60  # characters; longer is a story


def moment(text: str, now: datetime) -> datetime | None:
    """The time ``text`` tells, aware and not after ``now``; None if it does not tell one whole."""
    words = " ".join(text.casefold().replace(",", " ").split()).rstrip(".")
    if len(text) > LONGEST:
        return None
    if words in NOW:
        return now
    try:
        return _read(words.split(), now.astimezone(LOCAL))
    except ValueError:  # the 31st of February, 25:00
        return None


def shown(at: datetime) -> str:
    """As a citizen reads a time, whatever the language."""
    return at.astimezone(LOCAL).strftime("%d.%m.%Y %H:%M")


def day_shown(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _read(words: list[str], now: datetime) -> datetime | None:
    day: date | None = None
    yearless = False
    clock: time | None = None
    before = ""
    for word in (SUFFIX.sub("", each) for each in words):
        if word in DAYS_AGO and day is None:
            day = now.date() - timedelta(days=DAYS_AGO[word])
        elif (found := _day(word, now)) is not None and day is None:
            day, yearless = found
        elif (told := CLOCK.fullmatch(word)) and clock is None:
            clock = time(int(told[1]), int(told[2]))
        elif before in BEFORE_AN_HOUR and HOUR.fullmatch(word) and clock is None:
            clock = time(int(word))
        elif word not in BEFORE_AN_HOUR | IGNORED:
            return None
        before = word
    if clock is None:
        return None
    return _not_later(day, yearless, clock, now)


def _day(word: str, now: datetime) -> tuple[date, bool] | None:
    if iso := ISO_DAY.fullmatch(word):
        return date(int(iso[1]), int(iso[2]), int(iso[3])), False
    if (told := DAY.fullmatch(word)) is None or int(told[2]) > 12:  # 14.30 is a time
        return None
    if told[3] is None:
        return date(now.year, int(told[2]), int(told[1])), True
    return date(int(told[3]) % 100 + 2000, int(told[2]), int(told[1])), False


def _not_later(day: date | None, yearless: bool, clock: time, now: datetime) -> datetime | None:
    """23:50 told at noon was yesterday; 25.11 told in March was last year."""
    told = datetime.combine(day or now.date(), clock, LOCAL)
    if told > now and day is None:
        told -= timedelta(days=1)
    if told > now and yearless:
        told = told.replace(year=told.year - 1)
    return told if told <= now else None


def day_of(at: datetime) -> date:
    """The day that it is for citizens."""
    return at.astimezone(LOCAL).date()
