"""Three cases to check a reading by."""

from __future__ import annotations

from typing import Any

from mersey.flow.example_cases import ExampleCase, example_cases
from mersey.vocabulary import CaseState
from tests.engines.logs import make_log

CLOSED = [("b", "start", "2024-01-03"), ("b", "end", "2024-01-05")]
OPEN = [("c", "start", "2024-01-04")]
LONG = [("d", f"s{n}", f"2024-02-{n + 1:02d}") for n in range(8)]


def examples(rows: list[tuple[Any, ...]], **told: Any) -> tuple[ExampleCase, ...]:
    log = make_log(rows, end=("end",), as_at="2024-03-01", date_only=True, **told)
    return example_cases(log)


def test_first_closed_case_comes_before_the_first_open_one() -> None:
    found = examples([*OPEN, *CLOSED, *LONG])
    states = [case.state for case in found]
    assert states == [CaseState.CLOSED, CaseState.OPEN, CaseState.OPEN]
    assert [case.record for case in found] == [1, 0, 3]  # made-up rows count from 0


def test_case_is_told_with_its_dates() -> None:
    case = examples([*OPEN, *CLOSED])[0]
    assert (case.opened.isoformat(), str(case.closed)) == ("2024-01-03", "2024-01-05")
    assert (case.days, case.n_steps) == (2.0, 2)
    assert [step.activity for step in case.steps] == ["start", "end"]


def test_at_most_five_steps_are_told_and_the_last_is_one() -> None:
    case = examples([*LONG, *CLOSED])[1]
    assert case.n_steps == 8
    assert [step.activity for step in case.steps] == ["s0", "s1", "s2", "s3", "s7"]


def test_third_is_one_with_several_steps() -> None:
    more = [("e", "start", "2024-01-09")]
    found = examples([*CLOSED, *OPEN, *more, *LONG])
    assert found[2].n_steps == 8


def test_small_log_gives_as_many_as_it_has() -> None:
    assert len(examples([*OPEN, *CLOSED])) == 2
