"""How the numbers behind a chart are written: as people read them, and unrounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.charts.chart import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_Cell = str | float | int | None


def as_is(cell: str) -> str:
    """Words stay as they are."""
    return cell


def table(
    columns: Sequence[tuple[str, Callable[..., str]]], raw: Iterable[Sequence[_Cell]]
) -> Table:
    """A table from (heading, how its cells are said) and unrounded rows.

    A cell that is None is shown empty.
    """
    kept = tuple(tuple(row) for row in raw)
    says = [say for _, say in columns]
    return Table(
        columns=tuple(heading for heading, _ in columns),
        rows=tuple(
            tuple(
                "" if cell is None else say(cell)
                for say, cell in zip(says, row, strict=True)
            )
            for row in kept
        ),
        raw=kept,
    )
