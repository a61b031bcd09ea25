"""The cases of a log by team, type, ward or any fact kept: do some wait longer?

A fact of the case splits the whole lead time. A team is a fact of steps, and teams that
do different work are not compared: of all steps with which several teams take cases, the
one that most cases pass tells how long each of those teams has a case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.engine import query_beside
from mersey.flow.clocks.clock_summary import met_among
from mersey.flow.lead_times import why_refused
from mersey.flow.splits.compare_groups import GroupedCases, compared
from mersey.flow.splits.split_results import LEAST, Split
from mersey.vocabulary import ATTRIBUTE_PREFIX, ONE_PERSON, is_pseudonym

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pyarrow as pa

    from mersey.eventlog import EventLog
    from mersey.eventlog.eventlog import LogFacts
    from mersey.flow.clocks import JudgedClock
    from mersey.flow.splits.group_columns import GroupColumn
    from mersey.flow.splits.split_results import SplitGroup

CASES_BY: Final = query_beside(__file__, "cases_by")
TAKES: Final = query_beside(__file__, "takes")
TEAMS_BY_STEP: Final = query_beside(__file__, "teams_by_step")
CASES_OF_TEAMS: Final = query_beside(__file__, "cases_of_teams")

NO_STEP: Final = (
    f"No step is one with which two teams took at least {LEAST} cases each, so no two "
    "teams do the same work here."
)


def splits_of(
    log: EventLog,
    columns: Sequence[GroupColumn],
    *,
    clock: JudgedClock | None = None,
) -> tuple[Split, ...]:
    """The split by each column: one query each, two for teams.

    Args:
        log: The log.
        columns: What to split by; see `group_columns`.
        clock: The clock whose share in time is told beside; None for none.
    """
    refused = why_refused(log)
    found = []
    for column in columns:
        split = Split(column=column.heading, field=column.field)
        if refused:
            found.append(replace(split, why_not=refused))
            continue
        found.append(_split(log, column, split, n=len(columns), clock=clock))
    return tuple(found)


def _split(
    log: EventLog,
    column: GroupColumn,
    split: Split,
    *,
    n: int,
    clock: JudgedClock | None,
) -> Split:
    if column.is_of_steps:
        split = replace(split, step=_common_step(log))
        if not split.step:
            return replace(split, why_not=NO_STEP)
        cases = _cases_of_teams(log, split.step)
    else:
        cases = _cases_by(log, column.heading)
    split = compared(split, cases, n_columns=n)
    return _with_clock(split, cases, clock, log.facts) if clock else split


def _cases_by(log: EventLog, heading: str) -> GroupedCases:
    names = {"column": f"{ATTRIBUTE_PREFIX}{heading}"}
    return _grouped(log.ask(CASES_BY, names=names))


def _common_step(log: EventLog) -> str:
    """The step by which most cases come to one of several teams; empty for none."""
    teams: dict[str, dict[str, int]] = {}
    for row in log.ask(TEAMS_BY_STEP, parts={"takes": TAKES}).to_pylist():
        of_step = teams.setdefault(row["activity"], {})
        name = _team_name(row["team"])
        of_step[name] = of_step.get(name, 0) + row["n"]
    large = {
        step: [n for n in of_step.values() if n >= LEAST]
        for step, of_step in teams.items()
    }
    several = {step: sum(sizes) for step, sizes in large.items() if len(sizes) > 1}
    return max(sorted(several), key=lambda step: several[step], default="")


def _cases_of_teams(log: EventLog, step: str) -> GroupedCases:
    """Cases from that step of their first team until another has them, or they end."""
    facts = log.facts
    midnight = datetime.combine(facts.as_at_date, time())
    return _grouped(
        log.ask(
            CASES_OF_TEAMS,
            parts={"takes": TAKES},
            step=step,
            known_until=midnight if facts.date_only else facts.as_at,
        )
    )


def _grouped(table: pa.Table) -> GroupedCases:
    """The rows of an answer as arrays, by rising case_id; `name` is the group's."""
    coded = table["name"].combine_chunks().dictionary_encode()
    codes = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    names = [_team_name(name) for name in coded.dictionary.to_pylist()]
    distinct = tuple(dict.fromkeys(names))
    place = np.array([*(distinct.index(name) for name in names), -1], dtype=np.int64)
    return GroupedCases(
        names=distinct,
        group=place[codes],
        **{
            name: table[name].to_numpy(zero_copy_only=False)
            for name in ("case_id", "days", "is_ended", "is_open")
        },
    )


def _team_name(name: str) -> str:
    """The name; of a person, whose work is not counted, that it is one person's."""
    return ONE_PERSON if is_pseudonym(name) else name


def _with_clock(
    split: Split, cases: GroupedCases, clock: JudgedClock, facts: LogFacts
) -> Split:
    """With the share in time of each group's cases that started in the last year."""
    groups = tuple(
        _in_time(one, cases, clock, as_at=facts.as_at_date) for one in split.groups
    )
    if not any(one.in_time for one in groups):
        return split
    return replace(split, groups=groups, clock=clock.title)


def _in_time(
    group: SplitGroup, cases: GroupedCases, clock: JudgedClock, *, as_at: date
) -> SplitGroup:
    mine = cases.case_id[cases.group == cases.names.index(group.name)]
    met = met_among(clock, np.isin(clock.case_id, mine), as_at=as_at)
    return group if met.n < LEAST else replace(group, in_time=met)
