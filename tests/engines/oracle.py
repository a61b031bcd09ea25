"""The numbers of flow in plain, slow Python: loops over lists, no arrays, no database.

It is told how the log was read (end rule, as-at) and works everything else out afresh.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from mersey.eventlog import EndRule
from mersey.vocabulary import Per

DAY = timedelta(days=1)
Numbers = dict[tuple, float | None]


@dataclass(frozen=True)
class Event:
    activity: str
    time: datetime
    team: str | None = None
    person: str | None = None
    start: datetime | None = None


@dataclass(frozen=True)
class Case:
    """A case, its events in order, and how it stands."""

    events: tuple[Event, ...]
    closed: datetime | None
    state: str
    as_at: datetime

    @property
    def opened(self) -> datetime:
        starts = [event.start for event in self.events if event.start is not None]
        return min([self.events[0].time, *starts])

    @property
    def left(self) -> datetime | None:
        return self.events[-1].time if self.state == "silent" else self.closed

    @property
    def days(self) -> float:
        return ((self.left or self.as_at) - self.opened) / DAY

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(event.activity for event in self.events)

    @property
    def gaps(self) -> list[tuple[Event, Event]]:
        return list(pairwise(self.events))

    @property
    def gaps_to_end(self) -> list[tuple[Event, Event]]:
        end = self.closed or self.as_at
        return [(one, next_) for one, next_ in self.gaps if next_.time <= end]


def local(moment: datetime, zone: str = "Europe/London") -> date:
    return moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def cases_of(rows: Iterable[tuple], *, rule: EndRule, as_at: datetime) -> list[Case]:
    """Cases of rows (case, activity, time, team, person, start)."""
    events: dict[object, list[Event]] = defaultdict(list)
    for case, *told in rows:
        events[case].append(Event(*told))
    ordered = (sorted(found, key=lambda e: e.time) for found in events.values())
    return [_case(found, rule, as_at) for found in ordered]


def _case(events: Sequence[Event], rule: EndRule, as_at: datetime) -> Case:
    passing = {*rule.activities, *rule.aftercare}
    ordinary = [i for i, e in enumerate(events) if e.activity not in passing]
    last = ordinary[-1] if ordinary else -1
    ends = [e.time for e in events[last + 1 :] if e.activity in rule.activities]
    quiet = rule.silent_after_days
    is_silent = quiet is not None and as_at - events[-1].time > timedelta(days=quiet)
    state = "closed" if ends else "silent" if is_silent else "open"
    return Case(tuple(events), ends[0] if ends else None, state, as_at)


def quantile(values: Iterable[float], p: float) -> float:
    """With linear interpolation between the two nearest."""
    ranked = sorted(values)
    place = p * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])


def days_until(spans: Iterable[tuple[float, bool]], p: Fraction) -> float | None:
    """Kaplan–Meier percentile in exact fractions."""
    told = list(spans)
    survival = Fraction(1)
    for day in sorted({days for days, ended in told if ended}):
        at_risk = sum(days >= day for days, _ in told)
        ended = sum(is_ended and days == day for days, is_ended in told)
        survival *= 1 - Fraction(ended, at_risk)
        if survival <= 1 - p:
            return day
    return None


def n_handovers(case: Case, between: str | None) -> int:
    """Changes of hand; events that do not say whose they were are passed over."""
    if between is None:
        return 0
    held = [getattr(event, between) for event in case.events]
    return sum(one != two for one, two in pairwise(h for h in held if h is not None))


def map_numbers(cases: list[Case]) -> Numbers:
    """Edges and nodes of the directly-follows map."""
    gaps: dict[tuple[str, str], list[float]] = defaultdict(list)
    for case in cases:
        for one, next_ in case.gaps:
            gaps[one.activity, next_.activity].append((next_.time - one.time) / DAY)
    total = sum(sum(days) for days in gaps.values())
    numbers: Numbers = {}
    for edge, days in gaps.items():
        numbers["edge", *edge, "n"] = len(days)
        numbers["edge", *edge, "mean"] = sum(days) / len(days)
        numbers["edge", *edge, "median"] = quantile(days, 0.5)
        numbers["edge", *edge, "p85"] = quantile(days, 0.85)
        numbers["edge", *edge, "share"] = sum(days) / total if total else 0
    for activity in {a for case in cases for a in case.path}:
        node = ("node", activity)
        numbers[*node, "events"] = sum(case.path.count(activity) for case in cases)
        numbers[*node, "cases"] = sum(activity in case.path for case in cases)
        numbers[*node, "starts"] = sum(case.path[0] == activity for case in cases)
        for state in ("open", "closed"):
            standing = [c for c in cases if c.state == state and c.path[-1] == activity]
            numbers[*node, state] = len(standing)
    return numbers


def without_repeats(path: tuple[str, ...]) -> tuple[str, ...]:
    """What stands several times in a row, once."""
    return tuple(activity for activity, _ in groupby(path))


def path_numbers(cases: list[Case], between: str | None) -> Numbers:
    """Variants, rework, handovers."""
    numbers: Numbers = {
        ("variant", *path): n for path, n in Counter(c.path for c in cases).items()
    }
    paths = [without_repeats(case.path) for case in cases]
    numbers["rework", "cases"] = sum(len(set(path)) < len(path) for path in paths)
    for activity in {a for path in paths for a in path}:
        times = [path.count(activity) for path in paths]
        if max(times) > 1:
            numbers["rework", activity, "cases"] = sum(n > 1 for n in times)
            numbers["rework", activity, "repeats"] = sum(n - 1 for n in times if n > 1)
    numbers["handovers"] = sum(n_handovers(case, between) for case in cases)
    return numbers


def stage_numbers(cases: list[Case]) -> Numbers:
    """Days of closed cases after each activity, per closed case; visits; who stands."""
    closed = [case for case in cases if case.state == "closed"]
    numbers: Numbers = {}
    spent: dict[str, list[float]] = defaultdict(list)
    for case in closed:
        for one, next_ in case.gaps_to_end:
            spent[one.activity].append((next_.time - one.time) / DAY)
    for activity, days in spent.items():
        numbers["stage", activity, "visits"] = len(days)
        numbers["stage", activity, "days"] = sum(days) / len(closed)
    return numbers


def wip_numbers(cases: list[Case], days: Iterable[date]) -> Numbers:
    """Cases open at the end of each day."""
    return {("wip", day): sum(_is_open_on(case, day) for case in cases) for day in days}


def _is_open_on(case: Case, day: date) -> bool:
    return local(case.opened) <= day and (case.left is None or local(case.left) > day)


def worked_days(case: Case) -> float:
    """Days of the union of a case's steps, inside its span: minute marks are merged."""
    assert case.closed is not None
    spans = sorted(
        (max(e.start, case.opened), min(e.time, case.closed))
        for e in case.events
        if e.start is not None
    )
    total, covered = timedelta(0), case.opened
    for begin, end in spans:
        total += max(end - max(begin, covered), timedelta(0))
        covered = max(covered, end)
    return total / DAY


def waited_days(case: Case) -> float:
    """Days between one step and the start of work on the next."""
    total = 0.0
    for one, next_ in case.gaps_to_end:
        begun = min(max(next_.start or next_.time, one.time), next_.time)
        total += (begun - one.time) / DAY
    return total


def cycle_span(case: Case, *, has_starts: bool) -> tuple[float, bool] | None:
    """Days from the first work, and whether the end was seen; None if not begun."""
    starts = [e.start for e in case.events if e.start is not None]
    seconds = [e.time for e in case.events[1:2]]
    begun = starts if has_starts else seconds
    if not begun:
        return None
    days = case.days - max((min(begun) - case.opened) / DAY, 0)
    return (days, case.state == "closed") if days >= 0 else None


def period_start(day: date, per: Per) -> date:
    starts: dict[Per, Callable[[date], date]] = {
        Per.DAY: lambda d: d,
        Per.WEEK: lambda d: d - timedelta(days=d.weekday()),
        Per.MONTH: lambda d: d.replace(day=1),
    }
    return starts[per](day)


def by_opening(cases: Iterable[Case], per: Per) -> dict[date, list[Case]]:
    found: dict[date, list[Case]] = defaultdict(list)
    for case in cases:
        found[period_start(local(case.opened), per)].append(case)
    return found


def by_closing(cases: Iterable[Case], per: Per) -> dict[date, list[Case]]:
    found: dict[date, list[Case]] = defaultdict(list)
    for case in cases:
        if case.closed is not None:
            found[period_start(local(case.closed), per)].append(case)
    return found


BY_PERIOD = frozenset({
    "arrivals", "lead_time", "cycle_time", "throughput", "rework", "waiting_time", "handovers",
    "flow_efficiency",
})  # fmt: skip
"""The measures that `series_numbers` works out."""

BY_LEVEL = frozenset({"wip", "work_item_age"})
"""The measures that are a level at the end of each period."""


def series_numbers(
    cases: list[Case], per: Per, *, between: str | None, has_starts: bool
) -> Numbers:
    """Every measure whose periods are those of opening or of closing."""
    numbers: Numbers = {}
    for start, opened in by_opening(cases, per).items():
        numbers["arrivals", start] = len(opened)
        spans = [(case.days, case.state == "closed") for case in opened]
        numbers["lead_time", start] = days_until(spans, Fraction(1, 2))
        begun = [cycle_span(case, has_starts=has_starts) for case in opened]
        known = [span for span in begun if span is not None]
        if known:
            numbers["cycle_time", start] = days_until(known, Fraction(1, 2))
    for start, closed in by_closing(cases, per).items():
        n, lead = len(closed), sum(case.days for case in closed)
        numbers["throughput", start] = n
        changed = [n_handovers(case, between) for case in closed]
        paths = [without_repeats(case.path) for case in closed]
        again = [len(set(path)) < len(path) for path in paths]
        numbers["rework", start] = sum(again) / n
        numbers["waiting_time", start] = sum(map(waited_days, closed)) / n
        if between:
            numbers["handovers", start] = sum(changed) / n
        if has_starts and lead:
            worked = sum(worked_days(case) for case in closed if case.days > 0)
            numbers["flow_efficiency", start] = worked / lead
    return numbers


def age_numbers(cases: list[Case], ends: Iterable[tuple[date, date]]) -> Numbers:
    """Median age of the cases open at the end of each (first day, day to look at)."""
    numbers: Numbers = {}
    for start, day in ends:
        ages = [(day - local(c.opened)).days for c in cases if _is_open_on(c, day)]
        numbers["work_item_age", start] = quantile(ages, 0.5) if ages else None
    return numbers
