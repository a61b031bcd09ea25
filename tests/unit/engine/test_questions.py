"""Questions: what goes into the text, what is bound, and what comes back."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from mersey.engine import QueryFile, open_duckdb, query_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mersey.engine import Engine


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Engine]:
    engine = open_duckdb(tmp_path)
    yield engine
    engine.close()


def test_values_are_bound_when_they_look_like_sql(session):
    query = QueryFile("SELECT $said AS said, $day AS day, $at AS at")
    said = "'; DROP TABLE x; --$day {cases}"
    at = datetime.fromisoformat("2024-01-02T03:04")
    day = date(2024, 1, 2)
    found = session.ask(query, said=said, day=day, at=at, unused=3).to_pylist()
    assert found == [{"said": said, "day": day, "at": at}]


def test_names_are_quoted_when_they_hold_anything(session):
    odd = 'a"b, {c} $d'
    kept = session.keep(
        "kept", QueryFile("SELECT 1 AS {odd}, 'x' AS more"), names={"odd": odd}
    )
    assert kept.columns == {odd: "INTEGER", "more": "VARCHAR"}
    query = QueryFile("SELECT {all:of k}, {odd:as text} FROM {kept} AS k")
    names = {"all": ["more"], "odd": odd}
    found = session.ask(query, tables={"kept": kept}, names=names)
    assert found.to_pylist() == [{"more": "x", odd: "1"}]


@pytest.mark.parametrize(
    ("several", "expected"), [([], False), (["b"], False), (["b", "a"], True)]
)
def test_is_among_holds_for_the_texts_of_a_list(session, several, expected):
    query = QueryFile("SELECT is_among('a', $several) AS told")
    assert session.ask(query, several=several)["told"].to_pylist() == [expected]


def test_query_is_found_beside_its_module(tmp_path):
    (tmp_path / "asked.sql").write_text("SELECT 1", encoding="utf-8")
    assert query_beside(str(tmp_path / "asked.py")).text == "SELECT 1"
    assert query_beside(str(tmp_path / "other.py"), "asked").text == "SELECT 1"


def test_missing_value_is_an_error(session):
    with pytest.raises(KeyError):
        session.ask(QueryFile("SELECT $lacking"))
