"""Does the extract lack the cases that are still open?

A log of closed cases only makes every service look fast: the slow cases of the last
months are not in it yet. Such a log has no open case at its end, although its own
durations say that some should be open, or although arrivals stop well before the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from mersey.eventlog.found import finding
from mersey.vocabulary import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.eventlog.eventlog import LogFacts
    from mersey.vocabulary import Finding

__all__ = ["findings_of_open_cases"]

LEAST_CASES: Final = 20
"""Nothing is said about a smaller log."""

LEAST_EXPECTED: Final = 3.0
"""Where 3 are expected, chance leaves none in 1 of 20 logs.

Source: Poisson, exp(−3) = 0.0498.
"""

SETTLED: Final = 0.95
"""Cases opened longer ago than 95 in 100 take show how long cases take."""

LEAST_ARRIVALS: Final = 5.0
FEW_ARRIVALS: Final = 0.2
"""Where 5 arrivals are usual, chance brings one at most in 1 of 25 logs: 6 exp(−5)."""


def findings_of_open_cases(
    session: Engine, cases: Any, facts: LogFacts
) -> Iterator[Finding | None]:
    """Whether open cases were left out of the extract."""
    n = facts.n_cases
    if facts.n_closed < n or n < LEAST_CASES:
        return
    ages, days = _ages_and_days(session, cases, facts)
    if ages.size < LEAST_CASES:
        return
    lacking = _expected_open(ages, days) >= LEAST_EXPECTED or _stops_early(ages, days)
    yield finding(
        "closed_cases_only",
        "No case is open at the end of the log, though its own durations and arrivals"
        " say that some should be: the extract seems to hold closed cases only.",
        n=n if lacking else 0,
        of=n,
        hint="Ask for an extract of all cases opened in the period, open ones included.",
        severity=Severity.SERIOUS,
    )


def _ages_and_days(
    session: Engine, cases: Any, facts: LogFacts
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Days from opening to the as-at date, and to the end; cases that have both."""
    known = cases.filter(cases.days.notnull())
    found = session.to_pyarrow(known.order_by("case_id")[["opened", "days"]])
    opened = found["opened"].to_numpy().astype("datetime64[us]")
    age_us = (np.datetime64(facts.as_at, "us") - opened).astype(np.int64)
    return age_us / 86_400e6, found["days"].to_numpy()


def _expected_open(
    ages: npt.NDArray[np.float64], days: npt.NDArray[np.float64]
) -> float:
    """How many would be open if recent cases took as long as settled ones did."""
    settled = np.sort(_settled(ages, days))
    ended_by_now = np.searchsorted(settled, ages, side="right") / settled.size
    return float((1.0 - ended_by_now).sum())


def _stops_early(ages: npt.NDArray[np.float64], days: npt.NDArray[np.float64]) -> bool:
    """Whether hardly any case opened within one typical duration of the end."""
    typical = float(np.median(_settled(ages, days)))
    per_day = ages.size / max(float(ages.max() - ages.min()), 1.0)
    usual = per_day * typical
    recent = int((ages < typical).sum())
    return usual >= LEAST_ARRIVALS and recent <= FEW_ARRIVALS * usual


def _settled(
    ages: npt.NDArray[np.float64], days: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    settled = days[ages > np.quantile(days, SETTLED)]
    return settled if settled.size >= LEAST_CASES else days
