"""What several councils found, drawn."""

from __future__ import annotations

import dataclasses
import xml.etree.ElementTree as ET

import pytest

from mersey.charts.examples_of_evidence import example_pool
from mersey.charts.kinds.forest import MEAN, NEXT, draw, forest_table
from mersey.evidence.pooling import pool
from mersey.vocabulary import Better, Unit


def test_table_ends_with_the_mean_and_the_next_council() -> None:
    pooled = example_pool()
    rows = forest_table(pooled).raw
    assert [row[0] for row in rows[-2:]] == [MEAN, NEXT]
    assert pooled.common is not None
    assert rows[-2][2] == -pooled.common.estimate
    assert rows[-1][3:5] == (
        -pooled.common.prediction.high,
        -pooled.common.prediction.low,
    )
    assert sum(row[5] or 0 for row in rows) == pytest.approx(1)


@pytest.mark.parametrize("width", [680, 340])
def test_drawing_is_whole_and_says_every_interval(width: int) -> None:
    chart = draw(example_pool())
    drawn = ET.fromstring(chart.svg(width))  # noqa: S314  (our own)
    said = " ".join(part.text or "" for part in drawn.iter() if part.text)
    for row in chart.table.rows:
        assert f"{row[3]} to {row[4]}" in said


@pytest.mark.parametrize(
    ("n", "title"),
    [(1, "1 council: not enough to pool"), (2, "2 councils: not enough to pool")],
)
def test_few_councils_are_drawn_and_not_pooled(n: int, title: str) -> None:
    chart = draw(pool(example_pool().replications[:n]))
    assert chart.title == title
    assert len(chart.table.rows) == n
    assert chart.svg()


def test_caution_is_said_when_three_are_pooled() -> None:
    assert "3 councils are few" in draw(pool(example_pool().replications[:3])).subtitle


def test_more_is_better_when_the_measure_says_so() -> None:
    turned = [
        dataclasses.replace(
            one,
            better=Better.HIGHER,
            unit=Unit.SHARE,
            estimate=-one.estimate / 100,
            standard_error=one.standard_error / 100,
        )
        for one in example_pool().replications
    ]
    rows = forest_table(pool(turned)).rows
    assert rows == forest_table(pool(example_pool().replications)).rows


@pytest.mark.parametrize(
    ("moved", "title"),
    [
        (0.0, "Better at 5 councils, and likely at the next"),
        (6.0, "Better at 5 councils together, but not everywhere"),
        (11.0, "5 councils together: not yet known"),
        (30.0, "Worse at 5 councils, and likely at the next"),
    ],
)
def test_title_tells_how_far_the_result_travels(moved: float, title: str) -> None:
    moved_by = [
        dataclasses.replace(one, estimate=one.estimate + moved)
        for one in example_pool().replications
    ]
    assert draw(pool(moved_by)).title == title
