"""Every file format reads its own example, whole, packed and damaged."""

from __future__ import annotations

import gzip

import pytest

from mersey.engine import open_duckdb
from mersey.load import FORMATS, read_raw

DAMAGED = [name for name, each in FORMATS.items() if each.example.damaged is not None]


def read(folder, name, content):
    """What is read from bytes under that name."""
    path = folder / name
    path.write_bytes(content)
    scratch = folder / "scratch"
    scratch.mkdir()
    return read_raw(path, session=open_duckdb(scratch))


@pytest.mark.parametrize("name", FORMATS)
def test_example_gives_its_columns_and_rows_when_read(name, tmp_path):
    example = FORMATS[name].example
    raw = read(tmp_path, example.file_name, example.content)
    assert (raw.format, raw.columns, raw.n_read) == (
        name,
        example.columns,
        example.n_rows,
    )


@pytest.mark.parametrize("name", FORMATS)
def test_content_decides_when_the_ending_is_wrong(name, tmp_path):
    raw = read(tmp_path, "export.dat", FORMATS[name].example.content)
    assert raw.format == name


@pytest.mark.parametrize("name", FORMATS)
def test_example_is_the_same_when_it_comes_in_gzip(name, tmp_path):
    example = FORMATS[name].example
    raw = read(tmp_path, f"{example.file_name}.gz", gzip.compress(example.content))
    assert (raw.format, raw.n_read) == (name, example.n_rows)


@pytest.mark.parametrize("name", FORMATS)
def test_rows_are_numbered_from_one_when_read(name, tmp_path):
    example = FORMATS[name].example
    raw = read(tmp_path, example.file_name, example.content)
    assert tuple(raw.table.columns) == ("__row", *example.columns)
    rows = raw.session.to_pyarrow(raw.table)
    assert sorted(rows["__row"].to_pylist()) == list(range(1, example.n_rows + 1))


@pytest.mark.parametrize("name", DAMAGED)
def test_bad_lines_are_rejected_when_the_example_is_damaged(name, tmp_path):
    example = FORMATS[name].example
    raw = read(tmp_path, example.file_name, example.damaged)
    n_rejected = raw.session.count(raw.rejected)
    n_rows = raw.session.count(raw.table)
    assert n_rejected == example.n_rejected
    assert raw.n_read == n_rows + n_rejected
