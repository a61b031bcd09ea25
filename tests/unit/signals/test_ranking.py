"""Many charts at once."""

from __future__ import annotations

import numpy as np
import pytest

from mersey.signals import ChartedSeries, Judging, judge, rank_by_evidence
from mersey.signals.ranking import chance_of_drift


def chart(name: str, values: np.ndarray):
    return judge(
        ChartedSeries(
            name=name, periods=tuple(map(str, range(values.size))), values=values
        ),
        Judging(),
    )


@pytest.mark.parametrize(
    ("x", "p"),
    [(0.1, 1.0), (0.8276, 0.5), (1.2238, 0.1), (1.3581, 0.05), (1.6276, 0.01)],
)
def test_chance_of_drift_equals_the_table_of_kolmogorov(x: float, p: float) -> None:
    assert chance_of_drift(x) == pytest.approx(p, abs=5e-5)


def test_change_comes_before_noise_whatever_their_order() -> None:
    rng = np.random.default_rng(1)
    noise = [chart(f"noise {i}", rng.normal(size=36)) for i in range(39)]
    changed = chart("changed", rng.normal(size=36) + 3.0 * (np.arange(36) >= 18))
    board = rank_by_evidence([*noise, changed])

    assert board.ranked[0].chart.name == "changed"
    assert board.ranked[0].p < 1e-6
    assert board.ranked[1].p > 1e-3


def test_dashboard_says_how_many_signals_chance_alone_would_make() -> None:
    rng = np.random.default_rng(2)
    board = rank_by_evidence([chart(str(i), rng.normal(size=36)) for i in range(40)])

    assert board.n_by_chance == pytest.approx(12, abs=0.7)
    assert 5 <= board.n_with_signal <= 20
