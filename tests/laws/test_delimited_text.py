"""Whatever a csv writer writes is read back, and no line is lost without a word."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mersey.engine import open_duckdb
from mersey.engine.queries import query
from mersey.load import read_raw

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
CELL = st.text(LETTERS | st.sampled_from(list("\n\r\t,;|\"'")), max_size=12)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8)
HEADINGS = ("Case ref", "Step", "Done on")
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def session(tmp_path):
    """An engine with a scratch folder of its own."""
    (tmp_path / "scratch").mkdir()
    engine = open_duckdb(tmp_path / "scratch")
    yield engine
    engine.close()


def read(folder, session, content):
    """What is read from bytes."""
    path = folder / "log.csv"
    path.write_bytes(content)
    return read_raw(path, session=session)


def normal(cell):
    """A cell as a raw table keeps it: line ends as one, nothing as null."""
    return (cell or "").replace("\r\n", "\n").replace("\r", "\n") or None


@SLOW
@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_cells_are_the_same_when_written_and_read(
    tmp_path, session, rows, delimiter, end, quoting
):
    # Python before 3.13 writes a lone \r without quotes: before a \n it is a line end.
    is_bare = quoting == csv.QUOTE_MINIMAL and end == "\n"
    assume(not is_bare or not any("\r" in cell for row in rows for cell in row))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([HEADINGS, *rows])
    raw = read(tmp_path, session, text.getvalue().encode())
    assert raw.columns == HEADINGS
    in_order = query("FROM {rows} ORDER BY __row", rows=raw.table)
    table = raw.session.to_pyarrow(in_order).drop_columns(["__row"])
    shown = [tuple(map(normal, row.values())) for row in table.to_pylist()]
    assert shown == [tuple(map(normal, row)) for row in rows]


@SLOW
@given(
    lines=st.lists(st.text("ab,; é", min_size=1, max_size=12), max_size=12),
    place=st.integers(0, 400),
)
def test_every_line_is_a_row_or_is_rejected_when_one_quote_is_astray(
    tmp_path, session, lines, place
):
    # More sound rows than others: what most rows agree on is the table.
    sound = [f"{n},{step},2024-01-{n:02}" for n in range(1, 8) for step in "xy"]
    content = "\n".join([*sound, *lines, *sound])
    astray = f'{content[:place]}"{content[place:]}'
    raw = read(tmp_path, session, f"{','.join(HEADINGS)}\n{astray}\n".encode())
    kept = raw.session.count(raw.table)
    told = raw.session.to_pyarrow(raw.rejected)["line"].to_pylist()
    assert len(told) == len(set(told))
    assert raw.n_read == kept + len(told)
    assert raw.n_read == len(lines) + 2 * len(sound)
