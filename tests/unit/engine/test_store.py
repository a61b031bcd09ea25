"""The store on disk: categories, exact types, and a disk that cannot be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

from mersey.engine import open_duckdb
from mersey.engine.backends import duckdb_categories
from mersey.errors import WorkspaceError

TYPES = {"n": "int32", 'odd "name"': "string"}


@pytest.fixture
def session(tmp_path: Path):
    (tmp_path / "scratch").mkdir()
    engine = open_duckdb(tmp_path / "scratch")
    yield engine
    engine.close()


def table_of(session: Any, **columns: list) -> Any:
    return session.materialise("given", ibis.memtable(pa.table(columns)))


def kinds_of(folder: Path, name: str) -> dict[str, str]:
    store = open_duckdb(folder, database="store.duckdb", read_only=True)
    described = store.connection.con.execute(f"DESCRIBE {name}").fetchall()
    store.close()
    return {column: kind for column, kind, *_ in described}


def test_store_keeps_categories_and_casts_the_rest(session, tmp_path):
    given = table_of(
        session, **{"n": [2, 1], 'odd "name"': ["b", "a"], "free": ["x", "y"]}
    )
    few = session.remember("few", given, texts={'odd "name"': pa.array(["a", "b"])})
    with session.new_store(tmp_path / "store.duckdb") as store:
        copied = few.mutate(again=few['odd "name"']).order_by("n")
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
        types = dict.fromkeys(texts, "string")
        store.write("made", table, types=types, categories={n: n for n in texts})
    kinds = kinds_of(tmp_path, "made")
    assert kinds == {"few": "ENUM('a', 'b')", "many": "VARCHAR", "none": "VARCHAR"}


def test_store_says_why_when_it_cannot_be_written(session, tmp_path):
    with (
        pytest.raises(WorkspaceError, match="could not be written"),
        session.new_store(tmp_path / "missing" / "store.duckdb"),
    ):
        pytest.fail("it was written")


def test_store_can_be_made_anew_when_an_error_ended_it(session, tmp_path):
    given = table_of(session, n=[1])
    with pytest.raises(KeyboardInterrupt), session.new_store(tmp_path / "a.duckdb"):
        raise KeyboardInterrupt
    with session.new_store(tmp_path / "b.duckdb") as store:
        made = store.write("made", given, types={"n": "int32"}, categories={})
        assert session.to_pyarrow(made).to_pylist() == [{"n": 1}]


def test_results_replace_each_other_when_names_repeat(session):
    for keep in (session.materialise, session.remember):
        keep("again", ibis.memtable(pa.table({"n": [1]})))
        table = keep("again", ibis.memtable(pa.table({"n": [2, 3]})))
        assert session.to_pyarrow(table.order_by("n")).to_pylist() == [
            {"n": 2},
            {"n": 3},
        ]


def test_forgotten_table_is_gone_when_it_was_remembered(session):
    kept = session.materialise("kept", ibis.memtable(pa.table({"n": [1]})))
    passing = session.remember("passing", kept)
    session.forget(passing.mutate(m=passing.n + 1))
    with pytest.raises(Exception, match="passing"):
        session.to_pyarrow(passing)
    assert session.to_pyarrow(kept).num_rows == 1


def test_store_shows_a_view_of_its_tables_when_opened_again(session, tmp_path):
    with session.new_store(tmp_path / "store.duckdb") as store:
        made = store.write("made", table_of(session, n=[2]), types={}, categories={})
        store.show("more", made.mutate(twice=made.n * 2, none=ibis.null("string")))
    opened = open_duckdb(tmp_path, database="store.duckdb", read_only=True)
    rows = opened.to_pyarrow(opened.table("more")).to_pylist()
    opened.close()
    assert rows == [{"n": 2, "twice": 4, "none": None}]


def test_finished_store_cannot_be_changed(session, tmp_path):
    with session.new_store(tmp_path / "store.duckdb") as store:
        store.write("made", table_of(session, n=[1]), types={}, categories={})
    opened = open_duckdb(tmp_path, database="store.duckdb", read_only=True)
    with pytest.raises(Exception, match="read-only"):
        opened.materialise("more", ibis.memtable(pa.table({"n": [1]})))
    opened.close()


def test_view_gives_what_its_expression_gives_and_is_forgotten_with_its_table(session):
    session.remember("read", ibis.memtable(pa.table({"n": [1, 2, 3]})))
    base = session.connection.table("read", database=("temp", "main"))
    view = session.view("shown", base.filter(base.n > 1))
    assert session.to_pyarrow(view.order_by("n"))["n"].to_pylist() == [2, 3]
    session.forget(view)
    left = session.connection.con.execute("SELECT table_name FROM duckdb_tables()")
    assert "read" not in {name for (name,) in left.fetchall()}
