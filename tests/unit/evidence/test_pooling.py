"""What councils' results say together, and when they may not be put together."""

from __future__ import annotations

import math
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from mersey.distributions import student_t_two_sided_p
from mersey.errors import EvidenceError
from mersey.evidence.pooling import (
    Common,
    PoolStanding,
    moderate,
    pool,
    prediction_interval,
)
from mersey.evidence.random_effects import random_effects
from mersey.vocabulary import Unit
from tests.unit.evidence.replications import result, vaccine_trials

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.evidence.pooling import Replication

FIVE = [
    result("Ainsdale", -15.3, 1.1),
    result("Birkdale", -9.8, 2.0),
    result("Crosby", -12.1, 1.6),
    result("Formby", -4.0, 2.4),
    result("Maghull", -11.0, 3.0),
]


def _trials(shared_data: Path, k: int) -> list[Replication]:
    y, v, _ = vaccine_trials(shared_data)
    return [
        result(f"trial {i:02}", float(y[i]), math.sqrt(v[i]), horizon_days=None)
        for i in range(k)
    ]


def _common(found: list[Replication]) -> Common:
    common = pool(found).common
    assert common is not None
    return common


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("k", "mean", "knapp", "modified"),
    [
        (3, -1.330234, (-2.232, -0.429), (-2.651, -0.010)),
        (5, -1.058585, (-1.807, -0.310), (-1.894, -0.223)),
    ],
)
def test_first_trials_pool_as_published_when_they_are_few(
    shared_data: Path,
    k: int,
    mean: float,
    knapp: tuple[float, float],
    modified: tuple[float, float],
) -> None:
    found = _common(_trials(shared_data, k))
    assert found.is_modified
    assert found.estimate == pytest.approx(mean, abs=5e-7)
    ends = (found.hartung_knapp.low, found.hartung_knapp.high)
    assert ends == pytest.approx(knapp, abs=6e-4)
    assert (found.interval.low, found.interval.high) == pytest.approx(
        modified, abs=6e-4
    )


@pytest.mark.shared_data
def test_all_trials_pool_as_published(shared_data: Path) -> None:
    found = _common(_trials(shared_data, 13))
    assert not found.is_modified
    assert found.interval == found.hartung_knapp
    ends = (found.interval.low, found.interval.high)
    assert ends == pytest.approx((-1.108444, -0.320621), abs=6e-7)
    ahead = (found.prediction.low, found.prediction.high)
    assert ahead == pytest.approx((-1.996017, 0.566952), abs=6e-7)
    assert found.tau == pytest.approx(math.sqrt(0.313243), abs=1e-6)


@pytest.mark.parametrize(
    ("freedom", "error", "ends"),
    [
        (math.inf, 0.179782, (-1.866692, 0.437628)),
        (11, 0.179782, (-2.008376, 0.579311)),
        (12, 0.180792, (-1.996017, 0.566952)),
    ],
)
def test_prediction_interval_is_as_published_in_each_form(
    freedom: float, error: float, ends: tuple[float, float]
) -> None:
    found = prediction_interval(-0.714532, error, tau2=0.313243, freedom=freedom)
    assert (found.low, found.high) == pytest.approx(ends, abs=2e-6)


def test_hartung_knapp_is_as_published_when_two_results_were_pooled() -> None:
    # Refused as a pool; the mathematics below it is still right (metafor #36).
    fit = random_effects(np.array([1.0, 3.0]), np.array([0.5, 0.5]))
    assert 2 + 12.7062 * fit.errors_by_spread[0] == pytest.approx(14.7, abs=0.05)
    p = student_t_two_sided_p(2 / float(fit.errors_by_spread[0]), 1)
    assert p == pytest.approx(0.295, abs=5e-4)


@pytest.mark.parametrize(
    ("n", "standing"),
    [
        (1, PoolStanding.LISTED),
        (2, PoolStanding.LISTED),
        (3, PoolStanding.CAUTION),
        (4, PoolStanding.CAUTION),
        (5, PoolStanding.POOLED),
    ],
)
def test_standing_follows_the_number_of_councils(
    n: int, standing: PoolStanding
) -> None:
    found = pool(FIVE[:n])
    assert found.standing is standing
    assert (found.common is None) == (n < 3)
    assert len(found.replications) == n


def test_pool_is_the_same_to_the_last_bit_when_councils_are_permuted() -> None:
    found = pool(FIVE, unreported=("Waterloo", "Bootle"))
    assert found.n_registered == 7
    assert found.unreported == ("Bootle", "Waterloo")
    for order in list(permutations(FIVE))[::7]:
        assert pool(order, unreported=("Bootle", "Waterloo")) == found


def test_prediction_is_wider_than_the_mean_when_councils_differ() -> None:
    found = _common(FIVE)
    assert found.tau > 0
    assert found.prediction.low < found.interval.low
    assert found.prediction.high > found.interval.high
    assert sum(found.weights) == pytest.approx(1)


def test_pool_scales_when_the_unit_does() -> None:
    one = _common(FIVE)
    other = _common(
        [result(r.site, 24 * r.estimate, 24 * r.standard_error) for r in FIVE]
    )
    assert other.estimate == pytest.approx(24 * one.estimate)
    assert other.tau == pytest.approx(24 * one.tau, rel=1e-6)
    assert other.i2 == pytest.approx(one.i2, rel=1e-6)


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (result("Southport", -8, 2, measure_hash="a" * 63 + "b"), "measure: aaa"),
        (result("Southport", -8, 2, unit=Unit.SHARE), "unit: days at"),
        (result("Southport", -8, 2, horizon_days=56.0), "56 days at Southport"),
        (result("Crosby", -8, 2), "Crosby is there twice"),
        (result("Southport", -8, 0.0), "Southport has no standard error"),
    ],
)
def test_pool_is_refused_with_the_reason_when_a_result_does_not_fit(
    odd: Replication, said: str
) -> None:
    with pytest.raises(EvidenceError, match=said) as refused:
        pool([*FIVE, odd])
    assert refused.value.next_step


def test_pool_is_refused_when_there_is_nothing() -> None:
    with pytest.raises(EvidenceError, match="no result"):
        pool([])


def test_moderator_is_found_when_it_was_planted() -> None:
    planted = [
        result(f"{i:02}", 2 - 3.0 * i, 0.5, moderators={"size": float(i)})
        for i in range(10)
    ]
    found = moderate(planted, ["size"])
    assert found.slopes[0] == pytest.approx(-3)
    assert found.intercept == pytest.approx(2)
    assert found.explained == pytest.approx(1)
    assert not found.is_few
    assert moderate(planted[:4], ["size"]).is_few


@pytest.mark.parametrize(
    ("sizes", "said"),
    [((1.0, None, 3.0), "does not say size"), ((1.0, 1.0, 1.0), "same at every site")],
)
def test_moderators_are_refused_when_they_explain_nothing(
    sizes: tuple[float | None, ...], said: str
) -> None:
    given = [
        result(f"{i}", -1.0 * i, 1.0, moderators={} if size is None else {"size": size})
        for i, size in enumerate(sizes)
    ]
    with pytest.raises(EvidenceError, match=said):
        moderate(given, ["size"])
