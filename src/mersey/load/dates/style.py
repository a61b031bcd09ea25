"""How one column writes its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Basis: TypeAlias = Literal["values", "file", "stated", "evidence", "assumed"]
"""What the order of day and month rests on: the column's own values, those of another
column, a person or a map, the evidence of all dates together, or nothing."""


@dataclass(frozen=True, kw_only=True)
class DateStyle:
    """How one column writes its dates.

    Attributes:
        format: A strptime format, several parted by ` | ` (the first that fits), or
            `iso`, `iso_mixed`, `excel_serial`, `epoch_s`, `epoch_ms`, `typed`.
        has_time: False where the column holds dates alone.
        has_zone: True where each value carries its own offset from UTC.
        clock: The column of times of day that was put to it; empty where there is none.
        said: How to say it to a person, such as "day first, 24-hour clock".
    """

    format: str
    has_time: bool
    has_zone: bool = False
    clock: str = ""
    said: str = ""
