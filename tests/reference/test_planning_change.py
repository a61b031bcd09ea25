"""The planted change of the sample borough, by three ways of looking at it.

Applications received from 29 September 2025 on wait ten working days less to be given to
an officer: 14 calendar days, and nothing else changes. The numbers were printed when the
sample was made (n = 490 before, 73 of those since still open).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from mersey.evidence.choices import Model, SeasonChoice
from mersey.evidence.design import Ahead, Asked, Days
from mersey.evidence.effect import AssumptionName, Effect, Standing
from mersey.evidence.medians import cohort_medians
from mersey.evidence.observed import CasePair, CaseTimes, Series
from mersey.evidence.registered import DESIGNS
from mersey.evidence.steps import Step, StepChange, StepRole, split, with_steps
from mersey.samples.borough import SERVICES
from mersey.samples.sample_service import SampleSetting
from mersey.vocabulary import Better, Unit

Row = dict[str, date | None]
BEFORE = Days(first=date(2024, 9, 30), last=date(2025, 9, 28))
SINCE = Days(first=date(2025, 9, 29), last=date(2026, 9, 28))
KNOWN_TO = date(2026, 9, 28)
ASKED = Asked(
    measure="lead time",
    measure_hash="0" * 64,
    unit=Unit.DAYS,
    better=Better.LOWER,
    horizon_days=112,
    season=SeasonChoice.WHOLE_YEARS,
    before=BEFORE,
    since=SINCE,
    picked_on=date(2025, 9, 29),
)


def _date(text: str) -> date | None:
    if not re.fullmatch(r"\d+/\d+/\d{4}", text):
        return None
    day, month, year = map(int, text.split("/"))
    found = date(year, month, day)
    return found if found <= KNOWN_TO else None


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    sheet = SERVICES["planning"].make(SampleSetting(seed=2026, as_at=date(2026, 9, 30)))
    named = (dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows)
    return [{name: _date(text) for name, text in row.items()} for row in named]


def _ended(row: Row) -> date | None:
    return row["Decision Date"] or row["Withdrawn Date"]


def _times(
    rows: list[Row], window: Days, begun: str, done: Callable[[Row], date | None]
) -> CaseTimes:
    """Days from a milestone to another; a case that ends has left the step."""
    kept = sorted(
        (
            (opened, started, done(row), _ended(row))
            for row in rows
            if (opened := row["Date Received"]) and (started := row[begun])
            if window.first <= opened <= window.last
        ),
        key=lambda one: one[0],
    )
    until = [reached or ended or KNOWN_TO for _, _, reached, ended in kept]
    ways = [0 if reached else 1 if ended else -1 for _, _, reached, ended in kept]
    days = [(end - one[1]).days for end, one in zip(until, kept, strict=True)]
    return CaseTimes(
        opened=np.array([one[0] for one in kept], dtype="datetime64[D]"),
        days=np.maximum(np.array(days, dtype=float), 0),
        is_ended=np.array(ways) >= 0,
        ended_as=np.array(ways),
        group=np.zeros(len(kept), dtype=int),
    )


def _pair(rows: list[Row], begun: str, done: Callable[[Row], date | None]) -> CasePair:
    before, since = (_times(rows, window, begun, done) for window in (BEFORE, SINCE))
    return CasePair(before=before, since=since)


@pytest.fixture(scope="module")
def pair(rows: list[Row]) -> CasePair:
    return _pair(rows, "Date Received", _ended)


@pytest.fixture(scope="module")
def effect(pair: CasePair) -> Effect:
    return DESIGNS["before_after"].estimate(pair, ASKED)


@pytest.fixture(scope="module")
def changes(rows: list[Row]) -> tuple[StepChange, ...]:
    steps = (
        ("Consultation End", "Allocated To Officer", StepRole.MUST_MOVE),
        ("Date Received", "Date Valid", StepRole.MUST_NOT_MOVE),
    )
    return split(
        [
            Step(
                from_step=begun,
                to_step=done,
                role=role,
                pair=_pair(rows, begun, lambda row, done=done: row[done]),
            )
            for begun, done, role in steps
        ],
        horizon_days=112,
    )


def test_cases_say_15_days_sooner(pair: CasePair, effect: Effect) -> None:
    assert pair.before.days.size == 490
    assert int((~pair.since.is_ended).sum()) == 73
    assert (effect.before, effect.since) == pytest.approx((70.4, 55.1), abs=0.05)
    shown = (effect.estimate, effect.interval.low, effect.interval.high)
    assert shown == pytest.approx((-15.3, -17.4, -13.2), abs=0.05)
    assert effect.interval.holds(-14.0)
    assert effect.anytime is not None
    assert effect.anytime.high < -9


def test_weeks_say_15_days_sooner_when_memory_is_allowed_for(effect: Effect) -> None:
    (memory,) = (
        one for one in effect.assumptions if one.name is AssumptionName.AUTOCORRELATION
    )
    assert memory.standing is Standing.HELD
    found = [
        memory.figures[name] for name in ("allowed", "allowed_low", "allowed_high")
    ]
    assert found == pytest.approx([-14.7, -17.5, -11.9], abs=0.05)
    lags = [memory.figures[name] for name in ("lag_before", "lag_since")]
    assert lags == pytest.approx([0.02, 0.15], abs=0.005)


def test_interrupted_series_says_the_same(pair: CasePair) -> None:
    start = np.datetime64(BEFORE.first)
    value = np.full(105, np.nan)
    for one in (pair.before, pair.since):
        places, medians = cohort_medians(one, start=start, cohort_days=7)
        value[places] = medians
    series = Series(
        start=start + 7 * np.arange(105).astype("timedelta64[D]"),
        value=value,
        exposure=np.ones(105),
        n_per_year=52.18,
        since=52,
    )
    asked = Asked(
        measure="weekly median",
        measure_hash="0" * 64,
        unit=Unit.DAYS,
        better=Better.LOWER,
        model=Model.LEVEL,
    )
    found = DESIGNS["interrupted"].estimate(series, asked)
    assert found.estimate == pytest.approx(-14.7, abs=0.05)
    assert found.interval.low < -17.5
    assert -11.9 < found.interval.high < -11.5


def test_changed_step_moved_by_15_days(changes: tuple[StepChange, ...]) -> None:
    moved, _ = changes
    assert moved.finished is not None
    interval = moved.finished.interval
    shown = (moved.finished.estimate, interval.low, interval.high)
    assert shown == pytest.approx((-15.0, -15.4, -14.6), abs=0.06)
    assert moved.interval is not None
    assert moved.interval.holds(-14.0)


def test_untouched_step_stood_still_when_those_still_in_it_count(
    effect: Effect, changes: tuple[StepChange, ...]
) -> None:
    """Of those that came through it alone it is 1.8 days quicker, as quick ones do."""
    _, untouched = changes
    assert untouched.finished is not None
    assert untouched.finished.estimate == pytest.approx(-1.75, abs=0.15)
    assert untouched.interval is not None
    assert untouched.interval.holds(0.0)
    assert with_steps(effect, changes, is_whole_way=True).taken_off == 0.0


def test_plan_could_see_five_days_at_the_first_look(pair: CasePair) -> None:
    design = DESIGNS["before_after"]
    first = design.smallest(pair, ASKED, Ahead(days=91, n=110, horizon_days=84))
    last = design.smallest(pair, ASKED, Ahead(days=364, n=486))
    assert first == pytest.approx(5.3, abs=0.2)
    assert last == pytest.approx(3.0, abs=0.3)


def test_first_look_is_refused_when_it_asks_for_16_weeks(pair: CasePair) -> None:
    asked = Ahead(days=91, n=110, horizon_days=112)
    with pytest.raises(Exception, match="112 days cannot be seen at 91"):
        DESIGNS["before_after"].smallest(pair, ASKED, asked)
