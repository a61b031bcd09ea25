"""From the cases of a log to what a design looks at, by the definition of a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from mersey.errors import EvidenceError
from mersey.evidence.measured import GapDays, Incidence, ShareBy, StepDays, TimeToEnd
from mersey.evidence.observed import CaseTimes

if TYPE_CHECKING:
    from collections.abc import Collection

    from mersey.evidence.log_cases import LogCases
    from mersey.evidence.measured import Definition

    Floats = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int64]

COUNTED: Final = 0
OTHER_END: Final = 1
NOT_ENDED: Final = -1


def case_times(cases: LogCases, definition: Definition, *, mix: str = "") -> CaseTimes:
    """The cases as the measure counts them; those it does not speak of are left out.

    A case that ends in another way than the one asked for was watched until then.

    Args:
        cases: Of one window.
        definition: The measure.
        mix: The column that says what sort of case each is; empty for none.

    Raises:
        EvidenceError: The measure counts periods, not cases, or goes by a clock.
    """
    match definition:
        case ShareBy(clock=clock) if clock:
            msg = f'the share in time by the clock "{clock}" is not followed yet'
            hint = "Say within_days instead: the days that the clock gives."
            raise EvidenceError(msg, next_step=hint)
        case TimeToEnd(ends=ends) | ShareBy(ends=ends):
            days, ended_as = _to_ends(cases, ends)
            group = cases.attributes[mix].codes if mix else None
            return _times(cases, days, _alone(ended_as), group)
        case GapDays():
            return _of_groups(cases, definition)
        case StepDays():
            return _between_steps(cases, definition)
        case Incidence():
            return _incidence(cases, definition)
        case _:
            msg = f"the measure ({definition.kind}) counts periods, not cases"
            raise EvidenceError(msg, next_step="Choose a design for series.")


def _times(
    cases: LogCases, days: Floats, ended_as: Codes, group: Codes | None = None
) -> CaseTimes:
    return CaseTimes(
        opened=cases.opened,
        days=days,
        is_ended=ended_as != NOT_ENDED,
        ended_as=ended_as,
        group=np.zeros(cases.n, dtype=np.int64) if group is None else group,
    )


def _alone(ended_as: Codes) -> Codes:
    """Other ends only stopped the watching."""
    return np.where(ended_as == COUNTED, COUNTED, NOT_ENDED)


def _to_ends(cases: LogCases, ends: Collection[str]) -> tuple[Floats, Codes]:
    """Days until one of the ends, or another, or the last that is known."""
    ended = np.where(cases.is_ended, OTHER_END if ends else COUNTED, NOT_ENDED)
    days = cases.days.copy()
    for way in ends:
        reached = cases.steps.get(way)
        if reached is None:
            ended[cases.is_ended & cases.outcome.are([way])] = COUNTED
            continue
        # A step may come after the case has ended, as an appeal does.
        is_done = ~np.isnan(reached) & (reached >= 0)
        is_first = is_done & ((ended != COUNTED) | (reached < days))
        days[is_first], ended[is_first] = reached[is_first], COUNTED
    return days, ended.astype(np.int64)


def _of_groups(cases: LogCases, definition: GapDays) -> CaseTimes:
    column = cases.attributes[definition.attribute]
    is_group = column.are(definition.group)
    is_known = column.codes >= 0
    is_against = column.are(definition.against) if definition.against else is_known
    kept = cases.where(is_group | is_against)
    days, ended_as = _to_ends(kept, definition.ends)
    group = is_group[is_group | is_against].astype(np.int64)
    return _times(kept, days, _alone(ended_as), group)


def _between_steps(cases: LogCases, definition: StepDays) -> CaseTimes:
    begun = _begun(cases, definition.from_step)
    kept = cases.where(~np.isnan(begun))
    begun = begun[~np.isnan(begun)]
    # Whoever leaves the way in between has left the step; after the end of a case only
    # the step itself is waited for, as an appeal is.
    leaves = kept.is_ended & (kept.days > begun)
    until = np.where(leaves | ~kept.is_ended, kept.days, _watched(kept))
    is_done = leaves
    if definition.to_step:
        reached = kept.steps[definition.to_step]
        is_reached = ~np.isnan(reached) & (reached >= begun)
        until = np.where(is_reached, np.fmin(reached, until), until)
        is_done = is_reached | leaves
    return _times(kept, np.maximum(until - begun, 0.0), _flags(is_done))


def _incidence(cases: LogCases, definition: Incidence) -> CaseTimes:
    if definition.among:
        cases = cases.where(cases.is_ended & cases.outcome.are(definition.among))
    begun = _begun(cases, definition.from_step)
    kept = cases.where(~np.isnan(begun))
    begun = begun[~np.isnan(begun)]
    days, ended_as = _to_ends(kept, definition.of)
    if definition.among or _comes_after_ends(kept, definition.of):
        # What is asked may come after an end, so an end stops nothing.
        days = np.where(ended_as == COUNTED, days, _watched(kept))
        ended_as = _alone(ended_as)
    return _times(kept, np.maximum(days - begun, 0.0), ended_as)


def _comes_after_ends(cases: LogCases, ways: Collection[str]) -> bool:
    """Whether one of them is a step that is done after a case has ended, as appeals are."""
    reached = (cases.steps[way] for way in ways if way in cases.steps)
    return any(bool((cases.is_ended & (after > cases.days)).any()) for after in reached)


def _begun(cases: LogCases, step: str) -> Floats:
    """Days from opening until the step; 0 for the opening itself, NaN where not done."""
    return cases.steps[step] if step else np.zeros(cases.n)


def _watched(cases: LogCases) -> Floats:
    """Days from opening to the end of what is known, whatever became of the case."""
    last = np.datetime64(cases.known_until, "D").astype(float)
    watched: Floats = last + (0.0 if cases.date_only else 1.0) - cases.at
    return watched


def _flags(is_ended: Flags) -> Codes:
    return np.where(is_ended, COUNTED, NOT_ENDED).astype(np.int64)
