"""How real logs end: the rule that each suggests, and the cases it leaves open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest

from mersey.engine import QueryFile
from mersey.eventlog import EventLog, prepare
from mersey.flow import measure
from mersey.flow.lead_times import lead_times
from mersey.vocabulary import Per

pytestmark = pytest.mark.shared_data

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def ids_of(log: EventLog) -> set[str]:
    return {finding.id for finding in log.findings}


def test_isle_of_man_cases_are_open_without_a_decision(real_log, tmp_path):
    loaded, _ = real_log("planning_iom/applications_wide_2023.csv")
    log = prepare(loaded, tmp_path / "store", as_at=date(2023, 12, 31), now=NOW)
    assert log.end_rule.activities == ("decision_date",)
    assert (log.facts.n_cases, log.facts.n_open) == (1199, 321)
    closed = log.ask(QueryFile("SELECT days FROM {cases} WHERE state = 'closed'"))
    assert np.quantile(closed["days"], [0.5, 0.85]).tolist() == [59.5, 111.0]


@pytest.mark.parametrize(
    ("name", "ends", "n_closed"),
    [
        ("helpdesk/helpdesk.xes.gz", ("Closed",), 4557),
        (
            "it_incidents/bpic2013_incidents.xes.gz",
            ("Completed", "Unmatched"),
            7546,
        ),
        (
            "planning_england/planning-permission-timeline.csv",
            ("resolution-to-grant", "resolution-to-refuse"),
            2,
        ),
        ("planning_iom/appeals_wide.csv", ("Appeal Determined",), 1360),
        (
            "fines/roadtraffic100traces.xes",
            ("Payment", "Send for Credit Collection"),
            83,
        ),
    ],
)
def test_log_suggests_its_end(real_log, name, ends, n_closed):
    _, log = real_log(name)
    assert log.end_rule.activities == ends
    assert not log.end_rule.stated
    assert log.facts.n_closed == n_closed


def test_receipt_cases_end_where_their_column_says(real_log):
    _, log = real_log("permits_nl/receipt.csv.gz")
    assert log.end_rule.closed_column == "case:enddate"
    assert (log.facts.n_cases, log.facts.n_events) == (1434, 8577)
    assert (log.facts.n_closed, log.facts.n_open) == (1329, 105)


def test_incidents_hold_closed_cases_only(real_log):
    _, log = real_log("it_incidents/servicenow_high.csv.gz")
    assert log.end_rule.closed_column == "closed_at"
    assert "closed_cases_only" in ids_of(log)


def test_drained_simulation_lacks_no_open_cases(real_log):
    _, log = real_log("simulated/LoanApp_simplified_train.csv.gz")
    assert log.facts.n_closed == 1000
    assert "closed_cases_only" not in ids_of(log)


def test_dates_of_1948_are_found_and_kept(real_log):
    _, log = real_log("dirty/bpic2019_one_trace_per_variant.xes.gz")
    assert {"far_past_events", "writing_stops"} <= ids_of(log)
    assert log.facts.first_event.year == 1948
    assert log.facts.plausible_from.year >= 2015
    assert (log.facts.n_events, log.facts.n_set_aside) == (338_247, 16)
    assert len(log.ask(QueryFile("SELECT seq FROM {events}"))) == 338_247 - 16
    _, _, slowest = lead_times(log).quantiles
    assert slowest.days is None or slowest.days < 1500, "dates of 1948 made it 6,415"
    weeks = measure(log, "arrivals", per=Per.WEEK).rows
    assert (log.facts.as_at_date - [w.end for w in weeks if w.complete][-1]).days < 14
