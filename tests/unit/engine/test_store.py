"""The store on disk: categories, exact types, and a disk that cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from mersey.engine import AskedQuery, QueryFile, StoredTable, open_duckdb
from mersey.engine.backends import duckdb_categories
from mersey.engine.queries import query
from mersey.errors import WorkspaceError
from tests.engines.asked import given

TYPES = {"n": "INTEGER", 'odd "name"': "VARCHAR"}

PLAIN: dict[str, Any] = {"types": {}, "categories": {}}


@pytest.fixture
def session(tmp_path: Path):
    (tmp_path / "scratch").mkdir()
    engine = open_duckdb(tmp_path / "scratch")
    yield engine
    engine.close()


def table_of(session: Any, **columns: list) -> Any:
    return given(session, "given", pa.table(columns))


def all_of(table: StoredTable, sql: str = "FROM {rows}") -> AskedQuery:
    """Everything in the table; `{odd}` is its column of an odd name."""
    names = {"odd": 'odd "name"'}
    return AskedQuery(query=QueryFile(sql), tables={"rows": table}, names=names)


def kinds_of(folder: Path, name: str) -> dict[str, str]:
    store = open_duckdb(folder, database="store.duckdb", read_only=True)
    described = store.connection.run(f"DESCRIBE {name}")
    store.close()
    return {column: kind for column, kind, *_ in described}


def test_store_keeps_categories_and_casts_the_rest(session, tmp_path):
    read = table_of(
        session, **{"n": [2, 1], 'odd "name"': ["b", "a"], "free": ["x", "y"]}
    )
    few = session.remember("few", read, texts={'odd "name"': pa.array(["a", "b"])})
    with session.new_store(tmp_path / "store.duckdb") as store:
        copied = all_of(few, "SELECT *, {odd} AS again FROM {rows} ORDER BY n")
        store.write(
            "made",
            copied,
            types=TYPES,
            categories=dict.fromkeys(('odd "name"', "again"), 'odd "name"'),
        )
    kinds = kinds_of(tmp_path, "made")
    assert kinds["n"] == "INTEGER"
    assert kinds['odd "name"'] == kinds["again"] == "ENUM('a', 'b')"
    assert kinds["free"] == "VARCHAR"


def test_store_keeps_text_when_there_are_too_many_values(
    session, tmp_path, monkeypatch
):
    monkeypatch.setattr(duckdb_categories, "MOST_CATEGORIES", 2)
    texts = {
        "few": pa.array(["a", "b", None]),
        "many": pa.array(["a", "b", "c"]),
        "none": pa.nulls(3, pa.string()),
    }
    table = session.remember("held", table_of(session, **texts), texts=texts)
    with session.new_store(tmp_path / "store.duckdb") as store:
        types = dict.fromkeys(texts, "VARCHAR")
        store.write(
            "made", all_of(table), types=types, categories={n: n for n in texts}
        )
    kinds = kinds_of(tmp_path, "made")
    assert kinds == {"few": "ENUM('a', 'b')", "many": "VARCHAR", "none": "VARCHAR"}


def test_store_says_why_when_it_cannot_be_written(session, tmp_path):
    with (
        pytest.raises(WorkspaceError, match="could not be written"),
        session.new_store(tmp_path / "missing" / "store.duckdb"),
    ):
        pytest.fail("it was written")


def test_store_can_be_made_anew_when_an_error_ended_it(session, tmp_path):
    read = table_of(session, n=[1])
    with pytest.raises(KeyboardInterrupt), session.new_store(tmp_path / "a.duckdb"):
        raise KeyboardInterrupt
    with session.new_store(tmp_path / "b.duckdb") as store:
        made = store.write("made", all_of(read), types={}, categories={})
        assert session.to_pyarrow(made).to_pylist() == [{"n": 1}]


def test_results_replace_each_other_when_names_repeat(session):
    for keep in (session.materialise, session.remember):
        keep("again", query("SELECT 1 AS n"))
        table = keep("again", query("SELECT unnest([2, 3]) AS n"))
        assert session.to_pyarrow(table).to_pylist() == [
            {"n": 2},
            {"n": 3},
        ]


def test_forgotten_table_is_gone_when_it_was_remembered(session):
    kept = session.materialise("kept", query("SELECT 1 AS n"))
    passing = session.remember("passing", kept)
    session.forget(query("SELECT n + 1 AS m FROM {passing}", passing=passing))
    with pytest.raises(Exception, match="passing"):
        session.to_pyarrow(passing)
    assert session.to_pyarrow(kept).num_rows == 1


def test_store_shows_a_view_of_its_tables_when_opened_again(session, tmp_path):
    with session.new_store(tmp_path / "store.duckdb") as store:
        made = store.write("made", all_of(table_of(session, n=[2])), **PLAIN)
        columns = {"n": "BIGINT", "again": "BIGINT", "none": "VARCHAR"}
        shown = store.show("more", made, columns=columns, instead={"again": "n"})
        assert shown.columns == columns
    opened = open_duckdb(tmp_path, database="store.duckdb", read_only=True)
    rows = opened.to_pyarrow(opened.find_table("more")).to_pylist()
    opened.close()
    assert rows == [{"n": 2, "again": 2, "none": None}]


def test_finished_store_cannot_be_changed(session, tmp_path):
    with session.new_store(tmp_path / "store.duckdb") as store:
        store.write("made", all_of(table_of(session, n=[1])), **PLAIN)
    opened = open_duckdb(tmp_path, database="store.duckdb", read_only=True)
    with pytest.raises(Exception, match="read-only"):
        opened.materialise("more", query("SELECT 1 AS n"))
    opened.close()


def test_view_gives_what_its_query_gives_and_is_forgotten_with_its_table(session):
    base = session.remember("read", query("SELECT unnest([1, 2, 3]) AS n"))
    view = session.view("shown", query("FROM {base} WHERE n > 1", base=base))
    assert session.to_pyarrow(view)["n"].to_pylist() == [2, 3]
    session.forget(view)
    left = session.connection.run("SELECT table_name FROM duckdb_tables()")
    assert "read" not in {name for (name,) in left}
