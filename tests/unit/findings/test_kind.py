"""A kind of finding puts counts into words that agree, and knows when it is worse."""

from __future__ import annotations

import pytest

from mersey.findings import FindingKind, Worse
from mersey.vocabulary import Severity

BLANK = FindingKind(
    id="blank",
    meaning="Rows that say nothing.",
    message='{n:row was|rows were} left out; {n:=it names|they name} no "{column}" ({n:,}).',
    hint="Look at {column}.",
    severity=Severity.WARNING,
    worse=Worse(beyond=0.05, severity=Severity.SERIOUS),
)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (1, '1 row was left out; it names no "Ward" (1).'),
        (2345, '2,345 rows were left out; they name no "Ward" (2,345).'),
    ],
)
def test_message_agrees_with_its_count(n: int, said: str) -> None:
    assert BLANK.found(n, column="Ward").message == said


def test_value_with_braces_is_told_as_it_stands() -> None:
    assert BLANK.found(1, column="{n}").hint == "Look at {n}."


@pytest.mark.parametrize(
    ("n", "severity"), [(5, Severity.WARNING), (6, Severity.SERIOUS)]
)
def test_finding_is_worse_when_its_share_is_beyond_the_limit(
    n: int, severity: Severity
) -> None:
    found = BLANK.found(n, of=100, column="Ward")
    assert (found.share, found.severity) == (n / 100, severity)


def test_share_is_unknown_when_there_is_no_whole() -> None:
    assert BLANK.found(3, of=0, column="Ward").share is None


def test_nothing_is_found_when_nothing_is_touched() -> None:
    assert BLANK.found_in(0) is None


def test_a_bug_shows_when_a_pattern_names_what_was_not_given() -> None:
    with pytest.raises(KeyError, match="column"):
        BLANK.found(1)


def test_other_words_keep_the_rest_of_a_finding() -> None:
    other = BLANK.worded("Nothing.")
    assert (other.id, other.meaning, other.hint) == ("blank", BLANK.meaning, BLANK.hint)
