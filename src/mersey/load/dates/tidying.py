"""Text with a date in a form that the engine cannot read, made into one that it can.

Each step is an expression over the whole column; a value that does not fit gives null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.engine.parsing import (
    moment_of_epoch,
    moment_of_text,
    replaced_first,
    without_accents,
)
from mersey.load.dates import writing
from mersey.load.dates.date_forms import zone_pattern
from mersey.load.dates.date_names import MONTH_LOOKUP, ZONE_HOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ZONE: Final = rf"(?i)(:[0-9]{{2}}(?:[.,][0-9]+)?(?: ?[ap]\.?m\.?)?)({zone_pattern()})$"
_SIGNED: Final = r"([+-][0-9]{2}):?([0-9]{2})?"
_LETTERS: Final = r"\pL+"
_NAME: Final = r"\pL{3,}\.?"
_WEEKDAY: Final = r"^\s*\pL{2,}\.?,? +"
_HALF: Final = r"(?i) ?([ap])\.?m\.?"
_END_OF_DAY: Final = r"(^|[ T])24([:.])"
_DIGITS: Final = r"\(([0-9]+)"
_READ_AS: Final = (
    (f"{writing.WEEKDAY}, ", ""),
    (f"{writing.WEEKDAY} ", ""),
    (writing.MONTH, "%m"),
    (f" {writing.HALF}", " %p"),
    (writing.HALF, " %p"),
    (writing.ZONE, ""),
)
_S_PER_HOUR: Final = 3_600
_S_PER_MINUTE: Final = 60


def moment_of_special(text: Any, style: str) -> Any:
    """The moment that `text` writes in a special format: UTC where it carries a zone."""
    if style == writing.DATE_CALL:
        return moment_of_epoch(text.re_extract(_DIGITS, 1), per_second=1000)
    if style == writing.WEEK:
        return moment_of_text(text.strip() + "-1", [f"{writing.WEEK}-%u"])
    zone = zone_behind(text) if writing.ZONE in style else None
    for name, tidy in _STEPS:
        if name in style:
            text = tidy(text)
    if writing.is_end_of_day(style):
        text = replaced_first(text, _END_OF_DAY, r"\100\2")
    moment = moment_of_text(text, _readable(style))
    if zone is not None:
        moment -= _ahead(zone).as_interval("s")
    if writing.is_end_of_day(style):
        moment += ibis.interval(days=1)
    return moment


def zone_behind(text: Any) -> Any:
    """The zone behind the time of day, as written; empty where there is none."""
    return text.strip().re_extract(_ZONE, 2)


def _readable(style: str) -> Sequence[str]:
    """The format of the tidied text, as strptime knows it."""
    for written, read in _READ_AS:
        style = style.replace(written, read)
    if writing.is_end_of_day(style):
        style = style.replace("24:", "00:").replace("24.", "00.")
    return [style]


def _without_zone(text: Any) -> Any:
    return replaced_first(text.strip(), _ZONE, r"\1")


def _without_weekday(text: Any) -> Any:
    return replaced_first(text, _WEEKDAY, "")


def _with_month(text: Any) -> Any:
    """The text with the first word of three letters replaced by its month's number."""
    name = without_accents(text.re_extract(r"(\pL{3,})", 1).lower())
    at = ibis.literal(MONTH_LOOKUP).find(ibis.literal(" ") + name + "=")
    number = ibis.literal(MONTH_LOOKUP).substr(at + name.length() + 2, 2)
    known = ibis.ifelse((name != "") & (at >= 0), number, ibis.null("string"))
    return replaced_first(text, _NAME, known)


def _with_half(text: Any) -> Any:
    return replaced_first(text, _HALF, r" \1m")


_STEPS: Final = (
    (writing.ZONE, _without_zone),
    (writing.WEEKDAY, _without_weekday),
    (writing.MONTH, _with_month),
    (writing.HALF, _with_half),
)


def _ahead(zone: Any) -> Any:
    """Seconds that a zone is ahead of UTC; 0 of a zone that is not known."""
    hours = zone.re_extract(_SIGNED, 1)
    minutes = zone.re_extract(_SIGNED, 2)
    sign = ibis.ifelse(hours.startswith("-"), -1, 1)
    signed = (
        hours.try_cast("int64").abs() * _S_PER_HOUR
        + minutes.try_cast("int64").fill_null(0) * _S_PER_MINUTE
    ) * sign
    word = zone.re_extract(f"({_LETTERS})", 1).upper()
    named = word.cases(
        *((name, hour * _S_PER_HOUR) for name, hour in ZONE_HOURS.items() if hour),
        else_=0,
    )
    return ibis.ifelse(hours != "", signed, named).cast("int64")
