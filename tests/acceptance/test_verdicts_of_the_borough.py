"""On the made-up borough only the change that was planted has improved anything.

What was planted is known: one change, and elsewhere noise, season, a queue. Two files are
the planning file made worse in a known way: one sped up by refusing more, and one in which
four in ten applications got what the plan promised.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading
from mersey.eventlog import with_pack
from mersey.evidence.experiment import Baseline, Experiment, Look, LookKind
from mersey.evidence.looking import Looked, cases_of, look, mix_of
from mersey.evidence.measured import TimeToEnd
from mersey.evidence.plan_checks import remarks
from mersey.evidence.verdict import Stop, VerdictKind
from mersey.report.evidence_verdict_words import verdict_lines
from mersey.samples import SERVICES
from mersey.wording import MONTHS
from tests.unit.evidence.plans import experiment

pytestmark = pytest.mark.long

Row = dict[str, str]
CHANGE = date(2025, 9, 29)
LAST = date(2026, 9, 28)
UNCHANGED = ("foi", "ehcp", "housing_repairs", "childrens_social_care")
DAYS_SAVED = 14
"""Ten working days less in the queue, as the borough's truths have it."""


def _looked(plan: Experiment, file: Path, pack: str | None = None) -> Looked:
    with prepared(file, Reading(), pack=pack) as (_, log):
        found = with_pack(log)
        cases = cases_of(found.log, found.use, plan)
        mix = mix_of(found.log, found.use)
        return look(plan, cases, on=max(one.on for one in plan.looks), mix=mix)


@cache
def _bare() -> Experiment:
    """The planning plan without what speaks of planning: the time to any end alone."""
    return experiment().model_copy(
        update={
            "measure": TimeToEnd(kind="time_to_end"),
            "guardrails": (),
            "stop_rule": None,
            "steps": None,
            "fidelity": None,
        }
    )


def _begun(plan: Experiment, start: date, *, picked: date) -> Experiment:
    """The same plan with another start: a year before the problem was picked, and after."""
    last = picked - timedelta(days=1)
    before = {"from": last - timedelta(days=363), "to": last, "picked_on": picked}
    look_at = Look(on=start + timedelta(days=364), horizon_days=84, kind=LookKind.LAST)
    return plan.model_copy(
        update={
            "start": start,
            "baseline": Baseline.model_validate(before),
            "looks": (look_at,),
            "review_by": look_at.on,
        }
    )


def test_planted_change_has_improved_by_what_was_planted(borough: Path) -> None:
    found = _looked(experiment(), borough / SERVICES["planning"].path)
    assert found.verdict.kind is VerdictKind.IMPROVED
    assert found.verdict.interval.holds(DAYS_SAVED)
    assert found.verdict.stops == ()


@pytest.mark.parametrize("name", UNCHANGED)
def test_service_in_which_nothing_was_changed_has_not_improved(
    borough: Path, name: str
) -> None:
    found = _looked(_bare(), borough / SERVICES[name].path)
    assert found.verdict.kind is not VerdictKind.IMPROVED
    assert found.verdict.interval.holds(0)


def test_rebound_after_the_worst_month_is_no_improvement(borough: Path) -> None:
    """The problem is picked after the slowest month of a service that never changed."""
    rows = _read(borough / SERVICES["foi"].path, ",")
    worst = _slowest_month(rows)
    picked = _next_month(worst)
    plan = _begun(_bare(), picked + timedelta(days=14), picked=worst)
    found = _looked(plan, borough / SERVICES["foi"].path)
    assert found.verdict.kind is not VerdictKind.IMPROVED
    bad_patch_in_it = _begun(_bare(), picked, picked=picked).model_copy(
        update={"baseline": plan.baseline.model_copy(update={"to_day": picked})}
    )
    refused = [one.field for one in remarks(bad_patch_in_it) if one.is_refused]
    assert "baseline.to" in refused


def _slowest_month(rows: Iterable[Row]) -> date:
    """The first day of the month, with a year before and after it, that took longest."""
    took: dict[date, list[int]] = {}
    for row in rows:
        came = _short(row["received"])
        if row["closed"] and date(2024, 10, 8) <= came < date(2025, 9, 1):
            days = (_short(row["closed"]) - came).days
            took.setdefault(came.replace(day=1), []).append(days)
    return max(took, key=lambda month: sum(took[month]) / len(took[month]))


def _short(text: str) -> date:
    """A date as that file writes it: 2-Oct-23."""
    day, month, year = text.split("-")
    return date(2000 + int(year), 1 + MONTHS.index(month), int(day))


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def test_speed_that_was_bought_with_refusals_is_stopped(
    borough: Path, tmp_path: Path
) -> None:
    file = _rewritten(borough, tmp_path, _refused_at_once)
    found = _looked(experiment(), file, "planning")
    assert found.verdict.interval.low > found.verdict.worth_having
    assert found.verdict.kind is not VerdictKind.IMPROVED
    assert Stop.GUARDRAIL_BREACHED in found.verdict.stops


def test_change_that_was_made_in_four_of_ten_says_so_first(
    borough: Path, tmp_path: Path
) -> None:
    file = _rewritten(borough, tmp_path, _late_after_all)
    found = _looked(experiment(), file, "planning")
    assert found.fidelity is not None
    assert found.fidelity[0].share == pytest.approx(0.4, abs=0.06)
    assert found.verdict.kind is not VerdictKind.IMPROVED
    first = next(iter(verdict_lines(found)))
    assert first.startswith("The change was made in")


def _read(path: Path, delimiter: str) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _rewritten(borough: Path, folder: Path, change: Callable[[int, Row], Row]) -> Path:
    """The planning file with its applications since the change made otherwise."""
    rows = _read(borough / SERVICES["planning"].path, ",")
    path = folder / "applications.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        for n, row in enumerate(rows):
            is_since = _day(row["Date Received"]) >= CHANGE
            writer.writerow(change(n, row) if is_since else row)
    return path


def _refused_at_once(n: int, row: Row) -> Row:
    """One in four is refused three weeks after it came in."""
    on = _day(row["Date Received"]) + timedelta(days=21)
    if n % 4 or on >= LAST:
        return row
    later = dict.fromkeys((*LATER, "Appeal Lodged", "Appeal Decision Date"), "")
    said = {"Decision": "Refused", "Decision Date": _written(on)}
    return row | later | said | {"Appeal Decision": "", "Withdrawn Date": ""}


LATER = ("Consultation End", "Allocated To Officer", "Committee Date")


def _late_after_all(n: int, row: Row) -> Row:
    """Six in ten wait for their officer as before, and for all that comes after."""
    if n % 10 < 4:
        return row
    moved = ("Allocated To Officer", "Committee Date", "Decision Date")
    return row | {name: _moved(row[name]) for name in moved}


def _moved(text: str) -> str:
    """Two weeks later; blank where that has not come yet."""
    if not text:
        return ""
    later = _day(text) + timedelta(days=DAYS_SAVED)
    return _written(later) if later <= date(2026, 9, 30) else ""


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _written(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
