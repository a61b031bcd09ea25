"""Kinds of tables that were misread, each made up, and what a careful person reads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, NotACaseLog
from mersey.load import Shape
from mersey.load.columns.measure_headings import is_measure
from mersey.load.shapes.began_and_ended import began_and_ended
from tests.unit.load.made_logs import cases, loaded

START = date(2024, 1, 8)
N = 30


def _day(n: int) -> str:
    return (START + timedelta(days=n)).isoformat()


def _table(heading: str, rows: list[str]) -> str:
    return "\n".join([heading, *rows]) + "\n"


def _jobs() -> str:
    """A row per job, whose balance comes again by chance."""
    rows = [
        f"JX-{n:03},{_day(3 * n % 41)},{('Packed', 'Sent', 'Held')[n * n % 5 % 3]},"
        f"{10 * (n * 7 % 6)}"
        for n in range(N)
    ]
    return _table("job_id,job_date,current_status,balance_due", rows)


def test_an_amount_that_comes_again_is_no_case() -> None:
    with loaded(_jobs()) as log:
        assert log.mapping.case == "job_id"
        assert len(cases(log)) == N


@pytest.mark.parametrize(
    "heading", ["num_pages", "avg_wait", "balance due", "nb pannes"]
)
def test_a_heading_of_a_count_or_a_mean_is_a_measure(heading: str) -> None:
    assert is_measure(heading)


def test_who_reported_it_is_no_case_when_nothing_else_names_one() -> None:
    rows = [
        f"{_day(n * 11 % 90)},{('Anne', 'Luc', 'Eva')[n * n % 7 % 3]} R,"
        f"{('fait', 'en attente')[n % 2]}"
        for n in range(N)
    ]
    with loaded(_table("date,signale_par,statut", rows)) as log:
        assert log.mapping.case is None
        assert len(cases(log)) == N


def test_fitted_things_are_no_cases_when_their_status_stands_still() -> None:
    rows = [f"{n % 13},AC{n % 9:04},{_day(n * 5 % 77)},mounted" for n in range(N)]
    rows[4] = rows[4].replace("mounted", "swapped")
    with (
        pytest.raises(NotACaseLog),
        loaded(_table("client_id,sku,fitted_date,status", rows)),
    ):
        pass


def test_new_values_of_many_fields_are_no_steps_when_none_is_a_status() -> None:
    fields = ("telephone", "website", "head of office")
    rows = [
        f"R{n % 7},{_day(n)} 09:00,{fields[n % 3]},was {n},is {n}" for n in range(N)
    ]
    with loaded(_table("record id,timestamp,field,old_value,new_value", rows)) as log:
        assert log.mapping.shape is Shape.LONG
        assert log.mapping.activity == "field"


@pytest.mark.parametrize("kind", ["start", "end"])
def test_a_start_beside_an_end_opens_and_closes_the_row(kind: str) -> None:
    rows = [f"CH{n},{_day(n)} 10:00,{_day(n)} 10:{15 + n}" for n in range(N)]
    with loaded(_table("chat_id,start_timestamp,end_timestamp", rows)) as log:
        found = {"start": log.mapping.opened, "end": log.mapping.closed}
        assert found[kind] == f"{kind}_timestamp"
        assert all(case["closed"] is not None for case in cases(log))


def test_the_time_for_comments_says_nothing_about_the_row() -> None:
    names = ["comment_start_date", "comment_end_date"]
    assert began_and_ended(names, case="notice id") is None
    assert began_and_ended(names, case="comment id") == tuple(names)


def _terms() -> str:
    """A row per contract, each for whole years."""
    rows = [
        f"K{n},{START.replace(day=1 + n % 28, month=1 + n % 12)},"
        f"{START.replace(day=1 + n % 28, month=1 + n % 12, year=2025 + n % 2)}"
        for n in range(N)
    ]
    return _table("contract number,start_date,end_date", rows)


def _calls() -> str:
    """A row per call for bids; the list was made before most of them close."""
    rows = [f"T{n},{_day(n)},{_day(n + 20 + n % 9)},{_day(31)}" for n in range(N)]
    return _table("tender number,opened date,close_date,last_checked_at", rows)


@pytest.mark.parametrize(
    ("csv", "column"), [(_terms(), "end_date"), (_calls(), "close_date")]
)
def test_an_end_that_was_agreed_beforehand_is_asked_about(
    csv: str, column: str
) -> None:
    with pytest.raises(ChoiceNeeded) as asked, loaded(csv):
        pass
    assert as_typed(asked.value) == (f'--closed "{column}"', f'--deadline "{column}"')
    with loaded(csv, deadline=column) as log:
        assert log.mapping.closed is None
        assert not any(case["closed"] for case in cases(log))
    with loaded(csv, closed=column) as log:
        assert log.mapping.closed == column


def test_ends_of_months_are_no_terms_when_every_date_is_of_a_month() -> None:
    rows = [f"K{n},2024-{1 + n % 6:02}-01,2024-{7 + n % 5:02}-01" for n in range(N)]
    with loaded(_table("contract number,start_date,end_date", rows)) as log:
        assert log.mapping.closed == "end_date"


def test_a_day_that_few_rows_reached_is_not_when_the_list_was_made() -> None:
    rows = [
        f"K{n},{_day(n)},{_day(n + 9 + n % 5)},{_day(14) if n % 4 == 0 else ''}"
        for n in range(N)
    ]
    with loaded(_table("case number,start_date,end_date,visit_date", rows)) as log:
        assert log.mapping.closed == "end_date"


def test_cases_of_one_day_are_not_when_the_list_was_made() -> None:
    rows = [f"K{n},{_day(1)},{_day(1)},{_day(9 + n % 5)}" for n in range(N)]
    with loaded(_table("case number,start_date,letter_date,end_date", rows)) as log:
        assert log.mapping.closed == "end_date"


def test_the_history_of_things_is_followed_by_the_thing() -> None:
    states = ("In use", "In repair", "In stock")
    rows = [f"S{n},A{n % 8:03},{states[n * n % 7 % 3]},{_day(n)}" for n in range(N)]
    with loaded(_table("status_id,asset_id,status,status_date", rows)) as log:
        assert (log.mapping.case, log.mapping.activity) == ("asset_id", "status")
        assert len(cases(log)) == 8


def test_both_ends_of_a_way_are_no_case_beside_a_key_cut_short() -> None:
    rows = [
        f"{n},{_day(n)} 0{at}:00,{_day(n)} 0{at + 1}:00,{step},{n % 4},{(n + 1) % 4}"
        for n in range(N)
        for at, step in enumerate(("Checked", "Matched", "Settled"))
    ]
    heading = "TID,Starttime,Endtime,Activity,FromAccountId,ToAccountId"
    with loaded(_table(heading, rows)) as log:
        assert log.mapping.case == "TID"
        assert len(cases(log)) == N


def test_named_figures_are_no_cases_whatever_keys_they_have() -> None:
    rows = [
        f"{1000 + n},S{n % 4},2024-0{1 + n % 6},ENERGY,{n * 31 % 97}.5,{_day(n)}"
        for n in range(N)
    ]
    heading = "reading_id,site_id,period,metric_code,value,submitted_at"
    with (
        pytest.raises(NotACaseLog, match="table of figures"),
        loaded(_table(heading, rows)),
    ):
        pass


def test_codes_of_three_letters_are_no_months() -> None:
    rows = [f"INC-{1000 + n},open hours,{n}" for n in range(N)]
    with (
        pytest.raises(NotACaseLog) as refused,
        loaded(_table("case_id,metric,figure", rows)),
    ):
        pass
    assert "No column holds dates" in str(refused.value)
