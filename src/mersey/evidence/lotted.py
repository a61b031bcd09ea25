"""The cases of a lot: those with the change and those without, over the same days.

Who was drawn is in the trail for days and teams. References of cases are replaced when a
log is read, so there a column of the file must say which cases went without.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.lots import ByLot, Drawn, from_data
from mersey.evidence.observe import case_times
from mersey.evidence.observed import CasePair, CaseTimes
from mersey.evidence.trail import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from mersey.evidence.design import Days
    from mersey.evidence.experiment import Experiment
    from mersey.evidence.log_cases import Coded, LogCases
    from mersey.evidence.measured import Definition
    from mersey.evidence.trail import Trail

DESIGN: Final = "randomised"


def by_lot_of(plan: Experiment, trail: Trail) -> ByLot | None:
    """How a log tells the arms of a plan apart; None where no lot decides.

    Raises:
        EvidenceError: The plan is by lot and none was drawn, or not this one.
    """
    if plan.design.name != DESIGN:
        return None
    entries = trail.of(EntryKind.LOT)
    if not entries:
        raise EvidenceError(
            "The plan is by lot, and no lot has been drawn.",
            next_step='Draw it before the change: mersey evidence lot PLAN ⟦by⟧ "NAME"',
        )
    return ByLot(
        lot=from_data(entries[0].data),
        column=plan.design.unit,
        without=plan.design.comparison,
    )


def arms_of(opened: LogCases, by_lot: ByLot) -> tuple[LogCases, LogCases]:
    """The cases without the change and those with it; others were in no lot.

    Raises:
        EvidenceError: No column where one is needed, or an arm without cases.
    """
    lot = by_lot.lot
    match lot.drawn:
        case Drawn.CASES:
            words = _words(opened, by_lot)
            is_without = words.are(by_lot.without)
            is_with = (words.codes >= 0) & ~is_without
        case Drawn.TEAMS:
            words = _words(opened, by_lot)
            is_with = words.are(lot.chosen)
            is_without = words.are(lot.units) & ~is_with
        case Drawn.DAYS:
            is_with = np.isin(opened.opened, _as_days(lot.chosen))
            is_without = np.isin(opened.opened, _as_days(lot.units)) & ~is_with
    for name, which in (("without", is_without), ("with", is_with)):
        if not which.any():
            raise EvidenceError(
                f"No case that opened since the change is {name} it.",
                next_step="See that the plan names the column and its words as the file "
                "writes them.",
            )
    return opened.where(is_without), opened.where(is_with)


def lotted_pair(
    known: LogCases, measure: Definition, *, days: Days, by_lot: ByLot, mix: str = ""
) -> CasePair:
    """Cases without the change (`before`) and with it (`since`), both opened on `days`.

    Args:
        known: The cases of the log, with the column of the lot among their attributes.
        measure: What is counted.
        days: Since the change; the same for both.
        by_lot: The lot, and how the log tells it.
        mix: The column that says what sort of case each is; empty for none.

    Raises:
        EvidenceError: As `arms_of`.
    """
    arms = arms_of(known.opened_between(days.first, days.last), by_lot)
    without, with_change = (_times(arm, measure, by_lot, mix) for arm in arms)
    return CasePair(before=without, since=with_change)


def _times(arm: LogCases, measure: Definition, by_lot: ByLot, mix: str) -> CaseTimes:
    match by_lot.lot.drawn:
        case Drawn.CASES:
            return case_times(arm, measure, mix=mix)
        case Drawn.DAYS:
            times = case_times(arm, measure, mix=mix)
            return replace(times, cluster=times.opened.astype(np.int64))
        case Drawn.TEAMS:
            words = _words(arm, by_lot)
            return _joined(
                [
                    _of_cluster(case_times(arm.where(which), measure, mix=mix), number)
                    for number, team in enumerate(by_lot.lot.units)
                    if (which := words.are([team])).any()
                ]
            )


def _words(opened: LogCases, by_lot: ByLot) -> Coded:
    words = opened.attributes.get(by_lot.column)
    if by_lot.lot.drawn is Drawn.CASES and (words is None or not by_lot.without):
        raise EvidenceError(
            "A lot of cases needs a column of the file that says who went without the "
            "change.",
            next_step="Name it in the plan: [design] unit, and its word in comparison.",
        )
    if words is None:
        raise EvidenceError(
            "A lot of teams needs the column of the file that holds them.",
            next_step="Name it in the plan: [design] unit.",
        )
    return words


def _as_days(days: Sequence[str]) -> npt.NDArray[np.datetime64]:
    return np.array(days, dtype="datetime64[D]")


def _of_cluster(times: CaseTimes, number: int) -> CaseTimes:
    return replace(times, cluster=np.full(times.days.shape, number, dtype=np.int64))


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
