"""What a pack's sample gives, and where that differs from what the pack expects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.eventlog import EventLog
    from mersey.flow.results import FlowSummary


def pack_figures(log: EventLog, summary: FlowSummary) -> dict[str, Any]:
    """The figures of a sample, as an `expected.json` writes them.

    `open` counts every case that is not closed, those gone silent too. `clocks` is, by
    clock, status → cases.
    """
    facts = log.facts
    return {
        "as_at": facts.as_at_date.isoformat(),
        "cases": facts.n_cases,
        "events": facts.n_events,
        "open": facts.n_open + facts.n_silent,
        "closed": facts.n_closed,
        "clocks": {
            result.id: {str(status): n for status, n in result.statuses.items()}
            for result in summary.clocks
        },
    }


def differences(
    expected: Mapping[str, Any], found: Mapping[str, Any]
) -> tuple[str, ...]:
    """Each figure that is not as expected; figures that are not expected are passed over."""
    return tuple(_differences(expected, found, where=""))


def _differences(expected: Any, found: Any, *, where: str) -> Iterator[str]:
    if not isinstance(expected, dict):
        if expected != found:
            said = "there is none" if found is None else f"mersey finds {found}"
            yield f"{where}: {expected} expected, {said}"
        return
    for name, inner in expected.items():
        below = found.get(name) if isinstance(found, dict) else None
        if below is None and isinstance(inner, dict):
            yield f"{where}{name}: expected, and not found in the sample"
            continue
        place = f"{where}{name}"
        yield from _differences(
            inner, below, where=f"{place} " if isinstance(inner, dict) else place
        )
