"""Texts that are numbers are told apart as their texts are."""

from __future__ import annotations

import pyarrow as pa
import pytest

from mersey.load.rows.numbered_texts import coded_by_number

ALIKE = {
    "behind a letter": ["R01", "R02", "R01", "R00", "R03"],
    "plain": ["1", "2", "10", "3", "1", "0"],
    "digits in two places": ["a1b2", "a2b1", "a1b1", "a2b1"],
    "beyond ASCII": ["é1", "é2", "é1"],
}
OTHERS = {
    "zeros before": ["1", "01", "2"],
    "words": ["a", "b"],
    "signs": ["-1", "1", "2"],
    "a plus": ["+1", "1", "2"],
    "blanks": ["1", " 1"],
    "far apart": ["1", "9000000"],
    "nothing": ["", "1"],
    "all one": ["A7", "A7"],
    "a letter that comes before the digits": ["x/", "x0"],
    "a letter that comes after them": ["x:", "x0"],
    "a null": ["1", None],
    "no text": [],
}


def in_parts(texts, size):
    """A column in pieces, each of which begins inside a larger one."""
    parts = [
        pa.array(["before", *texts[at : at + size]], pa.string())[1:]
        for at in range(0, len(texts), size)
    ]
    return pa.chunked_array(parts, pa.string())


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize("texts", ALIKE.values(), ids=ALIKE)
def test_numbers_tell_texts_apart_as_a_dictionary_does(texts, size):
    column = in_parts(texts, size)
    found, expected = coded_by_number(column), pa.array(texts).dictionary_encode()
    assert found is not None
    assert found.dictionary.equals(expected.dictionary)
    assert found.indices.equals(expected.indices)


@pytest.mark.parametrize("texts", OTHERS.values(), ids=OTHERS)
def test_other_texts_are_not_taken_for_numbers(texts):
    assert coded_by_number(in_parts(texts, 2)) is None
