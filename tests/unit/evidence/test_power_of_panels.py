"""What a plan of staggered starts could see."""

from __future__ import annotations

from datetime import date

import numpy as np

from mersey.evidence.design import Ahead
from mersey.evidence.designs.staggered import DESIGN
from mersey.evidence.observed import Panel
from mersey.evidence.power import PlannedLook, Power, power_of
from mersey.report.evidence_power_words import power_lines
from tests.unit.evidence.plans import experiment

LOOKS = (
    PlannedLook(on=date(2026, 3, 2), ahead=Ahead(days=90, n=3)),
    PlannedLook(on=date(2026, 9, 7), ahead=Ahead(days=270, n=9)),
)


def _power(n_units: int) -> Power:
    value = np.random.default_rng(4).normal(60, 3, size=(n_units, 12))
    panel = Panel(
        units=tuple(f"{i:02}" for i in range(n_units)),
        periods=np.arange(1, 13),
        value=value,
        weight=np.ones(n_units),
        first_treated=np.array([13, *[0] * (n_units - 1)]),
    )
    return power_of(
        DESIGN, panel, DESIGN.example.asked, looks=LOOKS, predicted=(10.0, 14.0)
    )


def test_only_the_last_look_sees_when_starts_are_permuted() -> None:
    found = _power(24)
    first, last = found.looks
    assert first.smallest is None
    assert "last planned look alone" in first.why_not
    assert last.smallest is not None
    assert 0 < last.smallest < 10
    assert last.smallest_safe is None
    assert found.sees


def test_plan_says_what_to_add_when_no_effect_could_be_shown() -> None:
    found = _power(10)
    assert [look.smallest for look in found.looks] == [None, None]
    assert found.rescues == ()
    assert "below 0.10: add units" in found.looks[-1].why_not


def test_words_are_said_when_an_early_look_would_lose_it() -> None:
    said = " ".join(power_lines(experiment(), _power(24)))
    assert "nothing once somebody has looked ahead of time" in said
