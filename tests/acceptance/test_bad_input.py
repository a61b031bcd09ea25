"""Bad input meets a clear error or a finding: no traceback, and no silent loss."""

from __future__ import annotations

import gzip
import random
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.program import Outcome, mersey, mersey_from_cold

GOOD = "case,activity,time\n" + "".join(
    f"{i},{step},2024-0{1 + i % 9}-{10 + day} 09:00\n"
    for i in range(40)
    for day, step in enumerate(("Received", "Assessed", "Closed"))
)


def _text(text: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "log.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return make


def _bytes(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def _cut_sqlite(folder: Path) -> Path:
    path = folder / "log.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table event (ocel_id text, ocel_type text)")
        connection.executemany("insert into event values (?, ?)", [("e", "A")] * 5000)
    connection.close()
    path.write_bytes(path.read_bytes()[:9000])
    return path


def _zip_bomb(folder: Path) -> Path:
    path = folder / "log.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b"\0" * 1_000_000)
    return path


def _folder(folder: Path) -> Path:
    path = folder / "log.csv"
    path.mkdir()
    return path


NOISE = random.Random(1).randbytes(40_000)
XES_TAIL = b"""<?xml version="1.0"?><log><trace><string key="concept:name" value="1"/>
<event><string key="concept:name" value="A"/>
<date key="time:timestamp" value="2024-01-01T00:00:00Z"/></event></trace><trace><eve"""

UNUSABLE = {
    "empty": _text(""),
    "blank": _text("\n\n  \n"),
    "header_only": _text("case,activity,time\n"),
    "one_column": _text("case\n1\n2\n3\n"),
    "no_date": _text("case,activity\n1,A\n1,B\n2,A\n2,B\n"),
    "binary": _bytes("log.csv", NOISE),
    "png": _bytes("log.csv", b"\x89PNG\r\n\x1a\n" + NOISE),
    "truncated_gz": _bytes("log.csv.gz", gzip.compress(GOOD.encode() * 200)[:-200]),
    "not_gz": _bytes("log.csv.gz", NOISE),
    "broken_xlsx": _bytes("log.xlsx", b"PK\x03\x04" + NOISE),
    "broken_parquet": _bytes("log.parquet", b"PAR1" + NOISE),
    "broken_sqlite": _cut_sqlite,
    "broken_xes": _bytes("log.xes", XES_TAIL),
    "zip_bomb": _zip_bomb,
    "folder": _folder,
    "missing": lambda folder: folder / "nowhere.csv",
    "million_columns": _text(",".join(f"c{i}" for i in range(1_000_000)) + "\n1\n"),
    "dates_all_out_of_range": _text(
        "case,activity,time\n1,A,1720-01-01 10:00\n1,B,1721-01-01 10:00\n"
    ),
}


@pytest.mark.parametrize("name", sorted(UNUSABLE))
def test_look_says_what_is_wrong_when_a_file_is_unusable(
    name: str, tmp_path: Path
) -> None:
    done = mersey("look", UNUSABLE[name](tmp_path), cwd=tmp_path)
    assert done.is_clean, done.err
    assert done.code == 3, done.err
    assert len(done.err.strip().splitlines()) >= 2, "what was wrong, and what to do"
    assert not list(tmp_path.glob("*.html"))


def _lines(*extra: str) -> str:
    return GOOD + "".join(f"{line}\n" for line in extra)


CLOSED_SAME_DAY = "case,activity,time\n" + "".join(
    f"{i},{step},2024-03-{1 + i % 28:02} 1{hour}:00\n"
    for i in range(60)
    for hour, step in enumerate(("Opened", "Closed"))
)
EVERY_CASE_OPEN = "case,activity,time\n" + "".join(
    f"{i},Received,2024-03-{1 + i % 28:02} 10:00\n"
    f"{i},Allocated,2024-04-{1 + i % 28:02} 10:00\n"
    for i in range(60)
)
MANY_ACTIVITIES = "case,activity,time\n" + "".join(
    f"{i // 10},Step {i},2024-01-01 00:{i % 60:02}\n" for i in range(100_000)
)

FLAWED_ROWS = {
    "bad_date": (_lines("41,Received,not a date"), "rejected"),
    "before_1900": (_lines("41,Received,1822-01-01 09:00"), "rejected"),
    "after_2100": (_lines("41,Received,2322-01-01 09:00"), "rejected"),
    "ragged": (_lines("41,Received,2024-02-01 09:00,too,many"), "rejected"),
    "blank_case": (_lines(",Received,2024-02-01 09:00"), "rejected"),
    "duplicate": (_lines("1,Received,2024-02-10 09:00"), "duplicate"),
    "far_past": (_lines("41,Received,1948-01-01 09:00"), "far_past_events"),
    "future": (_lines("41,Received,2099-02-01 09:00"), "future_events"),
    "formula": (
        _lines("=cmd|' /C calc'!A0,Received,2024-02-01 09:00"),
        "formula_cells",
    ),
    "duplicate_headings": (
        GOOD.replace("case,activity,time", "case,activity,time,time", 1).replace(
            "09:00\n", "09:00,x\n"
        ),
        "duplicate_headings",
    ),
}
FLAWED_LOGS = {
    "same_day": (CLOSED_SAME_DAY, "all_closed_same_day"),
    "every_case_open": (EVERY_CASE_OPEN, "missing_ends"),
    "one_case": (
        "case,activity,time\n"
        + GOOD.split("\n", 4)[1]
        + "\n"
        + "\n".join(GOOD.split("\n")[2:4])
        + "\n",
        "single_case",
    ),
    "many_activities": (MANY_ACTIVITIES, "many_activities"),
    "huge_field": (
        _lines(f"41,Received,2024-02-01 09:00\n42,{'x' * 10_000_000},2024-02-01 09:00"),
        "",
    ),
}


@pytest.mark.parametrize("name", sorted(FLAWED_ROWS))
def test_check_accounts_for_every_row_when_some_are_flawed(
    name: str, tmp_path: Path
) -> None:
    text, expected = FLAWED_ROWS[name]
    done = mersey("check", _text(text)(tmp_path), "--json", cwd=tmp_path)
    _check_accounts(done, expected)


@pytest.mark.parametrize("name", sorted(FLAWED_LOGS))
def test_look_accounts_for_every_row_when_the_log_itself_is_flawed(
    name: str, tmp_path: Path
) -> None:
    text, expected = FLAWED_LOGS[name]
    done = mersey("look", _text(text)(tmp_path), "--json", cwd=tmp_path)
    _check_accounts(done, expected)


def _check_accounts(done: Outcome, expected: str) -> None:
    assert done.is_clean, done.err
    assert done.code == 0, done.err
    loading = done.json["loading"]
    parts = ("rows_loaded", "rows_rejected", "rows_duplicate")
    assert loading["rows_read"] == sum(loading[part] for part in parts)
    seen = {f["id"] for f in loading["findings"]}
    seen |= {p.removeprefix("rows_") for p in parts if loading[p]}
    assert expected in seen | {""}


def test_look_reads_mixed_encodings_when_a_line_is_cp1252(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(
        (GOOD + "41,Café,2024-02-01 09:00\n").encode()
        + "42,Café,2024-02-01 09:00\n".encode("cp1252")
    )
    done = mersey("look", path, "--json", cwd=tmp_path)
    assert done.code == 0, done.err
    names = {n["activity"]: n["events"] for n in done.json["flow"]["map"]["nodes"]}
    assert names["Café"] == 2
    assert "mixed_encoding" in {f["id"] for f in done.json["loading"]["findings"]}


@pytest.mark.parametrize("n_bytes", [20_000, 400_000])
def test_look_leaves_the_old_page_when_the_disk_is_full(
    n_bytes: int, tmp_path: Path
) -> None:
    log, page = _text(GOOD)(tmp_path), tmp_path / "log.html"
    page.write_text("the old page", encoding="utf-8")
    full = mersey_from_cold(
        "look", log, cwd=tmp_path, most_bytes=n_bytes, TMPDIR=str(tmp_path)
    )
    assert full.is_clean, full.err
    assert full.code == 2, full.err
    assert page.read_text(encoding="utf-8") == "the old page"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["log.csv", "log.html"]


def test_look_says_so_when_a_page_cannot_be_written_there(tmp_path: Path) -> None:
    done = mersey("look", _text(GOOD)(tmp_path), "--out", "/dev/null/x", cwd=tmp_path)
    assert done.is_clean, done.err
    assert done.code == 2
