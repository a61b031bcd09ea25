from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from mersey.clocks.zone_changes import to_local

ZONES = ("Europe/London", "Europe/Amsterdam", "America/New_York", "Asia/Kolkata")


@pytest.mark.parametrize("zone", ZONES)
def test_local_times_equal_those_of_zoneinfo(zone: str) -> None:
    start = datetime.fromisoformat("2019-01-01T00:30")
    utc = [start + timedelta(hours=7 * step) for step in range(4_000)]
    local = [
        time.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        for time in utc
    ]
    found = to_local(np.array(utc, dtype="datetime64[us]"), zone)
    assert found.tolist() == local


def test_local_time_changes_with_the_clocks() -> None:
    times = np.array(["2024-03-31T00:59:59", "2024-03-31T01:00:00", "NaT"], "M8[us]")
    assert to_local(times, "Europe/London").astype("M8[s]").astype(str).tolist() == [
        "2024-03-31T00:59:59",
        "2024-03-31T02:00:00",
        "NaT",
    ]


def test_local_times_stay_empty_without_any() -> None:
    none = np.array(["NaT"], dtype="datetime64[us]")
    assert np.isnat(to_local(none, "Europe/London")).all()
