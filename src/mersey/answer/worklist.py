"""Which open case next? Every open case with its age, stage, limits and risk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.answer.answer import clock_foretold
from mersey.errors import DataError
from mersey.flow.ageing import open_cases
from mersey.flow.clocks import judge_clocks
from mersey.flow.clocks.outlook import all_due
from mersey.flow.clocks.working_days import working_days_of
from mersey.flow.lead_times import lead_times
from mersey.flow.served import served
from mersey.flow.usual import usual
from mersey.forecast import RiskList, foretell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import CaseDue
    from mersey.flow.clocks import JudgedClock
    from mersey.flow.results import OpenCase
    from mersey.forecast import ForecastAsked
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class CaseLimit:
    """One limit of one open case. clock: Id of the clock. title: Its name in words."""

    clock: str
    title: str
    due: CaseDue


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """An open case and all that may decide when it is worked on.

    Attributes:
        limits: Limits of clocks that the first screen may speak of, the earliest first.
        risk: Chance of passing the limit foretold, 0 to 1; None where none is told.
    """

    case: OpenCase
    limits: tuple[CaseLimit, ...] = ()
    risk: float | None = None

    @property
    def is_past(self) -> bool:
        """Whether it has passed one limit or more."""
        return any(one.due.is_overdue for one in self.limits)


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """The open cases of a log, the most pressing first.

    Attributes:
        work: Those with a limit by the earliest limit, then the others, oldest first.
        risk_basis: Of passing which limit the risk is, in a sentence; empty without one.
        no_risk: Why no risk is told, in a sentence; empty where it is.
    """

    as_at: date
    work: tuple[OpenWork, ...]
    risk_basis: str = ""
    no_risk: str = ""

    @property
    def n_past(self) -> int:
        """Cases past one limit or more, each counted once."""
        return sum(one.is_past for one in self.work)


def worklist(
    log: EventLog, use: ServiceUse | None = None, *, asked: ForecastAsked | None = None
) -> Worklist:
    """Every open case of the log. Silent cases are none.

    Args:
        log: The log, read by its pack (`with_pack`).
        use: That pack; None without one.
        asked: What is asked of the future.

    Raises:
        DataError: Open cases are not in the file.
    """
    if not log.knows_open_cases:
        raise DataError(
            "Open cases are not in this file, so there is none to work through.",
            next_step="Ask for an extract that holds open cases too, and run it on that.",
        )
    done = served(log, use)
    cases = open_cases(log, usual=usual(lead_times(log), use, done))
    judged = judge_clocks(log, use)
    limits = _limits(log, [one for one in judged.clocks if one.speaks])
    risks = foretell(log, clock_foretold(judged, use), asked=asked, served=done).risks
    known = _by_case(risks) if isinstance(risks, RiskList) else {}
    work = [
        OpenWork(
            case=case,
            limits=tuple(limits[case.pseudonym]),
            risk=known.get(case.pseudonym),
        )
        for case in cases
    ]
    return Worklist(
        as_at=log.facts.as_at_date,
        work=tuple(sorted(work, key=_pressing)),
        risk_basis=risks.basis if isinstance(risks, RiskList) else "",
        no_risk="" if isinstance(risks, RiskList) else risks.why,
    )


def limits_by_case(
    log: EventLog, use: ServiceUse | None
) -> Mapping[str, list[CaseLimit]]:
    """Pseudonym → the limits of that open case, the earliest first; none where none is."""
    judged = judge_clocks(log, use)
    return _limits(log, [one for one in judged.clocks if one.speaks])


def _limits(
    log: EventLog, clocks: Sequence[JudgedClock]
) -> Mapping[str, list[CaseLimit]]:
    """Pseudonym → the limits of that case, the earliest first."""
    found: defaultdict[str, list[CaseLimit]] = defaultdict(list)
    names = log.arrays.names(log.arrays.open_cases.case_id) if clocks else {}
    for one in clocks:
        days = working_days_of(one.plan.latest)
        told = all_due(one, names, as_at=log.facts.as_at_date, working_days=days)
        for due in told:
            found[due.pseudonym].append(
                CaseLimit(clock=one.id, title=one.title, due=due)
            )
    for limits in found.values():
        limits.sort(key=lambda limit: (limit.due.due, limit.clock))
    return found


def _by_case(risks: RiskList) -> dict[str, float]:
    return {case.pseudonym: case.risk for case in risks.cases}


def _pressing(one: OpenWork) -> tuple[bool, date, float, str]:
    """Order of a list: by the earliest limit; without one, the oldest first."""
    limit = one.limits[0].due.due if one.limits else one.case.opened
    return (not one.limits, limit, -one.case.days, one.case.pseudonym)
