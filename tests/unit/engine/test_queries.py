"""Queries put together of constant text: what fits in their holes, and what becomes of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from mersey.engine import open_duckdb
from mersey.engine.expressions import (
    among,
    call,
    cases,
    column,
    either,
    joined,
    matches,
    stripped,
    tried,
    value,
)
from mersey.engine.queries import query, stacked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable

ODD = 'a.b "c" {d}; -- e'
"""A heading as a file may well have it."""

HOSTILE = "it's '; DROP TABLE given; --"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Engine]:
    engine = open_duckdb(tmp_path)
    yield engine
    engine.close()


def table_of(session: Engine, name: str = "given", **columns: list[Any]) -> StoredTable:
    rows = pa.table(columns)
    return session.from_batches(name, rows.schema, rows.to_batches())


def shown(session: Engine, rows: Any) -> list[dict[str, Any]]:
    return list(session.to_pyarrow(rows).to_pylist())


@pytest.mark.parametrize("odd", [ODD, "*", "count(*)", "given.n", "SELECT", "n; --"])
def test_names_and_values_stay_what_they_are_when_they_look_like_sql(session, odd):
    given = table_of(session, **{odd: [HOSTILE, "b"], "n": [1, 2]})
    found = query(
        "SELECT {odd}, {told} FROM {rows} WHERE {is_it}",
        odd=odd,
        told={f"{odd} again": column(odd), "said": joined(value(HOSTILE), column("n"))},
        rows=given,
        is_it=column(odd) == value(HOSTILE),
    )
    assert shown(session, found) == [
        {odd: HOSTILE, f"{odd} again": HOSTILE, "said": f"{HOSTILE}1"}
    ]


@pytest.mark.parametrize(
    "constant",
    [
        HOSTILE,
        "",
        -3,
        2**40,
        0.1,
        True,
        date(2024, 2, 29),
        datetime(1900, 1, 1, 0, 0, 1),  # noqa: DTZ001
    ],
)
def test_a_value_comes_back_when_it_is_put_in(session, constant):
    found = query("SELECT {it} AS it", it=value(constant))
    assert shown(session, found) == [{"it": constant}]


def test_an_expression_is_what_its_words_say(session):
    given = table_of(session, t=[" 12 ", "x", None])
    bare = stripped(column("t"))
    told = {
        "number": tried(bare, "BIGINT"),
        "kind": cases([(matches(bare, "^[0-9]+$"), "digits")], otherwise="other"),
        "is_x": either(among(bare, ["x"]), 1, 0),
        "none": among(bare, []),
    }
    found = query("SELECT {told} FROM {rows}", told=told, rows=given)
    assert [tuple(row.values()) for row in shown(session, found)] == [
        (12, "digits", 0, False),
        (None, "other", 1, False),
        (None, "other", 0, False),
    ]


def test_rows_stand_below_each_other_when_parts_are_stacked(session):
    given = table_of(session, n=[1, 2])
    more = query("SELECT {n} AS n FROM {rows}", n=column("n") + value(2), rows=given)
    found = query("FROM {all} ORDER BY n", all=stacked([given, more]))
    assert [row["n"] for row in shown(session, found)] == [1, 2, 3, 4]


def test_a_hole_takes_nothing_that_is_no_part_of_a_query():
    with pytest.raises(TypeError, match="takes no int"):
        query("SELECT {it}", it=1)


def test_results_replace_each_other_when_names_repeat(session):
    for keep in (session.materialise, session.remember):
        keep("again", query("SELECT 1 AS n"))
        table = keep("again", query("SELECT unnest([2, 3]) AS n"))
        assert [row["n"] for row in shown(session, table)] == [2, 3]
        assert table.columns == {"n": "INTEGER"}


def test_a_category_is_told_without_its_texts_when_a_table_is_described(session):
    given = table_of(session, word=["a", "b"])
    few = session.remember("few", given, texts={"word": pa.array(["a", "b"])})
    assert few.columns == {"word": "ENUM"}
    assert session.to_pyarrow(few)["word"].type == pa.string()


def test_a_view_and_its_table_are_gone_when_the_view_is_forgotten(session):
    kept = session.materialise("kept", query("SELECT 1 AS n"))
    read = session.remember("read", query("SELECT unnest([1, 2, 3]) AS n"))
    view = session.view("shown", query("FROM {rows} WHERE n > 1", rows=read))
    assert [row["n"] for row in shown(session, view)] == [2, 3]
    session.forget(view)
    for gone in (view, read):
        with pytest.raises(Exception, match=gone.name):
            session.to_pyarrow(gone)
    assert session.count(kept) == 1


def test_a_finished_store_is_not_written_to(tmp_path, session):
    session.close()
    opened = open_duckdb(tmp_path, database="scratch.duckdb", read_only=True)
    with pytest.raises(Exception, match="read-only"):
        opened.materialise("more", query("SELECT {n} AS n", n=call("abs", -1)))
    opened.close()
