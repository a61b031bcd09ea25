"""Texts of over a thousand characters are cut, and stay different where they were."""

from __future__ import annotations

from tests.unit.load.formats.tables import finding_ids, rows_of


def _read_notes(read, *notes):
    rows = "".join(f"{i},{note}\n" for i, note in enumerate(notes))
    return read(f"case,note\n{rows}".encode())


def test_a_text_is_cut_when_it_is_over_a_thousand_characters(read):
    raw = _read_notes(read, "a" * 1_000, "é" * 1_000, "é" * 1_001, "b" * 200_000)
    notes = [row["note"] for row in rows_of(raw)]
    assert [len(note) for note in notes] == [1_000] * 4
    assert notes[:2] == ["a" * 1_000, "é" * 1_000]
    assert notes[2].startswith("é" * 983 + "…")
    assert [(f.id, f.count) for f in raw.findings] == [("long_cells", 2)]


def test_texts_stay_different_when_they_differ_past_the_cut(read):
    raw = _read_notes(read, "a" * 2_000, "a" * 2_000 + "b", "a" * 2_000)
    notes = [row["note"] for row in rows_of(raw)]
    assert notes[0] == notes[2] != notes[1]


def test_nothing_is_said_when_no_text_is_long(read):
    assert finding_ids(_read_notes(read, "short", "é" * 900)) == []


def test_a_heading_is_cut_when_it_is_as_long_as_a_letter(read):
    raw = read(f"case,{'a' * 100_000}\n1,2\n2,3\n".encode())
    assert [len(name) for name in raw.columns] == [4, 200]
