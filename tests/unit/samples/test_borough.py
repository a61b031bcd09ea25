from __future__ import annotations

import gzip
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mersey.errors import UsageError, WorkspaceError
from mersey.samples import BOROUGH, SERVICES, TruthKind, write_borough
from tests.unit.samples import files

PLANS = {
    "experiments/decision-in-8-weeks.toml",
    "experiments/early-officer.toml",
}
REAL_PLACES = (
    "Stockport|Manchester|Liverpool|London|Leeds|Sheffield|Birmingham|Bristol|Kent|"
    "Cornwall|Devon|Norfolk|Suffolk|Essex|Surrey|Sussex|Camden|Lambeth|Hackney|"
    "Salford|Trafford|Rochdale|Oldham|Bolton|Bury|Wigan|Tameside|Cheshire|Nottingham"
)


def _contents(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _text(path: Path) -> str:
    if path.suffix == ".xlsx":
        return zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    encodings = {"workflow.csv": "cp1252", "reports.txt": "utf-16"}
    return data.decode(encodings.get(path.name, "utf-8"))


def test_bytes_are_the_same_when_the_seed_is(borough: Path, tmp_path: Path) -> None:
    write_borough(tmp_path, seed=2026, as_at=date(2026, 9, 30))
    assert _contents(tmp_path) == _contents(borough)


def test_every_file_differs_when_the_seed_does(borough: Path, tmp_path: Path) -> None:
    write_borough(tmp_path, seed=7)
    first, second = _contents(borough), _contents(tmp_path)
    same = {name for name in first if first[name] == second[name]}
    assert same == PLANS  # a plan is written before any number is known


def test_paths_are_those_written_when_returned(tmp_path: Path) -> None:
    paths = write_borough(tmp_path, as_at=date(2025, 1, 6))
    written = {path.relative_to(tmp_path).as_posix() for path in paths}
    assert written == set(_contents(tmp_path))
    assert written == {s.path for s in SERVICES.values()} | {
        "truths.json",
        "README.txt",
        *PLANS,
    }


def test_services_of_every_shape_are_offered_when_listed() -> None:
    assert {service.shape for service in SERVICES.values()} == {"wide", "long", "both"}
    assert all(service.name == name for name, service in SERVICES.items())


def test_every_kind_of_truth_is_planted(truths: dict[str, Any]) -> None:
    kinds = {t["kind"] for s in truths["services"].values() for t in s["truths"]}
    assert kinds == {kind.value for kind in TruthKind}


@pytest.mark.parametrize("name", SERVICES)
def test_every_row_says_it_is_made_up(
    borough: Path, truths: dict[str, Any], name: str
) -> None:
    rows = files.read(borough, truths, name)
    assert all(BOROUGH in row.values() for row in rows)
    assert len(rows) == truths["services"][name]["rows"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_real_place_is_named_in_a_file(borough: Path, name: str) -> None:
    text = _text(borough / SERVICES[name].path)
    assert re.findall(rf"\b(?:{REAL_PLACES})\b", text) == []


@pytest.mark.parametrize("name", SERVICES)
def test_case_column_counts_the_cases_when_blanks_are_left_out(
    borough: Path, truths: dict[str, Any], name: str
) -> None:
    service = truths["services"][name]
    rows = files.read(borough, truths, name)
    assert (
        len({row[service["case"]].strip() for row in rows} - {""}) == service["cases"]
    )


@pytest.mark.parametrize("name", SERVICES)
def test_sizes_are_those_of_a_council_when_written(
    truths: dict[str, Any], name: str
) -> None:
    assert 600 <= truths["services"][name]["cases"] <= 4000


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"housing_repairs"}))
def test_no_row_is_there_twice_when_nothing_dirty_is_planted(
    borough: Path, truths: dict[str, Any], name: str
) -> None:
    rows = [tuple(row.items()) for row in files.read(borough, truths, name)]
    assert len(set(rows)) == len(rows)


def test_both_notes_say_synthetic_when_written(
    borough: Path, truths: dict[str, Any]
) -> None:
    assert "no such borough" in truths["synthetic"]
    assert truths["synthetic"] in (borough / "README.txt").read_text("utf-8")


def test_error_names_the_folder_when_it_is_a_file(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.write_text("x", "utf-8")
    with pytest.raises(WorkspaceError, match="taken"):
        write_borough(path)


def test_error_says_what_is_expected_when_the_seed_is_negative(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="from 0 up"):
        write_borough(tmp_path, seed=-1)


def test_error_says_what_is_expected_when_the_day_is_absurd(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="2005-01-01"):
        write_borough(tmp_path, as_at=date(1, 1, 1))
