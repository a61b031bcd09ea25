"""What follows what, and where cases stand, worked out on paths."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from mersey.eventlog.activity_use import activity_uses, usual_quiet_days
from mersey.eventlog.path_arrays import PathArrays
from mersey.eventlog.resting import rests_of

AS_AT = datetime.fromisoformat("2024-03-01T00:00")


@pytest.fixture
def paths() -> PathArrays:
    """In, work, work, out three times; in alone once; out, in, out twice."""
    return PathArrays(
        path=np.array([0, 0, 0, 0, 1, 2, 2, 2]),
        activity=np.array([0, 2, 2, 1, 0, 1, 0, 1]),
        activities=("in", "out", "work"),
        n_cases=np.array([3, 1, 2]),
        case_path=np.array([0, 0, 0, 1, 2, 2]),
        last_time=np.array(
            [
                "2024-01-01",
                "2024-02-28",
                "2024-02-29T12",
                "2024-01-01",
                "2024-01-01",
                "2024-02-01",
            ],
            dtype="datetime64[us]",
        ),
    )


def test_use_of_an_activity_counts_cases_and_those_quiet_for_long(
    paths: PathArrays,
) -> None:
    since = datetime.fromisoformat("2024-01-15T00:00")
    found = {use.activity: use for use in activity_uses(paths, quiet_since=since)}
    out = found["out"]
    assert (out.n_cases, out.n_first, out.n_last, out.n_settled) == (5, 2, 5, 2)
    first = found["in"]
    assert (first.n_cases, first.n_first, first.n_last, first.n_only) == (6, 3, 1, 1)
    assert (found["work"].n_cases, found["work"].n_last) == (3, 0)


def test_share_after_an_end_counts_events(paths: PathArrays) -> None:
    """Of seven times out, two come after one; of six times in, two."""
    assert paths.after_end(("out",)) == pytest.approx(
        {"in": 2 / 6, "out": 2 / 7, "work": 0.0}
    )
    assert set(paths.after_end(()).values()) == {0.0}


def test_later_counts_each_case_once(paths: PathArrays) -> None:
    found = paths.later(("in", "work"))
    assert found == {
        ("in", "out"): 5,
        ("in", "work"): 3,
        ("work", "out"): 3,
        ("work", "work"): 3,
    }


def test_rests_are_of_those_gone_on_and_of_those_standing(paths: PathArrays) -> None:
    found = rests_of({"in": {2: 7}}, paths, as_at=AS_AT)
    assert found["in"].days.tolist() == [2]
    assert found["in"].standing_days.tolist() == [60]
    assert dict(
        zip(
            found["out"].standing_days.tolist(),
            found["out"].n_standing.tolist(),
            strict=True,
        )
    ) == {0: 1, 2: 1, 29: 1, 60: 2}


def test_usual_quiet_is_that_of_all_steps_together() -> None:
    assert usual_quiet_days({}) == 30
    assert usual_quiet_days({"a": {1: 90}, "b": {3: 8, 44: 2}}) == 45
