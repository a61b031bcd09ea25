"""Did we do what we said? Counted among cases for which the second step was due."""

from __future__ import annotations

from datetime import date

import pytest

from mersey.evidence import Standing
from mersey.evidence.experiment import Fidelity
from mersey.evidence.fidelity import as_assumption, followed
from mersey.evidence.log_cases import read_log_cases
from tests.engines.logs import make_log

SAID = Fidelity(from_step="closed", to_step="named", within_days=5, aim=0.8)


def cases(n_in_time, n_late, n_fresh=0):
    """Cases whose comments closed on 10 January; the fresh ones on 30 January."""
    rows = [
        (
            "z",
            "received",
            "2024-01-01",
        ),  # its comments never closed: it is none of them
        ("z", "named", "2024-01-02"),
        ("z", "done", "2024-01-03"),
    ]
    for n in range(n_in_time + n_late + n_fresh):
        closed = "2024-01-30" if n >= n_in_time + n_late else "2024-01-10"
        rows += [(n, "received", "2024-01-01"), (n, "closed", closed)]
        if n < n_in_time:
            rows.append((n, "named", "2024-01-09"))  # before comments close: in time
        elif n < n_in_time + n_late:
            rows.append((n, "named", "2024-01-20"))
    log = make_log(rows, end=("done",), as_at=date(2024, 1, 31), date_only=True)
    return read_log_cases(log, steps=["closed", "named"])


def test_followed_counts_the_cases_that_were_due():
    found = followed(cases(3, 1, n_fresh=2), SAID)
    assert (found.n_due, found.n_done, found.n_begun) == (4, 3, 6)
    assert found.share == 0.75


@pytest.mark.parametrize(
    ("n_in_time", "n_late", "standing"),
    [
        (8, 2, Standing.HELD),
        (7, 3, Standing.DOUBTFUL),
        (4, 6, Standing.FAILED),
    ],
)
def test_as_assumption_fails_when_most_cases_did_not_get_the_change(
    n_in_time, n_late, standing
):
    found = as_assumption(followed(cases(n_in_time, n_late), SAID))
    assert found.standing is standing


def test_as_assumption_is_unknown_when_no_case_is_due():
    found = as_assumption(followed(cases(0, 0, n_fresh=3), SAID))
    assert found.standing is Standing.UNKNOWN
