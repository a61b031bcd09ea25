"""What clocks would say of the made-up planning log, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mersey.clocks import ClockStatus
from mersey.clocks.clock import Authority, RuleSource
from mersey.flow.clock_results import (
    Agreement,
    AsExperienced,
    AsPublished,
    CaseDue,
    ClockGap,
    ClockResult,
    CodeCount,
    Demand,
    DemandMonth,
    Outlook,
    PastAny,
)
from mersey.flow.results import FlowSummary
from mersey.services.service import Gotcha
from mersey.services.service_use import ServiceUse
from tests.unit.flow.clock_logs import use_of
from tests.unit.report import made_up

GOTCHA = Gotcha(id="g", text="It is the check, not the law.", columns=("Validated",))

PUBLISHED = AsPublished(
    period_start=date(2023, 1, 1),
    period_end=date(2023, 12, 31),
    share=0.8149,
    n=400,
    n_in_time=326,
    n_excluded=3,
    note="Decided in the year.",
)

EXPERIENCED = AsExperienced(
    share=0.64, lower=0.58, upper=0.7, n=500, n_stopped=400, n_waiting=90
)


def outlook(**changes: Any) -> Outlook:
    cases = (
        CaseDue(
            pseudonym="key:overduecase",
            due=date(2023, 12, 15),
            is_overdue=True,
            working_days_left=-8,
        ),
        CaseDue(
            pseudonym="key:sooncase1",
            due=date(2024, 1, 4),
            is_overdue=False,
            working_days_left=3,
            is_projected=True,
        ),
    )
    made = Outlook(
        cases=cases,
        n_overdue=1,
        n_soon=14,
        n_later=80,
        n_silent=0,
        working_days=10,
        until=date(2024, 1, 15),
    )
    return replace(made, **changes)


def clock_result(**changes: Any) -> ClockResult:
    made = ClockResult(
        id="test.decision",
        title="Decided in 8 weeks",
        authority=Authority.STATUTORY,
        source=RuleSource(instrument="The Test Act 2020", provision="s.1"),
        limit="8 weeks",
        statuses=dict.fromkeys(ClockStatus, 7) | {ClockStatus.OPEN_OVERDUE: 1},
        n_started=35,
        n_projected=0,
        published=PUBLISHED,
        experienced=EXPERIENCED,
        experienced_in_all=EXPERIENCED,
        extensions_share=None,
        undatable_share=0.1,
        exempt_share=None,
        outlook=outlook(),
    )
    return replace(made, **changes)


def service_use(**changes: Any) -> ServiceUse:
    use = use_of()
    service = use.service.model_copy(update={"gotchas": (GOTCHA,)})
    return replace(use, service=service, **changes)


def past_any(*results: ClockResult) -> PastAny | None:
    """Open cases past a limit, were no case under two of them."""
    known = [one.outlook for one in results if one.outlook and one.speaks]
    if not known:
        return None
    return PastAny(
        n=sum(one.n_overdue for one in known),
        n_soon=sum(one.n_soon for one in known),
        n_limits=sum(bool(one.n_overdue) for one in known),
        working_days=10,
        until=date(2024, 1, 15),
    )


def summary(*results: ClockResult, **changes: Any) -> FlowSummary:
    """The made-up summary with clocks of a planning service."""
    clocks = results or (clock_result(),)
    said: dict[str, Any] = {
        "service": service_use(),
        "clocks": clocks,
        "past": past_any(*clocks),
        "clock_gaps": (ClockGap(id="test.o", title="Other", why="it has no start"),),
    }
    return made_up.summary(**said | changes)


def demand(**changes: Any) -> Demand:
    made = Demand(
        column="reason",
        n_value=60,
        n_failure=40,
        n_unknown=5,
        n_without=1094,
        failure_share=0.4,
        codes=(
            CodeCount(code="VD", title="New need", is_value=True, n=60),
            CodeCount(code="FD1", title="Chasing progress", is_value=False, n=40),
        ),
        months=(
            DemandMonth(start=date(2023, 11, 1), n=50, n_failure=15, complete=True),
            DemandMonth(start=date(2023, 12, 1), n=50, n_failure=25, complete=False),
        ),
    )
    return replace(made, **changes)


AGREED = Agreement(kappa=0.676, standard_error=0.088, observed=0.89, n=100)
