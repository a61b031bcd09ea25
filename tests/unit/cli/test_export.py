"""`mersey export` at the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from typer.testing import CliRunner

from mersey.cli import app
from mersey.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [f"R{n},2026-01-{1 + n:02},2026-02-{1 + n:02}" for n in range(20)]


def test_tables_are_written_where_a_file_is_given(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("\n".join(["case id,opened,closed", *ROWS]) + "\n", "utf-8")
    out = tmp_path / "tables"
    result = CliRunner().invoke(app, ["export", str(log), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "events.parquet, cases.parquet and variants.parquet" in result.output
    cases = pq.read_table(out / "cases.parquet")
    assert cases.num_rows == 20
    assert not any("R1" in str(cell) for cell in cases.to_pylist())


def test_a_log_must_be_named() -> None:
    result = CliRunner().invoke(app, ["export"])
    assert isinstance(result.exception, UsageError)
    assert "mersey export log.csv" in str(result.exception)
