"""What is decided of the date columns of a file, all of them together."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from mersey.engine import open_duckdb
from mersey.engine.queries import stacked
from mersey.load import read_raw
from mersey.load.columns.profile import profile_columns
from mersey.load.columns.read_options import ReadOptions
from mersey.load.dates.counting import _part
from mersey.load.shapes.stated import clues_of
from tests.unit.load.made_logs import cases, events, finding_ids, loaded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mersey.load.dates.moments import DateColumn

at = datetime.fromisoformat


def measured(
    folder: Path, columns: Mapping[str, Sequence[str]], **options: Any
) -> dict[str, DateColumn]:
    """The date columns of a file with these columns."""
    rows = list(zip(*columns.values(), strict=True))
    lines = [("n", *columns), *((f"{n}", *row) for n, row in enumerate(rows))]
    text = "\n".join(",".join(line) for line in lines)
    (folder / "log.csv").write_text(text + "\n", encoding="utf-8")
    session = open_duckdb(folder)
    try:
        raw = read_raw(folder / "log.csv", session=session)
        clues = clues_of(raw, profile_columns(raw), ReadOptions(**options))
        return dict(clues.dates)
    finally:
        session.close()


def formats(dates: Mapping[str, DateColumn]) -> list[str]:
    return [column.style.format for column in dates.values()]


UNPROVED = ["03/04/2024", "05/04/2024", "07/08/2024", "09/10/2024"]


def test_one_column_proves_the_order_of_all(tmp_path: Path):
    proof = ["03/05/2024", "05/25/2024", "07/28/2024", "09/30/2024"]
    dates = measured(tmp_path, {"Opened": UNPROVED, "Closed": proof})
    assert formats(dates) == ["%m/%d/%Y"] * 2
    assert [column.basis for column in dates.values()] == ["file", "values"]
    assert all(column.is_proved for column in dates.values())
    assert 'as "Closed" proves' in dates["Opened"].style.said


def test_a_person_is_obeyed_against_the_proof_of_another_column(tmp_path: Path):
    proof = ["03/05/2024", "05/25/2024", "07/28/2024", "09/30/2024"]
    dates = measured(tmp_path, {"Opened": UNPROVED, "Closed": proof}, day_first=True)
    assert formats(dates) == ["%d/%m/%Y"] * 2
    assert {column.basis for column in dates.values()} == {"stated"}


def test_each_keeps_its_order_when_columns_prove_opposite_ones(tmp_path: Path):
    american = ["03/05/2024", "05/25/2024", "07/28/2024", "09/30/2024"]
    british = ["04/05/2024", "26/05/2024", "29/07/2024", "01/10/2024"]
    typed = [day.replace("/", "-") for day in UNPROVED]
    columns = {"Opened": american, "Closed": british, "Seen": UNPROVED, "Paid": typed}
    dates = measured(tmp_path, columns)
    assert formats(dates)[:2] == ["%m/%d/%Y", "%d/%m/%Y"]
    assert [dates[name].is_proved for name in columns] == [True, True, False, False]
    assert not all(column.is_proved for column in dates.values())


def test_opposite_orders_are_a_finding():
    rows = "".join(f"{n},0{n}/2{n}/2024,2{n + 1}/0{n}/2024\n" for n in range(1, 8))
    with loaded("Case,Opened,Closed\n" + rows) as log:
        assert "opposite_day_orders" in finding_ids(log)
        assert cases(log)
        days = {str(event["local_date"]) for event in events(log)}
    assert {"2024-01-21", "2024-01-22"} <= days


def test_a_writer_s_own_column_decides_when_columns_disagree(tmp_path: Path):
    american = ["03/05/2024", "05/25/2024", "07/28/2024", "09/30/2024"]
    british = ["04-05-2024", "26-05-2024", "29-07-2024", "01-10-2024"]
    dates = measured(tmp_path, {"A": american, "B": british, "C": UNPROVED})
    assert dates["C"].style.format == "%m/%d/%Y"
    assert dates["C"].is_proved


def test_dates_of_a_row_decide_when_nothing_proves_the_order(tmp_path: Path):
    opened = ["01/12/2024", "02/03/2024", "03/10/2024", "04/02/2024", "05/08/2024"]
    closed = ["02/01/2024", "02/11/2024", "03/12/2024", "04/09/2024", "06/05/2024"]
    iso = [f"2024-{day[:2]}-28" for day in closed]
    dates = measured(tmp_path, {"Opened": opened, "Closed": closed, "Paid": iso})
    assert dates["Opened"].basis == "evidence"
    assert formats(dates)[:2] == ["%m/%d/%Y"] * 2


@pytest.mark.parametrize("order", ["%d/%m/%Y", "%m/%d/%Y"])
def test_the_order_of_rows_decides_when_nothing_else_does(tmp_path: Path, order: str):
    days = [date(2024, month, day) for month in range(1, 13) for day in (2, 6, 11)]
    dates = measured(tmp_path, {"When": [day.strftime(order) for day in days]})
    assert (dates["When"].basis, formats(dates)) == ("evidence", [order])


@pytest.mark.parametrize("order", ["%d/%m/%Y", "%m/%d/%Y"])
def test_the_days_of_one_month_decide_when_rows_are_mixed(tmp_path: Path, order: str):
    days = [date(2024, 6, day) for day in (9, 2, 11, 4, 1, 8, 3, 12)]
    dates = measured(tmp_path, {"When": [day.strftime(order) for day in days]})
    assert (dates["When"].basis, formats(dates)) == ("evidence", [order])


def test_day_first_is_assumed_and_said_when_nothing_speaks(tmp_path: Path):
    dates = measured(tmp_path, {"When": ["03/07/2024", "03/07/2024"]})
    assert formats(dates) == ["%d/%m/%Y"]
    assert not all(column.is_proved for column in dates.values())
    assert "assumed" in dates["When"].style.said


def test_words_among_dates_count_as_not_happened(tmp_path: Path):
    answered = [f"{day}/01/2024" for day in range(11, 23)] + ["Not yet answered"] * 8
    dates = measured(tmp_path, {"Answered": [*answered, "Withdrawn", "Withdrawn"]})
    column = dates["Answered"]
    assert (column.n_words, column.n_different_words) == (10, 2)
    assert column.words == ("Not yet answered", "Withdrawn")
    assert (column.n_read, column.n_unread) == (12, 0)


def test_a_word_that_comes_once_is_counted_and_not_shown(tmp_path: Path):
    answered = [f"{day}/01/2024" for day in range(11, 23)] + ["soon", "ask Ms Jones"]
    column = measured(tmp_path, {"Answered": answered})["Answered"]
    assert (column.n_words, column.words) == (2, ())


@pytest.mark.parametrize(
    "values",
    [
        [f"{day}/01/2024 rang, no answer" for day in range(11, 30)],
        [f"{day}/01/2024" for day in range(11, 20)]
        + [f"note {'abcdefghij'[n]} of the visit" for n in range(10)],
        ["Agreed"] * 30 + ["31/01/2024"] * 2,
    ],
    ids=["begins with a date", "half notes", "hardly a date"],
)
def test_texts_with_a_few_dates_are_no_dates(tmp_path: Path, values: list[str]):
    assert measured(tmp_path, {"Notes": values}) == {}


def test_a_form_that_the_sample_missed_is_read(tmp_path: Path):
    rows = ["2024-01-31 10:15"] * 12_000
    rows[2_100] = "31/01/2024 10:15"
    rows[2_101] = "31 janvier 2024 10:15"
    column = measured(tmp_path, {"When": rows})["When"]
    assert (column.n_read, column.n_unread) == (12_000, 0)


def test_stand_ins_for_never_count_as_not_happened(tmp_path: Path):
    days = [f"2024-01-{day}" for day in range(10, 30)]
    never = ["9999-12-31", "2099-12-31", "1900-01-01", "1753-01-01", "1970-01-01"]
    column = measured(tmp_path, {"Closed": days + never})["Closed"]
    assert (column.n_placeholders, column.n_present, column.n_outside) == (5, 20, 0)
    assert date(9999, 12, 31) in column.placeholders
    assert column.n_stray == 0


def test_a_stand_in_is_no_event():
    rows = "".join(f"{n},2024-01-1{n},9999-12-31\n" for n in range(10))
    rows += "".join(f"2{n},2024-01-1{n},2024-02-1{n}\n" for n in range(10))
    with loaded("Case,Opened,Closed\n" + rows) as log:
        assert len(events(log)) == 30
        assert "placeholder_dates" in finding_ids(log)


def test_a_date_years_from_all_others_is_a_stray(tmp_path: Path):
    days = [f"{year}-0{month}-15" for year in (2022, 2023) for month in range(1, 10)]
    column = measured(tmp_path, {"When": [*days, "1948-03-01", "2048-03-01"]})["When"]
    assert column.n_stray == 2
    assert column.plausible == (at("2022-01-15"), at("2023-09-15"))


def test_old_cases_are_no_strays_when_they_reach_back_little_by_little(tmp_path: Path):
    days = ["2023-05-15"] * 50 + [f"{year}-05-15" for year in range(2000, 2023)]
    assert measured(tmp_path, {"When": days})["When"].n_stray == 0


def test_a_last_moment_that_comes_again_and_again_is_exposed(tmp_path: Path):
    ends = [f"2024-01-{day} 10:15:00" for day in range(10, 30)]
    column = measured(tmp_path, {"End": ends + ["2024-02-01 00:03:11"] * 15})["End"]
    assert column.placeholder_last == at("2024-02-01 00:03:11")
    assert column.n_placeholder_last == 15


def test_a_busy_last_day_is_no_stand_in(tmp_path: Path):
    ends = [f"2024-01-{day}" for day in range(10, 30)] * 4 + ["2024-02-01"] * 15
    assert measured(tmp_path, {"End": ends})["End"].placeholder_last is None


def test_a_number_beyond_any_calendar_is_not_read(tmp_path: Path):
    rows = ["45110"] * 12_000
    rows[2_100] = "1e300"
    column = measured(tmp_path, {"Date": rows})["Date"]
    assert (column.n_read, column.n_unread) == (11_999, 1)


def test_every_column_is_counted_when_there_are_hundreds(tmp_path: Path):
    (tmp_path / "log.csv").write_text("opened\n2024-03-01\n", encoding="utf-8")
    session = open_duckdb(tmp_path)
    raw = read_raw(tmp_path / "log.csv", session=session)
    style = profile_columns(raw).columns["opened"].style
    both = [_part(raw.table, "opened", style, position=n) for n in (3, 1_999)]
    places = session.to_pyarrow(stacked(both))["position"].to_pylist()
    session.close()
    assert sorted(places) == [3, 1_999]  # numbers of two sizes stand together
