"""Charts of signals as plain data: `mersey.signals/2`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.report.look_signals import point_data, some_of
from mersey.report.plain_data import as_plain
from mersey.signals.ranking import rank_by_evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.signals import SignalChart

SCHEMA: Final = "mersey.signals/2"


def signals_json(charts: Sequence[SignalChart]) -> dict[str, Any]:
    """Every chart with its points: unrounded, null where there is no limit."""
    order = rank_by_evidence(charts).ranked
    ranks = {id(one.chart): (rank, one.p) for rank, one in enumerate(order, start=1)}
    series = [_series(chart, *ranks[id(chart)]) for chart in charts]
    notes = dict.fromkeys(note for chart in charts for note in chart.notes)
    return as_plain(
        {
            "schema": SCHEMA,
            "notes": [some_of(note, "id", "text") for note in notes],
            "series": series,
        }
    )


def _series(chart: SignalChart, rank: int, p: float) -> dict[str, Any]:
    return {
        "by": chart.name or None,
        "chart": chart.chart,
        "why": chart.why,
        "charted": chart.charted or None,
        "unit": chart.unit,
        "rule_set": chart.rule_set,
        "better": chart.better,
        "target": chart.target,
        "variation": chart.variation,
        "assurance": chart.assurance,
        "scale": chart.scale,
        "points": [
            {**point_data(point), **some_of(point, "begins")} for point in chart.points
        ],
        "missing_periods": list(chart.missing_periods),
        "notes": [some_of(one, "id", "text") for one in chart.notes],
        "rebased": [some_of(one, "period", "reason") for one in chart.rebased],
        "runs": _runs(chart),
        "serial": some_of(
            chart.serial,
            *("lag_1", "is_autocorrelated", "season", "season_p", "is_seasonal"),
        ),
        "false_alarms": _false_alarms(chart),
        "sigma_z": chart.sigma_z,
        "evidence": {"rank": rank, "p": p},
        "warnings": [some_of(one, "id", "text") for one in chart.warnings],
    }


def _false_alarms(chart: SignalChart) -> dict[str, Any] | None:
    if chart.false_alarms is None:
        return None
    names = ("n", "any_point", "last_point", "is_too_low")
    return some_of(chart.false_alarms, *names, "n_series", "is_misleading")


def _runs(chart: SignalChart) -> dict[str, Any] | None:
    if chart.runs is None:
        return None
    names = ("centre", "n_useful", "longest_run", "longest_run_max")
    return some_of(chart.runs, *names, "n_crossings", "n_crossings_min", "is_signal")
