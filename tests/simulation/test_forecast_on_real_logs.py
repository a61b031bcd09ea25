"""Forecasts of real logs, made again from what was known then, against what came.

Risks: the last 40 % of cases by opening are held out; 30 moments from there to the end of
the log, each with tables and straightening of what was known then. The limit is what 85 in
100 took as known at the first of them; for planning applications it is eight weeks. A band
counts that holds 50 cases. Remaining time: the split and the baselines of PM4Py's users:
80 % of cases by start, every prefix but the last, mean absolute error in days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.forecast import weekly_history
from mersey.forecast.breach import (
    LOOK_BACK_DAYS,
    checked,
    horizon_of,
    look_back_at_risks,
    straightened,
)
from mersey.forecast.counts import summed_past
from mersey.forecast.life_tables import fit_life_tables
from mersey.forecast.paths import CasePaths, paths_of, states_at_events
from mersey.forecast.results import RiskCheck
from mersey.load import ReadOptions, read_log

pytestmark = [pytest.mark.shared_data, pytest.mark.long]

NOW = datetime(2026, 11, 22, tzinfo=UTC)
EIGHT_WEEKS = 56.0

FILES = {
    "helpdesk": "helpdesk/helpdesk.xes.gz",
    "incident": "it_incidents/servicenow_high.csv.gz",
    "bpic2013": "it_incidents/bpic2013_incidents.xes.gz",
    "isle_of_man": "planning_iom/applications_wide_2023.csv",
    "receipt": "permits_nl/receipt.xes.gz",
}
LIMITS = {"isle_of_man": EIGHT_WEEKS}

Open = Callable[[str], EventLog]


@pytest.fixture(scope="module")
def opened(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Open:
    """A real log by its name, read once."""

    @cache
    def read(name: str) -> EventLog:
        folder = tmp_path_factory.mktemp(name)
        session = open_duckdb(folder)
        loaded = read_log(
            shared_data / FILES[name],
            session=session,
            options=ReadOptions(),
            key=None,
            now=NOW,
        )
        log = prepare(loaded, folder / "store", now=NOW)
        session.close()
        return log

    return read


def _check(log: EventLog, limit: float | None) -> RiskCheck:
    paths = paths_of(log)
    cut = float(np.quantile(paths.opened, 0.6))
    days = limit or horizon_of(replace(paths, as_at=cut))
    assert days is not None
    first = float(np.quantile(paths.opened, 0.02))
    before = np.linspace(first + 0.25 * (cut - first), cut, 20, endpoint=False)
    after = np.linspace(cut, paths.as_at, 30, endpoint=False)
    limits = np.full(len(paths.opened), days)
    told = straightened(look_back_at_risks(paths, limits, np.r_[before, after]))
    found = checked([one for one in told if one.moment >= cut], by=paths.as_at)
    assert found is not None
    return found


def _worst(check: RiskCheck) -> float:
    bands = [band for band in check.bands if band.n_cases >= 50]
    assert bands
    return max(abs(band.expected - band.observed) for band in bands)


@pytest.mark.parametrize(
    "name",
    [
        "incident",
        pytest.param(
            "helpdesk",
            marks=pytest.mark.xfail(
                raises=AssertionError,
                reason="0.13 in one band of 59 cases; 0.04 or less in all others",
            ),
        ),
        pytest.param(
            "isle_of_man",
            marks=pytest.mark.xfail(
                raises=AssertionError,
                reason="0.052 in two bands: the service slowed in the held-out months",
            ),
        ),
    ],
)
def test_risks_are_borne_out_within_5_in_100_when_held_out(
    opened: Open, name: str
) -> None:
    assert _worst(_check(opened(name), LIMITS.get(name))) <= 0.05


@pytest.mark.parametrize("name", ["incident", "helpdesk", "isle_of_man", "receipt"])
def test_risks_beat_the_age_and_the_share_of_all_when_held_out(
    opened: Open, name: str
) -> None:
    check = _check(opened(name), LIMITS.get(name))
    assert check.brier < check.brier_by_age
    assert check.brier < check.brier_of_share


def _by_last_event(log: EventLog, *, with_lifecycle: bool) -> CasePaths:
    """Cases from their first event to their last, as the baselines take them."""
    paths = paths_of(log)
    order = log.events.order_by("case_id", "seq").select("lifecycle").to_pyarrow()
    life = np.asarray([str(one) for one in order["lifecycle"].to_pylist()])
    names = np.asarray(paths.stages)[paths.stage].astype(str)
    both = np.char.add(np.char.add(names, "|"), life) if with_lifecycle else names
    n = len(paths.opened)
    first = np.searchsorted(paths.case, np.arange(n))
    last = np.searchsorted(paths.case, np.arange(n), side="right") - 1
    return replace(
        paths,
        opened=paths.time[first],
        closed=paths.time[last],
        given_up=np.full(n, np.nan),
        stage=np.unique(both, return_inverse=True)[1],
        is_end=np.zeros(len(both), bool),
        as_at=float(paths.time.max()),
    )


def remaining_time_error(log: EventLog, *, with_lifecycle: bool) -> float:
    """Mean absolute error in days over every prefix of the latest fifth of cases."""
    paths = _by_last_event(log, with_lifecycle=with_lifecycle)
    n = len(paths.opened)
    order = np.argsort(paths.opened, kind="stable")
    held_out = order[int(0.8 * n) :]
    cut = float(paths.opened[held_out[0]])
    begun = float(np.quantile(paths.closed[paths.closed <= cut], 0.01))
    known = states_at_events(paths, known=cut)
    known = known.where(known.moment > max(begun, cut - LOOK_BACK_DAYS))
    asked = states_at_events(paths, known=paths.as_at + 1)
    asked = asked.where(np.isin(asked.case, held_out))
    left: Any = fit_life_tables(known).days_left(asked, 0.5)
    return float(np.abs(left - asked.rest).mean())


@pytest.mark.parametrize(
    ("name", "best_baseline", "with_lifecycle"),
    [("receipt", 1.52, False), ("helpdesk", 10.43, False), ("bpic2013", 4.12, True)],
)
def test_remaining_time_beats_the_best_naive_baseline(
    opened: Open, name: str, best_baseline: float, with_lifecycle: bool
) -> None:
    error = remaining_time_error(opened(name), with_lifecycle=with_lifecycle)
    assert error <= best_baseline


def held_of(log: EventLog, measure: str) -> tuple[float, int]:
    """Share of past four-week ranges that held, and how many there were."""
    history = weekly_history(log)
    weeks = history.arrivals if measure == "arrivals" else history.closures
    back = summed_past(weeks[:, None], np.ones(1), horizon=4, seed=1).summed_up()
    assert back.covered80 is not None
    return back.covered80, back.n_told


def test_80_percent_ranges_hold_75_to_85_percent_over_the_real_logs(
    opened: Open,
) -> None:
    names = ("helpdesk", "incident", "isle_of_man", "receipt")
    both = ("arrivals", "throughput")
    told = [held_of(opened(name), measure) for name in names for measure in both]
    held = sum(share * n for share, n in told) / sum(n for _, n in told)
    assert 0.75 <= held <= 0.85
