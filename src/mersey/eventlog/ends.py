"""When is a case closed? Said outright, stated by a column, or suggested by the log.

The rule is the one choice that moves every lead time, so it is put in words and printed
wherever its numbers are.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from mersey.errors import UnknownName
from mersey.eventlog.end_words import gives_up, opens_again, sounds_final
from mersey.eventlog.eventlog import EndRule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mersey.eventlog.activity_use import ActivityUse

__all__ = ["EndEvidence", "find_end_rule"]

LEAST_STATED_SHARE: Final = 0.2
"""A column that states the end in fewer cases than this is not the end of this log."""

LEAST_SHARE_LAST: Final = 0.5
"""An activity named like an end must be the last in most of its cases."""

LEAST_SHARE_FINAL: Final = 0.8
"""After an end by behaviour, nothing follows in 4 of 5 cases that had the time."""

LEAST_CASES: Final = 10
LEAST_CASE_SHARE: Final = 0.01
"""Behaviour of fewer cases than these says nothing."""

SMALL_LOG: Final = 50
"""In a log of fewer cases a name is believed against the behaviour of one case."""

AFTERCARE_SHARE: Final = 0.8
"""What comes after an end in 4 of 5 times does not open the case again."""

WAITING_SHARE: Final = 0.05
"""Where fewer than 1 in 20 cases stop for good, a quiet case is in a queue, not lost.

Without this, the longer a queue grows, the more of it would vanish as silent.
"""

MOST_NAMED: Final = 30
"""An error lists at most so many activities."""


@dataclass(frozen=True, kw_only=True)
class EndEvidence:
    """What the log says about its ends.

    Attributes:
        activities: Every activity of the file, those after the as-at date too; needed
            only where a person named an end.
        uses: The use of the most frequent activities. n_cases: All cases.
        is_wide: True for a file with a column per milestone.
        closed_column: The column that states the end; None where there is none.
        n_stated_closed: Cases for which it states one.
        quiet_days: Days of quiet that are unusual in this log.
        after_end: (ends) → activity → share of its events that come after an end.
    """

    activities: tuple[str, ...]
    uses: tuple[ActivityUse, ...]
    n_cases: int
    is_wide: bool
    closed_column: str | None
    n_stated_closed: int
    quiet_days: int
    after_end: Callable[[Sequence[str]], Mapping[str, float]]


def find_end_rule(evidence: EndEvidence, *, end: Sequence[str]) -> EndRule:
    """The rule by which cases of this log are closed, and its words.

    Args:
        evidence: What the log says.
        end: Activities that a person named; empty to let the log speak.

    Raises:
        UnknownName: No activity has that name.
    """
    if end:
        return _stated(evidence, _matched(evidence, end))
    column = evidence.closed_column
    if column and evidence.n_stated_closed >= LEAST_STATED_SHARE * evidence.n_cases:
        return _by_column(column)
    suggested = _from_milestones if evidence.is_wide else _from_events
    found = suggested(evidence)
    return _suggested(evidence, found) if found else _none(evidence)


def _matched(evidence: EndEvidence, end: Sequence[str]) -> tuple[str, ...]:
    by_fold = {name.strip().casefold(): name for name in evidence.activities}
    wanted = {name: name.strip().casefold() for name in end}
    for name, fold in wanted.items():
        if fold not in by_fold:
            near = get_close_matches(fold, by_fold, n=1, cutoff=0.5)
            raise UnknownName.of(
                "activity",
                name,
                evidence.activities[:MOST_NAMED],
                nearest=by_fold[near[0]] if near else "",
            )
    return tuple(sorted({by_fold[fold] for fold in wanted.values()}))


def _from_milestones(evidence: EndEvidence) -> tuple[str, ...]:
    """The milestone named like an end that most cases reach, and every way to give up.

    One that cases begin with is none: an appeals register begins with a decision.
    """
    named = [
        use
        for use in evidence.uses
        if sounds_final(use.activity) and use.n_first <= use.n_cases / 2
    ]
    proper = [use for use in named if not gives_up(use.activity)] or named
    if not proper:
        return _by_behaviour(evidence)
    most = max(proper, key=lambda use: (use.n_cases, use.activity))
    others = [use.activity for use in named if gives_up(use.activity)]
    return tuple(sorted({most.activity, *others}))


def _from_events(evidence: EndEvidence) -> tuple[str, ...]:
    """Activities that end cases by name or by behaviour."""
    doubt = 1 if evidence.n_cases < SMALL_LOG else 0
    named = [
        use.activity
        for use in evidence.uses
        if sounds_final(use.activity)
        and use.n_last + doubt >= LEAST_SHARE_LAST * (use.n_cases + doubt)
    ]
    return tuple(sorted({*named, *_by_behaviour(evidence)}))


def _by_behaviour(evidence: EndEvidence) -> tuple[str, ...]:
    if len(evidence.uses) == 1:  # the only activity is the start as much as the end
        return ()
    enough = max(LEAST_CASES, LEAST_CASE_SHARE * evidence.n_cases)
    return tuple(
        use.activity
        for use in evidence.uses
        if use.n_settled >= enough
        and use.share_final >= LEAST_SHARE_FINAL
        and not opens_again(use.activity)
    )


def _stated(evidence: EndEvidence, ends: tuple[str, ...]) -> EndRule:
    return EndRule(
        activities=ends,
        aftercare=_aftercare(evidence, ends),
        closed_column=None,
        stated=True,
        silent_after_days=None,
        text=f"A case is closed at {_either(ends)}, as you said, and open until then."
        + _again(evidence),
    )


def _by_column(column: str) -> EndRule:
    return EndRule(
        activities=(),
        aftercare=(),
        closed_column=column,
        stated=False,
        silent_after_days=None,
        text=f"A case is closed at the time its column “{column}” states, and open"
        " while that is empty.",
    )


def _suggested(evidence: EndEvidence, ends: tuple[str, ...]) -> EndRule:
    quiet = None if evidence.is_wide else float(evidence.quiet_days)
    basis = (
        f"A case is closed at {_either(ends)}; the names of the file's date columns"
        " suggest it, so say --end to settle it."
        if evidence.is_wide
        else f"A case is closed at {_either(ends)}; names and what follows in the log"
        " suggest it, so say --end to settle it."
    )
    return EndRule(
        activities=ends,
        aftercare=_aftercare(evidence, ends),
        closed_column=None,
        stated=False,
        silent_after_days=quiet,
        text=basis + _again(evidence) + _silence(quiet),
        waiting=_waiting(evidence, ends),
    )


def _none(evidence: EndEvidence) -> EndRule:
    quiet = None if evidence.is_wide else float(evidence.quiet_days)
    return EndRule(
        activities=(),
        aftercare=(),
        closed_column=None,
        stated=False,
        silent_after_days=quiet,
        text="No activity of this log marks an end, so no case counts as closed; say"
        " --end if one does." + _silence(quiet),
        waiting=_waiting(evidence, ()),
    )


def _aftercare(evidence: EndEvidence, ends: tuple[str, ...]) -> tuple[str, ...]:
    others = [use.activity for use in evidence.uses if use.activity not in ends]
    if (
        evidence.is_wide
    ):  # a milestone is reached once: whatever follows, it was reached
        return tuple(others)
    shares = evidence.after_end(ends)
    return tuple(
        name
        for name in others
        if shares.get(name, 0.0) >= AFTERCARE_SHARE and not opens_again(name)
    )


def _waiting(evidence: EndEvidence, ends: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        use.activity
        for use in evidence.uses
        if use.activity not in ends and use.share_final < WAITING_SHARE
    )


def _either(names: tuple[str, ...]) -> str:
    told = [f"“{name}”" for name in names]
    if len(told) == 1:
        return told[0]
    return f"whichever comes first of {', '.join(told[:-1])} and {told[-1]}"


def _again(evidence: EndEvidence) -> str:
    if evidence.is_wide:
        return ""
    return " Ordinary work after it opens the case again."


def _silence(quiet: float | None) -> str:
    if quiet is None:
        return ""
    return (
        f" A case without an end is silent when quiet for more than {quiet:.0f} days,"
        " longer than 99 in 100 gaps in this log, unless it stands at a step after"
        " which nearly every case goes on; otherwise it is open."
    )
