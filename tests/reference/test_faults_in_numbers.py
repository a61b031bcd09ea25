"""Small files that once gave wrong numbers, with what their generators knew."""

from __future__ import annotations

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from mersey.cli import app
from mersey.errors import DataError
from mersey.eventlog import EventLog
from mersey.flow import measure, summarise
from mersey.forecast.whatif import check_extract
from mersey.report import look_json
from mersey.report.sentences import as_text, lead
from mersey.vocabulary import Per
from tests.unit.report.made_up_answer import answered

pytestmark = pytest.mark.shared_data


@pytest.fixture
def log_of(real_log):
    def prepared(name: str) -> EventLog:
        return real_log(name)[1]

    return prepared


def percentiles(log: EventLog) -> list[float]:
    found = summarise(log).lead_times
    return [round(q.days) for q in found.quantiles]


def test_waiting_people_are_not_silent(log_of):
    """All durations of the generator: p85 106, p95 157; the clock changes move an hour."""
    log = log_of("faults/numbers/waiting_list.csv")
    assert (log.facts.n_open, log.facts.n_silent) == (68, 0)
    _, p85, p95 = percentiles(log)
    assert p85 == pytest.approx(106, abs=1)
    assert p95 == pytest.approx(157, abs=1)


def test_one_stray_date_moves_nothing(log_of):
    stray = log_of("faults/numbers/stray_one_date.csv")
    assert stray.facts.as_at_date == date(2025, 11, 28)
    period = summarise(stray).lead_times.period_quantiles
    assert [round(q.days) for q in period[:2]] == [56, 99]


def test_register_of_a_year_is_as_at_its_end(log_of):
    """By its authors as at 31 December, a Sunday; the last entries are of the Friday."""
    log = log_of("planning_iom/applications_wide_2023.csv")
    assert date(2023, 12, 29) <= log.facts.as_at_date <= date(2023, 12, 31)
    found = summarise(log).lead_times
    half, *_ = found.period_quantiles
    assert (half.days, half.lower, half.upper) == (78, 73, 83)
    assert found.quantiles[1].days == 152


@pytest.mark.parametrize(
    ("name", "days", "in_100"), [("deadline", 56, 3), ("auto14", 14, 2)]
)
def test_share_that_takes_longer_is_that_of_the_curve(log_of, name, days, in_100):
    """Many end on one day, so that far fewer than 15 in 100 take over the 85th."""
    log = log_of(f"faults/numbers/{name}.csv")
    summary = summarise(log)
    slow = summary.lead_times.quantiles[1]
    assert (slow.days, round(100 * slow.over)) == (days, in_100)
    assert f"{in_100} in 100 take over {days} days" in as_text(lead(log, summary))


def test_log_without_the_stray_date_is_as_it_was(log_of):
    log = log_of("faults/numbers/stray_none.csv")
    assert log.facts.as_at_date == date(2025, 11, 28)
    period = summarise(log).lead_times.period_quantiles
    assert [round(q.days) for q in period[:2]] == [56, 99]


def test_value_1_is_no_priority_and_a_duplicate_no_demand(shared_data):
    """Seriousness is "Value 1" in all 4,580 cases, and nobody promised four hours."""
    file = shared_data / "helpdesk" / "helpdesk.xes.gz"
    asked = ("--limit", "it.p1_resolve_4h", "--json")
    found = CliRunner().invoke(app, ["look", str(file), *asked])
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert told["service"]["pack"] == "it_service"
    assert not told.get("clocks")
    assert "demand" not in told


def test_no_what_if_is_given_of_closed_cases_only(log_of):
    with pytest.raises(DataError, match="closed cases only"):
        check_extract(log_of("faults/numbers/closed_plus_two_open.csv"))


def test_two_open_cases_do_not_make_an_extract_whole(log_of):
    """437 are open in truth; the file has 2 of them."""
    log = log_of("faults/numbers/closed_plus_two_open.csv")
    summary = summarise(log)
    assert log.holds_closed_only
    assert summary.lead_times is None
    assert not summary.knows_open_cases
    said = look_json(answered(log, summary))
    assert said["flow"]["cases_open"] is None
    assert said["flow"]["wip_per_day"] == []
    assert "signals" not in said


def test_the_whole_of_it_is_told_with_its_open_cases(log_of):
    log = log_of("faults/numbers/closed_plus_two_open_TRUTH.csv")
    assert log.facts.n_open == 437
    assert percentiles(log)[:2] == [32, 104]


def test_incidents_were_chosen_by_closing(log_of):
    """Closed in May 2012; opened since 2010, ever fewer the longer ago."""
    log = log_of("it_incidents/bpic2013_incidents.xes.gz")
    found = {one.id: one.message for one in log.findings}
    assert log.is_chosen_by_closing
    assert log.holds_closed_only
    assert "from 2 May 2012 on" in found["chosen_by_closing"]
    assert "all but sure" in found["chosen_by_closing"]
    assert not {"arrivals_stop", "closed_cases_only"} & set(found)
    weeks = measure(log, "throughput", per=Per.WEEK).rows
    assert {row.start.year for row in weeks if row.complete} == {2012}
    assert sum(row.complete for row in weeks) <= 3


@pytest.mark.parametrize("name", ["complete_cohort_2024", "school_offers"])
def test_cohort_that_has_ended_misses_nothing(log_of, name):
    log = log_of(f"faults/numbers/{name}.csv")
    assert log.is_finished_cohort
    assert not log.holds_closed_only
    found = summarise(log).lead_times
    assert found.quantiles[0].days == pytest.approx(found.closed_only.p50, abs=1)


def test_time_up_to_the_end_follows_the_step_before_it(log_of):
    """Assessed on the first day, closed after sixty; a survey came back later."""
    log = log_of("faults/numbers/straddle.csv")
    shares = {s.activity: s.share for s in summarise(log).stages}
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["Assessed"] == pytest.approx(59 / 60, abs=0.001)


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("faults/numbers/handover_blank_team.csv", 1),
        ("it_incidents/servicenow_high.csv.gz", 552),
    ],
)
def test_handovers_pass_over_steps_without_a_team(log_of, name, n):
    found = summarise(log_of(name)).handovers
    assert found.n == n
    assert sum(pair.n for pair in found.pairs) <= n


def test_reversed_cases_of_a_row_per_case_take_no_time(log_of):
    log = log_of("faults/numbers/reversed_wide.csv")
    found = {one.id: one.count for one in log.findings}
    assert found["reversed_cases"] == 14
    lead = summarise(log).lead_times
    assert (lead.quantiles[0].days, lead.closed_only.n) == (23, 26)
