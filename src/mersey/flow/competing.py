"""In which ways do cases end, and how soon?

Another ending (withdrawn, transferred) is not censoring: the cumulative incidence of
each ending, by Aalen–Johansen, adds up with the share still open to exactly 1.
Source: Aalen & Johansen (1978); Kalbfleisch & Prentice (2002), §8.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.flow.lead_time_results import OutcomeCurve
from mersey.flow.time_to_event import evenly_kept, kaplan_meier

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.flow.time_to_event import KaplanMeier

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.signedinteger[Any]]

STILL_OPEN = -1
"""The outcome code of a case whose end was not seen."""


def cumulative_incidence(
    days: Floats,
    outcome: Codes,
    *,
    names: Sequence[str],
    fitted: KaplanMeier | None = None,
    max_steps: int = 2_000,
) -> tuple[OutcomeCurve, ...]:
    """One curve per outcome, in the order of `names`: share ended so, by day.

    Args:
        days: Time from opening to the end, or to where watching stopped; at least 0.
            Rising days cost no sort.
        outcome: Position of the outcome in `names`, or `STILL_OPEN`.
        names: The outcomes.
        fitted: The Kaplan–Meier curve of the same cases, where it is known already.
        max_steps: Of more steps than this, evenly spaced ones are kept, each exact.

    Each curve starts at (0, 0) and is given at the times at which any case ended.
    """
    fitted = fitted or kaplan_meier(days, outcome != STILL_OPEN)
    kept = evenly_kept(fitted.days.size, max_steps)
    ended_so = _in_order(days, outcome)
    # Of the cases that end at a time, each takes the same share of all with it; what
    # ended between one kept step and the next is added up at once.
    shares = np.repeat(_survival_just_before(fitted) / fitted.at_risk, fitted.ended)
    sizes = np.diff(np.cumsum(fitted.ended)[kept], prepend=0)
    cells = np.repeat(np.arange(kept.size) * len(names), sizes)
    cells += ended_so
    added = np.bincount(cells, weights=shares, minlength=kept.size * len(names))
    incidence = np.cumsum(added.reshape(kept.size, len(names)), axis=0)
    n = [int(np.count_nonzero(ended_so == i)) for i in range(len(names))]
    shown_days = np.concatenate([[0.0], fitted.days[kept]])
    return tuple(
        OutcomeCurve(
            outcome=name,
            n=n[i],
            days=shown_days,
            incidence=np.concatenate([[0.0], incidence[:, i]]),
        )
        for i, name in enumerate(names)
    )


def _in_order(days: Floats, outcome: Codes) -> Codes:
    """The outcomes of the cases that ended, by day."""
    seen = outcome != STILL_OPEN
    ended_so: Codes = outcome[seen]
    if not (days[1:] >= days[:-1]).all():
        ended_so = ended_so[np.argsort(days[seen])]
    return ended_so


def _survival_just_before(fitted: KaplanMeier) -> Floats:
    return np.concatenate([np.ones(1), fitted.survival])[:-1]
