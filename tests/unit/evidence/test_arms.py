"""Two arms that a lot made, against published numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from mersey.evidence.arms import Arm, apart, clustered, relative, split_p

WITHOUT = Arm(value=0.41, error=3.9 / math.sqrt(3407), freedom=3406)
WITH = Arm(value=0.70, error=6.2 / math.sqrt(3461), freedom=3460)


def test_difference_is_as_in_growthbooks_tests() -> None:
    found = apart(WITHOUT, WITH)
    assert found.estimate == pytest.approx(0.29)
    ends = (found.interval.low, found.interval.high)
    assert ends == pytest.approx((0.04538, 0.53462), abs=5e-6)
    assert found.p_value == pytest.approx(0.02016, abs=5e-6)


def test_relative_difference_counts_the_other_arm_as_in_growthbooks_tests() -> None:
    found = relative(WITHOUT, WITH)
    assert found is not None
    assert found.estimate == pytest.approx(0.70732, abs=5e-6)
    ends = (found.interval.low, found.interval.high)
    assert ends == pytest.approx((-0.03526, 1.44989), abs=5e-6)


@pytest.mark.parametrize("value", [-1.0, 0.0, 0.1])
def test_relative_difference_is_none_when_the_other_arm_may_be_nought(
    value: float,
) -> None:
    assert relative(Arm(value=value, error=0.1, freedom=50), WITH) is None


def test_scipy_agrees_on_welchs_test_when_arms_scatter_differently() -> None:
    draw = np.random.default_rng(4)
    one, two = draw.normal(0, 1, 30), draw.normal(1, 3, 12)
    arms = [
        Arm(value=x.mean(), error=x.std(ddof=1) / math.sqrt(len(x)), freedom=len(x) - 1)
        for x in (one, two)
    ]
    found = apart(*arms)
    other = stats.ttest_ind(two, one, equal_var=False)
    assert found.p_value == pytest.approx(other.pvalue, rel=1e-9)
    ends = other.confidence_interval()
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(ends))


@pytest.mark.parametrize(
    ("without", "with_change", "ratio", "p", "digits"),
    [
        (47, 53, 0.5, 0.55, 5e-3),
        (470, 530, 0.5, 0.058, 5e-4),
        (4700, 5300, 0.5, 2e-9, 5e-10),
        (9510, 490, 0.05, 0.65, 5e-3),
    ],
)
def test_split_is_judged_by_its_own_ratio(
    without: int, with_change: int, ratio: float, p: float, digits: float
) -> None:
    found = split_p(without, with_change, ratio=ratio)
    assert found == pytest.approx(p, abs=digits)


def test_clusters_count_as_one_each_when_their_cases_agree() -> None:
    influence = np.array([1.0, 1, 1, -1, -1, -1])
    together = clustered(5.0, influence, np.array([1, 1, 1, 2, 2, 2]))
    apart_ = clustered(5.0, influence, np.arange(6))
    assert together.error == pytest.approx(1.0)  # two means, ±1 about theirs
    assert together.freedom == 1
    assert apart_.error == pytest.approx(math.sqrt(1 / 5))


def test_arms_are_refused_when_nothing_can_be_judged() -> None:
    still = Arm(value=1.0, error=0.0, freedom=9)
    with pytest.raises(ValueError, match="nothing scatters"):
        apart(still, still)
    with pytest.raises(ValueError, match="one cluster"):
        clustered(1.0, np.ones(3), np.zeros(3, dtype=np.int64))
    with pytest.raises(ValueError, match="somebody"):
        split_p(0, 0)
