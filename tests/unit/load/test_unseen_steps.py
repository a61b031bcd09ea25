"""Steps of nothing that can be seen are no steps: their rows are rejected, with why."""

from __future__ import annotations

import pytest

from tests.unit.load.made_logs import events, loaded

UNSEEN = {
    "blanks": "   ",
    "hard blank": "\u00a0",
    "no width": "\u200b",
    "marks": "\u200b\u200e\ufeff",
}
STEPS = ("Received", "Assessed", "Closed")


@pytest.mark.parametrize("kind", UNSEEN)
def test_a_row_is_rejected_when_its_step_cannot_be_seen(kind):
    rows = [
        f"C{i},{step},2024-{1 + i % 9:02}-{1 + 3 * day:02} 09:00"
        for i in range(60)
        for day, step in enumerate(STEPS)
    ]
    rows += [f"C{i},{UNSEEN[kind]},2024-11-20 09:00" for i in range(20)]
    with loaded("case,activity,time\n" + "\n".join(rows) + "\n") as log:
        assert (log.counts.read, log.counts.rejected) == (200, 20)
        assert {event["activity"] for event in events(log)} == set(STEPS)
