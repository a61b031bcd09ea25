"""Files with a row per case and a date column for each milestone."""

from __future__ import annotations

from mersey.load import Shape
from tests.unit.load.made_logs import cases, events, finding_ids, loaded, rejected

WIDE = (
    "PA Ref,Received,Decided,Target date,Date of birth,Decision,Year\n"
    "1/23,3/1/2023,20/1/2023,1/3/2023,1/2/1950,Granted,2023\n"
    "2/23,4/1/2023,,2/3/2023,13/2/1971,,2023\n"
    "3/23,5/1/2023,21/1/2023,3/3/2023,1/9/1988,Refused,2023\n"
)


def test_a_wide_file_is_melted_in_the_order_of_its_columns():
    with loaded(WIDE) as log:
        mapping = log.mapping
        assert (mapping.shape, mapping.case) == (Shape.WIDE, "PA Ref")
        assert mapping.milestones == ("Received", "Decided")
        assert mapping.outcome == "Decision"
        assert [(e["case_id"], e["event_id"], e["activity"]) for e in events(log)] == [
            (0, 2, "Received"), (0, 3, "Decided"), (1, 4, "Received"),
            (2, 6, "Received"), (2, 7, "Decided"),
        ]  # fmt: skip
        assert log.date_only


def test_due_dates_are_kept_apart_and_birth_dates_are_left_out():
    with loaded(WIDE) as log:
        assert log.mapping.due == ("Target date",)
        assert log.mapping.dropped["Date of birth"] == "holds dates of birth"
        assert str(cases(log)[0]["due__Target date"]) == "2023-03-01"
        assert [case["outcome"] for case in cases(log)] == ["Granted", None, "Refused"]


def test_a_bad_milestone_loses_its_cell_and_not_its_row():
    more = "".join(f"{n}/23,5/1/2023,2{n}/1/2023,,,,2023\n" for n in range(4, 10))
    with loaded(WIDE.replace("20/1/2023", "32/1/2023") + more) as log:
        assert (log.counts.loaded, log.counts.rejected) == (9, 0)
        assert "unreadable_milestones" in finding_ids(log)
        assert len(events(log)) == 16


def test_a_row_without_any_milestone_is_rejected():
    with loaded(WIDE + "4/23,,,4/3/2023,2/9/1988,,2023\n") as log:
        assert [(row["line"], row["column"]) for row in rejected(log)] == [
            (5, "Received")
        ]
        assert log.counts.loaded == 3


def test_rows_of_one_case_are_put_together():
    again = WIDE + "1/23,3/1/2023,25/1/2023,1/3/2023,1/2/1950,Granted,2023\n"
    with loaded(again) as log:
        first = [e["local_date"].isoformat() for e in events(log) if not e["case_id"]]
        assert first == ["2023-01-03", "2023-01-20", "2023-01-25"]
        assert "repeated_cases" in finding_ids(log)
        assert log.counts.loaded == 4


def test_each_row_is_a_case_when_no_column_names_it():
    csv = "Opened,Closed,Kind\n" + "".join(
        f"2023-01-0{n},2023-02-0{n},{'ab'[n % 2]}\n" for n in range(1, 9)
    )
    with loaded(csv) as log:
        assert log.mapping.case is None
        assert "rows_are_cases" in finding_ids(log)
        assert len(cases(log)) == 8


def test_one_milestone_is_said_to_show_no_lead_time():
    csv = "reference,decision-date\n" + "".join(
        f"R{n},2023-01-0{n}\n" for n in range(1, 7)
    )
    with loaded(csv) as log:
        assert "one_milestone" in finding_ids(log)


def test_column_of_one_value_is_kept_when_clocks_depend_on_it():
    rows = [f"R{n},{n}/7/2023,{n + 9}/7/2023,Major,Town" for n in range(1, 12)]
    text = "\n".join(
        ["Reference,Date Valid,Decision Date,Development Scale,Authority", *rows]
    )
    with loaded(text) as log:
        assert log.mapping.attributes == ("Development Scale",)
        assert log.mapping.dropped["Authority"] == "holds one value only"


def test_a_line_that_does_not_fit_is_no_lost_opening():
    with loaded(WIDE + "9/23,too,few\n") as log:
        assert log.counts.rejected == 1
        assert "openings_lost" not in finding_ids(log)


def test_a_case_with_its_end_alone_is_counted_as_a_lost_opening():
    with loaded(WIDE + "9/23,,20/1/2023,1/3/2023,1/2/1950,Granted,2023\n") as log:
        found = {finding.id: finding.count for finding in log.findings}
        assert found["openings_lost"] == 1
