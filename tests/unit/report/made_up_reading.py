"""Made-up cases of the planning log, as `example_cases` would choose them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mersey.flow.example_cases import ExampleCase, ExampleStep
from mersey.vocabulary import CaseState

__all__ = ["closed_case", "open_case", "steps"]


def steps(*told: tuple[str, str]) -> tuple[ExampleStep, ...]:
    """Steps from pairs of an activity and its date."""
    return tuple(
        ExampleStep(activity=activity, on=date.fromisoformat(on))
        for activity, on in told
    )


def closed_case(**changes: Any) -> ExampleCase:
    made = ExampleCase(
        pseudonym="case:c7f3a9d2ee",
        record=1,
        state=CaseState.CLOSED,
        opened=date(2023, 8, 17),
        closed=date(2023, 9, 3),
        last=date(2023, 9, 3),
        days=17.0,
        n_steps=3,
        steps=steps(
            ("application_date", "2023-08-17"),
            ("validated", "2023-08-19"),
            ("decision_date", "2023-09-03"),
        ),
    )
    return replace(made, **changes)


def open_case(**changes: Any) -> ExampleCase:
    made = replace(
        closed_case(),
        pseudonym="case:b0b0b0b0b0",
        record=7,
        state=CaseState.OPEN,
        closed=None,
        last=date(2023, 8, 19),
        days=134.0,
        n_steps=2,
        steps=closed_case().steps[:2],
    )
    return replace(made, **changes)
