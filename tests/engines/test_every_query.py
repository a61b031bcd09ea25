"""Every query in a file can be bound: by DuckDB, and on a real Spark by Spark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from mersey.engine.backends.duckdb_questions import DuckDBQuestions
from mersey.engine.questions import VALUE
from tests.engines.logs import shared_session
from tests.engines.shapes import HOME, QUERIES, TABLES, VALUES, whole
from tests.engines.spark_engine import connect

if TYPE_CHECKING:
    from collections.abc import Iterator

FREE_TEXT = re.compile(
    r"\bLIMIT\b|\bfirst\(|\blast\(|\bany_value\(|\bapprox_", re.IGNORECASE
)
"""Words whose answer depends on the order of rows, or is not exact."""

every_query = pytest.mark.parametrize("name", QUERIES)

NOTHING = {
    name: [] if isinstance(value, list) and name not in {"offsets", "places"} else value
    for name, value in VALUES.items()
} | dict.fromkeys(("believed_from", "migration_day", "older_than", "quiet_since"))
"""The same with nothing in the lists, and what may be None None."""


@pytest.fixture(scope="module")
def asked() -> DuckDBQuestions:
    connection = shared_session().connection
    for name, columns in TABLES.items():
        told = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
        connection.run(f"CREATE OR REPLACE TEMP TABLE {name} ({told})")
    return DuckDBQuestions(connection)


@pytest.fixture(scope="module")
def on_spark() -> Iterator[Any]:
    store = connect()
    for name, columns in TABLES.items():
        told = ", ".join(
            f"CAST(NULL AS {_spark(kind)}) AS `{column}`"
            for column, kind in columns.items()
        )
        frame = store.session.sql(f"SELECT {told}")
        frame.createOrReplaceTempView(name)
    yield store
    for name in TABLES:
        store.session.catalog.dropTempView(name)


def _spark(kind: str) -> str:
    return {"VARCHAR": "STRING", "VARCHAR[]": "ARRAY<STRING>"}.get(kind, kind)


@every_query
@pytest.mark.parametrize("values", [VALUES, NOTHING], ids=["some", "nothing"])
def test_query_answers_on_duckdb(
    name: str, values: dict[str, Any], asked: DuckDBQuestions
) -> None:
    kinds = asked.ask(whole(name, values)).schema.types
    assert kinds
    assert not any(str(kind).startswith("decimal") for kind in kinds)


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@every_query
@pytest.mark.parametrize("values", [VALUES, NOTHING], ids=["some", "nothing"])
def test_query_binds_on_spark(name: str, values: dict[str, Any], on_spark: Any) -> None:
    assert on_spark.frame(whole(name, values)).columns


@every_query
def test_query_states_an_order_where_it_is_cut_off(name: str) -> None:
    text = QUERIES[name].text
    assert "ORDER BY" in text or not FREE_TEXT.search(text)


def test_every_query_is_named_by_the_program() -> None:
    source = "\n".join(path.read_text("utf-8") for path in HOME.glob("**/*.py"))
    for name in QUERIES:
        path = HOME / name
        beside = path.with_suffix(".py")
        is_own = beside.exists() and "query_beside(__file__)" in beside.read_text()
        assert is_own or f'query_beside(__file__, "{path.stem}")' in source, name


def test_every_value_of_the_shapes_is_named_by_a_query() -> None:
    named = {value for query in QUERIES.values() for value in VALUE.findall(query.text)}
    assert named == set(VALUES)
