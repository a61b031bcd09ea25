"""Which sign parts the values: the one that most of all rows agree on."""

from __future__ import annotations

from mersey.load.files.text import sniff_dialect

TABLE = ["Case,Step,Day", *(f"{n},Received,2024-01-{n:02}" for n in range(1, 15))]


def delimiter_of(lines):
    return sniff_dialect("\n".join(lines), is_whole=True).delimiter


def test_signs_at_the_foot_do_not_outweigh_the_table_above_them():
    assert delimiter_of([*TABLE, ";", ";", ";;;;;;", ";"]) == ","


def test_titles_above_the_headings_do_not_count_against_the_table():
    titles = ["Report; made in May", "For: the team; and others", ""]
    assert delimiter_of([*titles, *TABLE]) == ","
