"""Paths and files that cannot be read at all, and what is said of them."""

from __future__ import annotations

import errno
import gzip
import hashlib
import os

import pytest

from mersey.engine import open_duckdb
from mersey.errors import FileUnreadable, WorkspaceError
from mersey.load import read_raw


@pytest.fixture
def session(tmp_path):
    """An engine with a scratch folder of its own."""
    (tmp_path / "scratch").mkdir()
    engine = open_duckdb(tmp_path / "scratch")
    yield engine
    engine.close()


def put(folder, name, content):
    """A file of that content."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_the_nearest_file_is_named_when_the_path_is_wrong(tmp_path, session):
    put(tmp_path, "planning.csv", b"a,b\n1,2\n")
    with pytest.raises(FileUnreadable, match=r"Did you mean .*planning\.csv"):
        read_raw(tmp_path / "planing.csv", session=session)


def test_the_folder_is_named_when_it_does_not_exist(tmp_path, session):
    with pytest.raises(FileUnreadable, match="no folder"):
        read_raw(tmp_path / "nowhere" / "log.csv", session=session)


def test_files_inside_are_listed_when_the_path_is_a_folder(tmp_path, session):
    put(tmp_path, "log.csv", b"a,b\n1,2\n")
    with pytest.raises(FileUnreadable, match=r"is a folder[\s\S]*log\.csv"):
        read_raw(tmp_path, session=session)


def test_an_empty_file_is_refused_when_it_has_no_bytes(tmp_path, session):
    with pytest.raises(FileUnreadable, match="is empty: 0 bytes"):
        read_raw(put(tmp_path, "log.csv", b""), session=session)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_permission_is_named_when_the_file_may_not_be_read(tmp_path, session):
    path = put(tmp_path, "log.csv", b"a,b\n1,2\n")
    path.chmod(0)
    with pytest.raises(FileUnreadable, match="You may not read"):
        read_raw(path, session=session)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"MZ\x90\x00", "a Windows program"),
        (b"PK\x03\x04", "a zip file"),
        (b"PAR1", "stops early"),
        (b"SQLite format 3\x00", "stops early"),
        (b"<html>", "a web page"),
        (b"\x01\x02\x03", "not text"),
    ],
)
def test_it_is_said_what_a_file_looks_like_when_it_is_no_log(
    tmp_path, session, start, said
):
    with pytest.raises(FileUnreadable, match=said):
        read_raw(put(tmp_path, "log.csv", start + b"\x00\x01" * 500), session=session)


def test_formats_are_listed_when_none_fits(tmp_path, session):
    path = put(tmp_path, "log.csv", b"\x89PNG\r\n\x1a\n" + bytes(500))
    with pytest.raises(FileUnreadable, match="XES event log"):
        read_raw(path, session=session)


def test_a_packed_file_is_refused_when_it_stops_early(tmp_path, session):
    packed = gzip.compress(b"a,b\n" + b"".join(b"%d,x\n" % i for i in range(9_999)))
    with pytest.raises(FileUnreadable, match="stops early"):
        read_raw(put(tmp_path, "log.csv.gz", packed[:-500]), session=session)


def test_a_packed_file_is_refused_when_it_is_damaged(tmp_path, session):
    packed = bytearray(gzip.compress(b"a,b\n" + b"1,x\n" * 9_999))
    packed[-6] ^= 0xFF
    with pytest.raises(FileUnreadable, match="contradicts its check sum"):
        read_raw(put(tmp_path, "log.csv.gz", bytes(packed)), session=session)


def test_all_parts_are_read_when_a_packed_file_has_several(tmp_path, session):
    packed = gzip.compress(b"a,b\n1,2\n") + gzip.compress(b"3,4\n") + bytes(512)
    raw = read_raw(put(tmp_path, "log.csv.gz", packed), session=session)
    assert raw.n_read == 2


def test_the_hash_is_of_the_bytes_when_the_file_is_packed(tmp_path, session):
    packed = gzip.compress(b"a,b\n1,2\n")
    raw = read_raw(put(tmp_path, "log.csv.gz", packed), session=session)
    assert raw.content_hash == hashlib.blake2b(packed, digest_size=32).hexdigest()
    assert raw.name == "log.csv.gz"


def test_progress_is_told_when_somebody_asks(tmp_path, session):
    told = []
    path = put(tmp_path, "log.csv", b"a,b\n1,2\n")
    read_raw(path, session=session, progress=lambda *step: told.append(step))
    assert told == [("Reading the file", None)]


def test_the_disk_is_named_when_there_is_no_room_to_read_into(
    tmp_path, session, monkeypatch
):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("mersey.load.reading.unpack", full)
    path = put(tmp_path, "log.csv.gz", gzip.compress(b"a,b\n1,2\n"))
    with pytest.raises(WorkspaceError, match="disk is full"):
        read_raw(path, session=session)
