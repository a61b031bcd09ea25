"""Which interpretation of a table is right? All compete; the best wins, or mersey asks.

Each interpretation is judged as a whole by its evidence. The best wins only where it is
ahead by a margin that was set on files whose right reading is known (see
`docs/reference/reading-accuracy.md`); else a person is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine.queries import query
from mersey.errors import ChoiceNeeded
from mersey.fields import Setting
from mersey.load.columns.case_view import is_one_to_one
from mersey.load.shapes.current_status import as_current_status
from mersey.load.shapes.keys import NAMED, SURE, UNIQUE, keys_of
from mersey.load.shapes.lifecycle import as_lifecycle
from mersey.load.shapes.not_a_log import (
    list_of_items,
    names_its_figures,
    no_case,
    no_milestones,
    period_column,
    table_of_figures,
)
from mersey.load.shapes.row_per_activity import as_activities
from mersey.load.shapes.row_per_case import row_per_case
from mersey.load.shapes.row_per_change import row_per_change
from mersey.load.shapes.row_per_event import row_per_event
from mersey.load.shapes.snapshot import as_snapshots
from mersey.load.shapes.status_interval import as_intervals
from mersey.vocabulary import Role
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.errors import NotACaseLog
    from mersey.load.shapes.clues import Clues
    from mersey.load.shapes.interpretation import Interpretation
    from mersey.load.shapes.keys import Key

MARGIN: Final = 0.8
"""By how much the best must be ahead of a different reading of the same table."""

FLOOR: Final = 0.0
"""An interpretation with more against it than for it is none."""

_TRIED: Final = 4  # keys that come again
_TRIED_UNIQUE: Final = 3


def best_interpretation(clues: Clues) -> Interpretation:
    """The interpretation that is clearly the best.

    Raises:
        ChoiceNeeded: Two different ones fit about as well, or the best leaves a question.
        NotACaseLog: None fits.
    """
    found = interpretations(clues)
    if found:
        _refuse_figures(clues, found[0])
        _refuse_things(clues, found[0])
    if not found or found[0].score < FLOOR:
        raise _refusal(clues)
    best = found[0]
    rivals = [other for other in found[1:] if _is_rival(clues, best, other)]
    if rivals:
        raise _question(clues, [best, *rivals[:2]])
    if best.doubt is not None:
        raise best.doubt
    return best


def interpretations(clues: Clues) -> list[Interpretation]:
    """Every way to read the table, the best first."""
    return sorted(_all(clues), key=lambda found: -found.score)


def _all(clues: Clues) -> Iterator[Interpretation]:
    keys = [] if clues.no_key else keys_of(clues)
    unique = [key for key in keys if key.is_mostly_unique or key.is_stated]
    for key in (*unique[:_TRIED_UNIQUE], None):
        if key is None and Role.CASE in clues.stated:
            continue
        if found := row_per_case(clues, key):
            yield as_current_status(clues, found)
    for key in _worth_trying([key for key in keys if _may_come_again(key)]):
        for read in (row_per_event, row_per_change):
            if found := read(clues, key):
                yield _refined(clues, found)


def _may_come_again(key: Key) -> bool:
    if key.is_stated:
        return True
    is_row = key.profile.numbers_rows
    return not is_row and (key.profile.distinct_ratio < UNIQUE or key.named >= SURE)


def _worth_trying(keys: list[Key]) -> list[Key]:
    """The likeliest: each costs a look at the file.

    Beside one that is surely called a case, one that is not called so has no chance.
    """
    if any(key.named >= SURE for key in keys):
        keys = [key for key in keys if key.named >= NAMED]
    return keys[:_TRIED]


def _refined(clues: Clues, found: Interpretation) -> Interpretation:
    for refine in (as_lifecycle, as_activities, as_intervals, as_snapshots):
        found = refine(clues, found)
    return found


def _is_rival(clues: Clues, best: Interpretation, other: Interpretation) -> bool:
    """Whether another reading fits about as well, and would give other cases."""
    if other.score < max(best.score - MARGIN, FLOOR):
        return False
    if best.shape.is_row_per_case and other.shape.is_row_per_case:
        return _has_more_cases(clues, best, other)
    if best.case is None or other.case is None:
        return True
    if best.case == other.case:
        return False
    return not is_one_to_one(clues.profiles, best.case, other.case)


def _has_more_cases(clues: Clues, best: Interpretation, other: Interpretation) -> bool:
    """Of two keys that name rows, whether they would count different cases."""
    counts = {_n_in_sample(clues, one.case) for one in (best, other)}
    return len(counts) > 1 and not {best.case, other.case} & {None}


def _n_in_sample(clues: Clues, case: str | None) -> int:
    return clues.columns[case].n_values if case else len(clues.profiles.sample)


def _question(clues: Clues, found: Sequence[Interpretation]) -> ChoiceNeeded:
    answers = {_option(one.case): _gives(clues, one) for one in found}
    return ChoiceNeeded(
        f"What is a case in this file? {len(answers)} readings of its columns fit about "
        "as well.",
        options=list(answers),
        gives=list(answers.values()),
    )


def _option(case: str | None) -> Setting:
    if case is None:
        return Setting("case", "none", is_name=False)
    return Setting("case", case)


def _gives(clues: Clues, found: Interpretation) -> str:
    n_rows = clues.raw.n_read
    if found.case is None:
        return f"{plural(n_rows, 'case')}, one row each"
    n = _n_cases(clues, found.case)
    if n == n_rows:
        return f"{plural(n, 'case')}, one row each"
    return f"{plural(n, 'case')}, with {n_rows / max(n, 1):.1f} rows each on average"


def _n_cases(clues: Clues, case: str) -> int:
    counted = query(
        "SELECT count(DISTINCT {case}) AS n FROM {rows}",
        case=case,
        rows=clues.raw.table,
    )
    return int(clues.raw.session.to_pyarrow(counted)["n"][0].as_py())


def _refuse_figures(clues: Clues, best: Interpretation) -> None:
    """A table of figures by period has no key, one period a row, and figures.

    Or it says of each figure what it measures, whatever keys it has.
    """
    if names_its_figures(clues.profiles) and not clues.stated:
        raise table_of_figures(
            clues.profiles, period_column(clues.profiles) or next(iter(clues.dates))
        )
    if best.case is not None or Role.STATUS in best.roles:
        return
    figures = [p for p in clues.columns.values() if p.is_number and not p.is_constant]
    period = period_column(clues.profiles)
    dates = list(clues.dates)
    if period is None and len(dates) == 1:
        unique = clues.columns[dates[0]].distinct_ratio >= UNIQUE
        period = dates[0] if unique else None
    if figures and period is not None:
        raise table_of_figures(clues.profiles, period)


def _refuse_things(clues: Clues, best: Interpretation) -> None:
    """A list of things has one date a row, and neither a case nor how it stands.

    A date that is called an opening, or a person who names a role, make it a log.
    """
    told = {Role.OPENED, Role.CLOSED, Role.STATUS, Role.OUTCOME} & best.roles.keys()
    if told or clues.stated or len(best.milestones) != 1:
        return
    things = {key.column for key in keys_of(clues) if key.is_thing}
    if best.case in things:
        raise list_of_items(clues.profiles, best.milestones[0])


def _refusal(clues: Clues) -> NotACaseLog:
    if not clues.milestone_dates() and not clues.touch_dates():
        return no_milestones(clues.profiles)
    if period := period_column(clues.profiles):
        return table_of_figures(clues.profiles, period)
    if len(clues.milestone_dates()) == 1:
        return list_of_items(clues.profiles, clues.milestone_dates()[0])
    return no_case(clues.profiles)
