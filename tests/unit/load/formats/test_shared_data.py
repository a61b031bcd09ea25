"""Every real log is read, with the counts that its makers state."""

from __future__ import annotations

import pytest

from mersey.engine import open_duckdb
from mersey.engine.queries import query
from mersey.load import read_raw

pytestmark = pytest.mark.shared_data

PERMITS = "permits_nl/receipt"
COUNTS = {
    f"{PERMITS}.xes.gz": ("xes", 8_577),
    f"{PERMITS}.csv.gz": ("delimited", 8_577),
    f"{PERMITS}.parquet": ("parquet", 8_577),
    "planning_iom/applications_wide_2023.csv": ("delimited", 1_199),
    "planning_iom/appeals_wide.csv": ("delimited", 1_367),
    "planning_iom/weekly_lists.csv": ("delimited", 2_498),
    "planning_england/planning-permission-timeline.csv": ("delimited", 55),
    "planning_england/planning-application.csv": ("delimited", 21),
    "planning_england/decision-notice.csv": ("delimited", 20),
    "planning_england/permission-process-event.csv": ("delimited", 16),
    "planning_statistics/majors_in_time_by_quarter.csv": ("delimited", 221),
    "it_incidents/servicenow_high.csv.gz": ("delimited", 4_020),
    "it_incidents/bpic2013_incidents.xes.gz": ("xes", 65_533),
    "helpdesk/helpdesk.xes.gz": ("xes", 21_348),
    "fines/roadtraffic100traces.xes": ("xes", 390),
    "simulated/LoanApp_simplified_train.csv.gz": ("delimited", 7_544),
    "simulated/LoanApp_simplified_test.csv.gz": ("delimited", 7_495),
    "simulated/PurchasingExample.csv.gz": ("delimited", 9_119),
    "dirty/bpic2019_one_trace_per_variant.xes.gz": ("xes", 338_247),
}
OBJECT_LOGS = {
    "ocel/ocel20_example.jsonocel": ("Purchase Order", 5),
    "ocel/ocel20_example.xmlocel": ("Purchase Order", 5),
    "ocel/ocel20_example.sqlite": ("Purchase Order", 5),
    "ocel/pallet-logistics-v0.9.sqlite": ("Vehicle", 8),
    "ocel/recruiting-ocel1.jsonocel.gz": ("applications", 6_607),
}


@pytest.fixture
def session(tmp_path):
    """An engine with a scratch folder of its own."""
    engine = open_duckdb(tmp_path)
    yield engine
    engine.close()


@pytest.mark.parametrize("name", COUNTS)
def test_all_rows_are_read_when_the_log_is(shared_data, session, name):
    raw = read_raw(shared_data / name, session=session)
    n_rejected = session.count(raw.rejected)
    assert (raw.format, raw.n_read, n_rejected) == (*COUNTS[name], 0)


@pytest.mark.parametrize("name", OBJECT_LOGS)
def test_events_of_a_type_are_read_when_the_log_is(shared_data, session, name):
    table, n_rows = OBJECT_LOGS[name]
    raw = read_raw(shared_data / name, session=session, table=table)
    assert raw.n_read == n_rows


def test_cases_and_steps_are_the_same_when_a_log_comes_in_three_formats(
    shared_data, session
):
    counts = []
    for ending in ("xes.gz", "csv.gz", "parquet"):
        table = read_raw(shared_data / f"{PERMITS}.{ending}", session=session).table
        both = query(
            """
            SELECT count(DISTINCT "case:concept:name") AS cases,
                count(DISTINCT "concept:name") AS steps
            FROM {rows}
            """,
            rows=table,
        )
        counts.append(session.to_pyarrow(both).to_pylist()[0])
    assert counts == [{"cases": 1_434, "steps": 27}] * 3


def test_every_series_is_read_when_it_is_no_log(shared_data, session):
    paths = sorted((shared_data / "spc").rglob("*.csv"))
    counts = [read_raw(path, session=session).n_read for path in paths]
    assert len(counts) > 20
    assert min(counts) > 0
