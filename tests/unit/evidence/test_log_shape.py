from __future__ import annotations

from datetime import date

import pytest

from mersey.cli.log_reading import prepared
from mersey.cli.options import Reading
from mersey.eventlog import with_pack
from mersey.evidence.log_shape import LogShape, log_shape
from mersey.evidence.named import NameKind

ROWS = """Reference,Date Received,Date Valid,Allocated To Officer,Decision Date,Withdrawn Date,Deprivation Quintile,Decision
P1,1/3/2024,3/3/2024,13/3/2024,20/3/2024,,1,Granted
P2,4/3/2024,8/3/2024,20/3/2024,,29/3/2024,2,
P3,20/3/2024,26/3/2024,,,,2,
P4,21/3/2024,25/3/2024,31/3/2024,31/3/2024,,1,Refused
"""


@pytest.fixture(scope="module")
def shape(tmp_path_factory: pytest.TempPathFactory) -> LogShape:
    path = tmp_path_factory.mktemp("log") / "applications.csv"
    head, *rows = ROWS.splitlines()
    tenfold = [f"{n}{row}" for n in range(10) for row in rows]
    path.write_text("\n".join([head, *tenfold]))
    with prepared(path, Reading(), pack="planning") as (_, log):
        known = with_pack(log)
        return log_shape(known.log, known.use)


def test_steps_are_the_pack_s_in_their_order_with_their_days(shape: LogShape) -> None:
    steps = {step.name: (step.n_cases, step.days) for step in shape.steps}
    assert list(steps) == [
        *("received", "valid-from", "officer-allocated", "decision-issued"),
        "withdrawn",
    ]
    assert steps["received"] == (40, 0.0)
    assert steps["valid-from"] == (40, 4.0)  # 2, 4, 6 and 4 days
    assert steps["officer-allocated"] == (30, pytest.approx(28 / 3))


def test_cases_are_counted_by_day_outcome_and_step(shape: LogShape) -> None:
    assert shape.n_between(date(2024, 3, 1), date(2024, 3, 4)) == 20
    assert shape.n_with["Refused"] == 10
    assert shape.n_with["withdrawn"] == 10
    assert shape.last_day == date(2024, 3, 31)


def test_open_cases_count_when_the_pace_is_told(shape: LogShape) -> None:
    month = {"first": date(2024, 3, 1), "last": date(2024, 3, 31)}
    assert shape.days_until(0.5, **month) == 19
    assert (
        shape.days_until(0.5, first=date(2024, 3, 20), last=date(2024, 3, 20)) is None
    )


def test_names_are_those_of_the_log_and_of_its_pack(shape: LogShape) -> None:
    assert shape.known.has(NameKind.STEP, "Date Received")
    assert shape.known.has(NameKind.STEP, "received")
    assert not shape.known.has(NameKind.STEP, "site-visit")
    assert shape.known.has(NameKind.END, "Refused")
    assert shape.known.has(NameKind.FIELD, "deprivation")
    assert shape.values["deprivation"] == ("1", "2")
