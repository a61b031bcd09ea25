from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from mersey.flow.agreement import kappa_of_counts

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from mersey.flow.clock_results import Agreement


def kappa(
    first: Sequence[Hashable | None], second: Sequence[Hashable | None]
) -> Agreement | None:
    """How far two codings of the same cases agree."""
    return kappa_of_counts(Counter(zip(first, second, strict=True)))


def codings(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Two codings whose cross-tabulation is `table`."""
    cells = [(i, j, n) for i, row in enumerate(table) for j, n in enumerate(row)]
    first = [i for i, _, n in cells for _ in range(n)]
    return first, [j for _, j, n in cells for _ in range(n)]


def test_kappa_is_that_of_the_textbook() -> None:
    # Fleiss, Levin & Paik (2003), Table 18.1: two raters, three diagnoses, 100 people;
    # page 605 gives 0.68 with a standard error of 0.087.
    found = kappa(*codings([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert found is not None
    assert (found.n, found.observed) == (100, pytest.approx(0.89))
    assert found.kappa == pytest.approx(0.676, abs=5e-4)
    assert found.standard_error == pytest.approx(0.0877, abs=5e-5)


def test_kappa_equals_a_sum_done_by_hand() -> None:
    # Of 50, they agree on 35: 0.7. By chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5.
    found = kappa(*codings([[20, 5], [10, 15]]))
    assert found is not None
    assert found.kappa == pytest.approx(0.4)


def test_kappa_does_not_mind_which_coder_is_first() -> None:
    first, second = codings([[20, 5], [10, 15]])
    assert kappa(first, second) == kappa(second, first)


def test_kappa_is_one_when_they_always_agree() -> None:
    found = kappa(["a", "b", "b"], ["a", "b", "b"])
    assert found is not None
    assert (found.kappa, found.standard_error) == (1, 0)


def test_kappa_counts_only_what_both_have_coded() -> None:
    found = kappa(["a", "b", None, "a"], ["a", "a", "b", None])
    assert found is not None
    assert (found.n, found.observed) == (2, 0.5)


def test_kappa_is_not_known_when_both_use_one_code() -> None:
    found = kappa(["a", "a"], ["a", "a"])
    assert found is not None
    assert (found.kappa, found.standard_error, found.observed) == (None, None, 1)


def test_kappa_is_none_when_nothing_is_coded_twice() -> None:
    assert kappa(["a", None], [None, "b"]) is None
