"""About the dates of a file: their order, their hours, and what stands for none."""

from __future__ import annotations

from typing import Final

from mersey.findings.kind import FindingKind
from mersey.vocabulary import Severity

AMBIGUOUS_LOCAL_HOUR: Final = FindingKind(
    id="ambiguous_local_hour",
    meaning="Times in the hour that comes twice when the clocks go back; the first of the two"
    " is assumed.",
    message='{n:time|times} in "{column}" {n:=lies|lie} in an hour that came twice, when the'
    " clocks went back; the first is assumed.",
)
CLOCK_JOINED: Final = FindingKind(
    id="clock_joined",
    meaning="A column of dates and a column of times of day were read as one.",
    message='"{date}" holds dates and "{clock}" their times of day: they were read together.',
)
MIDNIGHT_ONLY: Final = FindingKind(
    id="midnight_only",
    meaning="A column has a clock, but every time in it is midnight: it is read as dates"
    " alone.",
    message='"{column}" has a clock, but every time is midnight: it is read as dates alone.',
)
MISSING_LOCAL_HOUR: Final = FindingKind(
    id="missing_local_hour",
    meaning="Times in the hour that does not exist when the clocks go forward: an hour too"
    " early, or from another zone.",
    message='{n:time|times} in "{column}" {n:=lies|lie} in an hour that never was, when the'
    " clocks went forward: an hour too early, or in another zone.",
    hint="State the zone of the file's times: ⟦time_zone⟧ NAME.",
)
MIXED_DAY_ORDER: Final = FindingKind(
    id="mixed_day_order",
    meaning="A column mixes day first and month first; what fits only the other order cannot"
    " be used.",
    message='"{column}" mixes day first and month first: {n:value fits|values fit} only the'
    " other order and could not be used. Of the rest some may be a day taken for a month.",
    hint="Export the column again with one order, best as 2024-10-31.",
    severity=Severity.SERIOUS,
)
MIXED_ZONES: Final = FindingKind(
    id="mixed_zones",
    meaning="A column holds times with an offset from UTC and times without one; the latter"
    " are taken as local.",
    message='"{column}" mixes times with an offset from UTC and times without: {n:of them has'
    " none, and is|of them have none, and are} taken as local time. Where they are not, steps"
    " are in the wrong order, and a case may seem to go on after its end.",
    hint="Export the column again with an offset in every row, or with none in any.",
    severity=Severity.WARNING,
)
NULL_MARKER: Final = FindingKind(
    id="null_marker",
    meaning="A text, such as NULL or ?, that is read as nothing in some columns.",
    message="{texts} {n_texts:=is|are} read as nothing in {n:column|columns}, because date"
    " columns of the file use {n_texts:=it|them} so. In the case and the activity"
    " {n_texts:=it stays a value|they stay values}.",
)
OPPOSITE_DAY_ORDERS: Final = FindingKind(
    id="opposite_day_orders",
    meaning="Some columns prove day first and others month first; each is read in its own"
    " order.",
    message="{day_first}: day first, as values prove; {month_first}: month first, likewise."
    " Each is read in its own order.",
    hint="To read all in one order: ⟦day_first⟧ or ⟦month_first⟧.",
    severity=Severity.WARNING,
)
PLACEHOLDER_DATES: Final = FindingKind(
    id="placeholder_dates",
    meaning="Dates such as 9999-12-31 that stand for no date at all; they count as not"
    " happened.",
    message='{n:date|dates} in "{column}" {n:=stands|stand} for no date at all ({days}) and'
    " {n:=counts|count} as not happened.",
)
WORDS_IN_DATES: Final = FindingKind(
    id="words_in_dates",
    meaning="Words where a date would be, such as Not yet answered; they count as not"
    " happened.",
    message='"{column}" has {n_different:different word|different words} where a date would'
    " be, in {n:cell|cells}{shown}; {n:=it counts|they count} as not happened.",
)
