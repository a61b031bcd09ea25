"""Text with a date in a form that the engine cannot read, made into one that it can.

Each step is an expression over the whole column; a value that does not fit gives null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import (
    call,
    cases,
    either,
    found_in,
    joined,
    nothing,
    stripped,
    tried,
    value,
)
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

    from mersey.engine.expressions import Expression

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


def moment_of_special(text: Expression, style: str) -> Expression:
    """The moment that `text` writes in a special format: UTC where it carries a zone."""
    if style == writing.DATE_CALL:
        return moment_of_epoch(found_in(text, _DIGITS, 1), per_second=1000)
    if style == writing.WEEK:
        return moment_of_text(joined(stripped(text), "-1"), [f"{writing.WEEK}-%u"])
    zone = zone_behind(text) if writing.ZONE in style else None
    for name, tidy in _STEPS:
        if name in style:
            text = tidy(text)
    if writing.is_end_of_day(style):
        text = replaced_first(text, _END_OF_DAY, r"\100\2")
    moment = moment_of_text(text, _readable(style))
    if zone is not None:
        moment -= call("to_seconds", _ahead(zone))
    if writing.is_end_of_day(style):
        moment += call("to_days", 1)
    return moment


def zone_behind(text: Expression) -> Expression:
    """The zone behind the time of day, as written; empty where there is none."""
    return found_in(stripped(text), _ZONE, 2)


def _readable(style: str) -> Sequence[str]:
    """The format of the tidied text, as strptime knows it."""
    for written, read in _READ_AS:
        style = style.replace(written, read)
    if writing.is_end_of_day(style):
        style = style.replace("24:", "00:").replace("24.", "00.")
    return [style]


def _without_zone(text: Expression) -> Expression:
    return replaced_first(stripped(text), _ZONE, r"\1")


def _without_weekday(text: Expression) -> Expression:
    return replaced_first(text, _WEEKDAY, "")


def _with_month(text: Expression) -> Expression:
    """The text with the first word of three letters replaced by its month's number."""
    name = without_accents(call("lower", found_in(text, r"(\pL{3,})", 1)))
    at = call("strpos", MONTH_LOOKUP, joined(" ", name, "="))
    begin = at + call("length", name) + value(2)
    number = call("substring", MONTH_LOOKUP, begin, 2)
    is_known = (name != value("")) & (at > value(0))
    known = either(is_known, number, nothing("VARCHAR"))
    return replaced_first(text, _NAME, known)


def _with_half(text: Expression) -> Expression:
    return replaced_first(text, _HALF, r" \1m")


_STEPS: Final = (
    (writing.ZONE, _without_zone),
    (writing.WEEKDAY, _without_weekday),
    (writing.MONTH, _with_month),
    (writing.HALF, _with_half),
)


def _ahead(zone: Expression) -> Expression:
    """Seconds that a zone is ahead of UTC; 0 of a zone that is not known."""
    hours = found_in(zone, _SIGNED, 1)
    minutes = found_in(zone, _SIGNED, 2)
    sign = either(call("starts_with", hours, "-"), -1, 1)
    signed = (
        call("abs", tried(hours, "BIGINT")) * value(_S_PER_HOUR)
        + call("ifnull", tried(minutes, "BIGINT"), 0) * value(_S_PER_MINUTE)
    ) * sign
    word = call("upper", found_in(zone, f"({_LETTERS})", 1))
    named = cases(
        [
            (word == value(name), hour * _S_PER_HOUR)
            for name, hour in ZONE_HOURS.items()
            if hour
        ],
        otherwise=0,
    )
    return either(hours != value(""), signed, named).cast("BIGINT")
