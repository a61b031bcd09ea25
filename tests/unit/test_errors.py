from __future__ import annotations

from mersey.errors import UnknownName


def test_unknown_name_lists_what_there_is_when_it_is_little():
    error = UnknownName.of("fruit", "aple", ["apple", "pear"], nearest="apple")
    assert error.problem == 'There is no fruit called "aple".'
    assert error.next_step == 'Did you mean "apple"? Known: apple, pear.'


def test_unknown_name_lists_the_nearest_when_there_are_very_many():
    error = UnknownName.of("clock", "foi.reqest", [f"c{n}" for n in range(98)])
    assert error.next_step.endswith(" and 90 more.")
    found = UnknownName.of("clock", "foi.reqest", ["foi.request", *"abcdefgh" * 9])
    assert found.next_step.startswith(
        'Did you mean "foi.request"? Known: foi.request, '
    )
