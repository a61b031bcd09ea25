"""Ends that were agreed beforehand, and ends that have not come: no case closed then.

A contract runs from 20 May to 20 May, and a call for bids closes next month. Such a date
stands in a column that is called an end, and says nothing of when anything was finished.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import ChoiceNeeded
from mersey.fields import Setting
from mersey.load.columns.translations import in_english
from mersey.load.shapes.sampled import moments_of
from mersey.services.word_forms import words_of
from mersey.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mersey.load.dates.moments import DateColumn
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation

_FEWEST: Final = 8  # rows that show it
_AGREED: Final = 0.6
"""Share of rows that end whole months after they began, on the same day of the month. By
chance it is one in fifteen: a day of thirty, or the day before it."""
_SAME_DAY: Final = 0.5  # from here dates are of months rather than of days
_STILL_TO_COME: Final = 0.1
_DAY: Final = 86_400  # seconds
_ONE_MOMENT: Final = timedelta(days=2)
_EVERY_ROW: Final = 0.95  # of the rows have the moment at which their list was made


def doubt_of_agreed_ends(clues: Clues, found: Interpretation) -> ChoiceNeeded | None:
    """The question whether a closing says what happened.

    None where nothing speaks against it, or where a person said so.
    """
    closed, opened = found.column(Role.CLOSED), found.column(Role.OPENED)
    if not found.shape.is_row_per_case or closed is None or Role.CLOSED in clues.stated:
        return None
    if _says_what_happened(closed):
        return None
    names = [name for name in (opened, closed) if name]
    moments = moments_of(clues, clues.profiles.sample, names)
    if closed not in moments:
        return None
    if opened in moments and _are_terms(moments[opened], moments[closed]):
        return _question(closed, f'it lies whole months after "{opened}" in most rows')
    for taken, last in _taken_at(clues, but=names).items():
        if _are_to_come(moments[closed], last.replace(tzinfo=UTC).timestamp()):
            return _question(closed, f'it lies after "{taken}" in many rows')
    return None


def _says_what_happened(heading: str) -> bool:
    """Whether it is of the past: `closed` and `resolved`, where `end date` may be to come."""
    words = words_of(heading)
    said = f"{words} {in_english(words)}".split()
    return any(word.endswith("ed") for word in said)


def _taken_at(clues: Clues, *, but: Sequence[str]) -> dict[str, datetime]:
    """Columns that hold about one moment in every row, when the list was made: the last.

    None where `but`, the dates of the cases, has such a one too: cases of a day or two,
    for all of which something was done soon.
    """
    if any(
        name in clues.dates and _is_of_one_moment(clues.dates[name]) for name in but
    ):
        return {}
    least = max(_FEWEST, _EVERY_ROW * clues.raw.n_read)
    return {
        name: column.last
        for name, column in clues.dates.items()
        if name not in but
        and column.last is not None
        and column.n_read >= least
        and _is_of_one_moment(column)
    }


def _is_of_one_moment(column: DateColumn) -> bool:
    return (
        column.first is not None
        and column.last is not None
        and column.last - column.first <= _ONE_MOMENT
    )


def _are_terms(begun: np.ndarray, ended: np.ndarray) -> bool:
    """Whether most rows last whole months, although they begin on any day."""
    known = ~(np.isnan(begun) | np.isnan(ended))
    if known.sum() < _FEWEST:
        return False
    begins = _days(begun[known])
    day = _day_of_month(begins)
    if np.bincount(day).max() > _SAME_DAY * len(day):
        return False
    ends = _days(ended[known])
    is_whole = (_day_of_month(ends) == day) | (_day_of_month(ends + 1) == day)
    is_long = (ends - begins).astype(int) >= 27
    return bool(np.mean(is_whole & is_long) >= _AGREED)


def _are_to_come(ended: np.ndarray, taken: float) -> bool:
    """Whether many ends lie after the list was made: they have not come."""
    known = ended[~np.isnan(ended)]
    return len(known) >= _FEWEST and bool(
        np.mean(known - taken > _DAY) >= _STILL_TO_COME
    )


def _days(seconds: np.ndarray) -> Any:
    return seconds.astype("datetime64[s]").astype("datetime64[D]")


def _day_of_month(days: Any) -> np.ndarray:
    months = days.astype("datetime64[M]")
    found: np.ndarray = (days - months.astype("datetime64[D]")).astype(int)
    return found


def _question(closed: str, why: str) -> ChoiceNeeded:
    return ChoiceNeeded(
        f'Does "{closed}" say when a case ended, or when it ought to end? As {why}, it '
        "may have been agreed beforehand.",
        options=[Setting("closed", closed), Setting("deadline", closed)],
        gives=[
            "each case counts as closed on that date",
            "no case counts as closed on that date; it is kept as the limit",
        ],
    )
