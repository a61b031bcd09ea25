"""How long cases stay in a column: by hand, with whom is still there counted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from mersey.answer.board.stays import stays
from mersey.eventlog.arrays import CLOSED, OPEN, CodedColumn

DAY = np.datetime64("2026-01-01", "us")
A_DAY = np.timedelta64(1, "D")
AS_AT = 100


def log(cases: list[tuple[int | None, list[tuple[str, int]]]]) -> Any:
    """Cases as (day of the end or None, [(step, day), …]); known up to day 100."""
    names = tuple(dict.fromkeys(step for _, steps in cases for step, _ in steps))
    ids = np.repeat(np.arange(len(cases)), [len(steps) for _, steps in cases])
    steps = [one for _, steps in cases for one in steps]
    ends = [
        np.datetime64("NaT") if end is None else DAY + end * A_DAY for end, _ in cases
    ]
    told = {
        "case_id": np.arange(len(cases)),
        "state": np.array([OPEN if end is None else CLOSED for end, _ in cases]),
        "closed": np.array(ends, "datetime64[us]"),
        "last_time": np.array(
            [DAY + s[-1][1] * A_DAY for _, s in cases], "datetime64[us]"
        ),
    }
    happened = {
        "case_id": ids,
        "activity": CodedColumn(
            codes=np.array([names.index(step) for step, _ in steps]), values=names
        ),
        "event_time": np.array([DAY + on * A_DAY for _, on in steps], "datetime64[us]"),
    }
    is_open = told["case_id"][told["state"] == OPEN]
    arrays = SimpleNamespace(
        cases=lambda *wanted: tuple(told[name] for name in wanted),
        events=lambda *wanted: tuple(happened[name] for name in wanted),
        open_cases=SimpleNamespace(
            case_id=is_open, pseudonym=pa.array([f"p{one}" for one in is_open])
        ),
    )
    as_at = (DAY + AS_AT * A_DAY).astype("datetime64[D]").astype(object)
    facts = SimpleNamespace(date_only=True, as_at_date=as_at)
    return SimpleNamespace(arrays=arrays, facts=facts)


def test_steps_of_one_column_are_one_stay() -> None:
    found = stays(
        log([(None, [("in", 80), ("asked", 85), ("back", 90)])]),
        {"in": "Checked", "asked": "Waiting", "back": "Waiting"},
    )
    assert found.days == {"p0": 15.0}


def test_twenty_must_have_left_before_anything_is_usual() -> None:
    few = [(60 + n, [("in", 50)]) for n in range(19)]
    found = stays(log(few), {"in": "Checked"}).columns["Checked"]
    assert (found.most, found.n_left) == (None, 19)


def test_those_who_are_still_there_count() -> None:
    ended = [(60 + n, [("in", 60)]) for n in range(1, 21)]
    waiting = [(None, [("in", 60)]) for _ in range(20)]
    alone = stays(log(ended), {"in": "Checked"}).columns["Checked"]
    both = stays(log([*ended, *waiting]), {"in": "Checked"}).columns["Checked"]
    assert alone.half.days == 10.0
    assert both.half.days == 20.0
    assert (alone.most.days, both.most.days) == (17.0, None)


def test_a_week_is_a_thirteenth_of_the_quarter_that_ends_the_log() -> None:
    cases = [(day, [("in", day - 2)]) for day in range(5, 101)]
    found = stays(log(cases), {"in": "Checked"}).columns["Checked"]
    assert found.per_week == pytest.approx(91 / 13)
    assert found.should_days == pytest.approx(2.0)


def test_what_follows_the_end_is_no_stay() -> None:
    cases = [(60, [("in", 50), ("filed", 60), ("in", 70)]) for _ in range(25)]
    found = stays(log(cases), {"in": "Checked", "filed": "Filed"}).columns
    assert (found["Checked"].n_left, found["Filed"].n_left) == (25, 0)
