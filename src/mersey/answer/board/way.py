"""A board of a way that crosses services: one picture that each of them stands before.

What came in and was finished stays each service's own, for a case may pass from one to
the other. Columns stand side by side, and what is blocked in one for the other is seen by
both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.answer.board.board_facts import BoardFacts
from mersey.answer.board.week_changes import OpenNow, WeekChanges
from mersey.errors import UsageError
from mersey.services.service import CaseReference

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENNESS: Final = (CaseReference.HIDDEN, CaseReference.TEAM, CaseReference.PUBLIC)


def way_facts(name: str, parts: Sequence[BoardFacts]) -> BoardFacts:
    """What a board of several services needs; their columns in the order given.

    Args:
        name: Of the way.
        parts: Of each service, all for the same Monday.

    Raises:
        UsageError: There is no service, or their boards are of different Mondays.
    """
    if len({one.week.monday for one in parts}) != 1:
        msg = "A way needs one service or more, and all for the same Monday."
        raise UsageError(msg, next_step="Make the facts of each for one day.")
    times = Counter(column.title for one in parts for column in one.columns)
    named = [
        _named(one, {title for title, n in times.items() if n > 1}) for one in parts
    ]
    past = [one.n_past for one in parts if one.n_past is not None]
    soon = [one.n_soon for one in parts if one.n_soon is not None]
    return BoardFacts(
        service=name,
        case_word="case",
        case_reference=min((one.case_reference for one in parts), key=OPENNESS.index),
        keeps_ids=any(one.keeps_ids for one in parts),
        log_version=", ".join(one.log_version for one in parts),
        n_read=sum(one.n_read for one in parts),
        n_loaded=sum(one.n_loaded for one in parts),
        n_rejected=sum(one.n_rejected for one in parts),
        week=min((one.week for one in parts), key=lambda week: week.as_at),
        knows_open_cases=all(one.knows_open_cases for one in parts),
        all_ended=all(one.all_ended for one in parts),
        n_open=sum(one.n_open for one in parts),
        n_past=sum(past) if past else None,
        n_soon=sum(soon) if soon else None,
        soon_until=max(
            (one.soon_until for one in parts if one.soon_until), default=None
        ),
        changes=_changes(parts),
        columns=tuple(column for one in named for column in one.columns),
        cases=tuple(case for one in named for case in one.cases),
        handed_over=tuple(pair for one in parts for pair in one.handed_over),
        clocks={key: said for one in parts for key, said in one.clocks.items()},
        parts=tuple(parts),
    )


def _named(facts: BoardFacts, shared: set[str]) -> BoardFacts:
    """The service's name on its columns and cases; in a title that others have too."""

    def title(column: str) -> str:
        return f"{column} ({facts.service})" if column in shared else column

    return replace(
        facts,
        columns=tuple(
            replace(one, title=title(one.title), service=facts.service)
            for one in facts.columns
        ),
        cases=tuple(
            replace(one, column=title(one.column), service=facts.service)
            for one in facts.cases
        ),
    )


def _changes(parts: Sequence[BoardFacts]) -> WeekChanges:
    """The open ones of all; what came and was finished is told service by service."""
    opened = [one.changes.open_now for one in parts]
    known = [one for one in opened if one is not None]
    before = [one.n_before for one in known if one.n_before is not None]
    whole = len(known) == len(opened)
    return WeekChanges(
        came=None,
        finished=None,
        open_now=OpenNow(
            n=sum(one.n for one in known),
            n_before=sum(before) if len(before) == len(opened) else None,
            days=(),
        )
        if whole
        else None,
        misses=None,
    )
