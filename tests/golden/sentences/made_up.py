"""What is said of deadlines, what-ifs and places that no small log would give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from mersey.charts.what_if_answers import answer_in_words
from mersey.clocks.clock import Authority, LimitKind, RuleSource
from mersey.flow.clock_results import LimitOffered, Undated
from mersey.forecast.whatif.changes import Changes, Surge, Triage
from mersey.forecast.whatif.results import (
    Check,
    Comparison,
    FigureDifference,
    Validation,
)
from mersey.report.clock_words import (
    checked_said,
    coverage_said,
    offered_said,
    outlook_said,
    published_rules_said,
    rates_said,
    unchecked_said,
)
from mersey.report.places_words import places_said
from mersey.report.what_if_words import validation_in_words
from mersey.signals.funnel import funnel
from tests.unit.report import made_up_clocks

if TYPE_CHECKING:
    from mersey.flow.clock_results import ClockResult

__all__ = ["deadlines", "places", "what_ifs"]


def deadlines() -> dict[str, tuple[str, ...]]:
    """Clocks with none, one and many of everything."""
    results = {
        f"{passed} passed, {soon} soon": _clock(passed, soon)
        for passed in (0, 1, 20)
        for soon in (0, 1, 20)
    }
    for n in (1, 2):
        results[f"{n} of each not judged"] = made_up_clocks.clock_result(
            undated=dict.fromkeys(Undated, n), n_started=n - 1
        )
    for share in (None, 0.0, 0.001, 0.5, 0.999, 1.0):
        results[f"official {share}"] = made_up_clocks.clock_result(
            published=replace(made_up_clocks.PUBLISHED, share=share)
        )
        results[f"met {share}"] = made_up_clocks.clock_result(
            experienced=replace(made_up_clocks.EXPERIENCED, share=share)
        )
    results["nobody asked"] = made_up_clocks.clock_result(
        experienced=replace(made_up_clocks.EXPERIENCED, n=0)
    )
    results["open cases not in the file"] = made_up_clocks.clock_result(
        outlook=None,
        experienced=replace(made_up_clocks.EXPERIENCED, share=None),
    )
    said = {name: _of_clock(one) for name, one in results.items()}
    return said | {f"{n} limits": _of_many(n) for n in (1, 3)}


def what_ifs() -> dict[str, tuple[str, ...]]:
    """Answers that differ, do not, or run away."""
    changes = {
        "nothing changed": Changes(),
        "fewer cases": Changes(arrivals=0.9),
        "all at one": Changes(
            staff={"North": 1},
            hours={"North": -1},
            stages={"Assess": 0.8},
            wip_limit=1,
            backlog=1,
            surge=Surge(factor=0.5, weeks=1),
            rework=0.5,
            triage=Triage.OLDEST,
        ),
        "all at many": Changes(
            arrivals=1.25,
            staff={"North": -2},
            hours={"North": 3},
            wip_limit=40,
            backlog=1200,
            surge=Surge(factor=2.0, weeks=6),
            triage=Triage.PRIORITY,
            first=("high", "urgent"),
        ),
    }
    late = {"no difference": 0.0, "one day less": -1.0, "much longer": 250.0}
    return {
        f"{named}, {way}": (
            answer_in_words(_answer(change, by)),
            validation_in_words(_validation(1 if by else 240)),
        )
        for named, change in changes.items()
        for way, by in late.items()
    }


def places() -> dict[str, tuple[str, ...]]:
    """One place, two, too few to judge, many alike, and one far outside."""
    few = {"one place": ([1], [4]), "two places": ([0, 4], [4, 4])}
    many = {
        "thirty alike": ([40 + i % 5 for i in range(30)], [100] * 30),
        "thirty, one outside": ([40] * 29 + [95], [100] * 30),
        "thirty, none has any": ([0] * 30, [100] * 30),
        "thirty, all have": ([9] * 30, [9] * 30),
    }
    return {name: _places(*of) for name, of in (few | many).items()}


def _places(counts: list[int], n: list[int]) -> tuple[str, ...]:
    names = [f"P{i}" for i in range(len(n))]
    return places_said(funnel(names, np.array(counts, float), np.array(n, float)))


def _clock(passed: int, soon: int) -> ClockResult:
    return made_up_clocks.clock_result(
        outlook=made_up_clocks.outlook(n_overdue=passed, n_soon=soon)
    )


def _of_clock(result: ClockResult) -> tuple[str, ...]:
    return (
        outlook_said(result, "case"),
        rates_said(result),
        coverage_said(result, "case"),
        checked_said(result),
    )


def _of_many(n: int) -> tuple[str, ...]:
    result = made_up_clocks.clock_result(
        authority=Authority.OMBUDSMAN_CODE, source=RuleSource(instrument="Code")
    )
    offered = LimitOffered(id="a.b", title="Done", kind=LimitKind.LOCAL, n=4)
    summary = made_up_clocks.summary(*[result] * n, limits_offered=(offered,) * n)
    return (
        offered_said(summary),
        unchecked_said(summary),
        published_rules_said(summary),
    )


def _answer(changes: Changes, by: float) -> Comparison:
    return Comparison(
        differences=(
            _difference("p85_days", 2.0, by),
            _difference("wip", 4.0, by),
            _difference("left", 2.0, max(by, 0.0)),
        ),
        changes=changes,
        validation=_validation(12),
        weeks=1 if by < 0 else 26,
        n_pairs=10,
        n_events=1000,
        seed=1,
    )


def _difference(figure: str, as_is: float, by: float) -> FigureDifference:
    low, high = (by - abs(by) / 2, by + abs(by) / 2) if by else (-1.0, 1.0)
    return FigureDifference(
        figure=figure,
        as_is=as_is,
        changed=as_is + by,
        change=by,
        low=low,
        high=high,
        low80=low,
        high80=high,
    )


def _validation(n: int) -> Validation:
    check = Check(
        figure="p50_days",
        true=1.0,
        simulated=1.1,
        low=0.5,
        high=1.5,
        off=0.1,
        tolerance=0.25,
    )
    return Validation(
        checks=(check,), days_learnt=200, days_held_out=n, n_held_out=n, why=""
    )
