"""The cases of a lot, from the cases of a log."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.design import Days
from mersey.evidence.log_cases import Coded, LogCases
from mersey.evidence.lots import Drawn, Lot
from mersey.evidence.lotted import lotted_pair
from mersey.evidence.measured import read_measure

MEASURE = read_measure({"kind": "time_to_end"})
DAYS = Days(first=date(2026, 1, 5), last=date(2026, 1, 8))
TEAMS = ("East", "North", "South", "West")


def _known() -> LogCases:
    """Two cases a day, from 3 to 10 January; the nth takes n days."""
    opened = np.repeat(np.arange("2026-01-03", "2026-01-11", dtype="M8[D]"), 2)
    n = len(opened)
    codes = np.arange(n) % 5
    return LogCases(
        opened=opened,
        at=opened.astype(float),
        days=np.arange(n, dtype=float),
        is_ended=np.ones(n, dtype=np.bool_),
        outcome=Coded(codes=np.full(n, -1), values=()),
        attributes={"team": Coded(codes=codes, values=(*TEAMS, "Harbour"))},
        steps={},
        known_until=date(2026, 6, 30),
        date_only=True,
    )


def test_teams_are_put_in_their_arms_and_others_left_out() -> None:
    lot = Lot(
        drawn=Drawn.TEAMS, seed=1, ratio=0.5, units=TEAMS, chosen=("East", "South")
    )
    pair = lotted_pair(_known(), MEASURE, days=DAYS, lot=lot, column="team")
    # cases 4 to 11 opened on the days; 4 and 9 are of Harbour, which was not drawn
    assert sorted(pair.since.days.tolist()) == [5, 7, 10]
    assert sorted(pair.before.days.tolist()) == [6, 8, 11]
    assert pair.since.cluster is not None
    assert dict(zip(pair.since.days, pair.since.cluster, strict=True)) == {
        5: 0,
        7: 2,
        10: 0,
    }
    assert (np.diff(pair.since.opened.astype(int)) >= 0).all()


def test_days_are_clusters_of_the_arms_they_were_drawn_for() -> None:
    lot = Lot(
        drawn=Drawn.DAYS,
        seed=1,
        ratio=0.5,
        units=("2026-01-05", "2026-01-06", "2026-01-07"),
        chosen=("2026-01-06",),
    )
    pair = lotted_pair(_known(), MEASURE, days=DAYS, lot=lot)
    assert pair.since.days.tolist() == [6, 7]
    assert pair.before.days.tolist() == [4, 5, 8, 9]
    assert pair.before.cluster is not None
    assert len(set(pair.before.cluster.tolist())) == 2


def test_cases_are_told_apart_by_a_column_of_the_file() -> None:
    lot = Lot(drawn=Drawn.CASES, seed=1, ratio=0.5)
    pair = lotted_pair(
        _known(), MEASURE, days=DAYS, lot=lot, column="team", without=("north", "West")
    )
    assert pair.before.days.tolist() == [6, 8, 11]
    assert pair.since.days.tolist() == [4, 5, 7, 9, 10]
    assert pair.since.cluster is None


@pytest.mark.parametrize(
    ("drawn", "column", "without", "said"),
    [
        (Drawn.CASES, "", ("x",), "says who went without"),
        (Drawn.CASES, "team", (), "says who went without"),
        (Drawn.CASES, "team", ("Riverside",), "is without the change"),
        (Drawn.TEAMS, "", (), "column of the file that holds them"),
    ],
)
def test_lot_is_refused_when_the_log_does_not_tell_the_arms(
    drawn: Drawn, column: str, without: tuple[str, ...], said: str
) -> None:
    lot = Lot(drawn=drawn, seed=1, ratio=0.5, units=TEAMS, chosen=TEAMS[:2])
    with pytest.raises(EvidenceError, match=said):
        lotted_pair(
            _known(), MEASURE, days=DAYS, lot=lot, column=column, without=without
        )
