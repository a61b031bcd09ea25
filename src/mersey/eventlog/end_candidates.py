"""Which activities end a case, by their names and by what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.eventlog.end_words import (
    asks_afterwards,
    comes_after,
    gives_up,
    is_often_early,
    opens_again,
    sounds_final,
)
from mersey.services.evidence import is_limit
from mersey.services.touch_words import is_still_to_come, is_touch
from mersey.vocabulary import BEGUN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.eventlog.activity_use import ActivityUse
    from mersey.eventlog.end_evidence import EndEvidence

LEAST_SHARE_LAST: Final = 0.5
"""An activity named like an end must be the last in most of its cases."""

LEAST_SHARE_FINAL: Final = 0.8
"""After an end by behaviour, nothing follows in 4 of 5 cases that had the time."""

LEAST_CASES: Final = 10
LEAST_CASE_SHARE: Final = 0.01
"""Behaviour of fewer cases than these says nothing."""

SMALL_LOG: Final = 50
"""In a log of fewer cases a name is believed against the behaviour of one case."""

MOSTLY_FOLLOWED: Final = 0.5
"""A milestone after which another follows in most of its cases is none of the ends."""

ON_THE_WAY: Final = 0.8
"""A milestone that 4 in 5 cases pass before an end is a step on the way to it."""

RARELY_BOTH: Final = 0.2
"""Ends that exclude each other are met together in fewer than 1 in 5 cases."""

AFTERCARE_SHARE: Final = 0.8
"""What comes after an end in 4 of 5 times does not open the case again."""

WAITING_SHARE: Final = 0.05
"""Where fewer than 1 in 20 cases stop for good, a quiet case is in a queue, not lost.

Without this, the longer a queue grows, the more of it would vanish as silent.
"""


def suggested_ends(evidence: EndEvidence) -> tuple[str, ...]:
    """The activities that end cases by name or by behaviour, in order of their names."""
    found = _from_milestones if evidence.is_wide else _from_events
    return tuple(sorted(found(evidence)))


def ends_beside(evidence: EndEvidence, column: str) -> tuple[str, ...]:
    """The other milestones that end a case where the closing stays empty.

    A register has "Closed" for what came to its proper end, and "Withdrawn" for the rest.
    A way to give up is one as long as it hardly ever comes with the closing; a word of the
    end that is as usual on the way to it, only where the two never meet.
    """
    if not evidence.is_wide:
        return ()
    named = [
        use
        for use in _possible(evidence)
        if use.activity != column
        and sounds_final(use.activity)
        and not comes_after(use.activity)
        and use.n_first <= use.n_cases / 2
    ]
    later = evidence.later([column, *(use.activity for use in named)])

    def excludes(use: ActivityUse) -> bool:
        name = use.activity
        n_both = later.get((name, column), 0) + later.get((column, name), 0)
        return n_both <= (RARELY_BOTH * use.n_cases if gives_up(name) else 0)

    return tuple(sorted(use.activity for use in named if excludes(use)))


def ends_by_behaviour(evidence: EndEvidence) -> set[str]:
    """The activities after which nothing follows, although there was time for it."""
    if len(evidence.uses) == 1:  # the only activity is the start as much as the end
        return set()
    enough = max(LEAST_CASES, LEAST_CASE_SHARE * evidence.n_cases)
    return {
        use.activity
        for use in _possible(evidence)
        if use.n_settled >= enough
        and use.share_final >= LEAST_SHARE_FINAL
        and use.n_begun <= use.n_cases / 2
        and not _begins_most(use, evidence)
        and not opens_again(use.activity)
    }


def aftercare_of(evidence: EndEvidence, ends: tuple[str, ...]) -> tuple[str, ...]:
    """What may follow these ends without opening the case again."""
    others = [use.activity for use in evidence.uses if use.activity not in ends]
    if evidence.is_wide:  # a milestone is reached once, whatever follows
        return tuple(others)
    shares = evidence.after_end(ends)
    after = [
        name
        for name in others
        if shares.get(name, 0.0) >= AFTERCARE_SHARE and not opens_again(name)
    ]
    later = evidence.later([*ends, *after])
    n_cases = {use.activity: use.n_cases for use in evidence.uses}

    def is_between(name: str) -> bool:
        """Whether as a rule the same end comes before it and again after it."""
        return any(
            min(later.get((name, end), 0), later.get((end, name), 0))
            > MOSTLY_FOLLOWED * n_cases[name]
            for end in ends
        )

    return tuple(name for name in after if not is_between(name))


def waiting_of(evidence: EndEvidence, ends: tuple[str, ...]) -> tuple[str, ...]:
    """Activities after which nearly every case goes on."""
    return tuple(
        use.activity
        for use in evidence.uses
        if use.activity not in ends
        and (use.share_final < WAITING_SHARE or use.activity.endswith(BEGUN))
    )


def last_of(evidence: EndEvidence, ends: tuple[str, ...]) -> tuple[str, ...]:
    """Of the ends that a pack names, those that no other of them follows as a rule.

    A badge is issued after the decision, and a file closed after the answer: where a log
    records both, its cases end at the later one. Of milestones, one before which another
    end always comes says nothing either: the case is closed at the first.
    """
    later = evidence.later(ends)
    n_cases = {use.activity: use.n_cases for use in evidence.uses}

    def is_followed(name: str, other: str) -> bool:
        n = later.get((name, other), 0)
        return n > MOSTLY_FOLLOWED * n_cases[name] and n > later.get((other, name), 0)

    kept = [name for name in ends if not any(is_followed(name, y) for y in ends)]
    return tuple(
        name
        for name in kept
        if not evidence.is_wide
        or all(later.get((other, name), 0) < n_cases[name] for other in kept)
    )


def _from_milestones(evidence: EndEvidence) -> set[str]:
    """Every final milestone that no other follows as a rule, and every way to give up.

    One that cases begin with is none: an appeals register begins with a decision.
    """
    named = [
        use
        for use in _possible(evidence)
        if sounds_final(use.activity) and use.n_first <= use.n_cases / 2
    ]
    if not named:
        return ends_by_behaviour(evidence)
    given_up = {use.activity for use in named if gives_up(use.activity)}
    proper = [use for use in named if use.activity not in given_up]
    if not proper:
        return given_up | _proper_by_behaviour(evidence, given_up)
    later = evidence.later([use.activity for use in named])
    lasting = [use for use in proper if not _is_on_the_way(use, evidence, later)]
    if not lasting:
        return ends_by_behaviour(evidence) | given_up or {_most(proper).activity}
    return given_up | _exclusive(lasting, later)


def _proper_by_behaviour(evidence: EndEvidence, given_up: set[str]) -> set[str]:
    """The proper end whose name does not say so: nobody who came to it gave up."""
    quiet = ends_by_behaviour(evidence) - given_up
    later = evidence.later(sorted(quiet | given_up))
    return {
        name
        for name in quiet
        if not any(
            later.get((name, other), 0) or later.get((other, name), 0)
            for other in given_up
        )
    }


def _is_on_the_way(
    use: ActivityUse, evidence: EndEvidence, later: Mapping[tuple[str, str], int]
) -> bool:
    """Whether cases as a rule go on from this milestone to one that is no aftercare."""
    for other in _possible(evidence):
        name = other.activity
        if name == use.activity or comes_after(name) or gives_up(name):
            continue
        n_after = later.get((use.activity, name), 0)
        if n_after > MOSTLY_FOLLOWED * use.n_cases:
            return True
        if (
            is_often_early(use.activity)
            and sounds_final(name)
            and n_after >= ON_THE_WAY * other.n_cases
        ):
            return True
    return False


def _exclusive(
    lasting: list[ActivityUse], later: Mapping[tuple[str, str], int]
) -> set[str]:
    """The most frequent end, and those that hardly ever come with one already taken."""
    taken: list[ActivityUse] = []
    for use in sorted(lasting, key=lambda use: (-use.n_cases, use.activity)):
        together = [
            later.get((use.activity, one.activity), 0)
            + later.get((one.activity, use.activity), 0)
            for one in taken
        ]
        if all(n <= RARELY_BOTH * use.n_cases for n in together):
            taken.append(use)
    return {use.activity for use in taken}


def _from_events(evidence: EndEvidence) -> set[str]:
    """Activities that end cases by name or by behaviour.

    A survey that is sent once a case is over is none where its end has a name.
    """
    doubt = 1 if evidence.n_cases < SMALL_LOG else 0
    final = [
        use
        for use in _possible(evidence)
        if sounds_final(use.activity) and not _begins_most(use, evidence)
    ]
    named = {
        use.activity
        for use in final
        if use.n_last + doubt >= LEAST_SHARE_LAST * (use.n_cases + doubt)
    }
    asked = {use.activity for use in evidence.uses if asks_afterwards(use.activity)}
    surveyed = _asked_about(evidence, final, asked) if asked else set()
    found = named | surveyed | ends_by_behaviour(evidence)
    return found - asked if surveyed else found


def _asked_about(
    evidence: EndEvidence, final: list[ActivityUse], asked: set[str]
) -> set[str]:
    """Those that people are asked about afterwards as a rule, and little else follows."""
    later = evidence.later([use.activity for use in final])

    def n_after(use: ActivityUse, others: set[str]) -> int:
        return sum(later.get((use.activity, name), 0) for name in others)

    work = {use.activity for use in evidence.uses} - asked
    return {
        use.activity
        for use in final
        if use.activity not in asked
        and n_after(use, asked) > 0
        and n_after(use, work) <= (1 - LEAST_SHARE_LAST) * use.n_cases
    }


def _possible(evidence: EndEvidence) -> list[ActivityUse]:
    """What may be an end at all: not when a record was touched, nor what is to come."""
    return [
        use
        for use in evidence.uses
        if not is_touch(use.activity)
        and not use.activity.endswith(BEGUN)
        and not (evidence.is_wide and _is_to_come(use.activity))
    ]


def _is_to_come(heading: str) -> bool:
    by_packs = is_limit(heading)
    return is_still_to_come(heading) if by_packs is None else by_packs


def _begins_most(use: ActivityUse, evidence: EndEvidence) -> bool:
    """Whether most cases begin with it: then it ends none, however often alone."""
    return use.n_begun > evidence.n_cases / 2


def _most(uses: list[ActivityUse]) -> ActivityUse:
    return max(uses, key=lambda use: (use.n_cases, use.activity))
