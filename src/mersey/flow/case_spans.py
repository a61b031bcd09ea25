"""How long was each case watched, and how did it end? Every case, the shortest first.

The cases leave the engine unordered and are put in order here: sorting one whole number
a case takes a third of the time that finding an order and following it takes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np
import numpy.typing as npt

from mersey.eventlog.migration import timed_cases
from mersey.flow.competing import STILL_OPEN
from mersey.flow.spans import days_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int8]

__all__ = ["CaseSpans", "Recent", "in_order", "read_spans"]

MOST_OUTCOMES: Final = 6
OTHER: Final = "other"
NOT_RECORDED: Final = "not recorded"

CODE_BITS: Final = 4
"""Room for an outcome beside a span: `STILL_OPEN`, the most frequent, and the rest."""

SHORTEST: Final = np.float64(2.0**-40).view(np.int64)
"""The bits of a tenth of a microsecond, in days: no span but 0 is shorter."""


@dataclass(frozen=True, kw_only=True)
class Recent:
    """Cases under watch in the last days, in no order; one element each.

    Attributes:
        days: Opening to end, or to where watching stopped. is_ended: The end was seen.
        age_then: Age when those days began; negative if opened since.
    """

    days: Floats
    is_ended: Flags
    age_then: Floats


@dataclass(frozen=True, kw_only=True)
class CaseSpans:
    """Every case with a usable span, the shortest first; one element each.

    Attributes:
        days: Opening to end, or to where watching stopped.
        outcome: Position in `outcomes`, or `STILL_OPEN`.
        outcomes: Ways in which cases ended, most frequent first; those beyond the sixth
            are together, as "other".
        recent: The cases that were still there, or came, in the last days.
    """

    days: Floats
    outcome: Codes
    outcomes: tuple[str, ...]
    recent: Recent

    @property
    def is_ended(self) -> Flags:
        """Whether the end was seen."""
        return np.not_equal(self.outcome, STILL_OPEN)


def read_spans(log: EventLog, *, recent_days: int) -> CaseSpans:
    """The spans of a log's cases, and those of its last `recent_days`.

    Silent cases were watched until their last event. Cases without dates, or with an end
    before their start, are left out.
    """
    cases = timed_cases(log.cases, log.facts)
    ranked = _ranked_outcomes(cases)
    outcomes = _shown(ranked)
    table = cases.select(
        days=cases.days,
        outcome=_place(cases, ranked, outcomes).cast("int8"),
        age_then=_age_then(cases, log, days=recent_days),
    ).to_pyarrow()
    days, outcome, age_then = (_array(table[name]) for name in table.column_names)
    is_recent = (days > age_then) | (age_then <= 0)
    recent = Recent(
        days=days[is_recent],
        is_ended=outcome[is_recent] != STILL_OPEN,
        age_then=age_then[is_recent],
    )
    days, outcome = in_order(days, outcome)
    return CaseSpans(days=days, outcome=outcome, outcomes=outcomes, recent=recent)


def in_order(days: Floats, outcome: Codes) -> tuple[Floats, Codes]:
    """Both by rising `days`, exactly as they were.

    The bits of floating-point numbers that are not negative rise as the numbers do; less
    those of the shortest span they leave room for the outcome below them.
    """
    packed = np.maximum(days.view(np.int64) - SHORTEST, 0)
    packed <<= CODE_BITS
    packed |= outcome - STILL_OPEN
    packed.sort()
    in_order = ((packed & (2**CODE_BITS - 1)) + STILL_OPEN).astype(np.int8)
    packed >>= CODE_BITS
    n_at_once = int(np.searchsorted(packed, 0, side="right"))
    packed += SHORTEST
    rising = packed.view(np.float64)
    rising[:n_at_once] = 0.0
    return rising, in_order


def _ranked_outcomes(cases: Any) -> tuple[str, ...]:
    """The outcomes of closed cases, most frequent first, then by name."""
    # Only a closed case has a time of closing, and only such a case an outcome.
    counted = cases.group_by("outcome").aggregate(n=cases.closed.count())
    counts: Counter[str] = Counter()
    for row in counted.to_pyarrow().to_pylist():
        counts[NOT_RECORDED if row["outcome"] is None else row["outcome"]] += row["n"]
    return tuple(sorted(+counts, key=lambda name: (-counts[name], name)))


def _shown(ranked: Sequence[str]) -> tuple[str, ...]:
    """What has a curve of its own, and "other" for the rest where there is any."""
    shown = tuple(ranked[:MOST_OUTCOMES])
    if len(ranked) > MOST_OUTCOMES and OTHER not in shown:
        return (*shown, OTHER)
    return shown


def _place(cases: Any, ranked: Sequence[str], outcomes: Sequence[str]) -> Any:
    """Where the outcome of a case stands in `outcomes`; `STILL_OPEN` without an end."""
    place = {name: outcomes.index(name) for name in ranked[:MOST_OUTCOMES]}
    rest = outcomes.index(OTHER) if OTHER in outcomes else 0
    is_missing = cases.outcome.isnull()
    branches = [(cases.outcome == name, at) for name, at in place.items()]
    if NOT_RECORDED in ranked:
        is_unsaid = is_missing & cases.closed.notnull()
        branches.append((is_unsaid, place.get(NOT_RECORDED, rest)))
    return ibis.cases(*branches, (is_missing, STILL_OPEN), else_=rest)


def _age_then(cases: Any, log: EventLog, *, days: int) -> Any:
    """Age of each case when the last `days` began."""
    window = timedelta(days=days)
    if log.facts.date_only:
        begin = ibis.literal(log.facts.as_at_date - window)
        return begin.delta(cases.opened_date, unit="day").cast("float64")
    return days_between(cases.opened, ibis.literal(log.facts.as_at - window))


def _array(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False)
