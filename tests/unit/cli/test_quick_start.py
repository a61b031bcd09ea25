"""What makes a run quick changes nothing that it says, and can be turned off."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from mersey.cli import quick_start

STARTED = """
import sys
from mersey.cli.quick_start import start_quickly
start_quickly()
"""

COMPILES = f"""{STARTED}
import ibis
from ibis.backends.duckdb import Backend
import ibis.backends.sql.compilers as compilers
table = ibis.table({{"a": "int64"}}, name="t")
"""

MAKES_ARRAYS = f"""{STARTED}
import pyarrow
made = pyarrow.array(["a", None]).to_pylist()
"""


def said_by(statement: str, *, after: str = COMPILES) -> str:
    """What a new process prints that has started quickly."""
    return subprocess.run(
        [sys.executable, "-c", f"{after}print({statement})"],
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


def test_program_makes_arrays_when_pandas_is_left_out() -> None:
    said = said_by("made, 'pandas' in sys.modules", after=MAKES_ARRAYS)
    assert said == "['a', None] False"


def test_nothing_is_changed_when_a_plain_start_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(quick_start.PLAIN_START, "1")
    before = gc.get_threshold(), list(sys.meta_path)
    quick_start.start_quickly()
    assert (gc.get_threshold(), list(sys.meta_path)) == before


def test_program_leaves_in_pythons_way_when_a_plain_start_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(quick_start.PLAIN_START, "1")
    quick_start.leave_at_once()  # would end this very process
