from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mersey.errors import NotVerified
from mersey.evidence.frozen import Sealing, freeze
from mersey.evidence.trail import (
    EntryKind,
    Trail,
    as_line,
    check_frozen,
    entry,
    read_trail,
)
from tests.unit.evidence.plans import experiment

AT = datetime(2025, 9, 22, 13, 5, tzinfo=UTC)
FROZEN = freeze(experiment(), Sealing(at=AT, by="Amina R"))
SAID = {"version": 1, "sha256": FROZEN.sha256, "seal": FROZEN.seal}


def _trail() -> Trail:
    trail = Trail()
    for n, (kind, data) in enumerate(
        [
            (EntryKind.FROZEN, SAID),
            (EntryKind.NOTE, {"text": "Eine neue Prüferin begann"}),
            (EntryKind.LOOK, {"on": "2025-11-24", "kind": "between", "planned": False}),
            (EntryKind.LOOK, {"on": "2025-12-29", "kind": "first", "planned": True}),
        ]
    ):
        made = entry(
            trail, kind, at=AT + n * timedelta(days=1), by="Amina R", data=data
        )
        trail = Trail(entries=(*trail.entries, made))
    return trail


def _text() -> str:
    return b"".join(map(as_line, _trail().entries)).decode()


def test_trail_is_the_same_when_written_and_read() -> None:
    assert read_trail(_text(), file="x") == _trail()


def test_look_ahead_of_time_widens_for_good() -> None:
    trail = read_trail(_text(), file="x")
    assert [look.data["on"] for look in trail.looks_ahead] == ["2025-11-24"]
    assert trail.is_widened
    assert not Trail(entries=trail.entries[:2]).is_widened


def test_nothing_is_decided_or_shared_until_it_is_said() -> None:
    trail = _trail()
    assert (trail.decided, trail.shared) == (None, None)
    made = entry(trail, EntryKind.DECIDED, at=AT, data={"decision": "adopt"})
    assert Trail(entries=(*trail.entries, made)).decided == made


@pytest.mark.parametrize(
    ("line", "what", "instead"),
    [
        (0, "Amina R", "Amina S"),
        (0, "2025-09-22", "2025-09-21"),
        (1, "neue", "alte"),
        (2, '"planned":false', '"planned":true'),
        (3, '"first"', '"between"'),
    ],
)
def test_line_that_was_changed_is_named(line: int, what: str, instead: str) -> None:
    lines = _text().splitlines(keepends=True)
    assert what in lines[line]
    lines[line] = lines[line].replace(what, instead)
    with pytest.raises(NotVerified, match=f"Line {line + 1} of x has been changed"):
        read_trail("".join(lines), file="x")


@pytest.mark.parametrize("line", range(3))
def test_line_that_was_taken_out_is_seen(line: int) -> None:
    lines = _text().splitlines(keepends=True)
    del lines[line]
    with pytest.raises(NotVerified, match=f"Line {line + 1} of x does not follow"):
        read_trail("".join(lines), file="x")


def test_lines_that_changed_places_are_seen() -> None:
    lines = _text().splitlines(keepends=True)
    with pytest.raises(NotVerified, match="does not follow"):
        read_trail("".join([lines[1], lines[0], *lines[2:]]), file="x")


@pytest.mark.parametrize("cut", [1, 30])
def test_last_line_that_is_not_whole_is_seen(cut: int) -> None:
    with pytest.raises(NotVerified):
        read_trail(_text()[:-cut], file="x")


@pytest.mark.parametrize("line", ["", "{}", "null", "[1]", "{", '{"hash": 1}'])
def test_line_that_is_no_entry_is_named(line: str) -> None:
    with pytest.raises(NotVerified, match="Line 1 of x is no entry"):
        read_trail(line + "\n", file="x")


def test_trail_and_frozen_versions_tell_one_story() -> None:
    check_frozen(_trail(), [FROZEN], name="x")
    with pytest.raises(NotVerified, match="1 frozen"):
        check_frozen(_trail(), [], name="x")
    with pytest.raises(NotVerified, match="is not in the trail"):
        check_frozen(Trail(), [FROZEN], name="x")
    other = freeze(experiment(), Sealing(at=AT, by="Somebody else"))
    with pytest.raises(NotVerified, match="not the one"):
        check_frozen(_trail(), [other], name="x")
