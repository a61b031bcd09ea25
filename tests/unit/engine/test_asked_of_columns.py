"""Questions asked of many columns at once: counts of values, longest texts, patterns."""

from __future__ import annotations

import pyarrow as pa
import pytest

from mersey.engine import open_duckdb
from mersey.engine.backends import duckdb_columns
from tests.engines.asked import given

ODD = 'odd "name"'


@pytest.fixture
def session(tmp_path):
    engine = open_duckdb(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def table(session):
    columns = {"n": [7, 7, None], ODD: ["=a", "bé", "bé"]}
    return given(session, "given", pa.table(columns))


def test_value_counts_tells_values_as_text_when_a_column_holds_numbers(session, table):
    counts = dict(session.value_counts(table, ["n", ODD]))
    assert counts == {"n": {"7": 2}, ODD: {"=a": 1, "bé": 2}}


def test_value_counts_asks_few_queries_when_a_table_is_wide_and_short(
    session, monkeypatch
):
    columns = {f"c{n}": ["a", "b" if n % 2 else None] for n in range(300)}
    wide = given(session, "wide", pa.table(columns))
    asked = []
    rows = duckdb_columns._rows
    monkeypatch.setattr(
        duckdb_columns, "_rows", lambda con, q: asked.append(q) or rows(con, q)
    )
    counts = dict(session.value_counts(wide, list(columns)))
    assert list(counts) == list(columns)
    assert (counts["c0"], counts["c299"]) == ({"a": 1}, {"a": 1, "b": 1})
    assert len(asked) <= 2


def test_value_counts_tells_each_column_when_they_are_counted_apart(
    session, table, monkeypatch
):
    monkeypatch.setattr(duckdb_columns, "COUNTED_AT_ONCE", 1)
    counts = dict(session.value_counts(table, ["n", ODD]))
    assert counts == {"n": {"7": 2}, ODD: {"=a": 1, "bé": 2}}


def test_longest_texts_counts_bytes_when_a_letter_has_two(session, table):
    assert session.longest_texts(table, [ODD]) == (3,)


def test_rows_like_finds_rows_when_a_text_begins_so(session, table):
    found = session.rows_like(table, [ODD], pattern="\x1f=", n_rows=9)
    assert found[ODD].to_pylist() == ["=a"]


def test_rows_like_looks_no_further_when_rows_are_limited(session, table):
    found = session.rows_like(table, [ODD], pattern="bé", n_rows=1)
    assert found.num_rows == 0
