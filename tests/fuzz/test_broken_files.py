"""Broken files of every format end in rows or in words: no bug, no hang, no loss of rows."""

from __future__ import annotations

import resource

import pytest

from mersey.load import FORMATS
from tests.fuzz.corpus import CORPUS
from tests.fuzz.meeting import CEILING, made, met_by_readers, met_whole

N_FORMATS = len(CORPUS)


def _peak() -> int:
    """Bytes that any process of this run held at once, at most."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return 1024 * max(resource.getrusage(kind).ru_maxrss for kind in kinds)


def test_files_are_broken_alike_when_the_seed_is() -> None:
    files = list(made(range(200)))
    assert files == list(made(range(200)))
    changed = sum(content != CORPUS[i % N_FORMATS][1] for i, _, content in files)
    assert changed > 180


def test_every_format_is_broken_when_enough_files_are() -> None:
    names = {name for _, name, _ in made(range(N_FORMATS))}
    assert {each.example.file_name for each in FORMATS.values()} <= names


def test_three_hundred_broken_files_are_met_by_their_readers() -> None:
    assert met_by_readers(made(range(300))) == {}


def test_broken_files_are_read_whole_or_refused() -> None:
    assert met_whole(made(range(300, 300 + 2 * N_FORMATS))) == {}
    assert _peak() < CEILING + 1_000_000_000  # what other tests of this process held


@pytest.mark.long
@pytest.mark.parametrize("first", range(1_000, 11_000, 500))
def test_ten_thousand_broken_files_are_read_whole_or_refused(first: int) -> None:
    assert met_whole(made(range(first, first + 500))) == {}
    assert _peak() < CEILING + 1_000_000_000
