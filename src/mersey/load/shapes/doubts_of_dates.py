"""What the dates of a file leave open: which comes first, day or month; what has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import ChoiceNeeded
from mersey.fields import Setting
from mersey.load.dates import writing
from mersey.load.shapes.agreed_ends import doubt_of_agreed_ends
from mersey.load.shapes.sampled import moments_of
from mersey.vocabulary import Role
from mersey.wording import either

if TYPE_CHECKING:
    from datetime import datetime

    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_ASSUMED: Final = "assumed"


def doubt_of_dates(clues: Clues, found: Interpretation) -> ChoiceNeeded | None:
    """The question that the dates used leave open; None where they leave none."""
    return (
        _of_order(clues, found)
        or _of_last(clues, found)
        or doubt_of_agreed_ends(clues, found)
    )


def _of_order(clues: Clues, found: Interpretation) -> ChoiceNeeded | None:
    """Nothing in the file says whether 3/4 is in March or in April."""
    if clues.options.day_first is not None:
        return None
    used = [
        name
        for name in found.taken()
        if name in clues.dates
        and clues.dates[name].basis == _ASSUMED
        and writing.is_numeric_order(clues.dates[name].style.format)
    ]
    names = sorted(name for name in used if _differs(clues, name))
    if not names:
        return None
    listed = ", ".join(f'"{name}"' for name in names)
    verb = either(len(names), "is", "are")
    return ChoiceNeeded(
        f"Day or month first? Nothing in the file tells how {listed} {verb} written.",
        options=[
            Setting("date_order", first, is_name=False) for first in ("day", "month")
        ],
        gives=[_spans(clues, names[0], is_day_first=first) for first in (True, False)],
    )


def _differs(clues: Clues, name: str) -> bool:
    """Whether the other order would give other dates."""
    spans = [_span(clues, name, is_day_first=first) for first in (True, False)]
    return spans[0] != spans[1]


def _spans(clues: Clues, name: str, *, is_day_first: bool) -> str:
    first, last = _span(clues, name, is_day_first=is_day_first)
    return f'"{name}" then runs from {first} to {last}'


def _span(clues: Clues, name: str, *, is_day_first: bool) -> tuple[str, str]:
    """First and last date of the sample, as ISO; the same twice where all are one."""
    style = clues.dates[name].style
    if writing.is_day_first(style.format) != is_day_first:
        style = writing.swapped(style)
    rows = clues.profiles.sample
    found = moments_of(clues, rows, [name], style=style)[name]
    known = found[~np.isnan(found)]
    if not known.size:
        return "", ""
    days = np.array([known.min(), known.max()], dtype="datetime64[s]").astype(str)
    return days[0][:10], days[1][:10]


def _of_last(clues: Clues, found: Interpretation) -> ChoiceNeeded | None:
    """Very many cases end at one last moment, as they do where that means "so far"."""
    if clues.options.as_at is not None or not found.shape.is_row_per_case:
        return None
    name = found.column(Role.CLOSED)
    column = clues.dates.get(name) if name else None
    if column is None or column.placeholder_last is None:
        return None
    last: datetime = column.placeholder_last
    before = (last - timedelta(days=1)).date().isoformat()
    on_it = last.date().isoformat()
    n = column.n_placeholder_last
    return ChoiceNeeded(
        f'Have they ended? {n:,} cases have the same last moment in "{name}", far more '
        "than any other: it may be when the list was made.",
        options=[Setting("as_at", day, is_name=False) for day in (before, on_it)],
        gives=[
            f"those {n:,} cases are still open",
            f"those {n:,} cases ended that day",
        ],
    )
