"""The real logs beside the checkout, with the numbers their sources give."""

from __future__ import annotations

import pytest

from mersey.errors import NotACaseLog
from tests.unit.load.made_logs import cases, events, finding_ids, loaded

pytestmark = pytest.mark.shared_data


@pytest.mark.parametrize("ending", ["csv.gz", "parquet", "xes.gz"])
def test_receipt_is_the_same_from_every_format(ending, shared_data):
    with loaded(shared_data / "permits_nl" / f"receipt.{ending}") as log:
        found, told = events(log), cases(log)
        assert (len(told), len(found)) == (1_434, 8_577)
        assert len({event["activity"] for event in found}) == 27
        assert log.mapping.opened == "case:startdate"
        assert sum(case["closed"] is None for case in told) == 105
        late = sum(
            case["closed"] > case["due__case:deadline"]
            for case in told
            if case["closed"]
        )
        assert late / (1_434 - 105) == pytest.approx(0.284, abs=0.002)


def test_servicenow_keeps_its_state_rows(shared_data):
    with loaded(shared_data / "it_incidents" / "servicenow_high.csv.gz") as log:
        mapping = log.mapping
        assert (mapping.case, mapping.activity, mapping.time) == (
            "number", "incident_state", "sys_updated_at",
        )  # fmt: skip
        assert (mapping.opened, mapping.closed) == ("opened_at", "closed_at")
        assert (len(cases(log)), log.counts.loaded) == (611, 4_020)
        assert "no milestone" in mapping.dropped["sys_created_at"]
        assert {"null_marker", "case_dates_used"} <= finding_ids(log)


def test_isle_of_man_register_is_wide(shared_data):
    folder = shared_data / "planning_iom"
    with loaded(folder / "applications_wide_2023.csv") as log:
        assert len(cases(log)) == 1_199
        assert log.mapping.milestones == (
            "application_date", "published_date", "decision_date", "appeal_lodged",
            "appeal_determined",
        )  # fmt: skip
        assert log.mapping.outcome == "Decision"
    with loaded(folder / "appeals_wide.csv") as log:
        assert (log.counts.read, len(cases(log))) == (1_367, 1_360)
        assert "repeated_cases" in finding_ids(log)
    with loaded(folder / "weekly_lists.csv") as log:
        assert len(cases(log)) == 2_498 - 185


def test_the_national_timeline_prefers_the_application_to_the_row(shared_data):
    path = shared_data / "planning_england" / "planning-permission-timeline.csv"
    with loaded(path) as log:
        found = events(log)
        assert log.mapping.case == "planning-application"
        assert (len(cases(log)), len(found)) == (21, 55)
        assert len({event["activity"] for event in found}) == 11


@pytest.mark.parametrize(
    ("name", "n_cases"),
    [
        ("planning-application.csv", 19),
        ("decision-notice.csv", 20),
        ("permission-process-event.csv", 16),
    ],
)
def test_national_lists_with_one_date_can_be_read(name, n_cases, shared_data):
    with loaded(shared_data / "planning_england" / name) as log:
        assert len(cases(log)) == n_cases
        assert "one_milestone" in finding_ids(log)


def test_figures_by_quarter_are_refused_as_such(shared_data):
    path = shared_data / "planning_statistics" / "majors_in_time_by_quarter.csv"
    with pytest.raises(NotACaseLog, match="a table of figures by period"), loaded(path):
        pass


def test_incidents_keep_their_life_cycle_apart(shared_data):
    with loaded(shared_data / "it_incidents" / "bpic2013_incidents.xes.gz") as log:
        found = log.session.to_pyarrow(log.events).select(["activity", "lifecycle"])
        assert len(found) == 65_533
        assert len(set(found["activity"].to_pylist())) == 4
        assert len(set(zip(*found.to_pydict().values(), strict=True))) == 13


def test_fines_at_midnight_in_italy_keep_their_dates(shared_data):
    with loaded(shared_data / "fines" / "roadtraffic100traces.xes") as log:
        assert log.date_only
        assert {str(event["event_time"])[11:] for event in events(log)} == {"00:00:00"}


@pytest.mark.parametrize(
    ("name", "n_cases", "n_events"),
    [
        ("LoanApp_simplified_train", 1_000, 7_544),
        ("LoanApp_simplified_test", 1_000, 7_495),
        ("PurchasingExample", 608, 9_119),
    ],
)
def test_simulated_logs_have_starts(name, n_cases, n_events, shared_data):
    with loaded(shared_data / "simulated" / f"{name}.csv.gz") as log:
        assert (len(cases(log)), log.counts.loaded) == (n_cases, n_events)
        assert (log.mapping.start, log.mapping.time) == ("start_time", "end_time")
