"""mersey look on every real log beside the checkout, with no options where possible."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.acceptance.program import mersey

pytestmark = pytest.mark.shared_data

SIZES = {
    "permits_nl/receipt.xes.gz": (1_434, 8_577, 27),
    "permits_nl/receipt.csv.gz": (1_434, 8_577, 27),
    "permits_nl/receipt.parquet": (1_434, 8_577, 27),
    "planning_england/planning-permission-timeline.csv": (21, 55, 11),
    "it_incidents/servicenow_high.csv.gz": (611, 4_020, 8),
    "it_incidents/bpic2013_incidents.xes.gz": (7_554, 65_533, 4),
    "helpdesk/helpdesk.xes.gz": (4_580, 21_348, 14),
    "fines/roadtraffic100traces.xes": (100, 390, 10),
    "simulated/LoanApp_simplified_train.csv.gz": (1_000, 7_544, None),
    "simulated/LoanApp_simplified_test.csv.gz": (1_000, 7_495, None),
    "simulated/PurchasingExample.csv.gz": (608, 9_119, None),
    "dirty/bpic2019_one_trace_per_variant.xes.gz": (11_973, 338_247, 42),
}
WIDE = {
    "planning_iom/appeals_wide.csv": 1_367,
    "planning_iom/weekly_lists.csv": 2_498,
    "planning_england/planning-application.csv": 21,
    "planning_england/decision-notice.csv": 20,
    "planning_england/permission-process-event.csv": 16,
}
OCEL = (
    "ocel/ocel20_example.sqlite",
    "ocel/ocel20_example.jsonocel",
    "ocel/ocel20_example.xmlocel",
    "ocel/pallet-logistics-v0.9.sqlite",
    "ocel/recruiting-ocel1.jsonocel.gz",
)


@cache
def _look(path: Path, *options: str) -> dict[str, Any]:
    """What is said of a file, which is looked at once for all tests."""
    with TemporaryDirectory() as folder:
        return _look_in(Path(folder), path, *options)


def _look_in(cwd: Path, path: Path, *options: str) -> dict[str, Any]:
    done = mersey("look", path, "--json", *options, cwd=cwd)
    assert done.code == 0, done.err
    loading = done.json["loading"]
    parts = ("rows_loaded", "rows_rejected", "rows_duplicate")
    assert loading["rows_read"] == sum(loading[part] for part in parts)
    return done.json


@pytest.mark.parametrize("name", sorted(SIZES))
def test_look_counts_what_is_known_when_a_log_is_long(
    name: str, shared_data: Path
) -> None:
    n_cases, n_events, n_activities = SIZES[name]
    log = _look(shared_data / name)["log"]
    assert (log["cases"], log["events"]) == (n_cases, n_events)
    assert n_activities in {None, log["activities"]}


@pytest.mark.parametrize("name", sorted(WIDE))
def test_look_reads_every_row_when_a_register_is_wide(
    name: str, shared_data: Path
) -> None:
    assert _look(shared_data / name)["loading"]["rows_read"] == WIDE[name]


@pytest.mark.parametrize("name", OCEL)
def test_look_works_with_what_it_suggests_when_a_log_has_several_objects(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    asked = mersey("look", shared_data / name, cwd=tmp_path)
    assert asked.code == 2, asked.err
    suggested = [line.strip() for line in asked.err.splitlines() if "--table" in line]
    object_type = suggested[0].split('"')[1]
    log = _look(shared_data / name, "--table", object_type)["log"]
    assert log["events"] > 0


def test_look_refuses_when_the_table_holds_figures_by_period(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "planning_statistics" / "majors_in_time_by_quarter.csv"
    done = mersey("look", path, cwd=tmp_path)
    assert done.code == 3
    assert "figures by period" in done.err


def test_look_shows_both_medians_when_a_quarter_is_undecided(
    shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "planning_iom" / "applications_wide_2023.csv"
    data = _look_in(tmp_path, path, "--as-at", "2023-12-31", "--out", "page.html")
    lead = data["flow"]["lead_time_days"]
    assert (lead["p50"], lead["p85"]) == (75, 152)
    assert lead["closed_only"]["p50"] == 59.5
    assert lead["closed_only"]["p85"] == pytest.approx(111, abs=0.5)
    assert (data["log"]["cases"], data["flow"]["cases_open"]) == (1_199, 321)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert all(figure in page for figure in ("59.5", "111", "75", "152"))


def test_look_reports_1948_when_the_log_has_it(shared_data: Path) -> None:
    data = _look(shared_data / "dirty/bpic2019_one_trace_per_variant.xes.gz")
    findings = {f["id"]: f for f in data["loading"]["findings"]}
    assert findings["far_past_events"]["count"] > 0
    assert "1948" in findings["far_past_events"]["message"]
    assert data["log"]["first_event"].startswith("1948")


def _flow_without_names(path: Path, *options: str) -> Any:
    """The flow of a look; every run has a key of its own, and so other names of cases."""
    flow = deepcopy(_look(path, *options)["flow"])
    for case in flow["ageing"]["cases"]:
        assert case.pop("pseudonym")
    return flow


def test_two_formats_agree_when_they_hold_one_log(shared_data: Path) -> None:
    one, other = (
        _flow_without_names(shared_data / "permits_nl" / f"receipt.{end}")
        for end in ("xes.gz", "csv.gz")
    )
    assert one == other


def test_parquet_agrees_when_it_is_told_the_time_zone(shared_data: Path) -> None:
    # It has lost the offsets that the other states.
    zone = ("--time-zone", "Europe/Amsterdam")
    one, other = (
        _flow_without_names(shared_data / "permits_nl" / f"receipt.{end}", *zone)
        for end in ("csv.gz", "parquet")
    )
    # One case opened in an hour that came twice: without its offset the first is
    # assumed, an hour more in some 78,000 days of which each stage has its share.
    for stage in other["stages"]:
        stage["share"] = pytest.approx(stage["share"], rel=1 / (78_000 * 24))
    assert one == other
