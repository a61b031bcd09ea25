"""The tables of a prepared log, one step after another, and what is known of them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from mersey.engine import AskedQuery, StoredTable, query_beside
from mersey.errors import NotACaseLog
from mersey.eventlog.arrays import LogArrays
from mersey.eventlog.beginnings import with_beginnings
from mersey.eventlog.cases import closings, write_cases
from mersey.eventlog.check_of_arrivals import chosen_by_opening
from mersey.eventlog.check_of_ends import findings_of_ends
from mersey.eventlog.check_of_open_cases import chosen_by_end
from mersey.eventlog.check_of_statuses import findings_of_statuses
from mersey.eventlog.checks_of_days import findings_of_days, findings_of_first_days
from mersey.eventlog.days import extent_of, read_days
from mersey.eventlog.end_reading import read_end_rule
from mersey.eventlog.eventlog import LoadingReport
from mersey.eventlog.facts import count_events, facts_of
from mersey.eventlog.kept_spans import write_spans
from mersey.eventlog.log_checks import (
    count_cases,
    findings_of_cases,
    findings_of_events,
)
from mersey.eventlog.manifest import Manifest
from mersey.eventlog.migration import crowd_of_openings, findings_of_crowds
from mersey.eventlog.ordered import write_events
from mersey.eventlog.path_arrays import read_paths
from mersey.eventlog.paths import case_facts, path_facts, path_steps, paths_met
from mersey.eventlog.recorded import read_recorded
from mersey.eventlog.version import log_version
from mersey.load.mapping_data import mapping_as_data
from mersey.vocabulary import VARIANTS_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from mersey.engine import NewStore
    from mersey.eventlog.chosen import Chosen
    from mersey.eventlog.days import Extent, LogDays
    from mersey.eventlog.eventlog import EndRule, LogFacts
    from mersey.eventlog.kept_spans import KeptSpans
    from mersey.eventlog.recorded import Recorded
    from mersey.load.rows.loaded import LoadedLog
    from mersey.vocabulary import Finding

VARIANTS: Final = query_beside(__file__, "variants")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tables:
    """Events as written, and what is worked out from them on the way to cases."""

    events: StoredTable
    facts: StoredTable
    paths: StoredTable
    steps: StoredTable


def build(
    loaded: LoadedLog,
    path: Path,
    *,
    end: Sequence[str],
    as_at: date | None,
    now: datetime,
) -> Manifest:
    """Write the store at `path` and return what is known of it; see `prepare`."""
    session = loaded.session
    days = read_days(session, loaded.events)
    extent = _extent(loaded, days, as_at=as_at, now=now)
    recorded = read_recorded(session, loaded.events, date_only=loaded.date_only)
    version = log_version(
        loaded.content_hash, mapping_as_data(loaded.mapping), end=end, as_at=as_at
    )
    with session.new_store(path) as store:
        tables = _write_events(store, loaded, extent=extent, recorded=recorded)
        rule = _end_rule(loaded, tables, extent=extent, end=end)
        paths = _write_variants(store, loaded, tables, rule)
        closed = _closings(loaded, tables, paths, rule)
        cases = _write_cases(store, loaded, closed, rule=rule, extent=extent)
        arrays = _arrays(loaded, tables, cases, recorded)
        counts = count_events(session, tables.events)
        facts = facts_of(
            loaded, arrays, counts, extent=extent, recorded=recorded, version=version
        )
        crowd = crowd_of_openings(arrays)
        if crowd and crowd.is_left_out:
            facts = dataclasses.replace(facts, migration_day=crowd.day)
        chosen = _extract_of(arrays, facts)
        if chosen:
            facts = dataclasses.replace(facts, extract=chosen.extract)
        of_cases = count_cases(session, arrays, paths)
        found = (
            *findings_of_days(days, extent, facts),
            *findings_of_crowds(days, crowd, facts),
            *findings_of_events(counts, facts),
            *findings_of_cases(of_cases, facts, rule),
            *findings_of_ends(arrays, facts),
            *_statuses(loaded, closed, rule, as_at=extent.as_at),
            chosen and chosen.finding,
            *_first_days(loaded, arrays, facts),
        )
        spans = write_spans(store, session, arrays, migration_day=facts.migration_day)
    return _manifest(loaded, facts, rule, found, spans=spans)


def _manifest(
    loaded: LoadedLog,
    facts: LogFacts,
    rule: EndRule,
    found: Iterable[Finding | None],
    *,
    spans: KeptSpans | None,
) -> Manifest:
    """What is known of the log, with what was found in its file and in itself."""
    return Manifest(
        facts=facts,
        end_rule=rule,
        loading=_loading(loaded),
        findings=(*loaded.findings, *(one for one in found if one is not None)),
        spans=spans,
    )


def _extent(
    loaded: LoadedLog, days: LogDays, *, as_at: date | None, now: datetime
) -> Extent:
    if not days.dates.size:
        raise NotACaseLog(
            f"{loaded.name} holds no event.",
            next_step="Check that the export has rows, and that their dates were read.",
        )
    return extent_of(
        days,
        as_at=as_at,
        now=now,
        time_zone=loaded.mapping.time_zone,
        date_only=loaded.date_only,
    )


def _write_events(
    store: NewStore, loaded: LoadedLog, *, extent: Extent, recorded: Recorded
) -> Tables:
    session = loaded.session
    events = write_events(
        store,
        loaded.events,
        as_at=extent.as_at,
        recorded=recorded,
        believed_from=extent.believed_from,
    )
    facts = case_facts(
        session,
        events,
        handover_of=recorded.handover_of,
        has_blanks=recorded.has_blank_hands,
    )
    if recorded.start:
        facts = with_beginnings(
            session,
            facts,
            time_zone=loaded.mapping.time_zone,
            date_only=loaded.date_only,
        )
    paths = paths_met(session, facts)
    steps = path_steps(session, events, paths)
    return Tables(events=events, facts=facts, paths=paths, steps=steps)


def _end_rule(
    loaded: LoadedLog, tables: Tables, *, extent: Extent, end: Sequence[str]
) -> EndRule:
    return read_end_rule(
        loaded,
        paths=read_paths(
            loaded.session, facts=tables.facts, paths=tables.paths, steps=tables.steps
        ),
        events=tables.events,
        extent=extent,
        end=end,
    )


def _write_variants(
    store: NewStore, loaded: LoadedLog, tables: Tables, rule: EndRule
) -> StoredTable:
    paths = path_facts(
        loaded.session,
        tables.steps,
        ends=rule.activities,
        aftercare=rule.aftercare,
        by_status=rule.status_column is not None,
    )
    store.write(
        "variants",
        AskedQuery(query=VARIANTS, tables={"paths": paths}),
        types=VARIANTS_COLUMNS,
        categories={},
    )
    return paths


def _write_cases(
    store: NewStore,
    loaded: LoadedLog,
    closed: StoredTable,
    *,
    rule: EndRule,
    extent: Extent,
) -> StoredTable:
    said = {
        "date_only": loaded.date_only,
        "is_wide": loaded.mapping.shape.is_row_per_case,
    }
    return write_cases(store, closed, loaded.cases, rule=rule, extent=extent, said=said)


def _closings(
    loaded: LoadedLog, tables: Tables, paths: StoredTable, rule: EndRule
) -> StoredTable:
    return closings(
        loaded.session,
        events=tables.events,
        facts=tables.facts,
        paths=paths,
        stated=loaded.cases,
        rule=rule,
    )


def _arrays(
    loaded: LoadedLog, tables: Tables, cases: StoredTable, recorded: Recorded
) -> LogArrays:
    """The cases as written, column by column; all that is asked of them in one query."""
    arrays = LogArrays(
        loaded.session,
        cases=cases,
        events=tables.events,
        zone=None,
        has_teams=recorded.team,
    )
    arrays.read_ahead("first_activity", "outcome")
    return arrays


def _statuses(
    loaded: LoadedLog, closed: StoredTable, rule: EndRule, *, as_at: datetime
) -> Iterator[Finding | None]:
    column = loaded.mapping.status
    return findings_of_statuses(
        loaded.session, closed, rule, column=column, as_at=as_at
    )


def _extract_of(arrays: LogArrays, facts: LogFacts) -> Chosen | None:
    """By what the extract was chosen: where open cases are missing, not also by opening."""
    lacking = chosen_by_end(arrays, facts)
    return lacking or chosen_by_opening(arrays, facts)


def _first_days(
    loaded: LoadedLog, arrays: LogArrays, facts: LogFacts
) -> Iterator[Finding | None]:
    """Only where nothing but its events can tell when a case opened."""
    if not loaded.mapping.shape.is_row_per_case and loaded.mapping.opened is None:
        yield from findings_of_first_days(arrays, facts)


def _loading(loaded: LoadedLog) -> LoadingReport:
    counts = loaded.counts
    return LoadingReport(
        n_read=counts.read,
        n_loaded=counts.loaded,
        n_rejected=counts.rejected,
        n_duplicate=counts.duplicate,
        mapping=loaded.mapping,
        keeps_ids=loaded.mapping.keep_ids,
        columns=loaded.columns,
        first_line=loaded.first_line,
        hides_teams=loaded.hides_teams,
    )
