"""Everything that is foretold of a log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import UnknownName
from mersey.eventlog.migration import are_filled_in
from mersey.flow.measures import arrivals
from mersey.flow.series import measure_series
from mersey.forecast.as_known import paths_of
from mersey.forecast.breach import breach_risks
from mersey.forecast.clearing import when_clear
from mersey.forecast.demand_ahead import demand_ahead
from mersey.forecast.history import weekly_history
from mersey.forecast.how_many import how_many_by, no_more_than_there_is
from mersey.forecast.limits_ahead import limited
from mersey.forecast.results import (
    CaseRisk,
    CountForecast,
    ForecastSummary,
    Refusal,
    RiskList,
)
from mersey.vocabulary import Per
from mersey.wording import clip

if TYPE_CHECKING:
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.flow.clocks import JudgedClock
    from mersey.flow.lead_time_results import Served
    from mersey.forecast.as_known import CasePaths
    from mersey.forecast.results import DemandForecast, Risks

DEFAULT_SEED: Final = 20_260_329
WEEKS_AHEAD: Final = 8
MOST_CASES: Final = 2_000


@dataclass(frozen=True, kw_only=True)
class ForecastAsked:
    """What is asked of the future.

    Attributes:
        by: "How many by" this date; eight weeks after the as-at date where None.
        limit_days: The same limit for every case; None to take a clock's.
        kind: Case attribute used as the type of a case.
        seed: Same seed, same answers.
    """

    by: date | None = None
    limit_days: float | None = None
    kind: str | None = None
    seed: int = DEFAULT_SEED


def foretell(
    log: EventLog,
    clock: JudgedClock | None = None,
    *,
    asked: ForecastAsked | None = None,
    served: Served | None = None,
) -> ForecastSummary:
    """How many by a date, when the backlog clears, demand, and the risk of each case.

    A part that cannot be told is a refusal with its reason. Of a file that holds closed
    cases only, nothing is told but how many will finish; of one that misses the latest
    arrivals, only the risk of each case: by the limit of `clock`, else by what is usual; where people
    are `served` before the end, what is usual to the end is no limit, and none is told.

    Raises:
        UnknownName: No case attribute is called `kind`.
        UsageError: The date is not after the as-at date.
    """
    asked = asked or ForecastAsked()
    if asked.kind is not None and asked.kind not in log.attributes:
        raise UnknownName.of("case attribute", asked.kind, log.attributes)
    as_at = log.facts.as_at_date
    by = asked.by or as_at + timedelta(weeks=WEEKS_AHEAD)
    history = weekly_history(log)
    closed_only, thin = _missing(log, history.n_weeks)
    arriving = closed_only or thin
    coming = arriving or how_many_by(history, "arrivals", by=by, seed=asked.seed)
    finished = thin or how_many_by(history, "throughput", by=by, seed=asked.seed)
    if isinstance(coming, CountForecast) and isinstance(finished, CountForecast):
        finished = no_more_than_there_is(finished, coming, history.backlog)
    return ForecastSummary(
        as_at=as_at,
        by=by,
        seed=asked.seed,
        arrivals=coming,
        throughput=finished,
        clearing=arriving or when_clear(history, seed=asked.seed),
        demand=arriving or _demand(log),
        risks=closed_only
        or _no_limit(history.n_weeks, clock, asked, served)
        or _risk_list(log, clock, asked),
    )


def _missing(log: EventLog, n_weeks: int) -> tuple[Refusal | None, Refusal | None]:
    """What the file lacks: its open cases, its latest arrivals."""
    closed_only = (
        "This file holds closed cases only: what arrived lately and is still open is"
        " missing from it."
    )
    no_arrivals = (
        "This file misses the cases that were opened in its last weeks, so its recent"
        " pace cannot be told. With ⟦as_at⟧ it can be read as it stood before."
    )
    return (
        Refusal(why=closed_only, n_weeks=n_weeks) if not log.knows_open_cases else None,
        Refusal(why=no_arrivals, n_weeks=n_weeks) if log.misses_arrivals else None,
    )


def _no_limit(
    n_weeks: int,
    clock: JudgedClock | None,
    asked: ForecastAsked,
    served: Served | None,
) -> Refusal | None:
    """Why no risk is told where cases wait for a close after people were served."""
    if served is None or clock is not None or asked.limit_days is not None:
        return None
    why = (
        f"No limit is known, and after “{clip(served.title)}” cases only wait for their"
        " close: how long they take to the end says nothing of who waits."
    )
    return Refusal(why=why, n_weeks=n_weeks)


def _demand(log: EventLog) -> DemandForecast | Refusal:
    rows = measure_series(log, arrivals.MEASURE, Per.MONTH).rows
    return demand_ahead([row.value or 0.0 for row in rows if row.complete])


def _risk_list(
    log: EventLog, clock: JudgedClock | None, asked: ForecastAsked
) -> RiskList | Refusal:
    limit = limited(
        paths_of(log, kind=asked.kind),
        clock,
        days=asked.limit_days,
        date_only=log.facts.date_only,
        is_timed=~are_filled_in(log),
    )
    told = breach_risks(limit.paths, limit.days, is_timed=limit.is_timed)
    if isinstance(told, Refusal):
        return told
    found = limit.as_judged(told)
    n_open, n_overdue = limit.counted(found)
    has_limit = ~np.isnan(found.risk)
    order = np.lexsort((found.case, found.days_to_limit, -found.risk))
    order = order[has_limit[order]]
    first = order[:MOST_CASES]
    (case_id,) = log.arrays.cases("case_id")
    ids = case_id[limit.places[found.case[first]]].tolist()
    names = log.arrays.names(ids)
    return RiskList(
        cases=tuple(
            _case(found, int(at), names[case], limit.paths)
            for at, case in zip(first, ids, strict=True)
        ),
        n_open=n_open,
        n_overdue=n_overdue,
        expected_late=float(found.risk[has_limit & ~found.is_overdue].sum()),
        clock=limit.clock,
        basis=limit.basis,
        longest_known=found.longest_known,
        is_straightened=found.is_straightened,
        is_by_age=found.is_by_age,
        check=found.check,
    )


def _case(found: Risks, at: int, pseudonym: str, paths: CasePaths) -> CaseRisk:
    stage = int(found.stage[at])
    return CaseRisk(
        pseudonym=pseudonym,
        risk=float(found.risk[at]),
        is_overdue=bool(found.is_overdue[at]),
        days_to_limit=float(found.days_to_limit[at]),
        age_days=float(found.age_days[at]),
        stage=paths.stages[stage] if stage >= 0 else None,
        days_in_stage=float(found.days_in_stage[at]),
        days_left=float(found.days_left[at]),
        low80=float(found.low80[at]),
        high80=float(found.high80[at]),
    )
