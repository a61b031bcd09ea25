"""Paths (variants): every order of activities that cases took, most frequent first.

What depends on the path alone (rework, where it ends) is worked out once per path, not
once per case: a million cases take some tens of thousands of paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import ibis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.engine import Engine

SEPARATOR: Final = "\x1f"
"""Between activities where a path is compared as one text: no name holds it."""


HANDS: Final = {"team": ("team", "next_team"), "person": ("resource", "next_resource")}
"""What a handover is between → the columns of an event's and of the next one's."""


def case_facts(
    events: Any, *, session: Engine, handover_of: str | None, has_blanks: bool = False
) -> Any:
    """One row per case, counted from its events alone.

    With `has_blanks` some events do not say whose they were: they are passed over.

    Columns: case_id, path_key, n_events, n_handovers, first_time, first_date,
    first_start (null where no start of work is recorded), last_time, last_date.
    """
    changed = _changed_hands(events, handover_of)
    facts = events.group_by("case_id").aggregate(
        path_key=session.path_fingerprint(events.activity, events.seq),
        n_events=events.count(),
        n_handovers=changed.sum().fill_null(0),
        first_time=events.event_time.min(),
        first_date=events.local_date.min(),
        first_start=events.start_time.min(),
        last_time=events.event_time.max(),
        last_date=events.local_date.max(),
    )
    if handover_of is None or not has_blanks:
        return facts
    passed = _passed_over_blanks(events, HANDS[handover_of][0])
    joined = facts.drop("n_handovers").left_join(passed, "case_id")
    n_handovers = joined.n_handovers.fill_null(0)
    return joined.drop("case_id_right").mutate(n_handovers=n_handovers)


def paths_met(facts: Any) -> Any:
    """One row per path: path_key, n_cases, and the lowest case_id that took it."""
    return facts.group_by("path_key").aggregate(
        n_cases=facts.count(), example=facts.case_id.min()
    )


def path_steps(events: Any, paths: Any) -> Any:
    """One row per step of each path: path_key, n_cases, example, seq, activity."""
    return events.join(paths, events.case_id == paths.example).select(
        paths.path_key, paths.n_cases, paths.example, events.seq, events.activity
    )


def path_facts(
    steps: Any,
    *,
    ends: Sequence[str],
    aftercare: Sequence[str],
    by_status: bool = False,
) -> Any:
    """One row per path, with what follows from the path alone.

    With `by_status` the status says which cases are over: then the last end of a path is
    its end, though ordinary work follows it.

    Columns: path_key, variant_id, path, n_cases, n_rework, first_activity,
    last_activity, end_seq (the step at which it ends; null where it does not),
    end_activity, reopened (an end was followed by ordinary work), stays_ended (an end
    was followed by none).
    """
    whole = _whole_paths(steps)
    ended = _endings(steps, ends=ends, aftercare=aftercare)
    ended = ended.mutate(stays_ended=ended.end_seq.notnull())
    if by_status:
        ended = ended.mutate(end_seq=ended.end_seq.fill_null(ended.last_end))
    ended = ended.drop("last_end")
    joined = whole.left_join(ended, "path_key").drop("path_key_right")
    end_seq = joined.end_seq
    return joined.mutate(
        first_activity=joined.path[0],
        last_activity=joined.path[joined.path.length() - 1],
        end_activity=end_seq.isnull().ifelse(
            ibis.null("string"), joined.path[end_seq.fill_null(1) - 1]
        ),
        reopened=joined.reopened.fill_null(False),  # noqa: FBT003  (ibis)
    )


def once_in_a_row(path: Any) -> Any:
    """The path with what is recorded several times in a row once: an array of text.

    A state written again, with nothing else between, is no work that was done again.
    """
    return path.filter(lambda one, place: (place == 0) | (one != path[place - 1]))


def _changed_hands(events: Any, handover_of: str | None) -> Any:
    if handover_of is None:
        return events.seq < 1  # never: nobody is known
    mine, others = HANDS[handover_of]
    return events[mine] != events[others]


def _passed_over_blanks(events: Any, column: str) -> Any:
    """One row per case with a known hand: case_id, n_handovers from each to the next."""
    known = events.filter(events[column].notnull())
    in_case = ibis.window(group_by="case_id", order_by="seq")
    told = known.mutate(then=known[column].lead().over(in_case))
    return told.group_by("case_id").aggregate(
        n_handovers=(told[column] != told.then).sum().fill_null(0)
    )


def _whole_paths(steps: Any) -> Any:
    # A sort inside the collection, by a struct whose first field is the place: an
    # ordered collection does not compile on Spark.
    step = ibis.struct({"seq": steps.seq, "activity": steps.activity})
    collected = steps.group_by("path_key").aggregate(
        n_cases=steps.n_cases.max(),
        n_activities=steps.activity.nunique(),
        steps=step.collect(),
    )
    path = collected.steps.sort().map(lambda one: one.activity)
    told = collected.mutate(path=path).drop("steps")
    n_rework = once_in_a_row(told.path).length() - told.n_activities
    told = told.mutate(n_rework=n_rework).drop("n_activities")
    frequent_first = ibis.window(
        order_by=[told.n_cases.desc(), told.path.join(SEPARATOR).asc()]
    )
    return told.mutate(variant_id=ibis.row_number().over(frequent_first) + 1)


def _endings(steps: Any, *, ends: Sequence[str], aftercare: Sequence[str]) -> Any:
    is_end = steps.activity.isin(list(ends))
    is_ordinary = ~steps.activity.isin([*ends, *aftercare])
    marked = steps.mutate(is_end=is_end, is_ordinary=is_ordinary)
    whole_path = ibis.window(group_by="path_key")
    marked = marked.mutate(
        last_ordinary=marked.is_ordinary.ifelse(marked.seq, 0).max().over(whole_path)
    )
    ending = marked.is_end & (marked.seq > marked.last_ordinary)
    before = marked.is_end & (marked.seq < marked.last_ordinary)
    return marked.group_by("path_key").aggregate(
        end_seq=ending.ifelse(marked.seq, ibis.null("int32")).min(),
        last_end=marked.is_end.ifelse(marked.seq, ibis.null("int32")).max(),
        reopened=before.any(),
    )
