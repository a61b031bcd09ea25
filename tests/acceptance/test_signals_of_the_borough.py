"""The planted change of the made-up borough is found; where nothing changed, nothing is.

Monthly: three years are 36 points, and one unchanged chart in four shows some signal.
Weekly they would be 156, and six charts in seven would.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import prepare
from mersey.flow import measure
from mersey.load import ReadOptions, read_log
from mersey.signals import rank_by_evidence, signals_of
from mersey.vocabulary import Per

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.eventlog import EventLog
    from mersey.signals import SignalChart

AS_AT = date(2026, 9, 30)
NOW = datetime.fromisoformat("2026-11-22T12:00")
SETTLED_DAYS = 90.0
MEASURES = ("arrivals", "lead_time", "throughput")

UNCHANGED = (
    *("childrens_social_care", "continuing_healthcare", "council_tax_benefits"),
    *("foi", "housing_repairs", "it_incidents", "street_reports"),
)
"""Services without a change, a season or a growing backlog planted in them."""

Charts = dict[tuple[str, str, Per], "SignalChart"]


@pytest.fixture(scope="module")
def charts(borough: Path, tmp_path_factory: pytest.TempPathFactory) -> Charts:
    planted = json.loads((borough / "truths.json").read_text("utf-8"))["services"]
    found: Charts = {}
    for name in ("planning", *UNCHANGED):
        per = (Per.MONTH, Per.WEEK) if name == "planning" else (Per.MONTH,)
        log = _log(
            borough / planted[name]["file"],
            tmp_path_factory.mktemp(name),
            end=planted[name]["end"],
        )
        found |= _charts(name, log, per)
    return found


def _log(file: Path, folder: Path, *, end: list[str]) -> EventLog:
    session = open_duckdb(folder)
    try:
        loaded = read_log(file, session=session, options=ReadOptions())
        return prepare(loaded, folder / "store", end=tuple(end), as_at=AS_AT, now=NOW)
    finally:
        session.close()


def _charts(name: str, log: EventLog, periods: tuple[Per, ...]) -> Charts:
    return {
        (name, one, per): chart
        for one in MEASURES
        for per in periods
        if (chart := _chart(log, one, per)) is not None
    }


def _chart(log, name: str, per: Per) -> SignalChart | None:
    settle = SETTLED_DAYS if name == "throughput" else 0.0
    return signals_of(measure(log, name, per=per), settle_days=settle)


@pytest.mark.parametrize(
    ("per", "first", "last"),
    [
        (Per.MONTH, date(2025, 8, 1), date(2025, 10, 1)),
        (Per.WEEK, date(2025, 9, 22), date(2025, 10, 6)),
    ],
)
def test_planted_change_is_found_on_its_date(
    charts: Charts, per: Per, first: date, last: date
) -> None:
    """Applications from 29 September 2025 wait two weeks less: within one period."""
    chart = charts["planning", "lead_time", per]
    turns = [
        date.fromisoformat(signal.first)
        for signal in chart.signals
        if signal.point_type == "improvement"
    ]

    assert turns
    assert first <= turns[0] <= last


def test_planted_change_has_the_strongest_evidence_of_all(charts: Charts) -> None:
    monthly = [chart for (*_, per), chart in charts.items() if per is Per.MONTH]
    best = rank_by_evidence(monthly).ranked[0]

    assert best.chart is charts["planning", "lead_time", Per.MONTH]
    assert best.p < 1e-3


def test_unchanged_services_signal_no_more_than_stated(charts: Charts) -> None:
    """No more than chance leaves to one dashboard in forty; no latest point at all."""
    unchanged = [chart for (name, *_), chart in charts.items() if name in UNCHANGED]
    board = rank_by_evidence(unchanged)
    share = board.n_by_chance / len(unchanged)
    spread = (len(unchanged) * share * (1 - share)) ** 0.5

    assert len(unchanged) == len(UNCHANGED) * len(MEASURES)
    assert board.n_with_signal <= board.n_by_chance + 2 * spread
    assert {chart.variation.value for chart in unchanged} == {"common"}
