"""Effects before and since units started, drawn."""

from __future__ import annotations

import dataclasses
import math
import re

import pytest

from mersey.charts.examples_of_evidence import example_event_study
from mersey.charts.kinds.event_study import draw
from mersey.evidence.effect import Interval
from mersey.vocabulary import Better, Unit

FOUND = example_event_study()
ENDLESS = Interval(low=-math.inf, high=math.inf)


def test_table_holds_every_age_as_an_improvement() -> None:
    chart = draw(FOUND, unit=Unit.DAYS, better=Better.LOWER)
    assert [row[0] for row in chart.table.raw] == [-5, -4, -3, -2, 0, 1, 2, 3]
    assert chart.table.rows[-1][2:] == ("5.1", "2.5", "7.7")
    assert chart.title == "Apart in 3 of 4 periods since the start"


@pytest.mark.parametrize("width", [680, 340])
def test_drawing_is_sound_when_nothing_bounds_the_effect(width: int) -> None:
    endless = [dataclasses.replace(one, interval=ENDLESS) for one in FOUND]
    chart = draw(endless, unit=Unit.SHARE, better=Better.HIGHER)
    svg = chart.svg(width)
    assert not re.search(r"\b(nan|inf|None)\b", re.sub(r">[^<]*<", "><", svg))
    assert "bounded by nothing" in chart.description
    assert chart.table.raw[0][3:] == (None, None)


def test_title_warns_when_units_moved_apart_before_the_start() -> None:
    before = dataclasses.replace(FOUND[0], interval=Interval(low=0.1, high=2.0))
    chart = draw([before, *FOUND[1:]], unit=Unit.DAYS, better=Better.LOWER)
    assert chart.title == "Units moved apart before anybody started"


@pytest.mark.parametrize("found", [(), FOUND[:3]])
def test_nobody_has_started_when_there_is_no_age_since(found: tuple) -> None:
    chart = draw(found, unit=Unit.DAYS, better=Better.LOWER)
    assert chart.title == "Nobody has started yet"
    assert chart.svg()
