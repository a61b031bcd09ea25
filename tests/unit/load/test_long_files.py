"""Roles in files with a row per event, and what becomes of their rows."""

from __future__ import annotations

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, NotACaseLog, UnknownName, UsageError
from mersey.load import Shape
from mersey.vocabulary import Role
from tests.unit.load.made_logs import cases, events, finding_ids, loaded, rejected

SMALL = (
    "Ref,Status,Date,Team,Officer,Ward,Notes\n"
    "A1,Received,2023-01-02,North,Ann Oakley,Bredbury,called Mr Jones about the fence\n"
    "A1,Decided,2023-01-20,South,Bo Larch,Bredbury,sent the letter to his daughter\n"
    "B2,Received,2023-01-03,North,Ann Oakley,Marple,no answer at the door today\n"
    "B2,Decided,2023-02-01,North,Cy Rowan,Marple,left a card and rang again later\n"
)


def test_a_small_log_is_understood_without_options():
    with loaded(SMALL) as log:
        mapping = log.mapping
        assert (mapping.shape, mapping.case, mapping.activity, mapping.time) == (
            Shape.LONG, "Ref", "Status", "Date",
        )  # fmt: skip
        assert (mapping.team, mapping.person) == ("Team", "Officer")
        assert "fewer than 10 cases" in mapping.dropped["Ward"]
        assert "Notes" in mapping.dropped
        assert mapping.reasons[Role.CASE].text.endswith("with 2.0 rows each.")


def test_events_carry_numbers_for_cases_and_pseudonyms_for_people():
    with loaded(SMALL, keep={"Ward": "The board asked for it."}) as log:
        found = events(log)
        assert [event["case_id"] for event in found] == [0, 0, 1, 1]
        assert [event["event_id"] for event in found] == [1, 2, 3, 4]
        assert found[0]["resource"] == found[2]["resource"] != found[1]["resource"]
        assert "Oakley" not in str(found)
        assert "A1" not in str(cases(log))
        assert [case["attribute__Ward"] for case in cases(log)] == [
            "Bredbury",
            "Marple",
        ]


def test_identifiers_stay_when_a_person_asks_for_them():
    with loaded(SMALL, keep_ids=True) as log:
        assert [case["pseudonym"] for case in cases(log)] == ["A1", "B2"]
        assert events(log)[0]["resource"] == "Ann Oakley"
        assert "identifiers_kept" in finding_ids(log)


def test_pseudonyms_repeat_when_the_key_is_the_same():
    with loaded(SMALL) as first, loaded(SMALL) as second:
        assert cases(first) == cases(second)


def test_free_text_is_kept_and_masked_when_named_with_a_reason():
    csv = SMALL.replace("called Mr Jones", "call a.jones@example.org")
    reason = {"notes": "The board asked for it."}
    with loaded(csv, keep=reason, case="ref") as log:
        assert "column_kept" in finding_ids(log)
        assert "Notes" in log.mapping.attributes
        assert "example.org" not in str(cases(log))


def test_two_writings_of_a_case_are_one_case():
    csv = "case id,activity,time\na 1,x,2023-01-01\nA1,y,2023-01-02\nB,x,2023-01-01\nB,y,2023-01-05\n"
    with loaded(csv) as log:
        assert [event["case_id"] for event in events(log)] == [0, 0, 1, 1]
        assert len(cases(log)) == 2


def test_a_value_called_na_stays_a_value():
    csv = "case id,activity,time\nNA,NA,2023-01-01\nNA,go,2023-01-02\nB,NA,2023-01-01\nB,go,2023-01-03\n"
    with loaded(csv) as log:
        assert len(cases(log)) == 2
        assert [event["activity"] for event in events(log)] == ["NA", "go"] * 2


def test_a_null_mark_of_a_date_column_is_null_in_text_columns_too():
    csv = (
        "case id,activity,time,closed,team\n1,?,2023-01-01,?,?\n1,go,2023-01-02,?,North\n"
        "2,?,2023-01-01,2023-01-09,?\n2,go,2023-01-03,2023-01-09,North\n"
        "3,go,2023-01-01,2023-01-08,South\n3,?,2023-01-08,2023-01-08,South\n"
    )
    with loaded(csv) as log:
        assert {event["team"] for event in events(log)} == {None, "North", "South"}
        assert sum(event["activity"] == "?" for event in events(log)) == 3
        assert "null_marker" in finding_ids(log)
        assert [str(case["closed_date"]) for case in cases(log)] == [
            "None", "2023-01-09", "2023-01-08",
        ]  # fmt: skip


def test_rows_without_a_case_or_an_activity_are_rejected_with_their_line():
    csv = "case id,activity,time\n1,a,2023-01-01\n ,b,2023-01-02\n1,,2023-01-03\n1,c,2023-01-04\n"
    with loaded(csv) as log:
        assert [(row["line"], row["reason"]) for row in rejected(log)] == [
            (3, "no case"), (4, "no activity"),
        ]  # fmt: skip
        assert (log.counts.read, log.counts.loaded) == (4, 2)


def test_identical_rows_are_counted_once():
    csv = "case id,activity,time\n1,a,2023-01-01\n1,b,2023-01-02\n1,a,2023-01-01\n2,a,2023-01-01\n2,b,2023-01-01\n"
    with loaded(csv) as log:
        assert (log.counts.duplicate, log.counts.loaded) == (1, 4)
        assert len(events(log)) == 4


def test_dates_of_the_case_fill_opened_and_closed():
    csv = (
        "number,state,updated_at,opened_at,closed_at,due_date\n"
        "1,New,2023-01-02 09:00,2023-01-01 08:00,,2023-02-01\n"
        "1,Done,2023-01-05 09:00,2023-01-01 08:00,2023-01-06 09:00,2023-02-01\n"
        "2,New,2023-01-03 09:00,2023-01-03 08:00,,2023-02-03\n"
        "2,Done,2023-01-04 09:00,2023-01-03 08:00,,2023-02-03\n"
    )
    with loaded(csv) as log:
        mapping = log.mapping
        assert (mapping.time, mapping.opened, mapping.closed) == (
            "updated_at", "opened_at", "closed_at",
        )  # fmt: skip
        assert mapping.due == ("due_date",)
        assert [str(case["closed"]) for case in cases(log)] == [
            "2023-01-06 09:00:00", "None",
        ]  # fmt: skip
        assert str(cases(log)[0]["due__due_date"]) == "2023-02-01"
        assert "case_dates_used" in finding_ids(log)


def test_start_and_end_of_a_step_are_told_apart():
    csv = "case id,activity,start_time,end_time,enabled_time\n" + "".join(
        f"{c},{a},2023-01-0{d} 09:00,2023-01-0{d} 10:00,2023-01-0{d} 08:00\n"
        for c in (1, 2)
        for d, a in ((1, "x"), (2, "y"))
    )
    with loaded(csv) as log:
        assert (log.mapping.time, log.mapping.start) == ("end_time", "start_time")
        assert str(events(log)[0]["start_time"]) == "2023-01-01 09:00:00"


def test_read_log_asks_when_two_columns_are_equally_likely():
    csv = "case id,activity,first date,second date\n" + "".join(
        f"{c},{a},2023-01-0{d},2023-02-0{d}\n"
        for c in (1, 2)
        for d, a in ((1, "x"), (2, "y"))
    )
    with pytest.raises(ChoiceNeeded) as question, loaded(csv):
        pass
    assert as_typed(question.value) == ('--time "first date"', '--time "second date"')
    with loaded(csv, time="SECOND date") as log:
        assert log.mapping.time == "second date"
        assert log.mapping.reasons[Role.TIME].text == "You said so."


def test_an_unknown_column_is_named_with_the_nearest():
    with (
        pytest.raises(UnknownName, match='Did you mean "Status"'),
        loaded(SMALL, activity="Statis"),
    ):
        pass


def test_a_column_named_as_the_time_must_hold_dates():
    with (
        pytest.raises(UsageError, match='"Ward" was named as the time'),
        loaded(SMALL, time="ward"),
    ):
        pass


@pytest.mark.parametrize(
    ("csv", "said"),
    [
        ("a\n1\n2\n", "one column only"),
        ("case,step\n1,x\n1,y\n", "No column holds dates"),
        ("area,period,value\nX,2022/23 Q3,89\nY,2022/23 Q4,67\n", "table of figures"),
        ("month,site,n\n2023-01-01,X,89\n2023-01-01,Y,7\n2023-02-01,X,5\n", "figures"),
        ("x,y\n2023-01-01,89\n2023-02-01,87\n2023-03-01,85\n", "table of figures"),
        ("case ref,date of birth\n1,1950-01-01\n2,1961-02-03\n", "dates of birth"),
    ],
)
def test_read_log_says_what_it_saw_when_the_file_is_no_log(csv: str, said: str):
    with pytest.raises(NotACaseLog, match=said), loaded(csv):
        pass


def test_identifiers_in_other_columns_are_left_out_and_said():
    csv = "case id,activity,time,email,post code,dob,caller id\n" + "".join(
        f"{c},{a},2023-01-0{d},p{c}@example.org,SK{c} 3XE,1{c}/2/1950,P{c}\n"
        for c in range(1, 4)
        for d, a in ((1, "x"), (2, "y"))
    )
    with loaded(csv) as log:
        assert log.mapping.attributes == ()
        assert "identifiers_dropped" in finding_ids(log)
        assert "example" not in str(cases(log)) + str(log.findings)


def test_identifiers_inside_activities_and_attributes_are_masked():
    csv = "case id,activity,time,channel\n" + "".join(
        f"{c},{a},2023-01-0{d},{['from x@example.org', 'Web', 'Phone'][c % 3]}\n"
        for c in range(1, 61)
        for d, a in ((1, "mail j.doe@example.org"), (2, "rang 07700 900123"))
    )
    with loaded(csv) as log:
        shown = str(events(log)) + str(cases(log))
        assert "example.org" not in shown
        assert "900123" not in shown
        assert {case["attribute__channel"] for case in cases(log)} >= {"Web"}


def test_people_in_the_team_column_get_pseudonyms():
    csv = "case id,activity,time,team\n" + "".join(
        f"{c},{a},2023-01-0{d},{n}\n"
        for c in (1, 2)
        for d, a, n in ((1, "x", "Ann Oakley"), (2, "y", "Bo Larch"))
    )
    with loaded(csv) as log:
        assert "Oakley" not in str(events(log))
        assert "names_in_teams" in finding_ids(log)


def test_money_is_read_with_its_signs():
    csv = "case id,activity,time,cost\n" + "".join(
        f"{c},{a},2023-01-0{d},{m}\n"
        for c in (1, 2)
        for d, a, m in ((1, "x", '"£1,234.50"'), (2, "y", '"12,50"'))
    )
    with loaded(csv) as log:
        assert [event["cost"] for event in events(log)][:2] == [1234.5, 12.5]


def test_cases_keep_their_numbers_when_headings_are_mersey_s_own_words():
    csv = (
        "case_id,activity,event_time,pseudonym,local_date,event_id\n"
        "997,Received,2023-01-02 09:00,north,x,1\n"
        "997,Decided,2023-01-20 09:00,north,x,2\n"
        "12,Received,2023-01-03 09:00,south,x,3\n"
        "12,Decided,2023-02-01 09:00,south,x,4\n"
    )
    with loaded(csv) as log:
        assert [event["case_id"] for event in events(log)] == [0, 0, 1, 1]
        assert [event["event_id"] for event in events(log)] == [1, 2, 3, 4]
        assert "997" not in str(cases(log))


def test_a_file_of_which_no_row_can_be_used_is_refused():
    csv = "case id,activity,time\n" + "1,,2023-01-01\n" * 3
    stated = {"case": "case id", "activity": "activity", "time": "time"}
    with (
        pytest.raises(NotACaseLog, match="3 rows: no activity"),
        loaded(csv, **stated),
    ):
        pass


def test_texts_that_all_differ_are_refused_as_steps(monkeypatch):
    monkeypatch.setattr("mersey.load.rows.reading_plan.MOST_STEPS", 30)
    rows = [f"C{n // 4},Word{chr(97 + n)}x,2024-01-{1 + n % 4:02}" for n in range(26)]
    more = [f"D{n // 4},Name{chr(97 + n)}y,2024-01-{1 + n % 4:02}" for n in range(26)]
    made = "\n".join(["case id,activity,date", *rows, *more])
    with pytest.raises(NotACaseLog, match="52 different values"), loaded(made):
        pass
