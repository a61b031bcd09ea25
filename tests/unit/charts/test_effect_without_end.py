"""An effect that nothing bounds, drawn and said."""

from __future__ import annotations

import dataclasses
import math
import re
from datetime import date

import pytest

from mersey.charts.examples_of_evidence import example_verdict
from mersey.charts.gains import amount
from mersey.charts.kinds.effect import draw
from mersey.evidence import Interval, LookTaken, LookTime, VerdictKind, judge_change
from mersey.vocabulary import Unit

ENDLESS = Interval(low=-math.inf, high=math.inf)


@pytest.mark.parametrize("width", [680, 340])
@pytest.mark.parametrize("which", ["interval", "anytime"])
def test_bar_goes_to_the_edges_when_nothing_bounds_it(which: str, width: int) -> None:
    effect = dataclasses.replace(example_verdict().effect, **{which: ENDLESS})
    look = LookTaken(on=date(2026, 9, 28), kind=LookTime.LAST)
    verdict = judge_change(effect, look=look, worth_having=5.0, prediction=(10.0, 14.0))
    chart = draw(verdict, prediction=(10.0, 14.0))
    svg = chart.svg(width)
    assert not re.search(r"\b(nan|inf|None)\b", re.sub(r">[^<]*<", "><", svg))
    assert "anything, days sooner or not" in chart.description
    assert (None, None) in [row[1:] for row in chart.table.raw]
    if which == "interval":
        assert verdict.kind is VerdictKind.NOT_YET_KNOWN


def test_amount_is_any_when_nothing_bounds_it() -> None:
    assert amount(math.inf, Unit.DAYS) == "any number of"
