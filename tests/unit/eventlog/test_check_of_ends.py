"""A time in which cases stop ending, though they go on arriving, is told."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from mersey.eventlog.check_of_ends import longest_without_ends
from mersey.vocabulary import Finding
from tests.engines.logs import make_log

CAME = np.full(104, 10.0)
FIRST = date(2024, 1, 1)


def weeks(*runs: tuple[int, float]) -> np.ndarray:
    return np.concatenate([np.full(n, value) for n, value in runs])


def found(*, lost: tuple[int, int]) -> list[Finding]:
    """Two a day, each over in 20 days, but for ends of the days that are lost."""
    rows = []
    for n in range(1400):
        opened = FIRST + timedelta(days=n // 2)
        rows.append((n, "In", f"{opened}T09:00"))
        if not lost[0] <= n // 2 + 20 < lost[1] and n // 2 + 20 < 700:
            rows.append((n, "Closed", f"{opened + timedelta(days=20)}T12:00"))
    log = make_log(rows, end=("Closed",))
    return [one for one in log.findings if one.id == "few_ends"]


def test_weeks_without_ends_are_found_in_the_middle_and_at_the_end() -> None:
    middle = weeks((40, 10), (26, 0.3), (38, 10))
    assert longest_without_ends(CAME, middle) == (40, 66)
    assert longest_without_ends(CAME, weeks((87, 10), (17, 0))) == (87, 104)


def test_nothing_is_found_where_it_may_be_as_it_should() -> None:
    filling = weeks((20, 0), (84, 10))
    summer = weeks((40, 10), (7, 0), (57, 10))
    monthly = np.tile([0.0, 0.0, 0.0, 40.0], 26)
    gap = weeks((40, 10), (26, 0), (38, 10))
    for came, ended in ((CAME, filling), (CAME, summer), (CAME, monthly), (gap, gap)):
        assert longest_without_ends(came, ended) is None
    assert longest_without_ends(CAME[:20], weeks((10, 10), (10, 0))) is None


def test_log_tells_from_when_to_when_ends_are_missing() -> None:
    (told,) = found(lost=(300, 420))
    assert told.severity == "warning"
    assert 210 <= told.count <= 240
    assert "Between 2" in told.message
    assert "October 2024 and " in told.message
    assert "their ends are missing from the file" in told.message


def test_log_without_a_gap_says_nothing_of_it() -> None:
    assert found(lost=(0, 0)) == []
