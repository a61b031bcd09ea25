"""Headings that mean something to a database or to Arrow are headings like any other."""

from __future__ import annotations

import csv
import io
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from mersey.cli import app
from mersey.engine.expressions import column
from mersey.engine.fingerprint import row_fingerprint
from mersey.engine.queries import query
from mersey.load.files.headings import name_columns
from tests.unit.load.formats.tables import rows_of

HOSTILE = [
    ".order",
    "rowid",
    "__person",
    "a.b",
    "a[0]",
    "select",
    " lead",
    "order",
    "group",
    "__row",
    "x.y[1].z",
    "[brk]",
    "__case",
    "..",
    "rowId",
    'col"q',
    "Kosten (€)",
    "[",
    "a]b",
    "table",
    "from",
    "case_id",
    "activity",
    "event_id",
    ".",
    "__nth",
    "column",
    "reason",
    "print",
    "f0",
    "c1",
    "case",
    "__value",
    "__pseudonym",
    "'; drop table x",
    "{0}",
]


def log_of(*roles: str) -> bytes:
    """Forty cases of three steps; three columns in the roles, the rest hostile."""
    others = [name for name in HOSTILE if name not in roles]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*roles, *others])
    for case in range(40):
        for step, day in (("Received", 0), ("Checked", 2), ("Closed", 5)):
            when = date(2024, 1, 1) + timedelta(days=case + day)
            writer.writerow(
                [f"C{case:03}", step, when, *["x", "y"] * 20][: 3 + len(others)]
            )
    return out.getvalue().encode()


def checked(path: Path, *options: str):
    return CliRunner().invoke(app, ["check", str(path), *options])


def test_a_log_is_checked_when_every_other_heading_is_hostile(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(log_of("reference", "step", "when"))
    result = checked(path)
    assert result.exit_code == 0, result.exception
    assert "120 rows read = 120 loaded + 0 rejected + 0 duplicate." in result.stdout


@pytest.mark.parametrize(
    "roles",
    [
        (".order", "rowid", "__person"),
        ("[", "a[0]", ".."),
        ("__person", "[brk]", "select"),
    ],
)
def test_a_log_is_checked_when_its_roles_have_hostile_headings(roles, tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(log_of(*roles))
    case, activity, time = roles
    result = checked(path, "--case", case, "--activity", activity, "--time", time)
    assert result.exit_code == 0, result.exception
    assert "120 rows read = 120 loaded + 0 rejected + 0 duplicate." in result.stdout


def test_names_stay_as_written_when_they_do_not_clash(read):
    raw = read(b".order,rowid,a[0],__person\n1,2,3,4\n")
    assert rows_of(raw) == [
        {"__row": 1, ".order": "1", "rowid": "2", "a[0]": "3", "person": "4"}
    ]


def test_the_column_is_told_when_a_rejected_value_is_missing_under_rowid(read):
    raw = read(b"a,rowid\n1,2\n3\n4,5\n")
    told = raw.session.to_pyarrow(raw.rejected).to_pylist()
    assert [(row["line"], row["column"]) for row in told] == [(3, "rowid")]


def test_a_row_has_one_fingerprint_when_it_has_six_hundred_columns(session):
    names = [f"field {n}" for n in range(600)]
    batch = pa.RecordBatch.from_pydict({name: ["a", "b", "a"] for name in names})
    table = session.from_batches("wide", batch.schema, [batch])
    prints = query(
        "SELECT {print} AS print FROM {rows}",
        print=row_fingerprint([column(name) for name in names]),
        rows=table,
    )
    first, second, third = session.to_pyarrow(prints)["print"].to_pylist()
    assert first == third != second


def test_a_log_is_checked_when_it_has_a_hundred_and_fifty_columns(tmp_path):
    path = tmp_path / "wide.csv"
    fields = [f"field {n}" for n in range(150)]
    rows = [
        [f"C{n // 2:02}", "ab"[n % 2], f"2024-01-{n + 1:02}", *[f"v{n // 2}"] * 150]
        for n in range(28)
    ]
    table = [["case", "step", "when", *fields], *rows]
    path.write_text("\n".join(map(",".join, table)))
    result = checked(path)
    assert result.exit_code == 0, result.exception
    assert "28 rows read = 28 loaded" in result.stdout


def test_ten_thousand_equal_headings_get_names_in_no_time() -> None:
    began = time.process_time()
    names, _ = name_columns(["Step"] * 9_999 + ["step (7)", "STEP"])
    assert time.process_time() - began < 2
    assert names[:2] == ("Step", "Step (2)")
    assert len({name.casefold() for name in names}) == 10_001
