"""Does the extract lack the cases that are still open?

A log of closed cases only makes every service look fast: the slow cases of the last
months are not in it yet. Hardly any of its cases is open at its end, although its own
durations say that many should be. A cohort that has wholly ended looks alike and lacks
nothing: nothing was opened for a while, and endings faded away in that time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.eventlog.chosen import Chosen
from mersey.eventlog.chosen_by_closing import is_chosen_by_closing, thinned
from mersey.eventlog.ended import LEAST_CASES, Ended, ended_cases
from mersey.findings.about_the_log.extract import (
    CHOSEN_BY_CLOSING,
    CLOSED_CASES_ONLY,
    FINISHED_COHORT,
)
from mersey.vocabulary import Extract
from mersey.wording import day

if TYPE_CHECKING:
    from mersey.eventlog.arrays import LogArrays
    from mersey.eventlog.eventlog import LogFacts

LEAST_EXPECTED: Final = 3.0
"""Where 3 are expected, chance leaves none in 1 of 20 logs.

Source: Poisson, exp(−3) = 0.0498.
"""

FEW_OPEN: Final = 0.1
"""A file with more open cases than a tenth of the closed ones does not lack them."""

FEW_OF_EXPECTED: Final = 0.25
"""A few open cases among thousands (opened again, or written by hand) are not all that are
open. Those expected are counted of recent cases that ended: a whole log has twice as many
and more, also where arrivals halved or cases became twice as quick. One that lacks 19 of
20 open cases has an eighth (simulated: 1,350 logs of each, log-normal durations)."""

SURE: Final = 10.0
"""From so many open cases expected the finding is called all but sure: exp(−10)."""

LEAST_ARRIVALS: Final = 5.0
FEW_ARRIVALS: Final = 0.2
"""Where 5 arrivals are usual, chance brings one at most in 1 of 25 logs: 6 exp(−5)."""

FEWER_ARRIVALS: Final = 0.6
"""Of the arrivals of one typical duration, an extract of closed cases shows 3 in 10."""

LARGE: Final = 0.2
HARDLY_ANY: Final = 0.02
"""Where a fifth of all cases should be open and not 1 in 50 of those is, no service was so
quick: the open ones were left out, whatever arrivals look like."""

LEAST_DAYS: Final = 14.0
COHORT_ARRIVALS: Final = 10.0
"""A cohort ends where none was opened for two weeks in which 10 or more were usual."""

FADED: Final = 0.3
"""Endings that fall below three tenths of their usual rate have run out, or nearly."""

BATCH: Final = 0.2
"""A fifth of all endings on the very last day: a day of decision, not the last of many."""


def chosen_by_end(arrays: LogArrays, facts: LogFacts) -> Chosen | None:
    """Whether open cases were left out of the extract, or it is a finished cohort."""
    n, n_open = facts.n_cases, facts.n_cases - facts.n_closed
    if facts.n_closed < LEAST_CASES or n_open > FEW_OPEN * facts.n_closed:
        return None
    ended = ended_cases(arrays, facts)
    if ended.ages.size < LEAST_CASES:
        return None
    if not n_open and has_run_out(ended):
        last = facts.as_at_date - timedelta(days=int(ended.ages.min()))
        found = FINISHED_COHORT.found(n, of=n, last=day(last))
        return Chosen(Extract.COHORT, found)
    if lacks_open(ended, n_open=n_open):
        return _lacking(ended, facts, n_open=n_open)
    return None


def _lacking(ended: Ended, facts: LogFacts, *, n_open: int) -> Chosen:
    """Open cases were left out; by what the file was chosen, where that can be told."""
    expected = _expected_open(ended)
    few = f"{n_open or 'No'} {'case is' if n_open < 2 else 'cases are'} open at the end of"
    many = f"its own durations and arrivals say that {_many(ended, expected)} should be"
    n = facts.n_cases
    if not is_chosen_by_closing(ended):
        sure = _strength(expected)
        found = CLOSED_CASES_ONLY.found(n, of=n, few=few, many=many, sure=sure)
        return Chosen(Extract.CLOSED_ONLY, found)
    old = thinned(ended)
    first = facts.as_at_date - timedelta(days=int(old.first_end))
    sure = "it is all but sure" if old.is_sure else "it seems"
    found = CHOSEN_BY_CLOSING.found(
        n, of=n, first=day(first), n_earlier=old.n, few=few, many=many, sure=sure
    )
    return Chosen(Extract.BY_CLOSING, found)


def lacks_open(ended: Ended, *, n_open: int) -> bool:
    """Whether open cases were left out, of which the file still has `n_open`."""
    expected = _expected_open(ended)
    if not n_open:
        return expected >= LEAST_EXPECTED or _stops_early(ended, FEW_ARRIVALS)
    if expected < SURE or n_open > FEW_OF_EXPECTED * expected:
        return False
    if _stops_early(ended, FEWER_ARRIVALS):
        return True
    return expected >= LARGE * ended.days.size and n_open <= HARDLY_ANY * expected


def has_run_out(ended: Ended) -> bool:
    """Whether arrivals stopped, and endings after them: a cohort that wholly ended.

    Of closed cases alone the file would go on with endings at their usual rate up to its
    last day. On a day of decision all end at once, whenever they came.
    """
    quiet = float(ended.ages.min())
    per_day = ended.ages.size / ended.span
    if quiet < LEAST_DAYS or per_day * quiet < COHORT_ARRIVALS:
        return False
    lately = float((ended.since_end < quiet / 2).sum())
    on_last_day = float((ended.since_end < 1).mean())
    return lately <= FADED * per_day * quiet / 2 or on_last_day >= BATCH


def _many(ended: Ended, expected: float) -> str:
    """About how many should be open: arrivals a day times mean days, where that is more.

    Source: Little (1961), L = λW, of what the file shows of either.
    """
    usual = ended.days.size / ended.span * float(ended.settled.mean())
    n = max(expected, usual)
    return f"some {n:,.0f}" if n >= LEAST_EXPECTED else "some"


def _strength(expected: float) -> str:
    return "it is all but sure" if expected >= SURE else "it seems"


def _expected_open(ended: Ended) -> float:
    """How many would be open if recent cases took as long as settled ones did.

    Of recent cases those that ended are counted alone, so it is rather too few.
    """
    settled = np.sort(ended.settled)
    ended_by_now = np.searchsorted(settled, ended.ages, side="right") / settled.size
    return float((1.0 - ended_by_now).sum())


def _stops_early(ended: Ended, few: float) -> bool:
    """Whether few cases were opened within one typical duration of the end."""
    typical = float(np.median(ended.settled))
    usual = ended.ages.size / ended.span * typical
    recent = int((ended.ages < typical).sum())
    return usual >= LEAST_ARRIVALS and recent <= few * usual
