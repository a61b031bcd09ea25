"""The ceiling of memory: what a person may say, and who keeps to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mersey.engine import QueryFile, open_duckdb
from mersey.engine.memory import bytes_of, default_memory, machine_memory, of_engine
from mersey.errors import MerseyError, UsageError


@pytest.mark.parametrize(
    ("text", "n_bytes"),
    [
        ("2GB", 2_000_000_000),
        ("2g", 2_000_000_000),
        ("1.5 GiB", 3 << 29),
        ("800 MB", 800_000_000),
        ("1T", 10**12),
    ],
)
def test_an_amount_is_read_when_it_has_a_unit(text: str, n_bytes: int) -> None:
    assert bytes_of(text) == n_bytes


@pytest.mark.parametrize("text", ["", "2", "much", "-2GB", "2GB x", "1e9", "9" * 40])
def test_an_amount_is_refused_when_it_is_none(text: str) -> None:
    with pytest.raises(UsageError, match="no amount of memory"):
        bytes_of(text)


def test_an_amount_is_refused_when_nothing_could_be_read_with_it() -> None:
    with pytest.raises(UsageError, match="at least 512MB"):
        bytes_of("100MB")


def test_a_run_may_hold_a_quarter_of_the_machine_when_nobody_says() -> None:
    assert default_memory() == max(machine_memory() // 4, 512_000_000)


def test_the_database_keeps_within_its_part_when_a_ceiling_is_given(
    tmp_path: Path,
) -> None:
    engine = open_duckdb(tmp_path, memory=1_000_000_000)
    said = engine.connection.run("SELECT current_setting('memory_limit')")
    assert said == [("572.2 MiB",)]
    assert engine.memory == 1_000_000_000
    engine.close()


def test_the_database_holds_no_more_than_it_can_use_when_the_machine_is_large() -> None:
    assert of_engine(64 << 30) == 2_500_000_000


def test_a_query_is_refused_in_words_when_it_needs_more_than_the_ceiling(
    tmp_path: Path,
) -> None:
    engine = open_duckdb(tmp_path, memory=512_000_000)
    all_in_one = QueryFile(
        "SELECT string_agg(repeat(n::VARCHAR, 60), ',') FROM range(3_000_000) t(n)"
    )
    with pytest.raises(MerseyError, match="memory") as refused:
        engine.ask(all_in_one)
    assert refused.value.exit_code == 3
    engine.close()
