"""The answer to a what-if in plain English, as chart, page and prompt say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.forecast.whatif.changes import Triage
from mersey.forecast.whatif.comparison_words import is_told, told
from mersey.wording import either, plural

if TYPE_CHECKING:
    from mersey.forecast.whatif import Changes, Comparison, FigureDifference

FAR_MORE: Final = 3.0
"""Times as many cases left at the end, from which a line is said to go on growing."""


def answer_in_words(answer: Comparison) -> str:
    """What the log cannot show, if anything; then what would happen, with the interval."""
    given = changes_in_words(answer.changes)
    first = f"{answer.unseen} " if answer.unseen else ""
    start = f"{first}{given[0].upper()}{given[1:]}, over {_weeks(answer.weeks)}"
    late, wip = answer.of("p85_days"), answer.of("wip")
    if is_told(late):
        way = "longer" if late.change > 0 else "less"
        return (
            f"{start}: 85 in 100 cases would be finished within"
            f" {_told_of(late.changed, 'day')}, {_by(late, way)}.{_overload(answer)}"
        )
    if late.change != late.change:  # NaN: nobody knows
        return (
            f"{start}: how long cases take is not known, for in too few of the simulated "
            "periods anybody came. Ask for more ⟦weeks⟧."
        )
    said = f"{start}: no difference in how long cases take can be told from chance"
    if not is_told(wip):
        return f"{said}."
    way = "more" if wip.change > 0 else "fewer"
    return f"{said}; {_told_of(wip.changed, 'case')} would be in progress, {_by(wip, way)}."


def _overload(answer: Comparison) -> str:
    """Said where far more is left at the end than now: a line that goes on growing."""
    left = answer.of("left")
    if left.low <= 0 or left.changed < FAR_MORE * max(left.as_is, 1.0):
        return ""
    return (
        f" {_told_of(left.changed, 'case')} would be left at the end, for {told(left.as_is)} as"
        " things are: more would come than can be done, and the line would go on growing."
    )


def _by(one: FigureDifference, way: str) -> str:
    """How much more or less, with its interval; nearest to none first."""
    low, high = sorted((abs(one.low), abs(one.high)))
    return (
        f"{told(abs(one.change))} {way} than as things are"
        f" (95% interval {told(low)} to {told(high)})"
    )


def changes_in_words(changes: Changes) -> str:
    """What is different, as "with …"."""
    said = [*_of_work(changes), *_of_people(changes)]
    return f"with {', '.join(said)}" if said else "with nothing changed"


def _of_work(changes: Changes) -> list[str]:
    said = []
    if changes.arrivals != 1:
        said.append(f"{_percent(changes.arrivals, 'fewer')} cases coming in")
    if changes.surge:
        surge = changes.surge
        said.append(
            f"{_percent(surge.factor, 'fewer')} cases for {_weeks(surge.weeks)}"
        )
    if changes.backlog:
        said.append(f"a backlog of {plural(changes.backlog, 'case')} on the first day")
    if changes.rework:
        said.append(f"{changes.rework:.0%} of cases spared their repeated steps")
    for name, factor in changes.stages.items():
        said.append(f"{_percent(factor)} time for {name}")
    return said


def _of_people(changes: Changes) -> list[str]:
    said = [f"{_more(by)} in {name}" for name, by in changes.staff.items()]
    said += [
        f"{_more(by)} {either(abs(by), 'hour', 'hours')} a day in {name}"
        for name, by in changes.hours.items()
    ]
    if changes.triage is Triage.SHORTEST:
        said.append("the shortest work first")
    if changes.triage is Triage.OLDEST:
        said.append("the oldest case first")
    if changes.triage is Triage.PRIORITY:
        said.append(f"{' and '.join(changes.first)} before all else")
    if changes.wip_limit:
        said.append(f"at most {plural(changes.wip_limit, 'case')} in progress")
    return said


def _weeks(n: float) -> str:
    return "1 week" if n == 1 else f"{n:g} weeks"


def _told_of(value: float, noun: str) -> str:
    """Three figures and their noun: `0.8 days`, `1 day`, `1,240 cases`."""
    said = told(value)
    return f"{said} {noun}" if said == "1" else f"{said} {noun}s"


def _percent(factor: float, fewer: str = "less") -> str:
    way = "more" if factor > 1 else fewer
    return f"{abs(factor - 1) * 100:.3g}% {way}"


def _more(by: int) -> str:
    return f"{abs(by)} {'more' if by > 0 else 'fewer'}"
