"""Whose pseudonym is it? The file is asked again, with the key."""

from __future__ import annotations

from pathlib import Path

from mersey.engine import open_duckdb
from mersey.load import ReadOptions, case_references, read_log

KEY = bytes(range(32))
FILE = "Ref,Step,Date\nA/1,open,2026-01-02\na/1,close,2026-01-05\nB/2,open,2026-01-03\n"


def _asked(folder: Path, among: frozenset[str]) -> dict[str, str]:
    file = folder / "log.csv"
    file.write_text(FILE, encoding="utf-8")
    return case_references(
        file,
        options=ReadOptions(),
        column="Ref",
        key=KEY,
        is_wanted=among.__contains__,
    )


def _pseudonyms(folder: Path) -> list[str]:
    file = folder / "log.csv"
    file.write_text(FILE, encoding="utf-8")
    session = open_duckdb(folder)
    log = read_log(file, session=session, key=KEY)
    cases = session.to_pyarrow(log.cases)
    session.close()
    ids, names = cases["case_id"].to_pylist(), cases["pseudonym"].to_pylist()
    return [name for _, name in sorted(zip(ids, names, strict=True))]


def test_pseudonyms_of_a_log_lead_back_to_the_names_of_its_file(tmp_path: Path) -> None:
    first, second = _pseudonyms(tmp_path)
    found = _asked(tmp_path, frozenset({first, second}))
    assert found[second] == "B/2"
    assert found[first].upper() == "A/1"


def test_nobody_is_told_who_was_not_asked_for(tmp_path: Path) -> None:
    _, second = _pseudonyms(tmp_path)
    assert _asked(tmp_path, frozenset({second})) == {second: "B/2"}
