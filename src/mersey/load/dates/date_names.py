"""Names of months, days and zones, in the languages that exports are written in.

English, Welsh, French, German, Dutch, Spanish and Italian, in full and short. No short
name means two months, so one list serves all; names are compared without accents.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_ENGLISH: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_MONTHS: Final = (
    "january jan ionawr ion janvier janv januar jan januari enero ene gennaio gen janner",
    "february feb chwefror chwef chwe chw fevrier fevr fev februar februari febrero febbraio",
    "march mar mawrth maw mars marz mrz maart mrt marzo",
    "april apr ebrill ebr avril avr abril abr aprile",
    "may mai mei mayo maggio mag",
    "june jun mehefin meh juin juni junio giugno giu",
    "july jul gorffennaf gorff gor juillet juil juli julio luglio lug",
    "august aug awst aws aout aou augustus agosto ago",
    "september sept sep medi med septembre septiembre setiembre settembre set",
    "october oct hydref hyd octobre oktober okt octubre ottobre ott",
    "november nov tachwedd tach tac novembre noviembre",
    "december dec rhagfyr rhag rha decembre dezember dez diciembre dic dicembre",
)
_NUMBER_OF: Final = {
    name: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}
_WEEKDAY_NAMES: Final = (
    "monday tuesday wednesday thursday friday saturday sunday "
    "llun mawrth mercher iau gwener sadwrn sul "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "lunes martes miercoles jueves viernes sabado domingo "
    "lunedi martedi mercoledi giovedi venerdi"
)
_WEEKDAYS: Final = frozenset(_WEEKDAY_NAMES.split())
_SHORTEST_DAY: Final = 2

MONTH_LOOKUP: Final = (
    " " + " ".join(f"{name}={number:02}" for name, number in _NUMBER_OF.items()) + " "
)
"""` january=01 jan=01 …`: the number of a month stands behind its name and `=`."""

ZONE_HOURS: Final = {
    "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "UTC": 0, "GMT": 0, "WET": 0, "UT": 0, "Z": 0,
}  # fmt: skip
"""Zone by its letters → hours ahead of UTC (RFC 2822 and the zones of Europe)."""


def plain_letters(text: str) -> str:
    """The text in lower case, without accents."""
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def month_number(name: str) -> int | None:
    """1 to 12 for a month's name, full or short, in any of the languages; else None."""
    return _NUMBER_OF.get(plain_letters(name.rstrip(".")))


def is_english_month(name: str, *, full: bool) -> bool:
    """Whether the engine's own parser knows the name: in full, or by three letters."""
    lower = name.lower()
    if full:
        return lower in _ENGLISH and lower != "may"
    return len(lower) == 3 and any(month[:3] == lower for month in _ENGLISH)


def is_weekday(name: str) -> bool:
    """Whether this names a day of the week, in full or by its first letters."""
    plain = plain_letters(name.rstrip("."))
    return len(plain) >= _SHORTEST_DAY and any(
        day.startswith(plain) for day in _WEEKDAYS
    )
