"""Which look is to be read on a day."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence.looking import look_due
from tests.unit.evidence.plans import experiment


@pytest.mark.parametrize(
    ("known_until", "due"),
    [
        (date(2025, 12, 27), None),
        (date(2025, 12, 28), date(2025, 12, 29)),
        (date(2026, 1, 3), date(2025, 12, 29)),
        (date(2026, 1, 4), date(2026, 1, 5)),
        (date(2026, 9, 26), date(2026, 9, 21)),
        (date(2026, 9, 27), date(2026, 9, 28)),
        (date(2027, 3, 1), date(2026, 9, 28)),
    ],
)
def test_look_is_read_on_its_day_then_weekly_and_the_last_for_good(
    known_until: date, due: date | None
) -> None:
    assert look_due(experiment(), known_until) == due
