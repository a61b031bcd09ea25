"""Under which name a case is told, on the page and elsewhere: short, never its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.forecast.results import RiskList

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.clock_results import ClockResult
    from mersey.forecast import ForecastSummary

PSEUDONYM: Final = 8
"""Characters of a pseudonym that are told: enough to tell a million open cases apart."""

NAMES_STAY: Final = (
    "Case names on this page stay the same from run to run where the log is kept in a "
    "workspace: “mersey load FILE ⟦service⟧ NAME”, then “mersey look ⟦service⟧ NAME”. "
    "From a file alone they are new each time."
)


def case_name(pseudonym: str, log: EventLog) -> str:
    """The first characters, after the name of the key; the whole where ids are kept."""
    if log.loading.keeps_ids:
        return pseudonym
    return pseudonym.rpartition(":")[2][:PSEUDONYM]


def with_names(found: ForecastSummary, log: EventLog) -> ForecastSummary:
    """The forecast with each open case under the name that it has on the page."""
    risks = found.risks
    if not isinstance(risks, RiskList):
        return found
    cases = tuple(
        replace(case, pseudonym=case_name(case.pseudonym, log)) for case in risks.cases
    )
    return replace(found, risks=replace(risks, cases=cases))


def with_case_names(result: ClockResult, log: EventLog) -> ClockResult:
    """What became of a deadline, with its open cases under the names of the page."""
    outlook = result.outlook
    if outlook is None:
        return result
    cases = tuple(
        replace(case, pseudonym=case_name(case.pseudonym, log))
        for case in outlook.cases
    )
    return replace(result, outlook=replace(outlook, cases=cases))
