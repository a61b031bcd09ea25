"""The cases of a lot: those with the change and those without, over the same days.

Who was drawn is in the trail for days and teams. References of cases are replaced when a
log is read, so there a column of the file must say which cases went without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.lots import Drawn, gets_change
from mersey.evidence.observe import case_times
from mersey.evidence.observed import CasePair, CaseTimes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    from mersey.evidence.design import Days
    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.lots import Lot
    from mersey.evidence.measured import Definition

__all__ = ["lotted_pair"]


def lotted_pair(
    known: LogCases,
    measure: Definition,
    *,
    days: Days,
    lot: Lot,
    column: str = "",
    without: Collection[str] = (),
) -> CasePair:
    """Cases without the change (`before`) and with it (`since`), both opened on `days`.

    Args:
        known: The cases of the log, with `column` among their attributes.
        measure: What is counted.
        days: Since the change; the same for both.
        lot: As it was drawn. Cases of teams or days that were not in it are left out.
        column: That of the teams; or, where cases were drawn, the one that says who went
            without.
        without: Its words for that, where cases were drawn.

    Raises:
        EvidenceError: No column where one is needed, or an arm without cases.
    """
    opened = known.opened_between(days.first, days.last)
    match lot.drawn:
        case Drawn.CASES:
            arms = _by_word(opened, measure, column, without)
        case Drawn.TEAMS:
            arms = _by_team(opened, measure, column, lot)
        case Drawn.DAYS:
            arms = _by_day(opened, measure, lot)
    for name, arm in zip(("without", "with"), arms, strict=True):
        if not arm.days.size:
            raise EvidenceError(
                f"No case that opened since {days.first} is {name} the change.",
                next_step="See that the plan names the column and its words as the file "
                "writes them.",
            )
    return CasePair(before=arms[0], since=arms[1])


def _by_word(
    opened: LogCases, measure: Definition, column: str, without: Collection[str]
) -> tuple[CaseTimes, CaseTimes]:
    words = opened.attributes.get(column)
    if words is None or not without:
        raise EvidenceError(
            "A lot of cases needs a column of the file that says who went without the "
            "change.",
            next_step="Name it in the plan: [design] unit, and its word in comparison.",
        )
    is_without = words.are(without)
    is_known = words.codes >= 0
    return (
        case_times(opened.where(is_without), measure),
        case_times(opened.where(is_known & ~is_without), measure),
    )


def _by_team(
    opened: LogCases, measure: Definition, column: str, lot: Lot
) -> tuple[CaseTimes, CaseTimes]:
    words = opened.attributes.get(column)
    if words is None:
        raise EvidenceError(
            "A lot of teams needs the column of the file that holds them.",
            next_step="Name it in the plan: [design] unit.",
        )
    arms: tuple[list[CaseTimes], list[CaseTimes]] = ([], [])
    for number, team in enumerate(lot.units):
        times = case_times(opened.where(words.are([team])), measure)
        arms[gets_change(lot, team)].append(_of_cluster(times, number))
    return _joined(arms[0]), _joined(arms[1])


def _by_day(
    opened: LogCases, measure: Definition, lot: Lot
) -> tuple[CaseTimes, CaseTimes]:
    drawn, chosen = (
        np.array(some, dtype="datetime64[D]") for some in (lot.units, lot.chosen)
    )
    is_with = np.isin(opened.opened, chosen)
    arms = []
    for which in (np.isin(opened.opened, drawn) & ~is_with, is_with):
        times = case_times(opened.where(which), measure)
        arms.append(_of_cluster(times, times.opened.astype(np.int64)))
    return arms[0], arms[1]


def _of_cluster(times: CaseTimes, number: int | npt.NDArray[np.int64]) -> CaseTimes:
    return CaseTimes(
        opened=times.opened,
        days=times.days,
        is_ended=times.is_ended,
        ended_as=times.ended_as,
        group=times.group,
        cluster=np.broadcast_to(np.asarray(number, dtype=np.int64), times.days.shape),
    )


def _joined(parts: Sequence[CaseTimes]) -> CaseTimes:
    """The cases of several teams, the first opened first."""
    opened = np.concatenate([one.opened for one in parts])
    order = np.argsort(opened, kind="stable")
    return CaseTimes(
        opened=opened[order],
        days=np.concatenate([one.days for one in parts])[order],
        is_ended=np.concatenate([one.is_ended for one in parts])[order],
        ended_as=np.concatenate([one.ended_as for one in parts])[order],
        group=np.concatenate([one.group for one in parts])[order],
        cluster=np.concatenate([_clusters(one) for one in parts])[order],
    )


def _clusters(times: CaseTimes) -> npt.NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64) if times.cluster is None else times.cluster
