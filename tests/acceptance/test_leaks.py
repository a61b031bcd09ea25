"""Nothing personal is left anywhere: workspace, page, JSON, screen, errors."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.acceptance.program import Outcome, mersey

NAMES = ("Aaliyah Quillfeather", "Bartholomew Snodgrass", "Priya Vantongeren")
NHS_NUMBERS = ("943 476 5919", "401 023 2137", "999 000 0018")
POSTCODES = ("SK1 3XE", "M60 2LA", "LS1 1UR")
EMAILS = ("aaliyah.q@example.org", "b.snodgrass@example.org", "priya.v@example.org")
CASES = ("REF-CANARY-001", "REF-CANARY-002", "REF-CANARY-003")
STAFF = ("zwhittlebeck", "yhornblower")
PLANTED = NAMES + NHS_NUMBERS + POSTCODES + EMAILS + CASES + STAFF


def _log(folder: Path) -> Path:
    lines = ["case ref,client name,nhs number,postcode,email,step,done at,worker,notes"]
    for i in range(300):
        k = i % 3
        ref = CASES[k] if i < 3 else f"REF-{i:04}"
        for day, step in enumerate(("Received", "Visited", "Closed")):
            lines.append(
                f"{ref},{NAMES[k]},{NHS_NUMBERS[k]},{POSTCODES[k]},{EMAILS[k]},{step},"
                f"2024-{1 + i % 9:02}-{1 + day * 5:02} 09:{i % 60:02},{STAFF[i % 2]},"
                f"spoke to {NAMES[k]} about the visit at {POSTCODES[k]} number {i}"
            )
    lines.append(f"{CASES[0]},{NAMES[0]},,,,Visited,{NAMES[1]},,")
    path = folder / "log.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _found_in(data: bytes) -> list[str]:
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.lower().replace(b"\0", b"")
    squeezed = text.replace(b" ", b"")
    return [
        planted
        for planted in PLANTED
        if planted.lower().encode() in text
        or planted.lower().replace(" ", "").encode() in squeezed
    ]


def _everything(folder: Path, *outcomes: Outcome) -> list[str]:
    found = [
        f"{p}: {_found_in(p.read_bytes())}"
        for p in folder.rglob("*")
        if p.is_file() and p.name != "log.csv" and _found_in(p.read_bytes())
    ]
    found += [
        f"screen: {_found_in((o.out + o.err).encode())}"
        for o in outcomes
        if _found_in((o.out + o.err).encode())
    ]
    return found


def test_planted_identifiers_are_nowhere_when_a_log_is_looked_at(
    tmp_path: Path,
) -> None:
    file = _log(tmp_path)
    seen = [
        mersey("look", file, "--write-map", cwd=tmp_path),
        mersey("look", file, "--json", cwd=tmp_path),
        mersey("check", file, cwd=tmp_path),
        mersey("load", file, "--service", "care", cwd=tmp_path),
        mersey("measure", "lead_time", "--service", "care", "--json", cwd=tmp_path),
    ]
    assert [o.code for o in seen] == [0] * 5, [o.err for o in seen]
    assert _everything(tmp_path, *seen) == []


def test_planted_identifiers_are_nowhere_when_a_run_fails(tmp_path: Path) -> None:
    file = _log(tmp_path)
    seen = [
        mersey("look", file, "--case", "nonsuch", cwd=tmp_path),
        mersey("look", file, "--time", "client name", cwd=tmp_path),
        mersey("look", file, "--end", "nonsuch", cwd=tmp_path),
    ]
    assert all(o.code in {2, 3} for o in seen), [o.err for o in seen]
    assert _everything(tmp_path, *seen) == []


def test_the_search_finds_a_canary_when_one_is_there() -> None:
    assert _found_in(gzip.compress(f"x {NHS_NUMBERS[0]} y".encode())) == [
        NHS_NUMBERS[0]
    ]
    assert _found_in(b"9434765919") == [NHS_NUMBERS[0]]


@pytest.mark.parametrize("name", CASES[:1])
def test_case_names_stay_when_they_are_kept_on_purpose(
    name: str, tmp_path: Path
) -> None:
    done = mersey("look", _log(tmp_path), "--keep-ids", "--json", cwd=tmp_path)
    assert done.code == 0, done.err
    assert "identifiers_kept" in {f["id"] for f in done.json["loading"]["findings"]}
    assert name not in done.out
