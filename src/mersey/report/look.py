"""The JSON of `mersey look`: schema `mersey.look/1`, as design.md lays it down.

Numbers are unrounded, dates ISO 8601, and a percentile that is not yet known is null,
with what is known under `more_than`. Keys of parts that are not built are absent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mersey.answer.stage_names import stage_names
from mersey.load.mapping_data import mapping_as_data
from mersey.report.case_names import with_case_names, with_names
from mersey.report.clock_json import clock_parts
from mersey.report.flow_json import waiting_and_moving
from mersey.report.forecast_json import forecast_data
from mersey.report.look_signals import look_signals
from mersey.report.plain_data import as_plain
from mersey.report.reading_json import reading_data
from mersey.report.split_json import splits_data

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mersey.answer import Answer
    from mersey.eventlog.eventlog import EventLog, LogFacts
    from mersey.flow.example_cases import ExampleCase
    from mersey.flow.lead_time_results import LeadTimes, Quantile
    from mersey.flow.results import FlowSummary, MeasureSeries, ProcessMap
    from mersey.vocabulary import Finding

SCHEMA: Final = "mersey.look/1"


def look_json(found: Answer) -> dict[str, Any]:
    """The whole look as plain data that `json.dumps` takes; never NaN or infinite.

    `forecast` is absent where none was made, `splits` where nothing was split. `service` and `clocks` are there where a service pack is in use; `clocks` also where
    the file states a deadline. `flow.handovers` is absent where neither team nor person is known. Where lead time
    cannot be told, its percentiles are null and `refused` says why.
    """
    log, summary = found.log, found.flow
    data = {
        "schema": SCHEMA,
        "log": _log(log),
        "loading": _loading(log, summary.examples),
        "flow": _flow(log, summary),
        **clock_parts(_named(summary, log)),
        **look_signals(found.signals, found.by_opening),
        **splits_data(found.splits),
        **(
            {"forecast": forecast_data(with_names(found.forecast, log))}
            if found.forecast
            else {}
        ),
    }
    return as_plain(data)


def look_json_loading(
    log: EventLog, examples: Sequence[ExampleCase] = ()
) -> dict[str, Any]:
    """The part of the look that says how the file was read: counts, map, findings."""
    return as_plain(_loading(log, examples))


def _named(summary: FlowSummary, log: EventLog) -> FlowSummary:
    """The same with each case under the name that it has on the page."""
    clocks = tuple(with_case_names(result, log) for result in summary.clocks)
    return replace(summary, clocks=clocks)


def _log(log: EventLog) -> dict[str, Any]:
    facts = log.facts
    return {
        "cases": facts.n_cases,
        "events": facts.n_events,
        "events_set_aside": facts.n_set_aside,
        "activities": facts.n_activities,
        "teams": facts.n_teams,
        "first_event": _moment(facts.first_event, facts),
        "last_event": _moment(facts.last_event, facts),
        "as_at": facts.as_at_date,
        "time_zone": facts.time_zone,
        "log_version": facts.log_version,
    }


def _moment(moment: datetime, facts: LogFacts) -> str:
    """ISO 8601: a date alone where the log has no times of day, else UTC with its Z."""
    if facts.date_only:
        return moment.date().isoformat()
    return f"{moment.isoformat()}Z"


def _loading(log: EventLog, examples: Sequence[ExampleCase]) -> dict[str, Any]:
    loading = log.loading
    return {
        "rows_read": loading.n_read,
        "rows_loaded": loading.n_loaded,
        "rows_rejected": loading.n_rejected,
        "rows_duplicate": loading.n_duplicate,
        "mapping": mapping_as_data(loading.mapping),
        "reading": reading_data(log, examples),
        "findings": [_finding(finding) for finding in log.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "count": finding.count,
        "share": finding.share,
    }


def _flow(log: EventLog, summary: FlowSummary) -> dict[str, Any]:
    flow: dict[str, Any] = {
        "cases_open": log.facts.n_open if log.knows_open_cases else None,
        "cases_closed": log.facts.n_closed,
        "cases_silent": log.facts.n_silent if log.knows_open_cases else None,
        "end_rule": log.end_rule.text,
        "lead_time_days": _lead_time(summary),
        "wip_per_day": [
            {"date": on, "value": value}
            for on, value in zip(summary.wip.dates, summary.wip.values, strict=True)
        ],
        "stages": _stages(summary),
        "outcomes": _outcomes(summary),
        "variants": [
            {"path": variant.path, "cases": variant.n_cases}
            for variant in summary.variants
        ],
        "map": _map(summary.process_map),
        **waiting_and_moving(log, summary),
    }
    if summary.served is not None:
        flow["served"] = {
            "step": summary.served.title,
            "activities": summary.served.steps,
            "open": summary.served.n_open if log.knows_open_cases else None,
            **_days_of(summary.served.quantiles),
        }
    for measure in ("arrivals", "throughput"):
        if measure in summary.series:
            flow[f"{measure}_per_week"] = _series(summary.series[measure])
    return flow


def _stages(summary: FlowSummary) -> list[dict[str, Any]]:
    """Where closed cases spent their time and open ones stand, by the pack's stages."""
    known = summary.knows_open_cases
    return [
        {
            "stage": one.activity,
            "days_per_case": one.days_per_case,
            "share": one.share,
            "open": one.n_open if known else None,
            "older": one.n_older if known else None,
        }
        for one in stage_names(summary.service).merged(summary.stages)
    ]


def _outcomes(summary: FlowSummary) -> list[dict[str, Any]]:
    """How cases end, open ones allowed for."""
    found = summary.lead_times.outcomes if summary.lead_times else ()
    return [
        {"outcome": one.outcome, "cases": one.n, "share": float(one.incidence[-1])}
        for one in found
    ]


def _lead_time(summary: FlowSummary) -> dict[str, Any]:
    said: dict[str, Any] = {"estimator": "kaplan_meier"}
    if summary.lead_times is None:
        unknown = dict.fromkeys(("p50", "p85", "p95"))
        return said | unknown | {"refused": summary.lead_times_refused}
    return said | _percentiles(summary.lead_times)


def _percentiles(lead: LeadTimes) -> dict[str, Any]:
    said = _days_of(lead.quantiles)
    if lead.period is not None:
        said["last_days"] = {
            "days": lead.period_days,
            "cases": lead.period.n,
            **_days_of(lead.period_quantiles),
        }
    closed = lead.closed_only
    said["closed_only"] = {"p50": closed.p50, "p85": closed.p85, "p95": closed.p95}
    if lead.silent is not None:
        said["silent"] = {
            "cases": lead.silent.n,
            "if_still_waiting": _days_of(lead.silent.if_waiting),
            "if_ended_when_last_seen": _days_of(lead.silent.if_ended),
        }
    return said


def _days_of(found: Sequence[Quantile]) -> dict[str, Any]:
    said: dict[str, Any] = {_key(q): q.days for q in found}
    unknown = {_key(q): q.more_than for q in found if q.days is None}
    return said | ({"more_than": unknown} if unknown else {})


def _key(quantile: Quantile) -> str:
    return f"p{quantile.p * 100:.0f}"


def _series(series: MeasureSeries) -> list[dict[str, Any]]:
    return [
        {"period_start": row.start, "value": row.value, "complete": row.complete}
        for row in series.rows
    ]


def _map(process_map: ProcessMap) -> dict[str, Any]:
    return {
        "nodes": [
            {"activity": n.activity, "events": n.n_events, "cases": n.n_cases}
            for n in process_map.nodes
        ],
        "edges": [
            {
                "from": edge.source,
                "to": edge.target,
                "count": edge.n,
                "mean_days": edge.mean_days,
                "median_days": edge.median_days,
                "p85_days": edge.p85_days,
            }
            for edge in process_map.edges
        ],
    }
