"""Why a file is not a case log, said so that its owner knows what to export instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.errors import NotACaseLog
from mersey.load.columns.translations import in_english
from mersey.load.dates.date_names import MONTH_LOOKUP, plain_letters
from mersey.services.word_forms import words_of
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.profile import ColumnProfile, Profiles

_PERIOD_WORDS: Final = frozenset({
    "period", "quarter", "month", "year", "week", "fy", "financial", "reporting",
})  # fmt: skip
_METRIC_WORDS: Final = frozenset({"metric", "indicator", "measure", "kpi"})
_MONTH: Final = f"(?:{'|'.join(re.findall('[a-z]+', MONTH_LOOKUP))})"
_PERIOD = re.compile(
    r"(?:FY)?\d{4}([/-]\d{2,4})?[ -]*(?:Q[1-4])?|Q[1-4][ /-]*\d{2,4}([/-]\d{2,4})?|"
    rf"\d{{4}}-(?:0[1-9]|1[0-2])|{_MONTH}[ -]\d{{2,4}}|\d{{4}}-?W\d{{1,2}}",
    re.IGNORECASE,
)
_NEEDED: Final = (
    "mersey needs one row per step of a case, with a column that names the case, one that "
    "names the step and one that says when; or one row per case with a date column for "
    "each milestone. Ask for the case list behind these figures."
)


def period_column(profiles: Profiles) -> str | None:
    """The column that names a period of reporting; None where there is none."""
    for name, profile in profiles.columns.items():
        if set(words_of(name).split()) & _PERIOD_WORDS and profile.values:
            return name
    for name, profile in profiles.columns.items():
        if _holds_periods(profile):
            return name
    return None


def names_its_figures(profiles: Profiles) -> bool:
    """Whether one column says what each figure measures, and another holds the figure.

    However many keys such a table has, its rows are figures and no cases.
    """
    said = {name: _english_words(name) for name in profiles.columns}
    is_named = any(not words.isdisjoint(_METRIC_WORDS) for words in said.values())
    return is_named and any(
        profile.is_number and "value" in said[name]
        for name, profile in profiles.columns.items()
    )


def table_of_figures(profiles: Profiles, period: str) -> NotACaseLog:
    """The error for a table of figures by period."""
    return NotACaseLog(
        f'This is a table of figures by period ("{period}"), not a log of cases. '
        f"{_seen(profiles)}",
        next_step=_NEEDED,
    )


def no_time(profiles: Profiles) -> NotACaseLog:
    """The error for a file without a column of dates."""
    period = period_column(profiles)
    if period is not None and _has_figures(profiles):
        return table_of_figures(profiles, period)
    return NotACaseLog(
        f"No column holds dates or times, so nothing can be timed. {_seen(profiles)}",
        next_step="If a column does hold dates, name it: ⟦time⟧ COLUMN. " + _NEEDED,
    )


def one_column(profiles: Profiles) -> NotACaseLog:
    """The error for a file of a single column."""
    return NotACaseLog(
        f"The file has one column only. {_seen(profiles)}",
        next_step="If its columns are parted by another sign than a comma, a semicolon, a "
        "tab or a bar, save it as CSV first. " + _NEEDED,
    )


def list_of_items(profiles: Profiles, date: str) -> NotACaseLog:
    """The error for a list of things with one date each, and no case among them."""
    return NotACaseLog(
        f'Each row has one date ("{date}"), and no column names a case or says how it '
        f"stands: this is a list, not a log of cases. {_seen(profiles)}",
        next_step="If a column does name the case, name it: ⟦case⟧ COLUMN. " + _NEEDED,
    )


def no_case(profiles: Profiles) -> NotACaseLog:
    """The error for a file in which nothing looks like a case."""
    return NotACaseLog(
        f"No column names a case, and the rows do not look like cases either. "
        f"{_seen(profiles)}",
        next_step="If a column does name the case, name it: ⟦case⟧ COLUMN; or say that "
        "each row is one: ⟦case⟧ none. " + _NEEDED,
    )


def no_milestones(profiles: Profiles) -> NotACaseLog:
    """The error for a file whose only dates are of birth, or ought to be."""
    return NotACaseLog(
        "Its only dates are dates of birth, or dates that ought to be (due, target, "
        f"planned): none says when something was done. {_seen(profiles)}",
        next_step=_NEEDED,
    )


def too_many_steps(activity: str, n: int, *, most: int) -> NotACaseLog:
    """The error for a column of steps that holds something else: texts, or numbers."""
    return NotACaseLog(
        f'"{activity}" holds {n:,} different values; mersey reads at most {most:,} '
        "different steps.",
        next_step="Name the column that says what kind of step was done, with "
        "⟦activity⟧ COLUMN; or export the kind of each step instead of its text.",
    )


def nothing_loaded(by_fault: Mapping[tuple[str, str], int]) -> NotACaseLog:
    """The error for a file of which no row could be used."""
    faults = "; ".join(
        f'{plural(n, "row")}: {reason} ("{column}")'
        for (column, reason), n in by_fault.items()
    )
    return NotACaseLog(
        f"Every row was left out, so there is no log. {faults}.",
        next_step="Check these columns, or name others: ⟦case⟧, ⟦activity⟧, ⟦time⟧.",
    )


def _english_words(heading: str) -> set[str]:
    words = words_of(heading)
    return {*words.split(), *in_english(words).split()}


def _has_figures(profiles: Profiles) -> bool:
    return any(
        profile.is_number and not profile.is_constant
        for profile in profiles.columns.values()
    )


def _holds_periods(profile: ColumnProfile) -> bool:
    return (
        profile.style is None
        and len(profile.values) > 1
        and all(_PERIOD.fullmatch(plain_letters(value)) for value in profile.values)
        and not all(value.isdigit() for value in profile.values)
    )


def _seen(profiles: Profiles) -> str:
    names = ", ".join(f'"{name}"' for name in list(profiles.columns)[:12])
    more = len(profiles.columns) - 12
    return f"Columns seen: {names}{f' and {more} more' if more > 0 else ''}."
