"""Contacts that a log records as steps: those that chase, beside the first of each case.

Some systems code no contact, but write each down: "Customer chased progress". Each such
step is failure demand; what opened the case is the demand it is there for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from mersey.engine import query_beside
from mersey.flow.clock_results import CodeCount, Demand, DemandMonth
from mersey.flow.demand import Codebook
from mersey.flow.periods import last_day
from mersey.services.demand_codes import shared_demand_codes
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mersey.eventlog import EventLog
    from mersey.services.service import DemandCode
    from mersey.services.service_use import ServiceUse

FAILURES: Final = query_beside(__file__)
CASES_BY_MONTH: Final = query_beside(__file__, "cases_by_month")

FIRST_CONTACT: Final = "first_contact"


def demand_in_steps(
    log: EventLog, use: ServiceUse, *, activities: Sequence[str]
) -> Demand | None:
    """Contacts of the log; None where no step is a contact that chases or complains.

    Args:
        log: The log.
        use: The pack, whose codes go before those that every pack shares.
        activities: Those of the log.
    """
    codes = _named(use, activities)
    chasing = {name: code for name, code in codes.items() if not code.value}
    if not chasing:
        return None
    failures = _failures(log, sorted(chasing))
    firsts = _firsts(log)
    n_value, n_failure = firsts.total(), failures.total()
    return Demand(
        column="",
        n_value=n_value,
        n_failure=n_failure,
        n_unknown=0,
        n_without=0,
        failure_share=n_failure / (n_value + n_failure),
        codes=_codes(failures, chasing, n_value=n_value),
        months=_months(log, failures, firsts),
    )


def _named(use: ServiceUse, activities: Sequence[str]) -> dict[str, DemandCode]:
    """Steps → the codes they are named for.

    One word, such as "duplicate", is a step of many trades: it names a code where the pack
    itself has it, and none of the codes that every pack shares.
    """
    own = Codebook(use.service.demand_codes)
    shared = Codebook(shared_demand_codes())
    found = {
        name: own.named(name) or (shared.named(name) if len(name.split()) > 1 else None)
        for name in activities
    }
    return {name: code for name, code in found.items() if code}


def _failures(log: EventLog, names: Sequence[str]) -> Counter[tuple[str, date]]:
    """(Activity, month) → how often it was done then."""
    rows = log.ask(FAILURES, activities=list(names)).to_pylist()
    return Counter({(row["activity"], row["month_start"]): row["n"] for row in rows})


def _firsts(log: EventLog) -> Counter[Any]:
    """Month → cases opened in it; those without a date of opening under None."""
    rows = log.ask(CASES_BY_MONTH).to_pylist()
    return Counter({row["month_start"]: row["n"] for row in rows})


def _codes(
    failures: Counter[tuple[str, date]],
    chasing: Mapping[str, DemandCode],
    *,
    n_value: int,
) -> tuple[CodeCount, ...]:
    counted = Counter[str]()
    titles = {code.code: code.title for code in chasing.values()}
    for (activity, _), n in failures.items():
        counted[chasing[activity].code] += n
    first = CodeCount(
        code=FIRST_CONTACT, title="What opened the case", is_value=True, n=n_value
    )
    found = [
        CodeCount(code=code, title=titles[code], is_value=False, n=n)
        for code, n in counted.items()
    ]
    return tuple(sorted([first, *found], key=lambda code: (-code.n, code.code)))


def _months(
    log: EventLog,
    failures: Counter[tuple[str, date]],
    firsts: Counter[Any],
) -> tuple[DemandMonth, ...]:
    n_failure = Counter[Any]()
    for (_, month), n in failures.items():
        n_failure[month] += n
    earliest = log.facts.plausible_from.replace(day=1)
    months = {month for month in (*firsts, *n_failure) if month and month >= earliest}
    return tuple(
        DemandMonth(
            start=month,
            n=firsts[month] + n_failure[month],
            n_failure=n_failure[month],
            complete=last_day(month, Per.MONTH) <= log.facts.as_at_date,
        )
        for month in sorted(months)
    )
