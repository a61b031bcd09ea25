"""When is a case closed? Said outright, by a pack or a column, or suggested by the log.

The rule is the one choice that moves every lead time, so it is put in words and printed
wherever its numbers are.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import UnknownName, UsageError
from mersey.eventlog import end_texts
from mersey.eventlog.end_candidates import (
    aftercare_of,
    ends_beside,
    ends_by_behaviour,
    last_of,
    suggested_ends,
    waiting_of,
)
from mersey.eventlog.end_words import gives_up, sounds_final
from mersey.eventlog.eventlog import EndRule
from mersey.eventlog.resting import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.eventlog.end_evidence import EndEvidence, StatusEvidence

LEAST_STATED_SHARE: Final = 0.2
"""A column that states the end in fewer cases than this is not the end of this log."""

LEAST_AGREEING: Final = 0.5
"""Where the status calls fewer of the closed cases over than this, it is another's."""

MANY_GOING: Final = 5
"""Where so many cases go on and all of them have a step, it is no end of a case."""

MOST_NAMED: Final = 30
"""An error lists at most so many activities."""


def find_end_rule(evidence: EndEvidence, *, end: Sequence[str]) -> EndRule:
    """The rule by which cases of this log are closed, and its words.

    Args:
        evidence: What the log says.
        end: Activities, or values of the status column, that a person named; empty to
            let the log speak.

    Raises:
        UnknownName: Nothing has that name.
        UsageError: Some names are of steps, others of statuses.
    """
    if end:
        return _stated(evidence, end)
    pack = evidence.pack
    column = _closing_column(evidence)
    if pack is not None:
        column = pack.closed_column if pack.closed_column == column else None
    if evidence.status is not None:
        found = _by_status(evidence, column, _ends(evidence))
        if found is not None:
            return found
    if column is not None:
        return _by_column(evidence, column)
    return _by_activities(evidence, _ends(evidence))


def _closing_column(evidence: EndEvidence) -> str | None:
    enough = LEAST_STATED_SHARE * evidence.n_cases
    return evidence.closed_column if evidence.n_stated_closed >= enough else None


def _ends(evidence: EndEvidence) -> tuple[str, ...]:
    """What the pack says; else what names and behaviour suggest.

    Of a step that the pack does not know it cannot say that it is no end: its name may,
    and nothing follows one that ends a case by behaviour, whatever the pack thinks of it.
    Where the pack's ends are only ways to give up, or hardly ever met, the file writes
    its proper end in another way, and the log is asked as well.
    """
    pack = evidence.pack
    if pack is None:
        return suggested_ends(evidence)
    met = sum(use.n_cases for use in evidence.uses if use.activity in pack.activities)
    is_enough = met >= LEAST_STATED_SHARE * evidence.n_cases
    is_proper = is_enough and not all(map(gives_up, pack.activities))
    quiet = ends_by_behaviour(evidence)
    more = [
        name
        for name in suggested_ends(evidence)
        if not is_proper
        or (name not in pack.known and sounds_final(name))
        or (not evidence.is_wide and name in quiet)
    ]
    return last_of(evidence, tuple(sorted({*pack.activities, *more})))


def _by_status(
    evidence: EndEvidence, column: str | None, ends: tuple[str, ...]
) -> EndRule | None:
    """By the status column, dated as the file does; None where the two do not agree.

    Steps that are no ends by the status of their cases date none.
    """
    status = evidence.status
    if status is None or status.n_over + status.n_going < (
        LEAST_STATED_SHARE * evidence.n_cases
    ):
        return None
    if column is not None and not _agrees(*status.over_of(None)):
        return None
    if ends and not _dates_ends(status, ends):
        if evidence.pack is not None:
            return None
        ends = ()
    how = end_texts.closing(column, ends)
    return _rule(
        evidence,
        ends=ends,
        closed_column=column,
        status_column=status.column,
        text=end_texts.by_status(status.column, how),
    )


def _dates_ends(status: StatusEvidence, ends: tuple[str, ...]) -> bool:
    """Whether cases with these steps are over; what all others have too ends none."""
    n, n_over = status.over_of(ends)
    is_everywhere = status.n_going >= MANY_GOING and n - n_over >= status.n_going
    return _agrees(n, n_over) and not is_everywhere


def _agrees(n: int, n_over: int) -> bool:
    return n_over >= LEAST_AGREEING * n


def _by_column(evidence: EndEvidence, column: str) -> EndRule:
    """By the column alone where a person named it; else by its competitors as well."""
    beside = () if evidence.closes_alone else ends_beside(evidence, column)
    if beside:
        return _by_activities(evidence, tuple(sorted({column, *beside})))
    return _rule(evidence, closed_column=column, text=end_texts.by_column(column))


def _by_activities(evidence: EndEvidence, ends: tuple[str, ...]) -> EndRule:
    quiet = None if evidence.is_wide else _quiet(evidence, ends)
    if not ends:
        text = end_texts.none() + end_texts.silence(quiet)
        return _rule(evidence, quiet=quiet, text=text)
    is_wide = evidence.is_wide
    if evidence.pack is None:
        text = end_texts.suggested(ends, is_wide=is_wide)
    else:
        more = set(ends) - set(evidence.pack.activities)
        text = end_texts.by_pack(evidence.pack.name, ends, tuple(more))
    text += end_texts.again(is_wide=is_wide) + end_texts.silence(quiet)
    return _rule(evidence, ends=ends, quiet=quiet, text=text)


def _quiet(evidence: EndEvidence, ends: tuple[str, ...]) -> dict[str, float]:
    """Step → days of rest after which a case that stands there is silent."""
    ended = (*ends, *aftercare_of(evidence, ends)) if ends else ()
    return {ELSEWHERE: float(evidence.quiet_days), **evidence.quiet_at(ended)}


def _rule(
    evidence: EndEvidence,
    *,
    text: str,
    ends: tuple[str, ...] = (),
    quiet: Mapping[str, float] | None = None,
    **told: Any,
) -> EndRule:
    is_quiet = quiet is not None or (evidence.is_wide and not told)
    return EndRule(
        activities=ends,
        aftercare=aftercare_of(evidence, ends) if ends else (),
        silent_after_days=quiet[ELSEWHERE] if quiet else None,
        silent_after_at=_at_steps(quiet or {}),
        text=text,
        waiting=waiting_of(evidence, ends) if is_quiet else (),
        **{"closed_column": None, "stated": False, **told},
    )


def _at_steps(quiet: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The longest first, then by name."""
    own = [(step, days) for step, days in quiet.items() if step != ELSEWHERE]
    return tuple(sorted(own, key=lambda pair: (-pair[1], pair[0])))


def _stated(evidence: EndEvidence, end: Sequence[str]) -> EndRule:
    """By what a person named: activities; else values of the status column."""
    wanted = {name: name.strip().casefold() for name in end}
    steps = {name.strip().casefold(): name for name in evidence.activities}
    status = evidence.status
    values = {v.strip().casefold(): v for v in status.values} if status else {}
    folds = set(wanted.values())
    if folds <= steps.keys():
        return _by_said_steps(evidence, tuple(sorted({steps[fold] for fold in folds})))
    for name, fold in wanted.items():
        if fold not in steps and fold not in values:
            raise _unknown(name, fold, {**values, **steps}, evidence)
    if not folds <= values.keys() or status is None:
        raise UsageError(
            "Of the ends you named, some are steps and others are values of a status.",
            next_step="Name with ⟦end⟧ either steps alone or values of the status alone.",
        )
    return _by_said_values(
        evidence, status.column, tuple(sorted({values[fold] for fold in folds}))
    )


def _by_said_steps(evidence: EndEvidence, ends: tuple[str, ...]) -> EndRule:
    text = end_texts.stated(ends) + end_texts.again(is_wide=evidence.is_wide)
    return _rule(evidence, ends=ends, stated=True, text=text)


def _by_said_values(
    evidence: EndEvidence, column: str, values: tuple[str, ...]
) -> EndRule:
    closed = _closing_column(evidence)
    ends = _ends(evidence)
    how = end_texts.closing(closed, ends)
    return _rule(
        evidence,
        ends=ends,
        closed_column=closed,
        status_column=column,
        over_values=values,
        stated=True,
        text=end_texts.by_said_status(column, values, how),
    )


def _unknown(
    name: str, fold: str, known: dict[str, str], evidence: EndEvidence
) -> UnknownName:
    near = get_close_matches(fold, known, n=1, cutoff=0.5)
    status = evidence.status
    names = (*(status.values if status else ()), *evidence.activities)
    return UnknownName.of(
        "activity or status" if status and status.values else "activity",
        name,
        names[:MOST_NAMED],
        nearest=known[near[0]] if near else "",
    )
