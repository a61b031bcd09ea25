from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from mersey.evidence.frozen import Sealing
from mersey.evidence.kept import add, add_look, keep_frozen, read_kept
from mersey.evidence.learning import Learning, Programme, learning_of, programme
from mersey.evidence.states import State
from mersey.evidence.trail import EntryKind
from mersey.evidence.verdict import LookTaken, LookTime, VerdictKind
from mersey.report.programme_words import (
    pace_words,
    programme_json,
    programme_lines,
)
from tests.unit.evidence.plans import PLAN, experiment

AS_AT = date(2026, 6, 30)
START = date(2026, 1, 1)


def _one(name: str, **said: object) -> Learning:
    plain = {"title": name, "team": "A", "outcome": "o", "state": State.TOO_EARLY}
    return Learning(id=name, **(plain | {"started": START} | said))  # type: ignore[arg-type]


def _after(days: int, **said: object) -> dict[str, object]:
    decided = START + timedelta(days=days)
    return {"state": State.DECIDED, "decided": decided, **said}


def _found(*experiments: Learning, limit: int = 2) -> Programme:
    return programme(experiments, as_at=AS_AT, limit=limit)


def test_open_experiments_count_in_the_time_to_learning() -> None:
    """Decided after 100 and 150 days; two under way for 180: half within 150."""
    found = _found(
        _one("a", **_after(100)), _one("b", **_after(150)), _one("c"), _one("d")
    )
    half, most = found.time_to_learning
    assert (half.days, most.days, most.more_than) == (150, None, 180)
    assert (found.n_started, found.n_decided) == (4, 2)


def test_time_that_is_not_reached_yet_is_said_as_such() -> None:
    undecided = _found(_one("c"), _one("d"))
    assert pace_words(undecided) == (
        "fewer than half within 180 days, those under way counted."
    )
    half = _found(*[_one(n, **_after(150)) for n in "ab"], _one("c"))
    assert pace_words(half) == (
        "half within 150 days, fewer than 85 in 100 within 180 days, "
        "those under way counted."
    )


def test_order_of_experiments_does_not_matter() -> None:
    every = [_one("a", **_after(100)), _one("b"), _one("c", team="B")]
    assert programme_json(_found(*every)) == programme_json(_found(*reversed(every)))


def test_teams_with_too_much_in_progress_are_named() -> None:
    found = _found(
        *[_one(n) for n in "abc"], _one("d", team="B"), _one("e", **_after(9))
    )
    assert found.in_progress == {"A": 3, "B": 1}
    assert found.over_limit == ("A",)
    assert _found(*[_one(n) for n in "abc"], limit=3).over_limit == ()


def test_null_result_counts_as_learning_and_stays_in_the_denominator() -> None:
    found = _found(
        _one("a", **_after(90, verdict="no_worthwhile_change")),
        _one("b", **_after(90, verdict="improved")),
        _one("c", verdict="not_yet_known", state=State.VERDICT),
        _one("d"),
    )
    assert found.n_null == 1
    assert found.share_null == 0.25
    assert sum(found.verdicts.values()) == found.n_started


def test_ideas_and_plans_are_listed_and_not_counted() -> None:
    idea = _one("a", state=State.IDEA, started=None)
    found = _found(idea)
    assert (found.n_started, found.share_null, found.curve) == (0, None, None)
    assert "0 started, 0 decided" in "\n".join(programme_lines(found))


def test_plan_past_its_start_that_nobody_froze_is_told() -> None:
    plan = _one("a", state=State.PLANNED, started=None, starts=START)
    assert _found(plan).unfrozen == ("a",)
    assert "Never frozen" in "\n".join(programme_lines(_found(plan)))


def test_undecided_past_its_review_is_overdue() -> None:
    late = _one("a", review_by=date(2026, 6, 29))
    assert _found(late).overdue == ("a",)
    assert _found(_one("a", review_by=AS_AT)).overdue == ()
    assert _found(_one("a", **_after(9), review_by=START)).overdue == ()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "early-officer.toml"
    path.write_text(PLAN, "utf-8")
    at = datetime(2025, 9, 22, tzinfo=UTC)
    keep_frozen(experiment(), Sealing(at=at, by="Amina R"), beside=path)
    return path


def test_experiment_is_known_from_what_is_kept_of_it(plan: Path) -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    look = LookTaken(on=date(2026, 9, 28), kind=LookTime.LAST)
    add_look(plan, look, VerdictKind.IMPROVED, at=at)
    said = {"decision": "adopt", "learned": "x", "not_for": ""}
    add(plan, EntryKind.DECIDED, at=at, by="Head", data=said)
    found = learning_of(experiment(), read_kept(plan), as_at=date(2026, 10, 2))
    assert (found.started, found.decided) == (date(2025, 9, 29), date(2026, 10, 1))
    assert (found.verdict, found.decision) == ("improved", "adopt")
    assert found.days(date(2027, 1, 1)) == 367


def test_same_look_is_kept_once_and_an_early_one_widens(plan: Path) -> None:
    at = datetime(2025, 12, 1, tzinfo=UTC)
    early = LookTaken(on=date(2025, 12, 1), kind=LookTime.AHEAD)
    for _ in range(2):
        add_look(plan, early, VerdictKind.TOO_EARLY, at=at, by="Amina R")
    trail = read_kept(plan).trail
    assert len(trail.of(EntryKind.LOOK)) == 1
    assert trail.is_widened
    assert trail.verdict == ""


def test_nothing_has_started_before_its_day(plan: Path) -> None:
    found = learning_of(experiment(), read_kept(plan), as_at=date(2025, 9, 28))
    assert (found.started, found.state) == (None, State.FROZEN)
