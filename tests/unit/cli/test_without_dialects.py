"""The program imports no compiler that it does not use, and finds those it does."""

from __future__ import annotations

import subprocess
import sys

import pytest

COMPILES = """
import sys
from mersey.cli.without_dialects import leave_dialects_out
leave_dialects_out()
import ibis
from ibis.backends.duckdb import Backend
import ibis.backends.sql.compilers as compilers
table = ibis.table({"a": "int64"}, name="t")
"""


def said_by(statement: str) -> str:
    """What a new process prints that has left dialects out."""
    return subprocess.run(
        [sys.executable, "-c", COMPILES + f"print({statement})"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark", "bigquery"])
def test_expression_compiles_as_ever_when_dialects_are_left_out(dialect: str) -> None:
    import ibis  # noqa: PLC0415  (only here is it the whole of it)

    whole = ibis.to_sql(ibis.table({"a": "int64"}, name="t").a.sum(), dialect=dialect)
    assert said_by(f"ibis.to_sql(table.a.sum(), dialect={dialect!r})") == str(whole)


def test_other_compilers_are_not_imported_when_dialects_are_left_out() -> None:
    modules = "sorted(m for m in sys.modules if m.endswith('compilers.snowflake'))"
    assert said_by(modules) == "[]"


def test_class_is_found_by_its_name_when_dialects_are_left_out() -> None:
    assert said_by("compilers.SQLiteCompiler.__module__").endswith("compilers.sqlite")


def test_unknown_name_is_none_of_the_package_when_dialects_are_left_out() -> None:
    assert said_by("hasattr(compilers, 'NoSuchCompiler')") == "False"
