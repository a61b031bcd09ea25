"""200 made-up changes on each real log of a year or more: how many are "improved"?

Nothing is known to have changed on those days. Each compares half a year or a year of
cases before with 13 or 26 weeks since, as the log was known on the day of the look; worth
having is a tenth of what it was before. `docs/reference/evidence-accuracy.md`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from mersey.engine import open_duckdb
from mersey.errors import EvidenceError
from mersey.eventlog import prepare
from mersey.evidence.design import Asked, Days
from mersey.evidence.effect import Effect, Standing
from mersey.evidence.log_cases import LogCases, read_log_cases
from mersey.evidence.measured import TimeToEnd
from mersey.evidence.observe import case_times
from mersey.evidence.observed import CasePair
from mersey.evidence.registered import DESIGNS
from mersey.load import ReadOptions, read_log
from mersey.vocabulary import Better, Unit

pytestmark = [pytest.mark.shared_data, pytest.mark.long]

NOW = datetime(2026, 11, 22, tzinfo=UTC)
MEASURE = TimeToEnd(kind="time_to_end")
A_DAY = timedelta(days=1)
PLACEBOS = 200
WORTH = 0.1
FEWEST = 50

LOGS = {  # file → placebos that could be judged, and that were called improved
    "helpdesk/helpdesk.xes.gz": (200, 0),
    "permits_nl/receipt.xes.gz": (200, 10),
    "exports/maintenance_requests.csv": (200, 0),
}


def _read(file: Path, folder: Path) -> LogCases:
    session = open_duckdb(folder)
    try:
        loaded = read_log(
            file, session=session, options=ReadOptions(), key=None, now=NOW
        )
        return read_log_cases(prepare(loaded, folder / "store", now=NOW))
    finally:
        session.close()


def _windows(cases: LogCases, rng: np.random.Generator) -> tuple[Days, Days]:
    """A start drawn by lot, with enough on both sides of it."""
    days = cases.opened.astype("datetime64[D]").astype(int)
    first, last = np.quantile(days, [0.005, 0.995])
    n_before = 364 if last - first > 800 else 182
    n_since = 91 if rng.random() < 0.5 else 182
    if last - first < n_before + n_since + 30:
        n_before, n_since = 182, 91
    latest = max(last - n_since, first + n_before + 1)
    start = date(1970, 1, 1) + timedelta(
        days=int(rng.integers(first + n_before, latest))
    )
    end = min(start + timedelta(days=n_since), cases.known_until)
    return (
        Days(first=start - timedelta(days=n_before), last=start - A_DAY),
        Days(first=start, last=end - A_DAY),
    )


def _effect(cases: LogCases, before: Days, since: Days) -> Effect | None:
    known = cases.known_on(since.last)
    sides = [
        case_times(known.opened_between(one.first, one.last), MEASURE)
        for one in (before, since)
    ]
    if min(side.days.size for side in sides) < FEWEST:
        return None
    asked = Asked(
        measure="days",
        measure_hash=MEASURE.hash,
        unit=Unit.DAYS,
        better=Better.LOWER,
        horizon_days=round(0.6 * since.n_days),
        before=before,
        since=since,
    )
    pair = CasePair(before=sides[0], since=sides[1])
    try:
        return DESIGNS["before_after"].estimate(pair, asked)
    except EvidenceError:
        return None


def _is_improved(effect: Effect) -> bool:
    failed = any(one.standing is Standing.FAILED for one in effect.assumptions)
    return effect.interval.high < -WORTH * effect.before and not failed


@pytest.mark.parametrize("name", LOGS)
def test_placebos_are_seldom_improved(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    cases = _read(shared_data / name, tmp_path)
    rng = np.random.default_rng(3)
    effects = [_effect(cases, *_windows(cases, rng)) for _ in range(PLACEBOS)]
    judged = [one for one in effects if one is not None]
    improved = sum(map(_is_improved, judged))
    assert (len(judged), improved) == LOGS[name]


def test_placebos_are_improved_at_most_five_times_in_100_overall() -> None:
    judged, improved = (sum(column) for column in zip(*LOGS.values(), strict=True))
    assert improved <= 0.05 * judged
