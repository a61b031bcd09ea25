"""The clocks, the service and the demand of `mersey.look/1`, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mersey.report.clock_words import leading_clock, option_of

if TYPE_CHECKING:
    from mersey.flow.clock_results import (
        AsExperienced,
        AsPublished,
        ClockResult,
        Demand,
        Outlook,
    )
    from mersey.flow.results import FlowSummary
    from mersey.services import ServiceUse


def clock_parts(summary: FlowSummary) -> dict[str, Any]:
    """The keys that a service pack or a stated deadline adds; absent without one."""
    parts: dict[str, Any] = {}
    if summary.service is not None:
        parts["service"] = _service(summary.service)
    if summary.clocks:
        leading = leading_clock(summary)
        parts["clocks"] = [
            {**_clock(result), "leads": result is leading} for result in summary.clocks
        ]
    if summary.past is not None:
        parts["past_any_limit"] = {
            "overdue": summary.past.n,
            "due_soon": summary.past.n_soon,
            "limits": summary.past.n_limits,
        }
    if summary.clock_gaps:
        parts["clocks_not_worked_out"] = [
            {
                "clock": gap.id,
                "title": gap.title,
                "why": gap.why,
                "asked_for": gap.was_asked,
                "undated": gap.n_undated,
            }
            for gap in summary.clock_gaps
        ]
    if summary.limits_offered:
        parts["limits_offered"] = [
            {
                "clock": one.id,
                "title": one.title,
                "kind": one.kind,
                "cases": one.n,
                "option": option_of(one.id),
            }
            for one in summary.limits_offered
        ]
    if summary.demand is not None:
        parts["demand"] = _demand(summary.demand)
    return parts


def _service(use: ServiceUse) -> dict[str, Any]:
    return {
        "pack": use.service.id,
        "version": use.service.version,
        "why": use.why,
        "events": dict(use.events),
        "fields": dict(use.fields),
        "unknown_activities": use.unknown,
        "suggested": [
            {"activity": activity, "event": event, "alike": alike}
            for activity, (event, alike) in sorted(use.suggested.items())
        ],
        "fields_suggested": [
            {"column": column, "field": field, "alike": alike}
            for column, (field, alike) in sorted(use.fields_suggested.items())
        ],
        "limits": sorted(use.limits),
    }


def _clock(result: ClockResult) -> dict[str, Any]:
    source = result.source
    return {
        "clock": result.id,
        "title": result.title,
        "kind": result.kind,
        "authority": result.authority,
        "limit": result.limit,
        "source": {
            "instrument": source.instrument,
            "provision": source.provision,
            "url": source.url,
            "words": source.words,
            "checked_on": source.checked_on,
        },
        "statuses": {str(status): n for status, n in result.statuses.items()},
        "started": result.n_started,
        "projected": result.n_projected,
        "as_published": _published(result.published),
        "as_experienced": {
            **_experienced(result.experienced),
            "since_log_began": _experienced(result.experienced_in_all),
        },
        "extensions_share": result.extensions_share,
        "undatable_share": result.undatable_share,
        "coverage": result.coverage,
        "undated": {str(reason): n for reason, n in result.undated.items()},
        "exempt_share": result.exempt_share,
        "target": result.target,
        **_ahead(result.outlook),
        "basis": result.basis,
    }


def _ahead(outlook: Outlook | None) -> dict[str, Any]:
    """Open cases by their limit; the keys are absent where the file has no open case."""
    if outlook is None:
        return {}
    return {
        "outlook": _outlook(outlook),
        "outlook_counts": {
            "overdue": outlook.n_overdue,
            "due_soon": outlook.n_soon,
            "due_later": outlook.n_later,
            "silent_and_overdue": outlook.n_silent,
            "working_days": outlook.working_days,
            "until": outlook.until,
        },
    }


def _published(official: AsPublished) -> dict[str, Any]:
    return {
        "share": official.share,
        "cases": official.n,
        "in_time": official.n_in_time,
        "excluded": official.n_excluded,
        "period_start": official.period_start,
        "period_end": official.period_end,
        "note": official.note,
    }


def _experienced(met: AsExperienced) -> dict[str, Any]:
    return {
        "estimator": "kaplan_meier",
        "share": met.share,
        "lower": met.lower,
        "upper": met.upper,
        "cases": met.n,
        "stopped": met.n_stopped,
        "waiting": met.n_waiting,
    }


def _outlook(outlook: Outlook) -> list[dict[str, Any]]:
    return [
        {
            "pseudonym": case.pseudonym,
            "due": case.due,
            "state": "overdue" if case.is_overdue else "due_soon",
            "working_days_left": case.working_days_left,
            "certainty": "projected" if case.is_projected else "exact",
        }
        for case in outlook.cases
    ]


def _demand(found: Demand) -> dict[str, Any]:
    agreement = found.agreement
    parts: dict[str, Any] = {
        "column": found.column,
        "value": found.n_value,
        "failure": found.n_failure,
        "unknown": found.n_unknown,
        "without": found.n_without,
        "failure_share": found.failure_share,
        "codes": [
            {
                "code": code.code,
                "title": code.title,
                "kind": "value" if code.is_value else "failure",
                "cases": code.n,
            }
            for code in found.codes
        ],
        "months": [
            {
                "period_start": month.start,
                "cases": month.n,
                "failure": month.n_failure,
                "complete": month.complete,
            }
            for month in found.months
        ],
    }
    if agreement is not None:
        parts["agreement"] = {
            "kappa": agreement.kappa,
            "standard_error": agreement.standard_error,
            "observed": agreement.observed,
            "cases": agreement.n,
        }
    return parts
