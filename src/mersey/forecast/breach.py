"""Which open cases will pass their limit, and how long will they still take?

The chance is conditional on what is known of a case now: stage, time in it, age, type. It
is worked out at earlier moments too, from what was known then, and shown against what
came. A case's end of any kind stops its clock; a case still open counts for as long as it
was watched. Where the stage told no more than the age, the rule by age alone is used:
S(limit) / S(age). Where that too did no better than one chance for all, nothing is told.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.flow.time_to_event import days_until, kaplan_meier
from mersey.forecast.as_known import ends_as_known, states_at
from mersey.forecast.calibration import (
    PLAIN,
    Told,
    brier,
    deciles,
    learn_line,
    reliability,
)
from mersey.forecast.life_tables import fit_life_tables
from mersey.forecast.limit_tables import Watched, fit_limit_tables
from mersey.forecast.results import Refusal, RiskCheck, Risks
from mersey.forecast.risk_cells import place
from mersey.forecast.risk_ways import Fitted, Way, best_way, told_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.forecast.as_known import CasePaths, States
    from mersey.forecast.calibration import LogOddsLine

LOOK_BACK_DAYS: Final = 180.0
"""How far back the tables look: long enough to fill them, short enough to be of now."""

N_MOMENTS: Final = 40
"""Moments in that time at which open cases are looked at."""

N_PAST: Final = 24
"""Earlier moments at which risks are foretold again."""

FEWEST_ENDS: Final = 30
FIRST_PAST: Final = 0.25
"""Of the log's length: before that too little was known to foretell anything."""

MOST_CASES: Final = 20_000
"""Tables are made of no more cases: every k-th of a longer log."""

USUAL: Final = 0.85

MOST_OFF: Final = 0.08
"""How far off the worst tenth of earlier risks may be. 0.05 is aimed at; a tenth of 50
cases at a risk of 0.2 has a standard error of 0.057. It was 0.10 until one real log was
told wrongly, so that log proves nothing: `docs/reference/forecast-accuracy.md`."""

FEWEST_CASES: Final = 50
"""Cases of a tenth, below which it is not judged."""


def breach_risks(
    paths: CasePaths, limits: Any, *, is_timed: Any = None, n_past: int = N_PAST
) -> Risks | Refusal:
    """The risk of every open case, with how such risks were borne out before.

    Args:
        paths: The log.
        limits: Days from opening to the last moment in time, one a case; NaN where a case
            has no limit.
        is_timed: Which cases the tables learn from; None for all.
        n_past: Earlier moments to look back at.
    """
    if not np.isfinite(limits).any():
        return Refusal(why="No case of the log has a limit.", n_weeks=0)
    timed = paths if is_timed is None else paths.of(np.flatnonzero(is_timed))
    learnt, kept = _thinned(timed)
    known = (limits if is_timed is None else limits[is_timed])[kept]
    states = states_at(paths, [paths.as_at], known=paths.as_at)
    if not states.n:
        return _none_open()
    tables = _tables(learnt, known, paths.as_at, asked=states)
    if tables is None:
        why = (
            f"Fewer than {FEWEST_ENDS} cases with a limit have been seen to end lately."
        )
        return Refusal(why=why, n_weeks=0)
    first = _first_moment(timed)
    start = first + FIRST_PAST * (paths.as_at - first)
    moments = np.linspace(start, paths.as_at, n_past, endpoint=False)
    past = look_back_at_risks(learnt, known, moments)
    way = best_way(past, now=paths.as_at)
    past = tuple(told_by(told, way) for told in past)
    check = checked(straightened(past), by=paths.as_at)
    if check is not None and (why := why_withheld(check)):
        return Refusal(why=why, n_weeks=0)
    line = learn_line(past, now=paths.as_at)
    return _risks_now(states, limits, tables, line=line, way=way, check=check)


def _none_open() -> Risks:
    columns = (
        "risk",
        "days_to_limit",
        "age_days",
        "days_in_stage",
        "stage",
        "days_left",
        "low80",
        "high80",
    )
    return Risks(
        case=np.zeros(0, np.int64),
        is_overdue=np.zeros(0, bool),
        **{name: np.zeros(0) for name in columns},
        longest_known=0.0,
        is_straightened=False,
        is_by_age=True,
        check=None,
    )


def why_withheld(check: RiskCheck) -> str:
    """Why such risks are not told, in a sentence; empty where they may be."""
    begin = f"At {check.n_moments} earlier moments such risks"
    if check.brier > min(check.brier_of_share, check.brier_by_age):
        return (
            f"{begin} came no closer to what happened than one chance for all open cases,"
            " or than going by age alone."
        )
    if check.worst_tenth > MOST_OFF:
        return (
            f"{begin} were off by {100 * check.worst_tenth:.0f} in 100 in one tenth of them:"
            " too far to be relied on."
        )
    return ""


def _risks_now(
    states: States,
    limits: Any,
    tables: Fitted,
    *,
    line: LogOddsLine,
    way: Way,
    check: RiskCheck | None,
) -> Risks:
    left = limits[states.case] - states.age
    risk = _bent(line, tables.risk(states, left, way))
    p50, low80, high80 = (
        tables.days_left(states, left, share, way) for share in (0.5, 0.1, 0.9)
    )
    return Risks(
        case=states.case,
        risk=np.where(left < 0, 1.0, np.where(np.isnan(left), np.nan, risk)),
        is_overdue=left < 0,
        days_to_limit=left,
        age_days=states.age,
        days_in_stage=states.since,
        stage=states.stage,
        days_left=p50,
        low80=low80,
        high80=high80,
        longest_known=tables.longest_known(way),
        is_straightened=line != PLAIN,
        is_by_age=way is Way.AGE,
        check=check,
    )


def look_back_at_risks(paths: CasePaths, limits: Any, moments: Any) -> tuple[Told, ...]:
    """Risks as they would have been foretold at each moment, not yet straightened."""
    told = (_told_at(paths, limits, float(moment)) for moment in moments)
    return tuple(one for one in told if one is not None and len(one.case))


def straightened(past: Sequence[Told]) -> tuple[Told, ...]:
    """Each moment's risks, bent by the line that was known at that moment."""
    return tuple(
        replace(told, risk=_bent(learn_line(past[:i], now=told.moment), told.risk))
        for i, told in enumerate(past)
    )


def checked(past: Sequence[Told], *, by: float) -> RiskCheck | None:
    """How risks were borne out by `by`; None where no limit has passed since."""
    seen = [told.known(by) for told in past]
    risk, by_age, is_late, case = (
        np.concatenate([getattr(told, name) for told in seen] or [np.zeros(0)])
        for name in ("risk", "by_age", "is_late", "case")
    )
    if not len(risk):
        return None
    return RiskCheck(
        n=len(risk),
        n_cases=len(np.unique(case)),
        n_moments=len(seen),
        brier=brier(risk, is_late),
        brier_by_age=brier(by_age, is_late),
        brier_of_share=brier(np.full(len(risk), is_late.mean()), is_late),
        worst_tenth=_worst_tenth(risk, is_late, case),
        bands=reliability(risk, is_late, case),
    )


def _worst_tenth(risk: Any, is_late: Any, case: Any) -> float:
    return max(
        (
            abs(tenth.expected - tenth.observed)
            for tenth in deciles(risk, is_late, case)
            if tenth.n_cases >= FEWEST_CASES
        ),
        default=0.0,
    )


def horizon_of(paths: CasePaths, share: float = USUAL) -> float | None:
    """Days by which `share` of cases end (Kaplan–Meier): a limit where no law sets one."""
    begun = paths.opened < paths.as_at
    is_ended, until = ends_as_known(paths, paths.as_at)
    days = np.maximum(until - paths.opened, 0.0)[begun]
    return days_until(kaplan_meier(days, is_ended[begun]), share)


def _bent(line: LogOddsLine, risk: Any) -> Any:
    return risk if line == PLAIN else line.bend(risk)


def _told_at(paths: CasePaths, limits: Any, moment: float) -> Told | None:
    if _is_in_days(paths):
        moment = float(np.floor(moment))
    states = states_at(paths, [moment], known=paths.as_at)
    left = limits[states.case] - states.age
    is_waiting = left > 0
    states, left = states.where(is_waiting), left[is_waiting]
    tables = _tables(paths, limits, moment, asked=states)
    if tables is None:
        return None
    return Told(
        moment=moment,
        case=states.case,
        due=moment + left,
        risk=tables.risk(states, left, Way.LIMIT),
        by_age=tables.risk(states, left, Way.AGE),
        by_rest=tables.risk(states, left, Way.REST),
        is_late=states.rest > left,
    )


def _tables(
    paths: CasePaths, limits: Any, now: float, *, asked: States
) -> Fitted | None:
    """Tables of what was known at `now`, as far as they are asked of some states.

    None where too few cases had ended.
    """
    first = max(_first_moment(paths), now - LOOK_BACK_DAYS)
    if first >= now:
        return None
    moments = np.linspace(first, now, N_MOMENTS, endpoint=False)
    if _is_in_days(paths):
        moments = np.unique(np.floor(moments))
    cases = _watched(paths, limits, since=first, now=now)
    states = states_at(paths, moments, known=now)
    states = states.where((states.rest > 0) & np.isfinite(limits[states.case]))
    if min(cases.is_ended.sum(), states.is_ended.sum()) < FEWEST_ENDS:
        return None
    entry = states.age - limits[states.case]
    looks = Watched(entry=entry, leaving=entry + states.rest, is_ended=states.is_ended)
    placed = place(states, asked)
    return Fitted(
        limit=fit_limit_tables(cases, looks, placed),
        rest=fit_life_tables(states, placed),
    )


def _watched(paths: CasePaths, limits: Any, *, since: float, now: float) -> Watched:
    """Each case from `since` on, while it was watched, in days from its limit."""
    is_ended, until = ends_as_known(paths, now)
    entry = np.maximum(paths.opened, since)
    found = Watched(
        entry=entry - paths.opened - limits,
        leaving=until - paths.opened - limits,
        is_ended=is_ended,
    )
    return found.where((until > entry) & np.isfinite(limits))


def _is_in_days(paths: CasePaths) -> bool:
    """Whether the log knows days and no hours: then the past is seen at ends of days."""
    return not (paths.opened % 1).any()


def _first_moment(paths: CasePaths) -> float:
    """When the log began to show ends: of cases before, only slow ones are in it."""
    closed = paths.closed[~np.isnan(paths.closed)]
    if not len(closed):
        return paths.as_at
    return float(max(np.quantile(closed, 0.01), np.quantile(paths.opened, 0.02)))


def _thinned(paths: CasePaths) -> tuple[CasePaths, Any]:
    """Every k-th case of a long log, and the places of those kept."""
    n = len(paths.opened)
    kept = np.arange(0, n, -(-n // MOST_CASES))
    if len(kept) == n:
        return paths, kept
    return paths.of(kept), kept
