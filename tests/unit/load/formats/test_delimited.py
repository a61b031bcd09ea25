"""Delimited text: what is read, what is rejected with its line, what is said."""

from __future__ import annotations

import pytest

from mersey.engine.queries import query
from mersey.errors import DataError, FileUnreadable
from tests.unit.load.formats.tables import finding_ids, rejected_of, rows_of

BAD_QUOTE = "a quotation mark that is not closed, or text after one that is"


def test_values_stay_text_when_they_look_like_nulls_or_numbers(read):
    raw = read(b"Case,Step,Note\nNA,NULL,?\n007,1e5,\n")
    assert rows_of(raw) == [
        {"__row": 1, "Case": "NA", "Step": "NULL", "Note": "?"},
        {"__row": 2, "Case": "007", "Step": "1e5", "Note": None},
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "^", ":"])
def test_delimiter_is_found_when_it_is_any_of_six(read, mark):
    lines = ["case,step,text", "1,start,a b", "2,end,c d"]
    raw = read("\n".join(lines).replace(",", mark).encode())
    assert raw.columns == ("case", "step", "text")


def test_semicolon_wins_when_numbers_use_decimal_commas(read):
    raw = read(b"case;cost;hours\n1;2,5;1,5\n2;3,5;2,5\n")
    assert rows_of(raw)[0] == {"__row": 1, "case": "1", "cost": "2,5", "hours": "1,5"}


def test_comma_wins_when_times_hold_colons(read):
    raw = read(b"case,when\n1,2024-01-01 10:00:00\n2,2024-01-02 11:00:00\n")
    assert raw.columns == ("case", "when")


def test_one_column_is_read_when_no_delimiter_fits(read):
    raw = read(b"reference\nA 1\nB 2\n")
    assert raw.columns == ("reference",)
    assert raw.n_read == 2


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_accents_survive_when_encoded_in(read, codec):
    text = "case,place\n1,Café Zoë\n2,Plain\n"
    raw = read(text.encode(codec))
    assert raw.columns == ("case", "place")
    assert rows_of(raw)[0]["place"] == "Café Zoë"


def test_each_line_keeps_its_own_encoding_when_they_are_mixed(read):
    raw = read(b"case,place\n1,Caf\xe9\n2,Caf\xc3\xa9\n3,Cafe\n")
    assert [row["place"] for row in rows_of(raw)] == ["Café", "Café", "Cafe"]
    finding = raw.findings[0]
    assert (finding.id, finding.count) == ("mixed_encoding", 1)


def test_encoding_is_said_when_one_late_line_is_not_utf8(read):
    lines = b"case,place\n" + b"1,Cafe\n" * 100_000 + b"2,Caf\xe9\n"
    raw = read(lines)
    assert raw.n_read == 100_001
    assert finding_ids(raw) == ["encoding"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_are_split_when_they_end_in(read, end):
    raw = read(b"case,step\n1,a\n2,b\n3,c\n".replace(b"\n", end))
    assert [row["step"] for row in rows_of(raw)] == ["a", "b", "c"]


def test_all_rows_are_read_when_line_ends_are_mixed(read):
    raw = read(b"case,step\n1,a\r\n2,b\n3,c\r\n4,d\n5,e")
    assert [row["step"] for row in rows_of(raw)] == ["a", "b", "c", "d", "e"]


def test_a_line_break_inside_quotes_is_kept_when_it_differs_from_line_ends(read):
    raw = read(b'case,note\r\n1,"two\nlines"\r\n2,x\r\n')
    assert [row["note"] for row in rows_of(raw)] == ["two\nlines", "x"]


def test_a_carriage_return_inside_a_value_is_kept_when_lines_end_in_lf(read):
    raw = read(b"case,note\n1,two\rlines\n2,x\n")
    assert [row["note"] for row in rows_of(raw)] == ["two\rlines", "x"]


def test_ragged_lines_are_rejected_when_values_are_missing_or_too_many(read):
    raw = read(b'a,b,c\n1,2,3\n4,5\n6,7,8,9\nx,"y\nz",w\n1,2\n7,8,9\n')
    assert rejected_of(raw) == [
        (3, "c", "fewer values than headings"),
        (4, None, "more values than headings"),
        (7, "c", "fewer values than headings"),
    ]
    assert (raw.n_read, len(rows_of(raw))) == (6, 3)


def test_rows_after_an_open_quote_survive_when_it_is_never_closed(read):
    raw = read(b'a,b\n1,"two\n3,four\n5,six\n')
    assert rejected_of(raw) == [(2, None, BAD_QUOTE)]
    assert [row["b"] for row in rows_of(raw)] == ["four", "six"]


def test_quotes_inside_values_are_kept_when_doubled_or_unopened(read):
    raw = read(b'a,b\n1,"say ""x"""\n2,5" pipe\n3,"x" y\n')
    assert [row["b"] for row in rows_of(raw)] == ['say "x"', '5" pipe']
    assert rejected_of(raw) == [(4, None, BAD_QUOTE)]


def test_backslash_escapes_a_quote_when_the_file_does_so(read):
    raw = read(b'a,b,c\n1,"say \\"x\\"",2\n3,"y",4\n')
    assert [row["b"] for row in rows_of(raw)] == ['say "x"', "y"]


def test_headings_become_unique_when_they_repeat_or_are_empty(read):
    raw = read(b"Case,Status,status,,Status\n1,a,b,c,d\n")
    assert raw.columns == ("Case", "Status", "status (2)", "column 4", "Status (3)")
    assert finding_ids(raw) == ["duplicate_headings", "empty_headings"]


def test_lines_above_the_headings_are_passed_over_when_they_are_a_title(read):
    raw = read(b"Planning report\n\nRun on 1 May\ncase,step,when\n1,a,x\n2,b\n")
    assert raw.columns == ("case", "step", "when")
    assert finding_ids(raw) == ["preamble"]
    assert rejected_of(raw) == [(6, "when", "fewer values than headings")]


def test_delimiter_is_taken_from_the_first_line_when_excel_states_it(read):
    raw = read(b"sep=;\ncase;step\n1;a,b,c\n")
    assert rows_of(raw) == [{"__row": 1, "case": "1", "step": "a,b,c"}]


def test_a_closing_delimiter_is_no_column_when_headings_or_rows_have_it(read):
    assert read(b"a,b,c\n1,2,3,\n4,5,6,\n").columns == ("a", "b", "c")
    assert read(b"a,b,c,\n1,2,3\n4,5,6\n").columns == ("a", "b", "c")


def test_formulas_are_kept_and_counted_when_values_begin_like_them(read):
    raw = read(b"a,b\n=cmd|x,-5\n@SUM(A1),+44 161 496\n-2+3+cmd|' /C,-1e-5\n")
    assert rows_of(raw)[0]["a"] == "=cmd|x"
    assert [(f.id, f.count) for f in raw.findings] == [("formula_cells", 3)]


def test_a_huge_value_is_rejected_when_its_line_is_over_the_limit(read):
    raw = read(b"a,b\n1,2\n3," + b"x" * 10_000_000 + b"\n5,6\n")
    assert rejected_of(raw) == [(3, None, "longer than 2,000,000 bytes")]
    assert raw.n_read == 3


def test_a_million_values_are_rejected_when_the_table_has_two_columns(read):
    raw = read(b"a,b\n1,2\n" + b"1," * 900_000 + b"1\n5,6\n")
    assert rejected_of(raw) == [(3, None, "more values than headings")]
    assert raw.n_read == 3


def test_a_million_headings_are_refused_when_read_as_columns(read):
    with pytest.raises(FileUnreadable, match="1,000,000 headings"):
        read(b",".join(b"c%d" % i for i in range(1_000_000)) + b"\n1,2\n")


def test_no_rows_is_an_error_when_only_headings_are_there(read):
    with pytest.raises(DataError, match="has headings but no rows"):
        read(b"case,step,when\n")


def test_nul_bytes_are_left_out_when_inside_text(read):
    raw = read(b"a,b\n" + b"1,x\n" * 70_000 + b"2,y\x00z\n")
    assert rows_of(raw)[-1]["b"] == "yz"
    assert finding_ids(raw) == ["nul_bytes"]


def test_order_of_rows_is_kept_when_two_threads_read_a_million(read):
    lines = b"".join(b"%d,step\n" % i for i in range(1, 1_200_001))
    raw = read(b"n,s\n" + lines)
    astray = query("FROM {rows} WHERE __row::VARCHAR <> n", rows=raw.table)
    assert raw.session.count(astray) == 0


def test_spaces_around_quotes_do_not_count_when_a_line_needs_mending(read):
    raw = read(b'a,b\n1, "x, y" \n2, "open\n3,z\n')
    assert [row["b"] for row in rows_of(raw)] == ["x, y", "z"]
    assert rejected_of(raw) == [(3, None, BAD_QUOTE)]
