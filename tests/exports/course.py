"""What happened, in the order of real time: cases arrive, move, and are cut off.

The file is drawn off at one moment, so what is slow is still open: nothing is chosen by
how it ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from tests.exports.steps import Process, Stage

__all__ = ["Case", "Course", "Visit", "run"]


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A case in one stage: when work on it began, and when it was done, if it was."""

    stage: Stage
    began: datetime
    done: datetime | None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case: its number from 0, and its visits in order."""

    number: int
    visits: tuple[Visit, ...]

    @property
    def done(self) -> tuple[tuple[Stage, datetime], ...]:
        """The stages that were done, and when."""
        return tuple((v.stage, v.done) for v in self.visits if v.done is not None)

    @property
    def opened(self) -> datetime:
        """When its first stage was done: it came in."""
        return self.done[0][1]

    @property
    def closed(self) -> datetime | None:
        """When it reached an end."""
        stage, moment = self.done[-1]
        return moment if stage.is_end else None

    @property
    def status(self) -> str:
        """The status that it has now."""
        return self.done[-1][0].status


@dataclass(frozen=True, kw_only=True)
class Course:
    """All cases of a service up to the moment of the extract, in order of arrival."""

    process: Process
    cases: tuple[Case, ...]
    drawn_off: datetime


def run(process: Process, *, n_cases: int, has_time: bool, rng: Random) -> Course:
    """`n_cases` cases; without `has_time` only days are kept of every moment."""
    span = timedelta(days=rng.randint(150, 700))
    year, month, day = rng.randint(2017, 2024), rng.randint(1, 12), rng.randint(1, 28)
    began = datetime(year, month, day)  # noqa: DTZ001  (naive, as in the file)
    drawn_off = began + span
    usual_days = span.days * rng.uniform(0.06, 0.2) / (len(process.middle) + 1)
    arrivals = sorted(
        _office_hour(began + span * rng.random(), rng) for _ in range(n_cases)
    )
    cases = [
        _case(
            number,
            min(arrival, drawn_off - timedelta(hours=1)),
            process,
            usual_days,
            rng,
        )
        for number, arrival in enumerate(arrivals)
    ]
    seen = [_seen(case, drawn_off, has_time=has_time) for case in cases]
    return Course(process=process, cases=tuple(seen), drawn_off=drawn_off)


def _case(
    number: int, arrival: datetime, process: Process, usual_days: float, rng: Random
) -> Case:
    visits = [
        Visit(stage=process.first, began=arrival, done=arrival + timedelta(minutes=5))
    ]
    ways = [stage for stage in process.middle if rng.random() < 0.9]
    if ways and rng.random() < 0.1:
        ways.append(rng.choice(ways))
    for stage in [*ways, rng.choice(process.ends)]:
        left = visits[-1].done or arrival
        whole = timedelta(days=rng.gammavariate(1.5, usual_days / 1.5), minutes=30)
        began = _minute(left + whole * rng.uniform(0.05, 0.8))
        visits.append(Visit(stage=stage, began=began, done=_minute(left + whole)))
    return Case(number=number, visits=tuple(visits))


def _seen(case: Case, drawn_off: datetime, *, has_time: bool) -> Case:
    """What stood in the system when the file was drawn off."""
    visits = [
        Visit(
            stage=v.stage,
            began=_kept(v.began, has_time=has_time),
            done=_kept(v.done, has_time=has_time)
            if v.done is not None and v.done <= drawn_off
            else None,
        )
        for v in case.visits
        if v.began <= drawn_off
    ]
    return Case(number=case.number, visits=tuple(visits))


def _office_hour(moment: datetime, rng: Random) -> datetime:
    return moment.replace(
        hour=rng.randint(8, 17), minute=rng.randint(0, 59), second=0, microsecond=0
    )


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _kept(moment: datetime, *, has_time: bool) -> datetime:
    return moment if has_time else moment.replace(hour=0, minute=0)
