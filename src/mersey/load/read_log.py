"""From a file to a loaded log: the one way in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mersey.engine.queries import Query
from mersey.engine.tables import StoredTable
from mersey.load.columns.clock_columns import name_joined, profile_joined
from mersey.load.columns.identifiers import Identifier, of_forms
from mersey.load.columns.read_options import ReadOptions
from mersey.load.columns.written_values import written
from mersey.load.dates.zones import zone
from mersey.load.files.progress import silent
from mersey.load.map_file import read_map
from mersey.load.reading import read_raw
from mersey.load.rows.coded_rows import HELD
from mersey.load.rows.events_long import long_events
from mersey.load.rows.events_wide import wide_events
from mersey.load.rows.loaded import LoadedLog, RowCounts
from mersey.load.rows.loading_findings import findings_of
from mersey.load.rows.pseudonyms import new_key
from mersey.load.rows.reading_plan import ReadingPlan
from mersey.load.shapes.importing import import_known
from mersey.load.shapes.infer import infer_mapping
from mersey.load.shapes.not_a_log import nothing_loaded
from mersey.load.shapes.stated import apply_map, clues_of, fit_map

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from mersey.engine import Engine
    from mersey.load.columns.profile import Profiles
    from mersey.load.files.progress import Progress
    from mersey.load.files.raw import RawTable
    from mersey.load.rows.accounting import KeptRows
    from mersey.load.rows.events_long import Events
    from mersey.load.shapes.attributes import Sorted
    from mersey.load.shapes.mapping import ColumnMapping


def read_log(
    path: Path,
    *,
    session: Engine,
    options: ReadOptions | None = None,
    key: bytes | None = None,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> LoadedLog:
    """The events and cases of a file, without the identifiers of anybody in it.

    Args:
        path: The file, in any known format.
        session: The engine that will hold its tables.
        options: What a person said about it; the rest is inferred.
        key: The data set's key for pseudonyms; None makes one for this run alone.
        now: Not read yet: taken so that a rule about the future needs no new argument.
        progress: Told how far loading is.

    Raises:
        DataError: The file is unreadable, or holds no cases moving through dated steps.
        UsageError: A column or a choice must be named, or the map does not fit.
        UnknownName: There is no such time zone.
    """
    del now
    tell = progress or silent
    options = options or ReadOptions()
    if options.time_zone:
        zone(options.time_zone)  # a file of dates alone would ask for it too late
    raw = read_raw(
        path,
        session=session,
        table=options.table,
        encoding=options.encoding,
        progress=progress,
    )
    tell("Understanding the columns", None)
    loaded = load_table(raw, options=options, key=key)
    session.forget(raw.table)
    return loaded


def load_table(
    raw: RawTable, *, options: ReadOptions, key: bytes | None = None
) -> LoadedLog:
    """The events and cases of a table that has been read; see `read_log`."""
    clocks = _clocks(options)
    raw, profiles = profile_joined(raw, stated=clocks)
    options = name_joined(options, raw, profiles)
    mapping, columns, dates = _mapping(raw, profiles, options)
    plan = ReadingPlan(
        raw=raw,
        profiles=profiles,
        mapping=mapping,
        dates=dates,
        key=key or new_key(),
        hides_team=_names_people(profiles, mapping),
        unused=tuple(columns.dropped),
    )
    loaded = _loaded(plan, columns)
    raw.session.forget(StoredTable(HELD))
    return loaded


def _clocks(options: ReadOptions) -> dict[str, str] | None:
    """Column of dates → column of times, as a map states it; None without a map."""
    if options.map_file is None:
        return None
    dates = read_map(options.map_file).dates
    return {name: style.clock for name, style in dates.items() if style.clock}


def _mapping(
    raw: RawTable, profiles: Profiles, options: ReadOptions
) -> tuple[ColumnMapping, Sorted, dict[str, Any]]:
    if options.map_file is None:
        if known := import_known(raw, profiles, options):
            return known.mapping, known.columns, dict(known.clues.dates)
        clues = clues_of(raw, profiles, options)
        inferred = infer_mapping(clues)
        return inferred.mapping, inferred.columns, dict(clues.dates)
    mapping = fit_map(read_map(options.map_file), raw, options)
    options = replace(
        options,
        time_zone=mapping.time_zone,
        keep_ids=mapping.keep_ids,
        keep=mapping.keep,
    )
    clues = clues_of(raw, profiles, options, mapping=mapping)
    filled, columns = apply_map(mapping, clues)
    return filled, columns, dict(clues.dates)


def _names_people(profiles: Profiles, mapping: ColumnMapping) -> bool:
    """Whether most of the team column's values have the form of a person's name."""
    if mapping.team is None or mapping.team in mapping.keep:
        return False
    profile = profiles.columns[mapping.team]
    return of_forms(profile.values, written(profile)) is Identifier.NAME


def _loaded(plan: ReadingPlan, columns: Sorted) -> LoadedLog:
    is_wide = plan.mapping.shape.is_row_per_case
    found = wide_events(plan) if is_wide else long_events(plan)
    raw, kept, session = plan.raw, found.kept, plan.raw.session
    if not raw.n_read - kept.n_rejected:
        raise nothing_loaded(kept.by_fault)
    plan = replace(plan, mapping=_as_used(plan.mapping, found))
    columns = replace(
        columns,
        attributes=plan.mapping.attributes,
        dropped={**columns.dropped, **found.gone},
    )
    return LoadedLog(
        name=raw.name,
        session=session,
        events=_kept(session, found),
        cases=found.cases,
        counts=RowCounts(
            read=raw.n_read,
            loaded=raw.n_read - kept.n_rejected - kept.n_duplicate,
            rejected=kept.n_rejected,
            duplicate=kept.n_duplicate,
        ),
        rejected=kept.rejected,
        mapping=plan.mapping,
        findings=(*raw.findings, *findings_of(plan, columns, found)),
        date_only=found.date_only,
        content_hash=raw.content_hash,
        columns=raw.columns,
        first_line=_first_line(raw, kept),
        hides_teams=plan.hides_team,
    )


def _kept(session: Engine, found: Events) -> StoredTable:
    """The events as a table of the session."""
    if isinstance(found.events, Query):
        return session.remember("loaded_events", found.events, texts=found.texts)
    return session.hold_coded("loaded_events", found.events, texts=found.texts)


def _as_used(mapping: ColumnMapping, found: Events) -> ColumnMapping:
    """The mapping, with what became of its columns once all their values were seen."""
    return replace(
        mapping,
        attributes=tuple(n for n in mapping.attributes if n not in found.gone),
        dropped={**mapping.dropped, **found.gone},
        generalised={
            name: {str(form): n for form, n in sorted(one.forms.items())}
            for name, one in found.generalised.items()
            if one.forms
        },
    )


def _first_line(raw: RawTable, kept: KeptRows) -> int | None:
    """Where the first row stands; None where lines that could not be read lie between."""
    n_unread = kept.n_rejected - sum(kept.by_fault.values())
    return None if n_unread else raw.first_line
