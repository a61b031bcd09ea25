"""The columns of a log as arrays: in order, fetched once, and not to be written to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mersey.eventlog.arrays import CLOSED, OPEN, LogArrays
from tests.engines.asked import asked, given, noted
from tests.engines.logs import Stated, make_log, shared_session

ROWS = [
    ("a", "received", "2024-07-01T09:00", "desk"),
    ("a", "closed", "2024-07-03T21:30", None),
    ("b", "received", "2024-01-02T09:00", "desk"),
    ("c", "received", "2023-01-02T09:00", "legal"),
    ("d", "received", "2024-07-04T09:00", "legal"),
]
STATED = Stated(outcome={"a": "granted"}, attributes={"ward": {"a": "3", "d": "4"}})


@pytest.fixture
def log() -> Any:
    return make_log(ROWS, end=("closed",), as_at="2024-07-10", stated=STATED)


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every query that is run from now on."""
    return noted(monkeypatch)


def test_columns_of_cases_stand_in_order_of_the_case(log: Any) -> None:
    case_id, state, days, closed = log.arrays.cases(
        "case_id", "state", "days", "closed_date"
    )
    assert case_id.tolist() == [0, 1, 2, 3]
    assert state.tolist() == [CLOSED, OPEN, OPEN, OPEN]
    assert days[0] == pytest.approx(2.5208, abs=5e-5)
    assert np.isnat(closed).tolist() == [False, True, True, True]


def test_texts_are_codes_with_nulls_below_zero(log: Any) -> None:
    outcome, ward = log.arrays.cases("outcome", "attribute__ward")
    (team,) = log.arrays.events("team")
    assert [outcome.values[code] for code in outcome.codes if code >= 0] == ["granted"]
    assert ward.are({"4"}).tolist() == [False, False, False, True]
    assert team.codes.tolist()[1] == -1
    assert team.are({"desk"}).tolist() == [True, False, True, False, False]


def test_column_is_asked_for_once_and_several_together(
    log: Any, queries: list[Any]
) -> None:
    log.arrays.cases("days", "state")
    log.arrays.cases("state", "days")
    log.arrays.events("activity", "event_time")
    log.arrays.events("event_time")
    assert len(queries) == 2


def test_rows_out_of_order_are_put_in_order(log: Any) -> None:
    session = shared_session()
    turned = {
        name: given(session, f"turned_{name}", asked(log, sql))
        for name, sql in (
            ("cases", "SELECT * FROM {cases} ORDER BY case_id DESC"),
            ("events", "SELECT * FROM {events} ORDER BY event_time DESC"),
        )
    }
    shuffled = LogArrays(
        session,
        **turned,
        zone=None,
        has_teams=True,
    )
    for mine, plain in zip(
        shuffled.events("case_id", "event_time"),
        log.arrays.events("case_id", "event_time"),
        strict=True,
    ):
        assert mine.tolist() == plain.tolist()
    assert shuffled.cases("case_id")[0].tolist() == [0, 1, 2, 3]


def test_nobody_writes_to_a_column_of_another(log: Any) -> None:
    (days,) = log.arrays.cases("days")
    (activity,) = log.arrays.events("activity")
    for column in (days, activity.codes):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 1


def test_local_times_follow_the_wall_and_dates_stay(log: Any) -> None:
    opened, date = log.arrays.cases("opened", "opened_date")
    shown = log.arrays.local(opened).astype("datetime64[h]").astype(str).tolist()
    assert shown[:2] == ["2024-07-01T10", "2024-01-02T09"]
    assert log.arrays.local(date) is date


def test_names_of_open_cases_cost_one_query(log: Any, queries: list[Any]) -> None:
    names = log.arrays.names([3])
    assert set(names) == {3}
    assert log.arrays.open_cases.team.to_pylist() == ["desk", "legal", "legal"]
    assert len(queries) == 1
    assert set(log.arrays.names([0, 3])) == {0, 3}
    assert len(queries) == 2
