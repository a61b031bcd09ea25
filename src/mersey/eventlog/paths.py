"""Paths (variants): every order of activities that cases took, most frequent first.

What depends on the path alone (rework, where it ends) is worked out once per path, not
once per case: a million cases take some tens of thousands of paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine import Engine, StoredTable

HANDS: Final = {"team": ("team", "next_team"), "person": ("resource", "next_resource")}
"""What a handover is between → the columns of an event's and of the next one's."""

FACTS: Final = query_beside(__file__, "case_facts")
FACTS_PAST_BLANKS: Final = query_beside(__file__, "case_facts_past_blanks")
MET: Final = query_beside(__file__, "paths_met")
STEPS: Final = query_beside(__file__, "path_steps")
PATHS: Final = query_beside(__file__, "path_facts")


def case_facts(
    session: Engine,
    events: StoredTable,
    *,
    handover_of: str | None,
    has_blanks: bool = False,
) -> StoredTable:
    """One row per case, counted from its events alone.

    With `has_blanks` some events do not say whose they were: they are passed over.

    Columns: case_id, path_key, n_events, n_handovers, first_time, first_date,
    first_start (null where no start of work is recorded), last_time, last_date, and
    begun_time and begun_date, which are those of the first event.
    """
    # Where nobody is known both columns are null, and nothing changes hands.
    hand, next_hand = HANDS[handover_of or "team"]
    names = {"hand": hand, "next_hand": next_hand}
    facts = session.keep("case_facts", FACTS, tables={"events": events}, names=names)
    if handover_of is None or not has_blanks:
        return facts
    tables = {"events": events, "facts": facts}
    return session.keep(
        "case_facts_past_blanks", FACTS_PAST_BLANKS, tables=tables, names=names
    )


def paths_met(session: Engine, facts: StoredTable) -> StoredTable:
    """One row per path: path_key, n_cases, and the lowest case_id that took it."""
    return session.keep("paths_met", MET, tables={"facts": facts})


def path_steps(session: Engine, events: StoredTable, paths: StoredTable) -> StoredTable:
    """One row per step of each path: path_key, n_cases, example, seq, activity."""
    tables = {"events": events, "paths": paths}
    return session.keep("path_steps", STEPS, tables=tables)


def path_facts(
    session: Engine,
    steps: StoredTable,
    *,
    ends: Sequence[str],
    aftercare: Sequence[str],
    by_status: bool = False,
) -> StoredTable:
    """One row per path, with what follows from the path alone.

    With `by_status` the status says which cases are over: then the last end of a path is
    its end, though ordinary work follows it.

    Columns: path_key, variant_id, path, n_cases, n_rework (what is recorded several times
    in a row is once), first_activity, last_activity, end_seq (the step at which it ends;
    null where it does not), end_activity, reopened (an end was followed by ordinary
    work), stays_ended (an end was followed by none).
    """
    return session.keep(
        "path_facts",
        PATHS,
        tables={"steps": steps},
        ends=list(ends),
        aftercare=list(aftercare),
        by_status=by_status,
    )
