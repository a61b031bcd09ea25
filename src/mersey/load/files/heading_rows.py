"""Headings in two rows: groups such as `Received` above, `Date` and `By` below them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mersey.load.files.value_forms import ValueForm, form_of, main_form

if TYPE_CHECKING:
    from collections.abc import Sequence


def completes(
    headings: Sequence[str], below: Sequence[str], rest: Sequence[Sequence[str]]
) -> bool:
    """True where the row under the headings is their second half, and no record.

    It fills what they leave blank, is all words, and stands over a column of data.
    """
    cells = [cell.strip() for cell in below[: len(headings)]]
    filled = [i for i, cell in enumerate(cells) if cell]
    gaps = [i for i, heading in enumerate(headings) if not heading]
    if not gaps or len(filled) < 2 or not all(cells[i : i + 1] != [""] for i in gaps):
        return False
    if any(form_of(cells[i]) is not ValueForm.WORDS for i in filled):
        return False
    return any(_is_data(i, rest) for i in filled)


def groups(above: Sequence[str], headings: Sequence[str]) -> bool:
    """True where a row above tells apart headings that repeat, such as `Date`, `Date`."""
    cells = [cell.strip() for cell in above]
    n_filled = sum(map(bool, cells))
    if n_filled < 2 or n_filled >= len(headings) or len(cells) > len(headings) + 1:
        return False
    if any(form_of(cell) not in (ValueForm.WORDS, ValueForm.BLANK) for cell in cells):
        return False
    counts = Counter(heading.casefold() for heading in headings if heading)
    n_repeated = sum(n for n in counts.values() if n > 1)
    both = joined(cells, headings)
    return n_repeated > 1 and len({name.casefold() for name in both}) == len(both)


def joined(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """One heading per column: its group, which spans the blanks after it, then its own.

    A group does not reach over a column that has no heading of its own below.
    """
    names, group = [], ""
    for position in range(max(len(above), len(below))):
        upper = above[position] if position < len(above) else ""
        lower = below[position] if position < len(below) else ""
        group = upper or (group if lower else "")
        is_told = group and lower and group.casefold() != lower.casefold()
        names.append(f"{group} {lower}" if is_told else lower or group)
    return tuple(names)


def _is_data(position: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = [row[position] for row in rows if position < len(row)]
    return main_form(cells) not in (ValueForm.WORDS, ValueForm.BLANK)
