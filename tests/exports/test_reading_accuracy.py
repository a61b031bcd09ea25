"""Files as councils have them are read right, or asked about: never wrong in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exports.faults import FAULTS, Fault, judge_fault
from tests.exports.report import Tally, judge_generated, judge_labelled

# What is reached is in docs/reference/reading-accuracy.md; a chunk is small, so that one
# file more may be wrong in it than the share says.
REAL_GOOD, REAL_SILENT = 0.9, 0
GENERATED_GOOD, GENERATED_SILENT = 0.95, 0.01
CHUNK = 25


def _all(tallies: dict[str, Tally]) -> Tally:
    every = Tally(name="all")
    for tally in tallies.values():
        every = every.merged(tally)
    return every


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)


@pytest.mark.shared_data
def test_every_file_of_faults_has_its_test_when_the_folder_is_read(
    shared_data: Path,
) -> None:
    folder = shared_data / "faults" / "exports"
    files = {path.name for path in folder.iterdir()} - {"EXPECTED.md"}
    assert files == {fault.file for fault in FAULTS}


@pytest.mark.shared_data
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_the_right_value_is_given_when_a_fault_was_met(
    fault: Fault, shared_data: Path
) -> None:
    judged = judge_fault(shared_data / "faults" / "exports", fault)
    assert judged.verdict.is_good, judged.why


@pytest.mark.shared_data
def test_real_exports_are_read_or_asked_about_when_nothing_is_said(
    shared_data: Path,
) -> None:
    tally = judge_labelled(shared_data / "exports" / "labels.json")
    assert tally.n >= 32
    assert tally.good >= REAL_GOOD, tally.bad
    assert tally.silent * tally.n <= REAL_SILENT + 0.5, tally.bad


@pytest.mark.parametrize(
    "first",
    [0, *(pytest.param(n, marks=pytest.mark.long) for n in range(CHUNK, 100, CHUNK))],
)
def test_generated_exports_are_read_or_asked_about_when_nothing_is_said(
    first: int,
) -> None:
    tally = _all(judge_generated(range(first, first + CHUNK)))
    n_bad = round((1 - tally.good) * tally.n)
    assert n_bad <= (1 - GENERATED_GOOD) * CHUNK + 1, tally.bad
    assert tally.silent * tally.n <= GENERATED_SILENT * CHUNK + 1, tally.bad


@pytest.mark.long
def test_two_thousand_exports_are_read_or_asked_about_when_nothing_is_said() -> None:
    tally = _all(judge_generated(range(10_000, 12_000)))
    assert tally.good >= 0.95, tally.bad[:40]
    assert tally.silent <= 0.01, tally.bad[:40]
