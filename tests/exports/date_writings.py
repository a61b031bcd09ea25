"""How a moment is written: by system, by country, and by people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

__all__ = ["MONTHS", "WRITINGS", "Writing"]

MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "cy": ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf",
           "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
           "september", "oktober", "november", "december"),
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
           "September", "Oktober", "November", "Dezember"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
           "septembre", "octobre", "novembre", "décembre"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
           "septiembre", "octubre", "noviembre", "diciembre"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Writing:
    """One way to write moments.

    Attributes:
        has_time: False where only the day is kept.
        write: A moment as text, or as a number, in a language.
        languages: Whose it is; empty where it is anyone's.
        is_month_first: True where the file must prove it by a day beyond the twelfth.
        splits: True where the time of day stands in a column of its own.
    """

    name: str
    has_time: bool
    write: Callable[[datetime, str], str | int]
    languages: tuple[str, ...] = ()
    is_month_first: bool = False
    splits: bool = False


def _as(pattern: str) -> Callable[[datetime, str], str]:
    return lambda moment, _: moment.strftime(pattern)


def _in_words(moment: datetime, language: str) -> str:
    of = " de " if language == "es" else " "
    dot = "." if language == "de" else ""
    month = MONTHS[language][moment.month - 1]
    return f"{moment.day}{dot}{of}{month}{of}{moment.year}"


def _in_short_english(moment: datetime, _: str) -> str:
    return f"{moment:%d}-{MONTHS['en'][moment.month - 1][:3]}-{moment:%Y %H:%M}"


def _jira(moment: datetime, _: str) -> str:
    return f"{moment:%d}/{MONTHS['en'][moment.month - 1][:3]}/{moment:%y %I:%M} {_half(moment)}"


def _half(moment: datetime) -> str:
    return "AM" if moment.hour < 12 else "PM"


def _dotted_half(moment: datetime, _: str) -> str:
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment:%d/%m/%Y %I:%M} {half}"


def _us_half(moment: datetime, _: str) -> str:
    return f"{moment:%m/%d/%Y %I:%M:%S} {_half(moment)}"


def _epoch(scale: int) -> Callable[[datetime, str], int]:
    return lambda moment, _: int(moment.replace(tzinfo=UTC).timestamp()) * scale


def _sas(moment: datetime, _: str) -> str:
    month = MONTHS["en"][moment.month - 1][:3].upper()
    return f"{moment:%d}{month}{moment:%Y:%H:%M:%S}"


_BRITISH: Final = ("en", "cy", "fr", "es")


def _day(name: str, pattern: str, **more: object) -> Writing:
    return Writing(name=name, has_time=False, write=_as(pattern), **more)  # type: ignore[arg-type]


def _time(name: str, pattern: str, **more: object) -> Writing:
    return Writing(name=name, has_time=True, write=_as(pattern), **more)  # type: ignore[arg-type]


WRITINGS: Final[tuple[Writing, ...]] = (
    _day("iso_date", "%Y-%m-%d"),
    _time("iso_minutes", "%Y-%m-%d %H:%M"),
    _time("iso_seconds", "%Y-%m-%dT%H:%M:%S"),
    _time("iso_zulu", "%Y-%m-%dT%H:%M:%SZ"),
    _time("iso_offset", "%Y-%m-%dT%H:%M:%S+02:00"),
    _time("iso_milliseconds", "%Y-%m-%dT%H:%M:%S.000+0000"),
    _time("utc_word", "%Y-%m-%d %H:%M:%S UTC"),
    _day("day_first", "%d/%m/%Y", languages=_BRITISH),
    _time("day_first_time", "%d/%m/%Y %H:%M", languages=_BRITISH),
    _day("day_first_short", "%d/%m/%y", languages=_BRITISH),
    _day("dots", "%d.%m.%Y", languages=("de",)),
    _time("dots_time", "%d.%m.%Y %H:%M", languages=("de",)),
    _day("dashes", "%d-%m-%Y", languages=("nl",)),
    _time("dashes_time", "%d-%m-%Y %H:%M:%S", languages=("nl",)),
    _day("month_first", "%m/%d/%Y", languages=("en",), is_month_first=True),
    _day("month_first_short", "%m/%d/%y", languages=("en",), is_month_first=True),
    Writing(
        name="month_first_half",
        has_time=True,
        write=_us_half,
        languages=("en",),
        is_month_first=True,
    ),
    Writing(name="in_words", has_time=False, write=_in_words),
    Writing(
        name="short_month", has_time=True, write=_in_short_english, languages=("en",)
    ),
    Writing(name="jira", has_time=True, write=_jira, languages=("en",)),
    Writing(name="half_dots", has_time=True, write=_dotted_half, languages=("en",)),
    Writing(name="sas", has_time=True, write=_sas, languages=("en",)),
    Writing(name="epoch_seconds", has_time=True, write=_epoch(1)),
    Writing(name="epoch_milliseconds", has_time=True, write=_epoch(1000)),
    _day("compact", "%Y%m%d"),
    _time("compact_time", "%Y%m%dT%H%M"),
    _time("time_first", "%H:%M %d/%m/%Y", languages=("en", "cy")),
    _time("two_columns", "%d/%m/%Y", languages=_BRITISH, splits=True),
    _time("two_columns_iso", "%Y-%m-%d", splits=True),
)
