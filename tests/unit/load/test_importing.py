from __future__ import annotations

from tests.unit.load.made_logs import cases, events, loaded

TIMELINE = (
    "reference,planning-application,permission-process-event,event-date\n"
    "r1,24/1,application-submitted,2024-01-02\n"
    "r2,24/1,valid-from,2024-01-05\n"
    "r3,24/2,application-submitted,2024-01-03\n"
    "r4,24/2,found-valid,2024-01-08\n"
)
NOTICES = (
    "planning-application,decision,decision-date,decision-maker,ward,target-date\n"
    "24/1,granted,2024-03-02,committee,North,2024-03-01\n"
    "24/2,refused,2024-03-05,planning-officer,South,2024-03-04\n"
    "24/3,granted,,planning-officer,South,2024-03-05\n"
)


def test_a_known_file_needs_no_inference_when_its_headings_are_an_importers():
    with loaded(TIMELINE) as log:
        reasons = {reason.text for reason in log.mapping.reasons.values()}
        assert log.mapping.case == "planning-application"
        assert len(events(log)) == 4
    assert len(reasons) == 1
    assert reasons.pop().startswith("Known file: Planning permission timeline")


def test_a_known_file_is_known_when_its_headings_are_written_otherwise():
    with loaded(
        TIMELINE.replace("-", "_", 5).replace("event_date", "Event Date")
    ) as log:
        assert log.mapping.time == "Event Date"
        assert log.mapping.reasons["case"].text.startswith("Known file")


def test_a_known_file_keeps_other_facts_and_limits_when_the_importer_names_none():
    with loaded(NOTICES, keep={"ward": "The board asked for it."}) as log:
        assert log.mapping.milestones == ("decision-date",)
        assert log.mapping.due == ("target-date",)
        assert "ward" in log.mapping.attributes
        assert [case["outcome"] for case in cases(log)] == ["granted", "refused"]


def test_a_person_wins_when_they_name_the_case_of_a_known_file():
    with loaded(TIMELINE, case="planning-application") as log:
        assert not log.mapping.reasons["case"].text.startswith("Known file")


def test_an_importer_with_everyday_headings_is_used_only_when_its_pack_is_named():
    csv = "reference,received,due,closed\n1,2024-01-02,2024-02-01,2024-01-30\n"
    csv += "2,2024-01-03,2024-02-02,2024-01-31\n3,2024-01-04,2024-02-05,\n"
    with loaded(csv) as log:
        assert not log.mapping.reasons["case"].text.startswith("Known file")
    with loaded(csv, service="information_requests") as log:
        assert log.mapping.reasons["case"].text.startswith("Known file")
        assert log.mapping.due == ("due",)
