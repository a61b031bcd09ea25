"""What every shape is built from: the scene, and a sheet of rows by case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median

from tests.exports.course import Case, Course
from tests.exports.facts import Facts
from tests.exports.sheet import Cell, Column, Row, Sheet
from tests.exports.truth import Figures, Truth
from tests.exports.words import heading, in_style

__all__ = ["Built", "Scene", "figures_of", "in_row_order", "sheet_of"]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that a shape needs to be written down.

    Attributes:
        key: Kind of the case's key; "none" where the shape may do without one.
        order: Order of rows: "case", "time" or "newest".
    """

    course: Course
    keys: tuple[Cell, ...]
    facts: Facts
    language: str
    style: str
    order: str
    rng: Random

    def column(self, role: str, *, of: str = "") -> Column:
        """A column of that role, under a heading of its own or that of `of`."""
        text = of or heading(role, self.language, self.rng)
        return Column(role=role, heading=in_style(text, self.style))


@dataclass(frozen=True, kw_only=True)
class Built:
    """A sheet and the truth about it."""

    sheet: Sheet
    truth: Truth


def figures_of(spans: Sequence[tuple[object, object | None]]) -> Figures:
    """Figures of cases, each as its opening and its closing moment, or None."""
    days = [
        (end - start).total_seconds() / 86400  # type: ignore[operator]
        for start, end in spans
        if end is not None
    ]
    return Figures(
        cases=len(spans),
        closed=len(days),
        open=len(spans) - len(days),
        median_days=median(days) if days else None,
    )


def sheet_of(
    scene: Scene,
    columns: Sequence[Column],
    rows_of: Callable[[Case], Sequence[Row]],
    *,
    moment: int | None = None,
    with_facts: bool = True,
) -> Sheet:
    """A sheet of the key, `columns` and the facts; rows in the order of the scene.

    Args:
        rows_of: Cells of `columns` for every row of a case.
        moment: Place among `columns` of the moment that rows may be sorted by.
    """
    rows: list[Row] = []
    for case in scene.course.cases:
        beside = scene.facts.cells[case.number] if with_facts else ()
        rows += [(scene.keys[case.number], *row, *beside) for row in rows_of(case)]
    if moment is not None:
        rows = in_row_order(rows, scene.order, by=moment + 1)
    facts = scene.facts.columns if with_facts else ()
    return Sheet(columns=(scene.column("key"), *columns, *facts), rows=tuple(rows))


def in_row_order(rows: Sequence[Row], order: str, *, by: int) -> list[Row]:
    """The rows by case as they are, by time, or newest first."""
    if order == "case":
        return list(rows)
    ordered = sorted(rows, key=lambda row: str(row[by] or ""))
    return ordered if order == "time" else ordered[::-1]
