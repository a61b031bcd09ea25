"""Tables for the page: cut to a length, and saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from mersey.report.view import TableView
from mersey.wording import clip, count

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from mersey.charts.chart import Table

CELL: Final = 600
"""Characters of a cell: a text longer than this is cut, so that the page stays small."""

Cut = Literal["first", "last", "evenly"]

_CUT_SAID: Final[dict[Cut, str]] = {
    "first": "The first {kept} of {n} rows are shown.",
    "last": "The last {kept} of {n} rows are shown.",
    "evenly": "{kept} of {n} rows are shown, spread evenly.",
}


def table_view(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    limit: int,
    numbers: Container[int] | None = None,
    summary: str = "",
) -> TableView:
    """A table, cut to `limit` rows.

    Args:
        caption: Its heading.
        columns: Headings; the first may be empty.
        rows: Cells; the first of a row is the row's own heading.
        limit: Rows to show.
        numbers: Places of columns set to the right; None for all but the first.
        summary: Where given, the table is folded away under these words.
    """
    right = range(1, len(columns)) if numbers is None else numbers
    every = [tuple(clip(cell, limit=CELL) for cell in row) for row in rows]
    return TableView(
        caption=caption,
        columns=tuple(columns),
        rows=tuple(every[:limit]),
        numeric=tuple(place in right for place in range(len(columns))),
        note=_cut_note(len(every), limit),
        summary=summary,
    )


def behind_chart(
    caption: str, table: Table, *, limit: int, cut: Cut = "first"
) -> TableView:
    """The numbers behind a chart, cut to `limit` rows in the way that suits them."""
    kept = _kept(len(table.rows), limit, cut)
    rows = [table.rows[place] for place in kept]
    return TableView(
        caption=caption,
        columns=table.columns,
        rows=tuple(tuple(clip(cell, limit=CELL) for cell in row) for row in rows),
        numeric=tuple(
            all(_is_number(row[place]) for row in table.raw)
            for place in range(len(table.columns))
        ),
        note=_CUT_SAID[cut].format(kept=count(len(kept)), n=count(len(table.rows)))
        if len(kept) < len(table.rows)
        else "",
    )


def _kept(n: int, limit: int, cut: Cut) -> tuple[int, ...]:
    """Places of the rows to show, at most `limit` of `n`."""
    if n <= limit:
        return tuple(range(n))
    if cut == "evenly":
        return tuple(round(step * (n - 1) / (limit - 1)) for step in range(limit))
    return tuple(range(n))[-limit:] if cut == "last" else tuple(range(limit))


def _is_number(cell: object) -> bool:
    return cell is None or isinstance(cell, int | float)


def _cut_note(n: int, limit: int) -> str:
    if n <= limit:
        return ""
    return _CUT_SAID["first"].format(kept=count(limit), n=count(n))
