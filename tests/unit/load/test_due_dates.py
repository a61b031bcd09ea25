from __future__ import annotations

import pytest

from mersey.errors import UsageError
from mersey.load import read_map, write_map
from tests.unit.load.made_logs import cases, loaded

LONG = (
    "Ref,Step,Done,Answer by,Review,Agreed\n"
    "1,Asked,2024-01-02,2024-02-01,2024-03-01,x\n"
    "1,Answered,2024-01-09,2024-02-08,2024-03-01,\n"
    "1,Filed,2024-01-10,,2024-03-01,\n"
    "2,Asked,2024-01-03,2024-02-02,2024-03-02,\n"
    "2,Answered,2024-01-12,2024-02-02,2024-03-02,\n"
)


def due(csv, name, **options):
    with loaded(csv, **options) as log:
        return log.mapping, [str(case[f"due__{name}"]) for case in cases(log)]


def test_the_last_limit_holds_when_a_limit_was_moved():
    _, dates = due(LONG, "Answer by", deadline="answer_by")
    assert dates == ["2024-02-08", "2024-02-02"]


def test_a_named_deadline_is_no_fact_and_no_time_when_its_heading_says_nothing():
    mapping, dates = due(LONG, "Review", deadline="Review")
    assert mapping.deadline == "Review"
    assert mapping.time == "Done"
    assert "Review" not in mapping.attributes
    assert dates == ["2024-03-01", "2024-03-02"]


def test_a_deadline_keeps_its_time_of_day_when_the_file_has_one():
    csv = "Ref,Step,Done,Due\n1,A,2024-07-01 09:00,2024-07-03 17:30\n"
    csv += "1,B,2024-07-02 09:00,2024-07-03 17:30\n2,A,2024-07-01 10:00,\n"
    csv += "2,B,2024-07-01 11:00,\n"
    _, dates = due(csv, "Due")
    assert dates == ["2024-07-03 16:30:00", "None"]


def test_a_deadline_is_refused_when_its_column_holds_no_dates():
    with pytest.raises(UsageError, match="named as the deadline"):
        due(LONG, "Agreed", deadline="Agreed")


def test_a_map_keeps_deadline_service_and_events_when_it_is_written(tmp_path):
    path = tmp_path / "map.toml"
    mapping, _ = due(
        LONG, "Answer by", deadline="Answer by", service="information_requests"
    )
    write_map(mapping, path)
    path.write_text(path.read_text() + '\n[events]\n"Filed" = "closed"\n')
    again = read_map(path)
    assert (again.deadline, again.due) == (mapping.deadline, mapping.due)
    assert (again.service, again.events) == (
        "information_requests",
        {"Filed": "closed"},
    )


def test_a_map_of_before_keeps_its_limits_when_they_are_among_its_facts(tmp_path):
    path = tmp_path / "map.toml"
    path.write_text(
        'shape = "long"\n[columns]\ncase = "Ref"\nactivity = "Step"\ntime = "Done"\n'
        'attributes = ["Review"]\n'.replace("Review", "Target")
    )
    mapping, dates = due(LONG.replace("Review", "Target"), "Target", map_file=path)
    assert (mapping.attributes, mapping.due) == ((), ("Target",))
    assert dates == ["2024-03-01", "2024-03-02"]
