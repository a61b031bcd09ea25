"""What a wait does to a clock, by the clock's own rule."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.clocks import explain, wait_used, waits_of
from mersey.clocks.clock import Pause, Start
from mersey.errors import UsageError
from mersey.services import load_packs
from tests.unit.clocks.example_clocks import make_clock

BEGUN = date(2026, 3, 2)
ASKED, ANSWERED = date(2026, 3, 4), date(2026, 3, 9)

PAUSED = make_clock(10, "days", pauses=(Pause(begin="asked", finish="answered"),))
AFRESH = make_clock(10, "days", start=Start(events=("in",), later=("answered",)))


def test_clock_pauses_when_its_rule_is_a_pause() -> None:
    used = wait_used(PAUSED, ASKED, ANSWERED)
    found = explain(PAUSED, BEGUN, waits=[used])
    # 2 March and ten days is 12 March; 4 to 9 March are six days that do not count.
    assert (found.due.due, found.started_again) == (date(2026, 3, 18), False)


def test_clock_starts_again_when_its_rule_is_a_fresh_start() -> None:
    used = wait_used(AFRESH, ASKED, ANSWERED)
    found = explain(AFRESH, BEGUN, waits=[used])
    assert (found.due.due, found.started_again) == (date(2026, 3, 19), True)


def test_last_fresh_start_counts_whatever_the_order() -> None:
    waits = [
        wait_used(AFRESH, ASKED, ANSWERED),
        wait_used(AFRESH, date(2026, 3, 3), date(2026, 3, 3)),
    ]
    assert explain(AFRESH, BEGUN, waits=waits).due.due == date(2026, 3, 19)


def test_clock_refuses_a_pause_when_it_knows_none() -> None:
    with pytest.raises(UsageError, match="knows no pause"):
        wait_used(make_clock(10, "days"), ASKED, ANSWERED)


def test_every_clock_of_a_pack_names_its_waits_where_it_has_any() -> None:
    """A wait without a name of its own would show an event's id at the prompt."""
    bare = [
        clock.id
        for pack in load_packs().values()
        for clock in pack.clocks
        if waits_of(clock) != clock.waits
    ]
    assert bare == []


def test_every_wait_of_a_pack_has_a_rule() -> None:
    for pack in load_packs().values():
        for clock in pack.clocks:
            ruled = {*(p.finish for p in clock.pauses), *clock.start.later}
            assert {wait.event for wait in clock.waits} <= ruled, clock.id
