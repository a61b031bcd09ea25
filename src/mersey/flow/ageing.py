"""Who is waiting now, and who has waited longer than usual?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

from mersey.flow.results import Ageing, OpenCase
from mersey.flow.spans import days_between
from mersey.vocabulary import ONE_PERSON, CaseState, is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.eventlog import EventLog
    from mersey.flow.counts import Standing
    from mersey.flow.results import LeadTimes

__all__ = ["MOST_CASES", "ageing", "open_cases"]

MOST_CASES: Final = 2_000


def ageing(
    log: EventLog, *, standings: Sequence[Standing], lead: LeadTimes | None
) -> Ageing:
    """Open cases, oldest first, against the p50 and p85 of lead time.

    Silent cases are not among them. Cases without an opening date come last, as 0 days.
    """
    typical, usual = (q.days for q in lead.quantiles[:2]) if lead else (None, None)
    is_open = [s for s in standings if s.state is CaseState.OPEN]
    oldest = open_cases(log, usual_days=usual, at_most=MOST_CASES) if is_open else ()
    return Ageing(
        cases=oldest,
        n_open=sum(s.n for s in is_open),
        n_older=sum(s.n_older for s in is_open),
        typical_days=typical,
        usual_days=usual,
    )


def open_cases(
    log: EventLog, *, usual_days: float | None, at_most: int | None = None
) -> tuple[OpenCase, ...]:
    """Open cases, oldest first; all of them, or the first `at_most`.

    Args:
        log: The log.
        usual_days: The age that 85 in 100 cases do not reach; None where not known.
        at_most: How many.
    """
    rows = _oldest(log, at_most).to_pyarrow().to_pylist()
    return tuple(_open_case(row, usual_days) for row in rows)


def _oldest(log: EventLog, at_most: int | None) -> Any:
    facts, cases = log.facts, log.cases
    is_open = cases.filter(cases.state == CaseState.OPEN.value)
    if facts.date_only:
        in_stage = ibis.literal(facts.as_at_date).delta(is_open.last_date, unit="day")
    else:
        in_stage = days_between(is_open.last_time, ibis.literal(facts.as_at))
    oldest_first = [ibis.desc("days", nulls_first=False), ibis.asc("case_id")]
    oldest = (
        is_open.select(
            "case_id",
            "pseudonym",
            "last_activity",
            opened=is_open.opened_date,
            days=is_open.days,
            days_in_stage=in_stage.cast("float64"),
        )
        .order_by(oldest_first)
        .limit(at_most)
    )
    if not facts.has_teams:
        return oldest.mutate(team=ibis.null("string"))
    last = log.events.filter(log.events.next_time.isnull()).select("case_id", "team")
    return oldest.left_join(last, "case_id").order_by(oldest_first)


def _open_case(row: dict[str, Any], usual: float | None) -> OpenCase:
    days = row["days"] or 0.0
    return OpenCase(
        pseudonym=row["pseudonym"],
        opened=row["opened"],
        days=days,
        last_activity=row["last_activity"],
        days_in_stage=max(row["days_in_stage"] or 0.0, 0.0),
        team=ONE_PERSON if is_pseudonym(row["team"]) else row["team"],
        older_than_usual=usual is not None and days > usual,
    )
