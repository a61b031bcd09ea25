"""Pieces of Markdown that several pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["document", "table"]


def document(title: str, *parts: str) -> str:
    """A page: its title, a line saying that it is generated, and its parts."""
    note = "<!-- Written by `make docs` from the code. Do not edit. -->"
    return "\n\n".join([f"# {title}", note, *(p.strip("\n") for p in parts)]) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; `|` and line breaks in cells are made harmless."""
    lines = [_line(head), _line(["---"] * len(head))]
    return "\n".join([*lines, *(_line(row) for row in rows)])


def _line(cells: Sequence[object]) -> str:
    shown = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(shown)} |"
