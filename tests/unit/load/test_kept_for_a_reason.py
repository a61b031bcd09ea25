"""Columns are kept for a reason only; steps and teams by their form."""

from __future__ import annotations

import pytest

from mersey.vocabulary import Finding
from tests.unit.load.made_logs import cases, events, finding_ids, loaded

PLAIN = "North", "South"


def _log(column: str, values: list[str], *, n: int = 60) -> str:
    """A log of `n` cases of two steps, with one more column."""
    return f"case id,activity,time,{column}\n" + "".join(
        f"{c},{step},2023-01-{d:02},{values[c % len(values)]}\n"
        for c in range(1, n + 1)
        for d, step in ((1, "Received"), (2, "Closed"))
    )


def _steps(names: list[str], **options: object) -> tuple[set[str], tuple[Finding, ...]]:
    csv = "case id,activity,time,person\n" + "".join(
        f"{c},{step},2023-01-{d:02},w{c % 4}\n"
        for c in range(1, 61)
        for d, step in ((1, "Received"), (2, names[c % len(names)]), (3, "Closed"))
    )
    with loaded(csv, **options) as log:
        return {str(e["activity"]) for e in events(log)}, log.findings


def test_a_category_stays_and_its_rare_values_become_one():
    values = ["Web"] * 27 + ["Phone"] * 27 + ["Letter", "Fax", "Visit"]
    with loaded(_log("channel", values)) as log:
        found = {case["attribute__channel"] for case in cases(log)}
        assert found == {"Web", "Phone", "other (3 values)"}
        assert log.mapping.generalised["channel"] == {"(rare values)": 3}


def test_a_column_goes_when_nothing_in_it_is_shared_by_ten_cases():
    with loaded(_log("channel", ["Web", "Phone"], n=12)) as log:
        assert log.mapping.attributes == ()
        assert "fewer than 10 cases" in log.mapping.dropped["channel"]


def test_a_column_stays_as_it_is_when_a_person_says_why():
    csv = _log("channel", ["Web", "Phone"], n=12)
    with loaded(csv, keep={"channel": "we compare them"}) as log:
        assert {case["attribute__channel"] for case in cases(log)} == {"Web", "Phone"}
        assert "column_kept" in finding_ids(log)


def test_names_under_an_odd_heading_go_in_whatever_writing():
    writings = (
        ["JANE SMITH", "OMAR ZAHN", "ILKA VANTONGEREN", "BO LARCH"],
        ["jane smith", "omar zahn", "ilka vantongeren", "bo larch"],
        ["Quillfeather", "Vantongeren", "Snodgrass", "Zwhittlebeck"],
        ["Γιώργος Παπάς", "Ελένη Βλάχου", "Νίκος Ζάχος", "Μαρία Λύκου"],
        ["Олена Шевченко", "Іван Коваль", "Юрій Бойко", "Ганна Мороз"],
    )
    for names in writings:
        with loaded(_log("xq", names)) as log:
            assert log.mapping.attributes == ()
            assert not any(name in str(cases(log)) for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ["محمد علي", "فاطمة حسن", "يوسف عمر", "خديجة سالم"],
        ["प्रिया शर्मा", "राहुल वर्मा", "अनीता गुप्ता", "संजय मेहता"],
        ["李小龍", "王美玲", "陳大文", "張偉"],
    ],
)
def test_names_go_when_their_letters_know_no_capitals(names: list[str]) -> None:
    csv = "case id,activity,time,xq,team\n" + "".join(
        f"{c},{step},2023-01-{d:02},{names[c % 4] if c % 3 else 'Web'},{names[(c + d) % 4]}\n"
        for c in range(1, 121)
        for d, step in ((1, "Received"), (2, "Closed"))
    )
    with loaded(csv) as log:
        said = str((cases(log), events(log)))
        assert not any(part in said for name in names for part in name.split())


def test_names_among_kinds_are_told_by_their_form():
    values = ["Web", "Phone", "Letter", "Web", "Jane Smith", "Omar Zahn"]
    with loaded(_log("Referral source", values, n=120)) as log:
        found = {case["attribute__Referral source"] for case in cases(log)}
        assert found == {"Web", "Phone", "Letter", "(a person)"}


def test_numbers_stay_only_where_the_heading_says_what_they_measure():
    values = [f"{53 + n / 1000:.3f}" for n in range(60)]
    with loaded(_log("xq", values)) as log:
        assert "does not say what they measure" in log.mapping.dropped["xq"]
    with loaded(_log("fee", values)) as log:
        assert log.mapping.attributes == ("fee",)


def test_a_date_that_is_no_milestone_and_no_limit_goes():
    values = [f"2011-0{n % 9 + 1}-12" for n in range(9)]
    with loaded(_log("xq", values)) as log:
        assert log.mapping.attributes == ()
        assert "xq" in log.mapping.dropped


def test_steps_tell_people_by_their_form_and_are_counted():
    steps, findings = _steps(["Assigned to Jane Smith", "Assigned to Omar Zahn"])
    assert steps == {"Received", "Assigned to (a person)", "Closed"}
    (said,) = [f for f in findings if f.id == "values_generalised"]
    assert said.count == 2
    assert "Smith" not in said.message


def test_steps_stay_when_a_person_says_that_they_are_none():
    name = ["Assigned to Jane Smith"]
    steps, _ = _steps(name, keep={"activity": "it is a place"})
    assert name[0] in steps


def test_words_of_rejected_rows_reach_nothing():
    csv = _log("channel", ["Web", "Phone"]) + "9,Vexatious,not a date,Web\n"
    with loaded(csv) as log:
        held = log.session.connection.con.execute(
            "select unnest(enum_range(null::" + str(_type(log)) + "))"
        ).fetchall()
        assert {value for (value,) in held} == {"Received", "Closed"}


def _type(log) -> str:
    rows = log.session.connection.con.execute(
        "select data_type from duckdb_columns() where table_name = 'loaded_events'"
        " and column_name = 'activity'"
    ).fetchall()
    return rows[0][0]


def test_teams_that_look_like_people_or_are_one_get_pseudonyms():
    csv = "case id,activity,time,team,worker\n" + "".join(
        f"{c},{step},2023-01-{d:02},{team},{person}\n"
        for c in range(1, 61)
        for d, step, team, person in (
            (1, "Received", "Front desk", f"w{c % 3}"),
            (2, "Visited", "Jane Smith", f"w{c % 3}"),
            (3, "Checked", "Special cases", "w9"),
        )
    )
    with loaded(csv) as log:
        teams = {str(event["team"]) for event in events(log)}
        assert "Front desk" in teams
        assert len(teams) == 3
        assert not teams & {"Jane Smith", "Special cases", "(a person)"}


def test_dates_years_before_all_others_are_births_in_a_wide_file():
    csv = "Ref,D1,Received,Decided\n" + "".join(
        f"R{n},{n % 28 + 1}/{n % 12 + 1}/{2006 + n % 15},{n % 28 + 1}/3/2024,"
        f"{n % 28 + 1}/5/2024\n"
        for n in range(40)
    )
    with loaded(csv) as log:
        assert log.mapping.milestones == ("Received", "Decided")
        assert log.mapping.dropped["D1"] == "holds dates of birth"
    with loaded(csv, opened="D1") as log:
        assert "D1" not in log.mapping.dropped
