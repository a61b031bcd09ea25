"""How often would forecasts of real logs have held? Run apart from `make bench`.

    python -m bench.real_ranges --logs ../shared/data

Prints the rows of the table "Real logs" in `docs/reference/forecast-accuracy.md`: by
rolling origin, each past forecast widened only by what was known when it was made.
"""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mersey.engine import open_duckdb
from mersey.eventlog import prepare
from mersey.forecast import weekly_history
from mersey.forecast.how_many import summed_past
from mersey.forecast.pace import pace_of
from mersey.load import ReadOptions, read_log

if TYPE_CHECKING:
    from mersey.forecast.history import WeeklyHistory
    from mersey.forecast.results import Backtest

__all__ = ["main"]

NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)
HORIZONS: Final = (4, 8)
FILES: Final = {
    "help desk": "helpdesk/helpdesk.xes.gz",
    "incidents (ServiceNow, high urgency)": "it_incidents/servicenow_high.csv.gz",
    "Isle of Man planning 2023": "planning_iom/applications_wide_2023.csv",
    "environmental permits": "permits_nl/receipt.xes.gz",
}


def main() -> None:
    """Print one row a log, and the share of all forecasts of four weeks that held."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--logs", type=Path, required=True)
    folder = asked.parse_args().logs
    nearest = []
    for name, place in FILES.items():
        history = _history(folder / place)
        told = [
            summed_past(pace_of(weeks), horizon=horizon, seed=1).summed_up()
            for horizon in HORIZONS
            for weeks in (history.arrivals, history.closures)
        ]
        nearest += told[:2]
        cells = " | ".join(_cell(one) for one in told)
        print(f"| {name}, {history.n_weeks} weeks | {cells} |", flush=True)
    n = sum(one.n_told for one in nearest)
    held = sum((one.covered80 or 0.0) * one.n_told for one in nearest) / n
    print(f"four weeks: {100 * held:.0f} of 100 ({n} forecasts)")


def _history(path: Path) -> WeeklyHistory:
    with tempfile.TemporaryDirectory() as folder:
        session = open_duckdb(Path(folder))
        loaded = read_log(
            path, session=session, options=ReadOptions(), key=None, now=NOW
        )
        history = weekly_history(prepare(loaded, Path(folder) / "store", now=NOW))
        session.close()
    return history


def _cell(told: Backtest) -> str:
    if told.covered80 is None:
        return "too few"
    plain = 100 * (told.plain80 or 0.0)
    return f"{100 * told.covered80:.0f} ({plain:.0f}), n {told.n_told}"


if __name__ == "__main__":
    main()
