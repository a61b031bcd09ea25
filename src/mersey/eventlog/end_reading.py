"""From the tables of a log to its end rule: what is asked of them, and of the packs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.eventlog.activity_use import (
    activity_uses,
    quiet_since,
    usual_quiet_days,
)
from mersey.eventlog.end_evidence import EndEvidence, PackEnds, StatusEvidence
from mersey.eventlog.ends import find_end_rule
from mersey.eventlog.resting import quiet_by_step, read_gaps, rests_of
from mersey.services import find_pack, recognise
from mersey.services.evidence import event_phrases
from mersey.services.recognition import known_file
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mersey.engine import StoredTable
    from mersey.eventlog.activity_use import ActivityUse
    from mersey.eventlog.days import Extent
    from mersey.eventlog.eventlog import EndRule
    from mersey.eventlog.path_arrays import PathArrays
    from mersey.load.rows.loaded import LoadedLog
    from mersey.load.shapes.mapping import ColumnMapping
    from mersey.services import Service
    from mersey.services.service import Importer

STATED: Final = query_beside(__file__, "stated_ends")
ACTIVITIES: Final = query_beside(__file__, "activities_of_file")
OVER_BY_CLOSING: Final = query_beside(__file__, "over_by_closing")
OVER_BY_ENDS: Final = query_beside(__file__, "over_by_ends")
STATUS_VALUES: Final = query_beside(__file__, "status_values")

MOST_VALUES: Final = 200
"""Of a status column, at most so many values are offered as ends."""


def read_end_rule(
    loaded: LoadedLog,
    *,
    paths: PathArrays,
    events: StoredTable,
    extent: Extent,
    end: Sequence[str],
) -> EndRule:
    """The rule by which cases of this log are closed.

    Args:
        loaded: What was loaded.
        paths: The paths that cases took.
        events: The events as written, with the gap after each.
        extent: Up to when the log is known.
        end: What a person named as ends; empty to let the log speak.
    """
    session = loaded.session
    gaps = read_gaps(session, events)
    quiet_days = usual_quiet_days(gaps)
    since = quiet_since(extent.as_at, quiet_days)
    uses = activity_uses(paths, quiet_since=since)
    (counts,) = session.ask(STATED, tables={"cases": loaded.cases}).to_pylist()
    rests = partial(rests_of, gaps, paths, as_at=extent.as_at)
    evidence = EndEvidence(
        activities=_activities(loaded) if end else (),
        uses=uses,
        n_cases=counts["n"],
        is_wide=loaded.mapping.shape.is_row_per_case,
        closed_column=loaded.mapping.closed,
        n_stated_closed=counts["n_closed"],
        closes_alone=loaded.mapping.closes_alone,
        quiet_days=quiet_days,
        after_end=paths.after_end,
        later=paths.later,
        pack=None if end else _pack_ends(loaded, uses, counts["n"]),
        status=_status(loaded, events, counts),
        quiet_at=lambda ended: quiet_by_step(rests(), ended=ended, usual=quiet_days),
    )
    return find_end_rule(evidence, end=end)


def _activities(loaded: LoadedLog) -> tuple[str, ...]:
    """All activities of the file, the most frequent first."""
    found = loaded.session.ask(ACTIVITIES, tables={"events": loaded.events})
    return tuple(found["activity"].to_pylist())


def _pack_ends(
    loaded: LoadedLog, uses: Sequence[ActivityUse], n_cases: int
) -> PackEnds | None:
    """The steps that the log's pack calls ends; None where it has none of them.

    One with which most cases begin is none: an appeals register begins with a decision.
    """
    activities = [use.activity for use in uses]
    headings = loaded.mapping.headings()
    asked = loaded.mapping.service
    service = find_pack(asked) if asked else recognise(headings, activities).service
    if service is None:
        return None
    known = known_file(headings, service)
    importer = known.importer if known else None
    wanted = _wanted(service, importer, loaded.mapping)
    ends = [
        use.activity
        for use in uses
        if use.n_begun <= n_cases / 2 and wanted(words_of(use.activity))
    ]
    if not ends:
        return None
    return PackEnds(
        name=service.name,
        activities=tuple(sorted(ends)),
        known=frozenset(
            name for name in activities if words_of(name) in event_phrases(service)
        ),
        closed_column=_imported_closing(importer, loaded.mapping),
    )


def _wanted(
    service: Service, importer: Importer | None, mapping: ColumnMapping
) -> Callable[[str], bool]:
    """Whether the step of these words ends a case: the importer says, else the pack."""
    if importer is not None and importer.ends:
        return frozenset(map(words_of, importer.ends)).__contains__
    said = {words_of(name): event for name, event in mapping.events.items()}
    known = event_phrases(service) | said
    ends = service.end_ids()
    closed = words_of(importer.roles.get("closed", "")) if importer else ""
    return lambda words: known.get(words) in ends or (words != "" and words == closed)


def _imported_closing(importer: Importer | None, mapping: ColumnMapping) -> str | None:
    """The closing column of a long file that the pack's importer names itself."""
    if mapping.closed is None or importer is None or mapping.shape.is_row_per_case:
        return None
    named = importer.roles.get("closed", "")
    return mapping.closed if words_of(named) == words_of(mapping.closed) else None


def _status(
    loaded: LoadedLog, events: StoredTable, counts: Mapping[str, int]
) -> StatusEvidence | None:
    column = loaded.mapping.status
    if column is None:
        return None
    session = loaded.session
    tables = {"cases": loaded.cases, "events": events}

    def over_of(ends: Sequence[str] | None) -> tuple[int, int]:
        if ends is None:
            (found,) = session.ask(OVER_BY_CLOSING, tables=tables).to_pylist()
        else:
            answer = session.ask(OVER_BY_ENDS, tables=tables, ends=list(ends))
            (found,) = answer.to_pylist()
        return found["n"], found["n_over"]

    return StatusEvidence(
        column=column,
        values=_values(loaded),
        n_over=counts["n_over"],
        n_going=counts["n_going"],
        over_of=over_of,
    )


def _values(loaded: LoadedLog) -> tuple[str, ...]:
    tables = {"cases": loaded.cases}
    found = loaded.session.ask(STATUS_VALUES, tables=tables, most=MOST_VALUES)
    return tuple(found["status"].to_pylist())
