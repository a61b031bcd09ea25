"""A path is a path: the file that was named is read, and no other."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mersey.engine import open_duckdb
from mersey.errors import FileUnreadable
from mersey.load import read_raw
from tests.unit.load.formats.tables import rows_of

ODD_NAMES = [
    "export[1].csv",
    "all*.csv",
    "what?.csv",
    "**.csv",
    "x[!a].csv",
    "it's.csv",
    'say "so".csv',
    "two\nlines.csv",
    "100%.csv",
    "~.csv",
    "-x.csv",
    "s3:x.csv",
    "back\\slash.csv",
    "{a,b}.csv",
    "x.csv?versionId=3",
]
NEIGHBOURS = ["export1.csv", "alla.csv", "whatx.csv", "xb.csv"]


def csv_of(case: str) -> bytes:
    return f"case,step\n{case},start\n".encode()


def parquet_of(case: str) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"case": [case], "step": ["start"]}), buffer)
    return buffer.getvalue()


@pytest.fixture(params=[csv_of, parquet_of], ids=["csv", "parquet"])
def content_of(request):
    return request.param


@pytest.mark.parametrize("name", ODD_NAMES)
def test_the_named_file_is_read_when_its_name_looks_like_a_pattern(
    name, content_of, tmp_path, session
):
    for other in (*NEIGHBOURS, *ODD_NAMES):
        (tmp_path / other).write_bytes(content_of("another"))
    (tmp_path / name).write_bytes(content_of("mine"))
    raw = read_raw(tmp_path / name, session=session)
    assert [row["case"] for row in rows_of(raw)] == ["mine"]


def test_a_folder_called_like_a_column_adds_none(content_of, tmp_path, session):
    folder = tmp_path / "year=2024"
    folder.mkdir()
    (folder / "log").write_bytes(content_of("mine"))
    assert read_raw(folder / "log", session=session).columns == ("case", "step")


def test_folders_are_no_patterns_when_scratch_space_lies_in_one(content_of, tmp_path):
    odd = tmp_path / "data[1]" / "md:x's*"
    odd.mkdir(parents=True)
    (odd / "log[2].csv").write_bytes(content_of("mine"))
    session = open_duckdb(odd)
    raw = read_raw(odd / "log[2].csv", session=session)
    assert [row["case"] for row in rows_of(raw)] == ["mine"]
    session.close()


def test_nothing_is_opened_elsewhere_when_a_folder_is_called_like_a_place(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("md:x").mkdir()
    open_duckdb(Path("md:x")).close()
    assert (tmp_path / "md:x" / "scratch.duckdb").is_file()


def test_a_link_is_read_when_it_leads_to_a_file(content_of, tmp_path, session):
    (tmp_path / "real").write_bytes(content_of("mine"))
    (tmp_path / "link[1].csv").symlink_to(tmp_path / "real")
    raw = read_raw(tmp_path / "link[1].csv", session=session)
    assert [row["case"] for row in rows_of(raw)] == ["mine"]


def _no_file(folder: Path, kind: str) -> Path:
    path = folder / "it.csv"
    if kind == "pipe":
        os.mkfifo(path)
    if kind == "link to nothing":
        path.symlink_to(folder / "gone.csv")
    if kind == "link to itself":
        path.symlink_to(path)
    if kind == "device":
        path.symlink_to("/dev/zero")
    return folder / ("x" * 300) if kind == "name too long" else path


@pytest.mark.parametrize(
    "kind", ["pipe", "link to nothing", "link to itself", "device", "name too long"]
)
def test_a_path_is_refused_in_words_when_no_file_is_there(kind, tmp_path, session):
    with pytest.raises(FileUnreadable):
        read_raw(_no_file(tmp_path, kind), session=session)
