"""Every row read is loaded, rejected or a duplicate, whatever the file holds."""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.load.made_logs import cases, events, loaded, rejected

CASES = st.sampled_from(["A1", "a 1", "B2", "NA", "007", "7", "", "  "])
ACTIVITIES = st.sampled_from(["go", "stop", "NA", "", " wait "])
TIMES = st.sampled_from(
    ["3/7/2023 10:15", "13/7/2023", "4/7/2023 01:00", "soon", "?", "", "1/1/1066",
     "29/10/2023 01:30", "31/2/2023"]
)  # fmt: skip
ROWS = st.lists(
    st.one_of(
        st.tuples(CASES, ACTIVITIES, TIMES, st.sampled_from(["x", "y", ""])).map(list),
        st.lists(st.sampled_from(["A1", "go", "3/7/2023"]), min_size=1, max_size=6),
    ),
    max_size=25,
)
GOOD = [
    ["A1", "go", "25/7/2023 09:00", "x"],
    ["A1", "stop", "26/7/2023 09:00", "x"],
    ["B2", "go", "27/7/2023 09:00", "y"],
    ["B2", "stop", "28/7/2023 09:00", "y"],
] * 16  # enough for the time column to be one of dates, whatever follows


def as_csv(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([["case id", "activity", "timestamp", "kind"], *rows])
    return text.getvalue()


@settings(
    max_examples=settings().max_examples // 5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(ROWS)
def test_rows_read_are_the_loaded_the_rejected_and_the_duplicates(rows):
    stated = {"case": "case id", "activity": "activity", "time": "timestamp"}
    with loaded(as_csv(GOOD + rows), **stated) as log:
        counts = log.counts
        assert counts.read == counts.loaded + counts.rejected + counts.duplicate
        assert counts.loaded == len(events(log))
        assert counts.rejected == len(rejected(log))
        assert counts.duplicate >= 4
        ids = {event["case_id"] for event in events(log)}
        assert ids == {case["case_id"] for case in cases(log)} == set(range(len(ids)))
        assert len({event["event_id"] for event in events(log)}) == counts.loaded


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations([*GOOD[:4], ["A1", "go", "soon", "x"], ["A1", "go", "?", "x"]]))
def test_counts_do_not_depend_on_the_order_of_rows(rows):
    with loaded(as_csv(list(rows)), time="timestamp", case="case id") as log:
        assert (log.counts.loaded, log.counts.rejected) == (4, 2)
        assert min(row["reason"] for row in rejected(log)) == "no time"
