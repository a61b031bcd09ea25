"""Texts of over a thousand characters are cut before anything reads them.

No case, step, team, date or number is as long as that; what is may be a letter with its
attachments, and only costs. What was cut ends in a mark made of the whole text, so that
two rows that differ further on still differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.engine.expressions import call, column, either, joined, value
from mersey.engine.parsing import bytes_of, mark_of
from mersey.engine.queries import query
from mersey.findings.about_the_file.tables import LONG_CELLS

if TYPE_CHECKING:
    from mersey.engine import Engine
    from mersey.engine.expressions import Expression
    from mersey.load.files.format import Contents
    from mersey.vocabulary import Finding

LONGEST_CELL: Final = 1_000
"""Characters."""

MARK: Final = 16
"""Characters of a mark: two of 10⁹ texts share one with a chance of 1 in 40."""


def without_long_cells(session: Engine, contents: Contents) -> Contents:
    """The same with its long texts cut, and a finding that says how many were."""
    table = contents.table
    texts = [name for name in contents.columns if table.holds_text(name)]
    if not texts:
        return contents
    longest = zip(texts, session.longest_texts(table, texts), strict=True)
    suspects = [name for name, n_bytes in longest if n_bytes > LONGEST_CELL]
    counts = {
        f"c{i}": call("count_if", _is_long(column(n))).cast("BIGINT")
        for i, n in enumerate(suspects)
    }
    if not counts:
        return contents
    counted = query("SELECT {counts} FROM {rows}", counts=counts, rows=table)
    found = session.to_pyarrow(counted).to_pylist()[0]
    cut = {n: _cut(column(n)) for i, n in enumerate(suspects) if found[f"c{i}"]}
    if not cut:
        return contents
    finding = _finding(sum(n or 0 for n in found.values()), n_columns=len(cut))
    shorter = query("SELECT * REPLACE ({cut}) FROM {rows}", cut=cut, rows=table)
    return replace(
        contents,
        table=session.view("raw_cut", shorter),
        findings=(*contents.findings, finding),
    )


def _is_long(text: Expression) -> Expression:
    # Bytes are counted already; characters only where there are too many of those.
    most = value(LONGEST_CELL)
    return (bytes_of(text) > most) & (call("length", text) > most)


def _cut(text: Expression) -> Expression:
    begin = call("substring", text, 1, LONGEST_CELL - MARK - 1)
    mark = call("substring", mark_of(text), 1, MARK)
    return either(_is_long(text), joined(begin, "…", mark), text)


def _finding(count: int, *, n_columns: int) -> Finding:
    return LONG_CELLS.found(count, n_columns=n_columns, longest=LONGEST_CELL)
