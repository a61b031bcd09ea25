"""A broken file is refused, asked about or read; it never shows a traceback or hangs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.exports.mutations import KINDS, mutated, shortened
from tests.exports.outcome import Failed, Outcome, Read, outcome_of
from tests.fuzz.meeting import met_whole

LIMIT_S = 120


def _sources(shared_data: Path) -> list[tuple[str, bytes]]:
    """The files of both corpora; long texts are cut, so that one takes seconds."""
    folders = (shared_data / "faults" / "exports", shared_data / "exports")
    paths = [path for folder in folders for path in sorted(folder.iterdir())]
    known = {".csv", ".json", ".geojson", ".txt", ".xes", ".xlsx"}
    small = [
        (path.name, shortened(path.read_bytes(), most_lines=150))
        for path in paths
        if path.suffix in known and path.name != "labels.json"
    ]
    return [(name, content) for name, content in small if len(content) < 200_000]


def _broken(shared_data: Path, seeds: range) -> Iterator[tuple[str, bytes]]:
    sources = _sources(shared_data)
    for seed in seeds:
        rng = Random(f"mutation {seed}")
        name, content = sources[seed % len(sources)]
        yield f"{seed}_{name}", mutated(content, rng)


def _outcomes(shared_data: Path, seeds: range, folder: Path) -> dict[str, Outcome]:
    found = {}
    for name, content in _broken(shared_data, seeds):
        path = folder / name
        path.write_bytes(content)
        found[name], _ = outcome_of(path, limit_s=LIMIT_S, whole=True)
        path.unlink()
    return found


def _assert_all_met(outcomes: dict[str, Outcome]) -> None:
    failed = {
        name: f"{outcome.kind}: {outcome.text.splitlines()[0]}"
        for name, outcome in outcomes.items()
        if isinstance(outcome, Failed) and outcome.kind != "misuse"
    }
    assert failed == {}
    read = [outcome for outcome in outcomes.values() if isinstance(outcome, Read)]
    assert all(outcome.rows_add_up for outcome in read)


def test_every_mutation_changes_a_text_when_it_is_tried() -> None:
    text = "".join(f"R{i},2024-01-{i % 28 + 1:02d},e\n" for i in range(200)).encode()
    content = b"Reference,Opened,Note\n" + text
    rng = Random("every mutation")
    changed = {
        kind
        for kind, change in KINDS.items()
        if any(change(content, rng) != content for _ in range(8))
    }
    assert changed == set(KINDS)


def test_bytes_are_the_same_when_the_seed_of_a_mutation_is() -> None:
    content = b"Reference,Opened\nR1,2024-01-01\nR2,2024-01-02\n"
    assert mutated(content, Random("7")) == mutated(content, Random("7"))


@pytest.mark.shared_data
def test_forty_broken_files_are_read_or_refused(shared_data: Path) -> None:
    broken = enumerate(_broken(shared_data, range(40)))
    assert met_whole((seed, name, content) for seed, (name, content) in broken) == {}


@pytest.mark.shared_data
def test_six_broken_files_are_looked_at_without_a_traceback(
    shared_data: Path, tmp_path: Path
) -> None:
    _assert_all_met(_outcomes(shared_data, range(60, 66), tmp_path))


@pytest.mark.long
@pytest.mark.shared_data
def test_three_thousand_broken_files_are_met_without_a_traceback(
    shared_data: Path, tmp_path: Path
) -> None:
    _assert_all_met(_outcomes(shared_data, range(1_000, 4_000), tmp_path))


def test_a_file_is_read_when_one_line_is_too_long_and_one_row_has_no_time(
    tmp_path: Path,
) -> None:
    rows = "".join(
        f"C{n},Received,2024-01-{n + 1:02d}\nC{n},Closed,2024-02-{n + 1:02d}\n"
        for n in range(20)
    )
    path = tmp_path / "log.csv"
    broken = "C3,Closed,2024-02-04,and,more\nC4,Assessed,\n"
    path.write_text(f"Case ID,Activity,Date\n{rows}{broken}")
    outcome, _ = outcome_of(path)
    assert isinstance(outcome, Read), outcome
    assert (outcome.cases, outcome.closed, outcome.rows_add_up) == (20, 20, True)
