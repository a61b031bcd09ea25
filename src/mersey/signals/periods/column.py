"""A column of labels → where each row stands in time, or a question.

Dates decide where there are any; else weeks, months or numbers; else nothing is known,
and a person must say which end of the file is the older.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mersey.errors import ChoiceNeeded, UsageError
from mersey.fields import Setting
from mersey.signals.periods.date_labels import in_calendar
from mersey.signals.periods.placed import Labels, PlaceInTime, PlacesInTime
from mersey.signals.periods.without_year import by_number, in_cycle
from mersey.signals.results import Warned

if TYPE_CHECKING:
    from collections.abc import Sequence

OLDEST: Final = "oldest-first"
NEWEST: Final = "newest-first"


def place_rows(labels: Labels) -> PlacesInTime:
    """Where each row stands in time.

    Raises:
        ChoiceNeeded: Day or month may come first, periods of several lengths are mixed,
            or the labels tell no order at all.
        UsageError: What was asked for does not fit the labels.
        DataError: Some labels cannot be read while most can.
    """
    readers = (in_calendar, in_cycle, by_number)
    placed = next((found for read in readers if (found := read(labels))), None)
    if placed is None:
        return _in_file_order(labels)
    _check_rows(labels, placed)
    return placed


def _in_file_order(labels: Labels) -> PlacesInTime:
    n = len(labels.texts)
    if labels.asked.rows is None and len(set(labels.texts)) > 1:
        msg = (
            f"The labels in “{labels.heading}” are no dates or numbers that mersey "
            "knows, so it cannot tell which rows are the older."
        )
        raise ChoiceNeeded(
            msg,
            options=[Setting("rows", one, is_name=False) for one in (OLDEST, NEWEST)],
        )
    sign = -1 if labels.asked.rows == NEWEST else 1
    note = Warned(
        id="file_order",
        text="The periods were not understood: the points stand in the order of the "
        f"file, {(labels.asked.rows or OLDEST).replace('-', ' ')}, as was stated. If "
        "that is wrong, every verdict is turned round.",
    )
    return PlacesInTime(
        kind="file",
        places=tuple(PlaceInTime(key=float(sign * i), repeats=False) for i in range(n)),
        notes=(note,) if n > 1 else (),
    )


def _check_rows(labels: Labels, placed: PlacesInTime) -> None:
    """Refuse a stated order of rows that the periods themselves contradict."""
    stated = labels.asked.rows
    if stated is None:
        return
    sign = 1 if stated == OLDEST else -1
    for keys in _keys(labels, placed):
        if any(sign * (b - a) < 0 for a, b in pairwise(keys)):
            msg = f"⟦rows⟧ {stated} does not fit: the periods themselves say otherwise."
            raise UsageError(msg, next_step="Leave it out; they are put in order.")


def _keys(labels: Labels, placed: PlacesInTime) -> Sequence[list[float]]:
    by: dict[str, list[float]] = {}
    for group, place in zip(labels.groups, placed.places, strict=True):
        if place is not None:
            by.setdefault(group, []).append(place.key)
    return list(by.values())
