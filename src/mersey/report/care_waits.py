"""Waiting times of adult social care as a table, as JSON, and in plain English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.charts import Table
from mersey.report.plain_data import as_plain
from mersey.wording import decimal, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.asc_waiting_times import CareWait, WaitSummary
    from mersey.flow.client_level_data import ClientLevelData

SCHEMA: Final = "mersey.care-waits/1"
METHOD: Final = "asc.wait.dhsc_v1"


def care_waits_table(summaries: Sequence[WaitSummary]) -> Table:
    """A row for each thing waited for, quarter and age band; `raw` is unrounded."""
    raw = tuple(
        (one.what, one.quarter.isoformat(), one.age_band, one.n, one.median_days)
        for one in summaries
    )
    return Table(
        columns=("wait to", "answered from", "age", "people", "median days"),
        rows=tuple((*row[:3], str(row[3]), decimal(row[4])) for row in raw),
        raw=raw,
    )


def care_waits_said(
    data: ClientLevelData, found: Sequence[CareWait]
) -> tuple[str, ...]:
    """What must be known beside the table: who is in no median, and what was not used."""
    n_waiting = sum(wait.response is None for wait in found)
    said = [
        (
            f"{plural(len(found), 'request')} count by the department's provisional method"
            f" 1.0. {_waiting(n_waiting)}"
        ),
        (
            "The file must reach back a year before the first request that is to count, since"
            " people with a service in that year are left out."
        ),
    ]
    said.append("For use inside the council: small numbers are not withheld.")
    if data.unused:
        parts = [f"{n:,} × {why}" for why, n in sorted(data.unused.items())]
        said.append(f"Of {plural(data.n_rows, 'row')} not used: {'; '.join(parts)}.")
    if data.n_without_age:
        n = plural(data.n_without_age, "event")
        said.append(f"{n} of people without a known date of birth are left out.")
    if data.n_unknown_outcomes:
        n = plural(data.n_unknown_outcomes, "request")
        said.append(
            f"{n} with an outcome that the specification does not have count as going on:"
            " check their words before you rely on the medians."
        )
    return tuple(said)


def _waiting(n: int) -> str:
    if not n:
        return "Each has an answer in the file."
    return (
        f"{plural(n, 'has', 'have')} no answer in the file and so no part in a median:"
        " those who wait longest are among them."
    )


def care_waits_json(
    data: ClientLevelData, found: Sequence[CareWait], summaries: Sequence[WaitSummary]
) -> dict[str, Any]:
    """The same as plain data: unrounded, ISO dates."""
    return as_plain(
        {
            "schema": SCHEMA,
            "method": METHOD,
            "rows_read": data.n_rows,
            "rows_unused": dict(data.unused),
            "requests": len(found),
            "requests_unanswered": sum(wait.response is None for wait in found),
            "unknown_outcomes": data.n_unknown_outcomes,
            "without_age": data.n_without_age,
            "medians": [
                {
                    "what": one.what,
                    "answered_from": one.quarter,
                    "age_band": one.age_band,
                    "people": one.n,
                    "median_days": one.median_days,
                }
                for one in summaries
            ],
        }
    )
