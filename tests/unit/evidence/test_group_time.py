"""Effects on groups that start together, against published numbers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.group_time import (
    Base,
    Controls,
    by_group,
    dynamic,
    group_times,
    simple,
    simple_of_each,
)
from mersey.evidence.panels import to_panel
from tests.unit.evidence.counties import counties
from tests.unit.evidence.donors import PANEL as DONORS

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.evidence.observed import Panel


def _panel(values: list[list[float]], starts: list[int], **other: object) -> Panel:
    rows = [
        (f"unit {i}", at + 1, one)
        for i, row in enumerate(values)
        for at, one in enumerate(row)
    ]
    panel = to_panel(
        rows, first_treated={f"unit {i}": one for i, one in enumerate(starts)}
    )
    return dataclasses.replace(panel, **other)


@pytest.mark.shared_data
def test_groups_of_counties_are_as_published_when_controls_never_start(
    shared_data: Path,
) -> None:
    found = group_times(counties(shared_data), controls=Controls.NEVER)
    since = {(f.group, f.period): f.estimate for f in found if f.period >= f.group}
    expected = {
        (2004, 2004): -0.0105,
        (2004, 2005): -0.0704,
        (2004, 2006): -0.1373,
        (2004, 2007): -0.1008,
        (2006, 2006): -0.0046,
        (2006, 2007): -0.0412,
        (2007, 2007): -0.0261,
    }
    assert since == pytest.approx(expected, abs=6e-5)


@pytest.mark.shared_data
def test_groups_of_counties_are_as_published_when_controls_start_later(
    shared_data: Path,
) -> None:
    found = group_times(counties(shared_data))
    since = [one.estimate for one in found if one.group < 2007 <= one.period + 3]
    assert since[:4] == pytest.approx([-0.0194, -0.0783, -0.1363, -0.1008], abs=6e-5)
    assert [
        one.estimate for one in found if one.group == 2006 and one.period >= 2006
    ] == pytest.approx([0.0047, -0.0412], abs=6e-5)


@pytest.mark.shared_data
def test_aggregates_of_counties_are_as_published(shared_data: Path) -> None:
    panel = counties(shared_data)
    found = group_times(panel, controls=Controls.NEVER)
    whole = simple(found, panel)
    assert (whole.estimate, whole.standard_error) == pytest.approx(
        (-0.0400, 0.0120), abs=6e-5
    )
    ages = [
        one for one in dynamic(found, panel) if one.key is not None and one.key >= 0
    ]
    assert [one.estimate for one in ages] == pytest.approx(
        [-0.0199, -0.0510, -0.1373, -0.1008], abs=6e-5
    )
    assert [one.standard_error for one in ages] == pytest.approx(
        [0.0118, 0.0169, 0.0364, 0.0344], abs=6e-5
    )
    assert np.mean([one.estimate for one in ages]) == pytest.approx(-0.0772, abs=6e-5)
    groups = [one.estimate for one in by_group(found, panel)]
    assert groups == pytest.approx([-0.0797, -0.0229, -0.0261], abs=6e-5)


@pytest.mark.shared_data
def test_base_changes_the_picture_before_the_start_and_nothing_since(
    shared_data: Path,
) -> None:
    panel = counties(shared_data)
    found = {
        base: {
            (one.group, one.period): one.estimate
            for one in group_times(panel, controls=Controls.NEVER, base=base)
        }
        for base in (Base.VARYING, Base.UNIVERSAL)
    }
    universal, varying = found[Base.UNIVERSAL], found[Base.VARYING]
    assert universal[2007, 2005] == pytest.approx(0.03109, abs=5e-6)
    assert varying[2007, 2005] == pytest.approx(-0.0027, abs=5e-5)
    assert universal[2007, 2006] == 0
    assert universal[2006, 2007] == varying[2006, 2007]


@pytest.mark.shared_data
@pytest.mark.long  # importing the other library takes seconds
@pytest.mark.parametrize("controls", list(Controls))
def test_diff_diff_agrees_on_every_group_and_period(
    shared_data: Path, controls: Controls
) -> None:
    import diff_diff  # noqa: PLC0415  (takes seconds)
    import pandas as pd  # noqa: PLC0415

    panel = counties(shared_data)
    data = pd.DataFrame(
        {
            "unit": np.repeat(np.arange(len(panel.units)), len(panel.periods)),
            "time": np.tile(panel.periods, len(panel.units)),
            "y": panel.value.ravel(),
            "first": np.repeat(panel.first_treated, len(panel.periods)),
        }
    )
    other = diff_diff.CallawaySantAnna(
        control_group=f"{controls.value}_treated"
        if controls is Controls.NEVER
        else "not_yet_treated"
    ).fit(data, outcome="y", unit="unit", time="time", first_treat="first")
    found = group_times(panel, controls=controls)
    for one in found:
        its = other.group_time_effects[one.group, one.period]
        assert (one.estimate, one.standard_error) == pytest.approx(
            (its["effect"], its["se"]), abs=1e-9
        )
    whole = simple(found, panel)
    assert (whole.estimate, whole.standard_error) == pytest.approx(
        (other.overall_att, other.overall_se), abs=1e-9
    )


@pytest.mark.parametrize(
    ("started", "other", "known"),
    [
        # Full-time jobs a restaurant, New Jersey and Pennsylvania (Card & Krueger, 1994)
        ([20.4306, 20.8973], [23.3800, 21.0967], 2.75),
        # Banks in business, Sixth and Eighth District, 1930 and 1931 (Richardson & Troost)
        ([135, 121], [165, 132], 19),
    ],
)
def test_two_units_and_two_periods_give_the_known_difference(
    started: list[float], other: list[float], known: float
) -> None:
    found = group_times(_panel([started, other], [2, 0]))
    assert found[0].estimate == pytest.approx(known, abs=5e-5)


def test_donors_fall_as_published_when_all_quarters_before_are_the_base() -> None:
    found = group_times(DONORS, base=Base.AVERAGE)
    assert simple(found, DONORS).estimate == pytest.approx(-0.022459, abs=5e-7)


@pytest.mark.parametrize("base", list(Base))
def test_effect_is_found_when_early_starters_grow_on(base: Base) -> None:
    # Two-way fixed effects would take the early group's growth off the late group's.
    early, late, never = [0.0, 1, 2, 3, 4], [0.0, 0, 0, 5, 5], [0.0, 0, 0, 0, 0]
    panel = _panel([early, early, late, late, never], [2, 2, 4, 4, 0])
    found = {(f.group, f.period): f.estimate for f in group_times(panel, base=base)}
    assert [found[2, t] for t in (2, 3, 4, 5)] == pytest.approx([1, 2, 3, 4])
    assert [found[4, t] for t in (4, 5)] == pytest.approx([5, 5])


def test_group_is_never_its_own_control_when_all_start() -> None:
    panel = _panel([[0.0, 0, 7], [0.0, 1, 1], [0.0, 0, 9]], [2, 3, 3])
    found = {(f.group, f.period): f for f in group_times(panel)}
    assert found[2, 2].n_controls == 2
    assert (2, 3) not in found  # all have started: nobody is left
    assert (3, 3) not in found
    with pytest.raises(EvidenceError, match="nothing can be said"):
        group_times(panel, controls=Controls.NEVER)


def test_group_that_had_started_at_the_first_period_is_left_out() -> None:
    panel = _panel([[5.0, 6], [0.0, 2], [0.0, 0]], [1, 2, 0])
    assert {one.group for one in group_times(panel)} == {2}


def test_weights_count_when_units_are_of_different_size() -> None:
    panel = _panel(
        [[0.0, 10], [0.0, 20], [0.0, 1], [0.0, 4]],
        [2, 2, 0, 0],
        weight=np.array([3.0, 1, 1, 2]),
    )
    assert group_times(panel)[0].estimate == pytest.approx(12.5 - 3)
    heavier = dataclasses.replace(panel, weight=10 * panel.weight)
    assert simple(group_times(heavier), heavier) == simple(group_times(panel), panel)


@pytest.mark.shared_data
@pytest.mark.parametrize("controls", list(Controls))
@pytest.mark.parametrize("base", list(Base))
def test_each_assignment_gives_what_its_panel_would(
    shared_data: Path, controls: Controls, base: Base
) -> None:
    panel = counties(shared_data)
    panel = dataclasses.replace(
        panel, weight=np.random.default_rng(1).gamma(2.0, size=len(panel.units))
    )
    other = np.random.default_rng(2).permutation(panel.first_treated)
    found = simple_of_each(
        panel.value,
        panel,
        np.vstack([panel.first_treated, other]),
        how=(controls, base),
    )
    for starts, one in zip((panel.first_treated, other), found, strict=True):
        as_if = dataclasses.replace(panel, first_treated=starts)
        expected = simple(group_times(as_if, controls=controls, base=base), as_if)
        assert one == pytest.approx(expected.estimate)
