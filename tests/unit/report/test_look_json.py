from __future__ import annotations

import json
import math

from mersey.flow.lead_time_results import Quantile
from mersey.report.look import look_json, look_json_loading
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered


def test_look_has_exactly_the_keys_of_its_schema() -> None:
    look = look_json(answered(made_up.log(), made_up.summary()))
    assert sorted(look) == ["flow", "loading", "log", "schema", "signals"]
    assert sorted(look["flow"]) == [
        "ageing",
        "arrivals_per_week",
        "cases_closed",
        "cases_open",
        "cases_silent",
        "end_rule",
        "handovers",
        "lead_time_days",
        "map",
        "outcomes",
        "paths",
        "rework",
        "stages",
        "throughput_per_week",
        "variants",
        "waits",
        "wip_per_day",
    ]
    assert sorted(look["loading"]) == [
        "findings",
        "mapping",
        "reading",
        "rows_duplicate",
        "rows_loaded",
        "rows_read",
        "rows_rejected",
    ]


def test_look_tells_the_log_with_iso_dates() -> None:
    assert look_json(answered(made_up.log(), made_up.summary()))["log"] == {
        "cases": 1199,
        "events": 6153,
        "events_set_aside": 0,
        "activities": 6,
        "teams": 4,
        "first_event": "2023-01-03",
        "last_event": "2023-12-29",
        "as_at": "2023-12-31",
        "time_zone": "Europe/London",
        "log_version": "7f3c9a12be04",
    }


def test_look_gives_moments_in_utc_when_the_log_has_times() -> None:
    look = look_json(answered(made_up.log(date_only=False), made_up.summary()))
    assert look["log"]["first_event"] == "2023-01-03T00:00:00Z"


def test_look_gives_null_and_what_is_known_when_a_percentile_is_not() -> None:
    lead = look_json(answered(made_up.log(), made_up.summary()))["flow"][
        "lead_time_days"
    ]
    assert lead == {
        "estimator": "kaplan_meier",
        "p50": 75.0,
        "p85": 152.0,
        "p95": None,
        "more_than": {"p95": 330.0},
        "closed_only": {"p50": 59.5, "p85": 111.0, "p95": 178.0},
        "last_days": {
            "days": 90,
            "cases": 410,
            "p50": 82.0,
            "p85": 161.0,
            "p95": None,
            "more_than": {"p95": 330.0},
        },
    }


def test_look_has_no_more_than_when_every_percentile_is_known() -> None:
    known = tuple(Quantile(p=p, days=p * 100) for p in (0.5, 0.85, 0.95))
    summary = made_up.summary(lead_times=made_up.lead_times(quantiles=known))
    lead = look_json(answered(made_up.log(), summary))["flow"]["lead_time_days"]
    assert "more_than" not in lead


def test_look_says_why_when_lead_time_is_refused() -> None:
    summary = made_up.summary(lead_times=None, lead_times_refused="Closed cases only.")
    lead = look_json(answered(made_up.log(), summary))["flow"]["lead_time_days"]
    assert lead == {
        "estimator": "kaplan_meier",
        "p50": None,
        "p85": None,
        "p95": None,
        "refused": "Closed cases only.",
    }


def test_look_leaves_handovers_out_when_nobody_is_known() -> None:
    look = look_json(answered(made_up.log(), made_up.summary(handovers=None)))
    assert "handovers" not in look["flow"]


def test_look_gives_each_finding_with_hint_message_and_severity() -> None:
    found = look_json_loading(made_up.log())["findings"][1]
    assert found == {
        "id": "reversed_spans",
        "severity": "serious",
        "message": "In 14 cases “decision_date” is before “validated”.",
        "hint": "Check how the decision date is entered for withdrawn applications.",
        "count": 14,
        "share": 14 / 1199,
    }


def test_look_gives_weeks_days_paths_and_edges_as_flow_has_them() -> None:
    flow = look_json(answered(made_up.log(), made_up.summary()))["flow"]
    assert flow["arrivals_per_week"][0] == {
        "period_start": "2023-01-02",
        "value": 19.0,
        "complete": False,
    }
    assert flow["wip_per_day"][-1] == {"date": "2023-12-31", "value": 321}
    assert flow["variants"][1]["cases"] == 121
    assert flow["map"]["edges"][0] == {
        "from": "application_date",
        "to": "validated",
        "count": 1150,
        "mean_days": 9.1,
        "median_days": 7.0,
        "p85_days": 7.0 * 2.2,
    }


def test_look_holds_null_for_nan_and_infinity() -> None:
    odd = made_up.edge("a", "b", n=1, days=math.nan)
    far = made_up.edge("b", "c", n=1, days=math.inf)
    the_map = made_up.ProcessMap(nodes=(), edges=(odd, far))
    look = look_json(answered(made_up.log(), made_up.summary(process_map=the_map)))
    assert look["flow"]["map"]["edges"][0]["mean_days"] is None
    assert json.dumps(look, allow_nan=False)


def test_look_has_plain_numbers_when_flow_gives_numpy_ones() -> None:
    days = made_up.lead_times().cohort.days
    known = tuple(Quantile(p=p, days=days[60]) for p in (0.5, 0.85, 0.95))
    summary = made_up.summary(lead_times=made_up.lead_times(quantiles=known))
    lead = look_json(answered(made_up.log(), summary))["flow"]["lead_time_days"]
    assert type(lead["p50"]) is float


def test_look_holds_each_weekly_measure_against_its_own_limits() -> None:
    signals = look_json(answered(made_up.log(), made_up.summary()))["signals"]

    assert [one["measure"] for one in signals] == ["arrivals", "throughput"]
    assert {one["rule_set"] for one in signals} == {"mdc-r-0.2.2"}
    assert all(one["lower"] <= one["mean"] <= one["upper"] for one in signals)
    assert sorted(signals[0]["points"][0]) == [
        *("centre", "lower", "period", "point_type"),
        *("special_cause", "upper", "value"),
    ]


def test_flow_has_what_the_page_says_of_waiting_and_movement() -> None:
    summary = made_up.summary()
    flow = look_json(answered(made_up.log(), summary))["flow"]
    ageing, oldest = flow["ageing"], summary.ageing.cases[0]
    assert (ageing["open"], ageing["older"]) == (
        summary.ageing.n_open,
        summary.ageing.n_older,
    )
    assert ageing["cases"][0]["days"] == oldest.days
    assert flow["paths"] == summary.n_variants
    assert [one["cases"] for one in flow["rework"]["steps"]] == [
        one.n_cases for one in summary.rework.activities
    ]
