"""The cases of a lot, from the cases of a log."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from mersey.errors import EvidenceError
from mersey.evidence.design import Days
from mersey.evidence.log_cases import Coded, LogCases
from mersey.evidence.lots import ByLot, Drawn, Lot, draw_lot
from mersey.evidence.lotted import by_lot_of, lotted_pair
from mersey.evidence.measured import read_measure
from mersey.evidence.observed import CasePair
from mersey.evidence.trail import EntryKind, Trail, entry
from tests.unit.evidence.plans import experiment

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


def _pair(lot: Lot, *, column: str = "", without: tuple[str, ...] = ()) -> CasePair:
    by_lot = ByLot(lot=lot, column=column, without=without)
    return lotted_pair(_known(), MEASURE, days=DAYS, by_lot=by_lot)


def test_teams_are_put_in_their_arms_and_others_left_out() -> None:
    lot = Lot(
        drawn=Drawn.TEAMS, seed=1, ratio=0.5, units=TEAMS, chosen=("East", "South")
    )
    pair = _pair(lot, column="team")
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
    pair = _pair(lot)
    assert pair.since.days.tolist() == [6, 7]
    assert pair.before.days.tolist() == [4, 5, 8, 9]
    assert pair.before.cluster is not None
    assert len(set(pair.before.cluster.tolist())) == 2


def test_cases_are_told_apart_by_a_column_of_the_file() -> None:
    lot = Lot(drawn=Drawn.CASES, seed=1, ratio=0.5)
    pair = _pair(lot, column="team", without=("north", "West"))
    assert pair.before.days.tolist() == [6, 8, 11]
    assert pair.since.days.tolist() == [4, 5, 7, 9, 10]
    assert pair.since.cluster is None


@pytest.mark.parametrize(
    ("drawn", "column", "without", "said"),
    [
        (Drawn.CASES, "", ("x",), "says who went without"),
        (Drawn.CASES, "team", (), "says who went without"),
        (Drawn.CASES, "team", ("Riverside",), "is without it"),
        (Drawn.TEAMS, "", (), "column of the file that holds them"),
    ],
)
def test_lot_is_refused_when_the_log_does_not_tell_the_arms(
    drawn: Drawn, column: str, without: tuple[str, ...], said: str
) -> None:
    lot = Lot(drawn=drawn, seed=1, ratio=0.5, units=TEAMS, chosen=TEAMS[:2])
    with pytest.raises(EvidenceError, match=said):
        _pair(lot, column=column, without=without)


def test_lot_is_read_from_the_trail_when_the_plan_is_by_lot() -> None:
    plan = experiment()
    by_lot = plan.design.model_copy(update={"name": "randomised", "unit": "team"})
    by_lot_plan = plan.model_copy(update={"design": by_lot})
    assert by_lot_of(plan, Trail()) is None
    with pytest.raises(EvidenceError, match="no lot has been drawn"):
        by_lot_of(by_lot_plan, Trail())
    lot = draw_lot(Drawn.TEAMS, TEAMS, seed=3)
    at = datetime(2026, 1, 2, tzinfo=UTC)
    drawn = entry(Trail(), EntryKind.LOT, at=at, by="Amina R", data=lot.as_data())
    found = by_lot_of(by_lot_plan, Trail(entries=(drawn,)))
    assert found is not None
    assert (found.lot, found.column) == (lot, "team")
