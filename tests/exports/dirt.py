"""What happens to a table on its way: blanks, words, copies, reversed pairs, totals.

Each kind of dirt is a function from sheet to sheet; none changes which cases there are or
which of them are over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from tests.exports.facts import FOREIGN, ORDINARY
from tests.exports.sheet import Cell, Column, Row, Sheet
from tests.exports.words import BLANKS, heading, in_style

__all__ = [
    "IMPOSSIBLE",
    "TOTAL",
    "blank_facts",
    "copied_rows",
    "impossible_dates",
    "placeholder_ends",
    "reversed_pairs",
    "row_numbers",
    "totals_row",
    "words_for_blanks",
]

TOTAL: Final = "Total"

IMPOSSIBLE: Final = frozenset({1900, 2099, 3020, 9999})
"""Years that stand for nothing: placeholders and slips."""


def blank_facts(sheet: Sheet, rng: Random) -> Sheet:
    """One cell in twelve of the facts beside the steps is empty."""
    places = set(sheet.places(*ORDINARY, *FOREIGN))
    return _each_cell(
        sheet,
        lambda i, cell: None if i in places and rng.random() < 1 / 12 else cell,
    )


def words_for_blanks(sheet: Sheet, rng: Random, *, language: str) -> Sheet:
    """In columns of ends a word stands in about half of the empty cells."""
    word = rng.choice((*BLANKS[language], "NULL", "-"))
    places = set(sheet.places("final", "closed", "end", "until", "viewed"))
    return _each_cell(
        sheet,
        lambda i, cell: (
            word if i in places and cell is None and rng.random() < 0.5 else cell
        ),
    )


def copied_rows(sheet: Sheet, rng: Random) -> Sheet:
    """A few rows stand twice, one after the other."""
    twice = set(rng.sample(range(len(sheet.rows)), min(4, len(sheet.rows))))
    rows = [row for i, row in enumerate(sheet.rows) for _ in range(1 + (i in twice))]
    return replace(sheet, rows=tuple(rows))


def reversed_pairs(sheet: Sheet, rng: Random) -> Sheet:
    """In a row per case: one to three cases closed five days before they opened."""
    start, ends = sheet.places("milestone")[0], sheet.places("final")
    closed = [
        i
        for i, row in enumerate(sheet.rows)
        if any(isinstance(row[e], datetime) for e in ends)
    ]
    turned = set(rng.sample(closed, min(len(closed), rng.randint(1, 3))))

    def turn(row: Row) -> Row:
        opened = row[start]
        if not isinstance(opened, datetime):
            return row
        early = opened - timedelta(days=5)
        return tuple(
            early if i in ends and isinstance(cell, datetime) else cell
            for i, cell in enumerate(row)
        )

    rows = [turn(row) if i in turned else row for i, row in enumerate(sheet.rows)]
    return replace(sheet, rows=tuple(rows))


def impossible_dates(sheet: Sheet, rng: Random) -> Sheet:
    """In a row per case: one or two milestones on the way lie in 1900 or 3020."""
    places = sheet.places("milestone")[1:]
    if not places:
        return sheet
    hit = set(rng.sample(range(len(sheet.rows)), min(2, len(sheet.rows))))
    wrong = datetime(rng.choice((1900, 3020)), 1, 1)  # noqa: DTZ001  (naive, as in the file)
    rows = [
        _with(row, places[-1], wrong) if i in hit and row[places[-1]] else row
        for i, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=tuple(rows))


def placeholder_ends(sheet: Sheet, rng: Random) -> Sheet:
    """What has not ended, ends at a date that stands for nothing."""
    wrong = datetime(rng.choice((9999, 2099)), 12, 31)  # noqa: DTZ001  (naive, as in the file)
    places = set(sheet.places("final", "closed"))
    return _each_cell(
        sheet, lambda i, cell: wrong if i in places and cell is None else cell
    )


def row_numbers(sheet: Sheet, rng: Random, *, language: str, style: str) -> Sheet:
    """The first column counts the rows."""
    column = Column(role="row", heading=in_style(heading("row", language, rng), style))
    rows = tuple((n, *row) for n, row in enumerate(sheet.rows, 1))
    return Sheet(columns=(column, *sheet.columns), rows=rows)


def totals_row(sheet: Sheet) -> Sheet:
    """The last row counts the others."""
    cells: list[Cell] = [None] * len(sheet.columns)
    cells[0], cells[-1] = TOTAL, len(sheet.rows)
    return replace(sheet, rows=(*sheet.rows, tuple(cells)))


def _with(row: Row, place: int, cell: Cell) -> Row:
    return (*row[:place], cell, *row[place + 1 :])


def _each_cell(sheet: Sheet, change: Callable[[int, Cell], Cell]) -> Sheet:
    rows = tuple(
        tuple(change(i, cell) for i, cell in enumerate(row)) for row in sheet.rows
    )
    return replace(sheet, rows=rows)
