"""Directly-follows counts and mean durations of real logs, against plain Python.

XES is read here with the standard library alone, without a line of mersey; the other
formats are compared from the loaded events on. In the log of fines every time is a
midnight on the wall: its days are dates subtracted, whatever the clocks did.
"""

from __future__ import annotations

import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from mersey.eventlog import EventLog, prepare
from mersey.flow import summarise
from mersey.flow.process_map import edges_of
from mersey.load import LoadedLog
from tests.shared_logs import RealLog

pytestmark = pytest.mark.shared_data

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 22, tzinfo=UTC)

XES = (
    "permits_nl/receipt.xes.gz",
    "it_incidents/bpic2013_incidents.xes.gz",
    "helpdesk/helpdesk.xes.gz",
    "dirty/bpic2019_one_trace_per_variant.xes.gz",
)
TABLES = (
    ("permits_nl/receipt.parquet", None),
    ("planning_iom/applications_wide_2023.csv", None),
    ("planning_iom/appeals_wide.csv", None),
    ("planning_england/planning-permission-timeline.csv", None),
    ("it_incidents/servicenow_high.csv.gz", None),
    ("simulated/LoanApp_simplified_train.csv.gz", None),
    ("simulated/PurchasingExample.csv.gz", None),
    ("ocel/ocel20_example.sqlite", "Purchase Order"),
    ("ocel/recruiting-ocel1.jsonocel.gz", "applications"),
)

Timed = tuple[str, datetime]
Edges = dict[tuple[str, str], tuple[int, float, float]]


def edges_in_python(
    cases: Iterable[list[Timed]], since: date = date.min, until: date = date.max
) -> Edges:
    """Count, mean and median days; events of a case stay in order where times tie.

    What follows an impossible date, before `since`, is not counted, nor what comes after
    `until`, the day that the log is as at.
    """
    gaps = defaultdict(list)
    for events in cases:
        ordered = sorted(events, key=lambda event: event[1])
        for (one, begun), (next_, ended) in pairwise(ordered):
            local = begun.astimezone(LONDON) if begun.tzinfo else begun
            is_told = (
                ended.astimezone(LONDON) if ended.tzinfo else ended
            ).date() <= until
            if local.date() >= since and is_told:
                gaps[one, next_].append((ended - begun).total_seconds() / 86_400)
    return {edge: (len(d), fmean(d), median(d)) for edge, d in gaps.items()}


def traces(path: Path) -> Iterator[list[Timed]]:
    """Traces of an XES file, by the standard library."""
    raw = path.read_bytes()
    text = gzip.decompress(raw) if path.suffix == ".gz" else raw
    with io.BytesIO(text) as file:
        for _, element in ET.iterparse(file):  # noqa: S314  (our own test data)
            if element.tag.endswith("}trace") or element.tag == "trace":
                yield [_event(e) for e in element if e.tag.endswith("event")]
                element.clear()


def _event(element: ET.Element) -> Timed:
    told = {child.get("key"): child.get("value") for child in element}
    return told["concept:name"], datetime.fromisoformat(told["time:timestamp"])


def on_the_wall(cases: Iterable[list[Timed]]) -> Iterator[list[Timed]]:
    for events in cases:
        yield [(activity, time.replace(tzinfo=None)) for activity, time in events]


def loaded_cases(loaded: LoadedLog) -> Iterable[list[Timed]]:
    rows = loaded.session.to_pyarrow(loaded.events).to_pylist()
    cases = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["event_id"]):
        cases[row["case_id"]].append((row["activity"], row["event_time"]))
    return cases.values()


def found_edges(log: EventLog) -> Edges:
    return {
        (edge.source, edge.target): (edge.n, edge.mean_days, edge.median_days)
        for edge in edges_of(log)
    }


def assert_same(found: Edges, expected: Edges) -> None:
    assert found.keys() == expected.keys()
    assert list(found.values()) == [
        pytest.approx(expected[edge], rel=1e-9, abs=1e-11) for edge in found
    ]


@pytest.mark.parametrize("name", XES)
def test_map_equals_plain_python_when_the_log_is_xes(
    name: str, shared_data: Path, real_log: RealLog
) -> None:
    _, log = real_log(name)
    since, until = log.facts.plausible_from, log.facts.as_at_date
    expected = edges_in_python(traces(shared_data / name), since, until)
    assert_same(found_edges(log), expected)


def test_map_equals_plain_python_when_every_time_is_midnight(
    shared_data: Path, real_log: RealLog
) -> None:
    name = "fines/roadtraffic100traces.xes"
    _, log = real_log(name)
    expected = edges_in_python(on_the_wall(traces(shared_data / name)))
    assert log.facts.date_only
    assert_same(found_edges(log), expected)


@pytest.mark.parametrize(("name", "table"), TABLES, ids=[name for name, _ in TABLES])
def test_map_equals_plain_python_when_the_log_is_a_table(
    name: str, table: str | None, real_log: RealLog
) -> None:
    loaded, log = real_log(name, table)
    expected = edges_in_python(loaded_cases(loaded), until=log.facts.as_at_date)
    assert_same(found_edges(log), expected)


def test_isle_of_man_shows_what_closed_cases_alone_would_hide(
    real_log: RealLog, tmp_path: Path
) -> None:
    loaded, _ = real_log("planning_iom/applications_wide_2023.csv")
    log = prepare(loaded, tmp_path / "s", as_at=date(2023, 12, 31), now=NOW)
    lead = summarise(log).lead_times
    assert (lead.cohort.n, lead.cohort.n_ended) == (1_199, 878)
    assert (lead.quantiles[0].days, lead.quantiles[1].days) == (75, 152)
    assert lead.closed_only.p50 == 59.5
    assert lead.closed_only.p85 == pytest.approx(111, abs=0.5)
