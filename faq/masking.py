"""Questions without the people in them: what is kept so that editors can learn from it.

A rule of thumb: it takes away more than it must (a capitalised pair may be a place), and a name
written small may stay. The marks are the same in every language, and search does not see them.
"""

import re

NAME = "👤"
PHONE = "📞"
MAIL = "✉"
CARD = "💳"
PAPER = "🪪"
PLATE = "🚗"
HOUSE = "🏠"
NUMBER = "#"

_UPPER = "A-ZА-ЯЁӘІҢҒҮҰҚӨҺ"
_LOWER = "a-zа-яёәіңғүұқөһ"
_WORD = rf"[{_UPPER}{_LOWER}]+(?:[-'][{_UPPER}{_LOWER}]+)*"
_CAPITAL = rf"[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?"
_NAMED = (
    r"меня зовут|зовут меня|мо[её] имя|моя фамилия|по имени|по фамилии|"
    r"менің атым|менің есімім|есімім|фамилиям|тегім|my (?:full )?name is|i am called"
)
_SURNAME = rf"[{_UPPER}{_LOWER}]{{2,}}(?:[оеё]в|ин|[оеё]ва|ина|ск(?:ий|ая))"
_PATRONYMIC = (
    rf"(?i:[{_LOWER}]{{2,}}(?:(?:ович|евич|ьич)(?:а|у|ем|е)?|(?:овн|евн|иничн)[аыеу]))|"
    rf"[{_UPPER}][{_LOWER}]{{2,}}(?:ұлы|улы|қызы|кызы|uly|kyzy|qyzy)(?:на|не|н|ның|нің|ға|ге|мен|нан|нен)?"
)
_STREET = (
    r"ул(?:ица|ице|ицы|\.)?|пр(?:оспект\w*|-т|\.)|пер(?:еулок|еулке|\.)|бульвар\w*|мкр\.?|"
    r"микрорайон\w*|шағын аудан\w*|көше\w*|даңғыл\w*|street|st\.|avenue|ave\.?|road"
)
_HOUSE_NUMBER = r"\d{1,4}(?:\s?[/-]\s?\d{1,4})?(?:\s?[а-яa-z])?\b"
_DOOR = (
    r"дом\w{0,2}|д\.|кв(?:артир\w*|\.)?|үй\w{0,2}|пәтер\w{0,3}|house|flat|apt\.?|apartment|корпус"
)


def _pattern(text: str, *, case: bool = False) -> re.Pattern[str]:
    return re.compile(text, re.NOFLAG if case else re.IGNORECASE)


# In this order: a longer number first, since a part of it may look like something else.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (_pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), MAIL),
    (_pattern(r"https?://\S+|(?<!\w)@\w{4,}|\bt\.me/\S+"), MAIL),
    (_pattern(r"\bKZ\d{2}(?:[ -]?[A-Z0-9]){13,16}\b"), CARD),
    (_pattern(r"(?<!\d)(?:\d{4}[ -]?){3}\d{4}(?!\d)"), CARD),
    (_pattern(r"(?<!\d)\d{12}(?!\d)|(?<!\d)\d{6} \d{6}(?!\d)"), PAPER),
    (_pattern(r"(?<!\d)(?:\+?[78][\s(-]*)?\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"), PHONE),
    (_pattern(r"(?<!\w)\+\d[\d\s()-]{7,17}\d(?!\d)"), PHONE),
    (
        _pattern(r"\b\d{3}[ -]?[A-ZА-Я]{2,3}[ -]?\d{2}\b|\b[A-ZА-Я]\d{3}[A-ZА-Я]{2,3}\d{0,3}\b"),
        PLATE,
    ),
    (_pattern(r"(?:\bN|№)\s?\d{5,}|\b[A-ZА-Я]{1,2}\s?\d{7,9}\b"), PAPER),
    (_pattern(rf"(?:{_DOOR})\s*№?\s*{_HOUSE_NUMBER}"), HOUSE),
    (_pattern(rf"\b(?:{_STREET})\s+(?:{_WORD}\s+){{0,2}}{_HOUSE_NUMBER}"), HOUSE),
    (_pattern(rf"\b{_HOUSE_NUMBER}\s+{_WORD}\s+(?:{_STREET})(?!\w)"), HOUSE),
    (_pattern(rf"\b(?:{_WORD}\s+){{1,2}}(?:{_STREET})(?:сы|сі|ы|і)?,?\s*{_HOUSE_NUMBER}"), HOUSE),
    (
        _pattern(rf"\b{_CAPITAL},?\s\d{{1,4}}(?:\s?[/-]\s?\d{{1,4}}){{0,2}}[а-яa-z]?\b", case=True),
        HOUSE,
    ),
    (
        _pattern(
            rf"\b(?i:{_NAMED})[\s:,-]+{_WORD}(?:\s+(?:{_CAPITAL}|{_SURNAME})\b){{0,2}}", case=True
        ),
        NAME,
    ),
    (
        _pattern(
            rf"\b(?:(?:{_CAPITAL}\s+){{1,2}}|{_SURNAME}\s+{_WORD}\s+)?(?:{_PATRONYMIC})\b"
            rf"(?:\s+{_CAPITAL})?",
            case=True,
        ),
        NAME,
    ),
    (_pattern(rf"\b{_CAPITAL}\s+[{_UPPER}]\.\s?(?:[{_UPPER}]\.)?", case=True), NAME),
    (_pattern(rf"\b[{_UPPER}]\.\s?(?:[{_UPPER}]\.\s?)?{_CAPITAL}", case=True), NAME),
    (_pattern(rf"(?<=[{_LOWER},] ){_CAPITAL}(?:\s+{_CAPITAL})+", case=True), NAME),
    (_pattern(rf"^{_CAPITAL}\s+{_CAPITAL}(?:\s+{_CAPITAL})*", case=True), NAME),
    (_pattern(r"(?<!\d)\d{2,3}-\d{2}-\d{2}(?!\d)"), PHONE),
    (_pattern(r"\d{7,}"), NUMBER),
)


def masked(text: str) -> str:
    """``text`` with what tells who somebody is replaced by marks."""
    for pattern, mark in _RULES:
        text = pattern.sub(mark, text)
    return text
