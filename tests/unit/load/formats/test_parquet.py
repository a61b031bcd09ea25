"""Parquet: types kept, what is no column left out, damage told."""

from __future__ import annotations

import datetime as dt
import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mersey.errors import FileUnreadable
from mersey.load import FORMATS
from tests.unit.load.formats.tables import finding_ids, rows_of


def parquet(**columns):
    """A Parquet file of those columns."""
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def test_types_are_kept_when_columns_hold_one_value_a_row(read):
    when = pa.array(
        [dt.datetime(2024, 3, 4, 9, tzinfo=dt.UTC)], pa.timestamp("us", "UTC")
    )
    row = rows_of(read(parquet(n=[1], x=[1.5], when=when, s=["NA"]), "log.parquet"))[0]
    assert row["when"] == dt.datetime(2024, 3, 4, 9, tzinfo=dt.UTC)
    assert (row["n"], row["x"], row["s"]) == (1, 1.5, "NA")


def test_categories_become_text_when_a_column_has_them(read):
    steps = pa.array(["a", "b"]).dictionary_encode()
    raw = read(parquet(case=["1", "2"], step=steps), "log.parquet")
    assert raw.table.holds_text("step")


def test_lists_and_row_numbers_are_left_out_when_pandas_wrote_them(read):
    raw = read(parquet(case=["1"], tags=[["x"]], __index_level_0__=[7]), "log.parquet")
    assert raw.columns == ("case",)
    assert finding_ids(raw) == ["columns_left_out"]


def test_both_columns_are_kept_when_headings_differ_in_case_only(read):
    raw = read(parquet(Case=["1"], case=["2"]), "log.parquet")
    assert rows_of(raw) == [{"__row": 1, "Case": "1", "case_1": "2"}]


def test_a_file_is_refused_when_it_is_cut_short(read):
    with pytest.raises(FileUnreadable, match="stops early"):
        read(parquet(case=["1"] * 1_000)[:-200], "log.parquet")


def test_a_file_is_refused_when_its_middle_is_damaged(read):
    content = bytearray(parquet(case=[f"case {i}" for i in range(5_000)]))
    content[200:4_000] = b"\xff" * 3_800
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        read(bytes(content), "log.parquet")


def test_rows_are_numbered_when_a_column_is_called_rowid(read):
    raw = read(parquet(rowid=["a", "b"], step=["x", "y"]), "log.parquet")
    assert [(row["__row"], row["rowid"]) for row in rows_of(raw)] == [
        (1, "a"),
        (2, "b"),
    ]


def test_the_next_file_is_read_when_one_has_ended_the_database(read, session):
    content = bytearray(FORMATS["parquet"].example.content)
    content[247] += 2  # of a length, and of what comes after it: DuckDB then gives up
    content[422] = 129
    kept = session.materialise("kept", session.from_batches("x", *_one_row()))
    with pytest.raises(FileUnreadable, match="damaged or cut short"):
        read(bytes(content), "log.parquet")
    assert session.to_pyarrow(kept).to_pylist() == [{"n": 1}]
    assert read(parquet(case=["1"], step=["Opened"]), "log.parquet").n_read == 1
    assert read(b"case,step\n1,Opened\n", "log.csv").n_read == 1


def _one_row():
    table = pa.table({"n": [1]})
    return table.schema, table.to_batches()
