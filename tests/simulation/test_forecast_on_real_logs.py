"""Forecasts of real logs, made again from what was known then, against what came.

Risks: the last 40 % of cases by opening give the verdict and nothing else. Settings were
chosen by log loss on what was known at the cut, cases opened before it, each moment with
what was known then; and on made-up services. The verdict part had been looked at before
that was the rule: `docs/reference/forecast-accuracy.md` says how.

From the cut on every open case is asked each day; a decile is a tenth of the risks and
counts where it holds 50 cases. Only moments count at which risks would have been told, by
what was known then; where they were withheld, nothing was said. The limit is what 85 in 100 took as known at the cut;
for planning applications it is eight weeks.

Remaining time: the split and the baselines of PM4Py's users: 80 % of cases by start,
every prefix but the last, mean absolute error in days.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mersey.engine import QueryFile, open_duckdb
from mersey.eventlog import EventLog, prepare
from mersey.forecast import weekly_history
from mersey.forecast.as_known import CasePaths, paths_of, states_at_events
from mersey.forecast.breach import (
    LOOK_BACK_DAYS,
    checked,
    horizon_of,
    look_back_at_risks,
    straightened,
    why_withheld,
)
from mersey.forecast.calibration import Told, brier, deciles
from mersey.forecast.how_many import summed_past
from mersey.forecast.life_tables import fit_life_tables
from mersey.forecast.pace import pace_of
from mersey.forecast.results import RiskBand
from mersey.forecast.risk_ways import best_way, told_by
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


def _told(log: EventLog, limit: float | None, *, step: float = 1.0) -> list[Told]:
    """Risks from the cut on, each day; those that are withheld are left out."""
    paths = paths_of(log)
    cut = float(np.quantile(paths.opened, 0.6))
    days = limit or horizon_of(replace(paths, as_at=cut))
    assert days is not None
    first = float(np.quantile(paths.opened, 0.02))
    before = np.linspace(first + 0.25 * (cut - first), cut, 20, endpoint=False)
    after = np.arange(cut, paths.as_at, step)
    limits = np.full(len(paths.opened), days)
    past = look_back_at_risks(paths, limits, np.r_[before, after])
    told = straightened(
        tuple(
            told_by(one, best_way(past[:place], now=one.moment))
            for place, one in enumerate(past)
        )
    )
    kept = [
        one
        for place, one in enumerate(told)
        if one.moment >= cut and _is_told(told[:place], one.moment)
    ]
    return [one.known(paths.as_at) for one in kept]


def _is_told(past: Sequence[Told], now: float) -> bool:
    """Whether risks would have been told at that moment, by what was known then."""
    check = checked(past, by=now)
    return check is None or not why_withheld(check)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Risks of every open case each day, and what came: one row a case and a day."""

    risk: Any
    is_late: Any
    by_age: Any
    case: Any

    @property
    def deciles(self) -> list[RiskBand]:
        """Those that hold 50 cases."""
        found = deciles(self.risk, self.is_late, self.case) if len(self.risk) else ()
        return [one for one in found if one.n_cases >= 50]


Daily = Callable[[str], Asked]


@pytest.fixture(scope="module")
def daily(opened: Open) -> Daily:
    """The daily risks of a log by its name, worked out once."""

    @cache
    def ask(name: str) -> Asked:
        told = _told(opened(name), LIMITS.get(name))
        names = ("risk", "is_late", "by_age", "case")
        return Asked(
            **{
                key: np.concatenate([getattr(one, key) for one in told] or [[]])
                for key in names
            }
        )

    return ask


def perfect_share(asked: Asked, *, n_draws: int = 400) -> float:
    """How often a forecast that is right would be within 0.05 in every such decile.

    What comes is drawn from the risks themselves, one draw a case: on whichever day it is
    asked, a case is late or it is not.
    """
    draw = np.random.default_rng(1)
    _, place = np.unique(asked.case, return_inverse=True)
    order = np.argsort(asked.risk, kind="stable")
    tenths = [
        one
        for one in np.array_split(order, 10)
        if len(np.unique(asked.case[one])) >= 50
    ]
    n_met = 0
    for _ in range(n_draws):
        is_late = draw.random(place.max() + 1)[place] < asked.risk
        apart = [abs(asked.risk[t].mean() - is_late[t].mean()) for t in tenths]
        n_met += max(apart) <= 0.05
    return n_met / n_draws


@pytest.mark.parametrize("name", ["helpdesk", "incident", "isle_of_man", "receipt"])
def test_deciles_of_daily_risks_are_within_5_in_100_or_risks_are_withheld(
    daily: Daily, name: str
) -> None:
    assert all(
        abs(tenth.expected - tenth.observed) <= 0.05 for tenth in daily(name).deciles
    )


@pytest.mark.parametrize("name", ["incident", "isle_of_man"])
def test_risks_are_withheld_when_the_service_changed_pace(
    daily: Daily, name: str
) -> None:
    assert not len(daily(name).risk)


def test_every_decile_counts_when_cases_are_asked_each_day(daily: Daily) -> None:
    assert len(daily("helpdesk").deciles) == 10


def test_perfect_forecast_meets_the_aim_as_often_as_is_said(daily: Daily) -> None:
    assert perfect_share(daily("helpdesk")) >= 0.99


def test_daily_risks_beat_the_age_and_the_share_of_all_when_held_out(
    daily: Daily,
) -> None:
    asked = daily("helpdesk")
    error = brier(asked.risk, asked.is_late)
    assert error < brier(asked.by_age, asked.is_late)
    assert error < asked.is_late.mean() * (1 - asked.is_late.mean())


def _by_last_event(log: EventLog, *, with_lifecycle: bool) -> CasePaths:
    """Cases from their first event to their last, as the baselines take them."""
    paths = paths_of(log)
    order = log.ask(QueryFile("SELECT lifecycle FROM {events} ORDER BY case_id, seq"))
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
    back = summed_past(pace_of(weeks), horizon=4, seed=1).summed_up()
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
