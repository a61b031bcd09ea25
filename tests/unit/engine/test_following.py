"""Rows and what follows them: a sort and a step further on equal the windows."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from mersey.engine import AskedQuery, QueryFile, StoredTable, open_duckdb
from mersey.engine.backends import duckdb_following
from mersey.engine.backends.duckdb_following import rows_followed
from mersey.engine.following import Following
from tests.engines.asked import given
from tests.unit.engine.test_store import all_of

TEXTS = pa.array(["checked", "closed", "received"])

ROWS = {
    "case": [7, 3, 7, 9, 3, 7, 12, 9, 3],
    "time": [5, 1, 5, 2, 8, 1, 4, None, 3],
    "line": [1, 2, 3, 4, 5, 6, 7, 8, 9],
    "step": ["closed", None, "checked", "received", "closed"] * 2,
}

FOLLOWING = Following(
    by="case", order=("time", "line"), told={"next_step": "step", "next_time": "time"}
)


@pytest.fixture
def session(tmp_path: Path):
    (tmp_path / "scratch").mkdir()
    engine = open_duckdb(tmp_path / "scratch")
    yield engine
    engine.close()


def some_rows(session: Any, *, n: int, texts: dict[str, pa.Array]) -> Any:
    rows = pa.table({name: values[:n] for name, values in ROWS.items()})
    kinds = pa.schema(
        [("case", "int64"), ("time", "int64"), ("line", "int64"), ("step", "string")]
    )
    return session.remember(
        "rows", given(session, "given", rows.cast(kinds)), texts=texts
    )


FINISH = AskedQuery(
    query=QueryFile(
        'SELECT "case", seq, line, step, next_step, next_time - time AS wait'
        " FROM {followed}"
    )
)


def written(session: Any, rows: Any, folder: Path) -> list[dict[str, Any]]:
    write = partial(
        session.new_store(folder / "store.duckdb").__enter__().write_followed,
        following=FOLLOWING,
        finish=FINISH,
        types={"seq": "INTEGER"},
        categories={"step": "step", "next_step": "step"},
    )
    return session.to_pyarrow(write("made", all_of(rows))).to_pylist()


@pytest.mark.parametrize("at_once", [1, 3, 100])
@pytest.mark.parametrize("n", [0, 1, 9])
@pytest.mark.parametrize("texts", [{"step": TEXTS}, {}])
def test_followed_rows_equal_windows_when_sliced_at_all(
    session, tmp_path, monkeypatch, at_once, n, texts
):
    monkeypatch.setattr(duckdb_following, "SORTED_AT_ONCE", at_once)
    rows = some_rows(session, n=n, texts=texts)
    windows = rows_followed(all_of(rows), FOLLOWING)
    told = FINISH.of(followed=windows)
    expected = session.ask(told.query, tables=told.tables).to_pylist()
    expected.sort(key=lambda row: (row["case"], row["seq"]))
    assert written(session, rows, tmp_path) == expected


def test_followed_rows_know_their_place_and_the_next_step(session, tmp_path):
    rows = some_rows(session, n=9, texts={"step": TEXTS})
    found = written(session, rows, tmp_path)
    assert [(row["case"], row["seq"], row["line"]) for row in found[:6]] == [
        (3, 1, 2),
        (3, 2, 9),
        (3, 3, 5),
        (7, 1, 6),
        (7, 2, 1),
        (7, 3, 3),
    ]
    assert [row["next_step"] for row in found[:3]] == ["received", "closed", None]
    assert [row["wait"] for row in found[:3]] == [2, 5, None]


@pytest.mark.parametrize("n", [0, 1, 9])
def test_words_that_are_numbers_in_memory_are_written_as_words(session, tmp_path, n):
    rows = pa.table({name: values[:n] for name, values in ROWS.items()})
    step = rows["step"].cast(pa.string()).combine_chunks().dictionary_encode()
    coded = rows.set_column(3, "step", pa.chunked_array([step]))
    texts = pa.array([*TEXTS.to_pylist(), "never met", None])
    held = session.hold_coded("held", coded, texts={"step": texts})
    assert session.to_pyarrow(held)["step"].to_pylist() == ROWS["step"][:n]
    (tmp_path / "other").mkdir()
    expected = written(
        session, some_rows(session, n=n, texts={"step": TEXTS}), tmp_path
    )
    session.connection.run("DETACH store")
    assert written(session, held, tmp_path / "other") == expected
    session.forget(held)
    assert session.held(StoredTable(name="held__numbers", columns={})) is None


def test_a_word_that_was_not_foreseen_is_never_lost(session):
    step = pa.array(["received", "closed", None]).dictionary_encode()
    coded = pa.table({"step": pa.chunked_array([step])})
    with pytest.raises(ValueError, match="step is none of those"):
        session.hold_coded("held", coded, texts={"step": pa.array(["closed"])})
