"""Dates in one column and the time of day in another: put together as one moment.

Two columns belong together where one holds dates alone, the other times of day alone,
and their headings differ in nothing but those words ("Reported Date", "Reported Time").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import (
    column,
    either,
    found_in,
    joined,
    matches,
    stripped,
    surely,
    text,
    value,
)
from mersey.engine.parsing import replaced_first
from mersey.engine.queries import query
from mersey.findings.about_the_file.dates import CLOCK_JOINED
from mersey.load.dates import writing
from mersey.load.dates.nulls import is_null_token
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from mersey.engine.expressions import Expression
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

_DATE_WORDS: Final = frozenset(
    ("date", "day", "datum", "dag", "tag", "fecha", "data", "dyddiad", "jour", "dt")
)
_TIME_WORDS: Final = frozenset(
    ("time", "clock", "hour", "tm", "uhrzeit", "zeit", "tijd", "tijdstip", "heure",
     "hora", "ora", "amser")
)  # fmt: skip
_CLOCK: Final = re.compile(
    r"([01]?\d|2[0-4])(?P<colon>[:.h])[0-5]\d((?P=colon)[0-5]\d([.,]\d+)?)?( ?[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"([01]?\d|2[0-4])[0-5]\d")
_MIDNIGHT: Final = re.compile(r"[T ]0?0[:.]00([:.]00([.,]0+)?)?$")
_ENOUGH: Final = 0.9  # share of a column's different values that must be times of day
_READS: Final = r"(?i)^([0-9]{1,2})[:.h]?([0-9]{2})(?:[:.h]([0-9]{2}))?(?:[.,][0-9]+)?( ?[ap]\.?m\.?)?$"
_NOT_JOINED: Final = (
    writing.EXCEL, writing.EPOCH_S, writing.EPOCH_MS, writing.WEEK, writing.DATE_CALL,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ClocksJoined:
    """A file with its times of day put to its dates.

    Attributes:
        raw: The file; a joined column of dates holds date and time as text, and the
            column of times is gone.
        clocks: Column of dates → the column of times that was put to it.
    """

    raw: RawTable
    clocks: Mapping[str, str]


def clocks_of(
    values: Mapping[str, Collection[str]], styles: Mapping[str, DateStyle]
) -> dict[str, str]:
    """Column of dates → the column of times of day that belongs to it.

    Args:
        values: Every column of the file, in its order, with some different values.
        styles: The columns of dates.
    """
    dates = [n for n, style in styles.items() if _is_date_alone(style, values[n])]
    found: dict[str, str] = {}
    for name in values:
        if name not in styles and _is_clock(name, values[name]):
            date = _partner(name, list(values), [d for d in dates if d not in found])
            if date is not None:
                found[date] = name
    return found


def join_clocks(raw: RawTable, clocks: Mapping[str, str]) -> ClocksJoined:
    """The file with each time put to its date; where there is no time, the date alone."""
    if not clocks:
        return ClocksJoined(raw=raw, clocks={})
    kept = {
        name: _moment(name, clocks[name]) if name in clocks else name
        for name in raw.table.columns
        if name not in clocks.values()
    }
    put = query("SELECT {kept} FROM {rows}", kept=kept, rows=raw.table)
    table = raw.session.view("raw_joined", put)
    findings = tuple(
        CLOCK_JOINED.found(raw.n_read, date=date, clock=clock)
        for date, clock in clocks.items()
    )
    joined = replace(
        raw,
        table=table,
        columns=tuple(n for n in raw.columns if n not in clocks.values()),
        findings=(*raw.findings, *findings),
    )
    return ClocksJoined(raw=joined, clocks=clocks)


def _is_date_alone(style: DateStyle, values: Collection[str]) -> bool:
    if any(one in _NOT_JOINED for one in writing.formats_in(style.format)):
        return False
    if not style.has_time:
        return True
    return not style.has_zone and all(_MIDNIGHT.search(value) for value in values)


def _is_clock(name: str, values: Collection[str]) -> bool:
    """Whether the heading speaks of a time, and the values are times of day."""
    if _TIME_WORDS.isdisjoint(words_of(name).split()):
        return False
    real = [value for value in values if not is_null_token(value)]
    clocks = sum(
        bool(_CLOCK.fullmatch(value) or _BARE.fullmatch(value)) for value in real
    )
    return bool(real) and clocks >= _ENOUGH * len(real)


def _partner(clock: str, columns: list[str], dates: list[str]) -> str | None:
    """The column of dates that a column of times belongs to."""
    what = _about(clock)
    same = [name for name in dates if _about(name) == what]
    if same:
        at = columns.index(clock)
        return min(same, key=lambda name: abs(columns.index(name) - at))
    before = columns[: columns.index(clock)][-1:]
    return before[0] if not what and before and before[0] in dates else None


def _about(heading: str) -> str:
    """The heading without the words for date and time."""
    words = words_of(heading).split()
    return " ".join(w for w in words if w not in _DATE_WORDS and w not in _TIME_WORDS)


def _moment(date: str, clock: str) -> Expression:
    """Date and time as one text."""
    day = stripped(text(column(date)))
    day = either(
        matches(day, _MIDNIGHT.pattern),
        replaced_first(day, _MIDNIGHT.pattern, ""),
        day,
    )
    time = stripped(text(column(clock)))
    hour, minute, second, half = (found_in(time, _READS, n) for n in range(1, 5))
    second = either(second != value(""), joined(":", second), "")
    both = joined(day, " ", hour, ":", minute, second, half)
    has_both = matches(time, _READS) & matches(day, "[0-9]")
    return either(surely(has_both), both, day)
