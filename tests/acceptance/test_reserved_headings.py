"""A heading may be any word: of SQL, of Python, of mersey's own tables, or none."""

from __future__ import annotations

import csv
import io
import keyword
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from mersey.cli import app
from mersey.vocabulary import CASES_COLUMNS, EVENTS_COLUMNS, VARIANTS_COLUMNS, Role

OURS = (
    *dict.fromkeys([*EVENTS_COLUMNS, *CASES_COLUMNS, *VARIANTS_COLUMNS]),
    *(role.value for role in Role),
    *[
        "__row",
        "__open",
        "__ended",
        "__before",
        "__team",
        "__nth",
        "__done",
        "__value",
        "__n",
        "__last",
    ],
    *[
        "__first",
        "__case",
        "__begun",
        "__pseudonym",
        "__person",
        "row",
        "column",
        "line",
        "reason",
        "count",
    ],
    *["rejected", "raw_rows", "due__limit", "due__", "date", "kind", "n", "value"],
)
ODD = ("", " ", "\u00a0", "\u200b", "\ufeff", "\u2060\u200d", "%", "/", "$1", "?")
N_CASES = 40
STEPS = (("Received", 0), ("Checked", 2), ("Closed", 5))


def _reserved() -> list[str]:
    asked = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = $1"
    with duckdb.connect() as connection:
        found = connection.execute(asked, ["reserved"]).fetchall()
    return [word for (word,) in found]


def _log(path: Path, roles: tuple[str, str, str], others: list[str]) -> Path:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*roles, *others])
    for case in range(N_CASES):
        for step, day in STEPS:
            when = date(2024, 1, 1) + timedelta(days=case + day)
            writer.writerow(
                [f"C{case:03}", step, when, *["xyz"[case % 3]] * len(others)]
            )
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def _load(path: Path, roles: tuple[str, str, str]) -> str:
    """What loading the file says, of which no row may be lost."""
    named = zip(("--case", "--activity", "--time"), roles, strict=True)
    options = [part for pair in named for part in pair]
    folder = path.parent / "data"
    done = CliRunner().invoke(
        app,
        ["load", str(path), "--service", "s", "--workspace", str(folder), *options],
    )
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def test_no_row_is_lost_when_every_other_heading_is_reserved(tmp_path: Path) -> None:
    others = list(dict.fromkeys([*OURS, *ODD, *_reserved(), *keyword.kwlist]))
    roles = ("my reference", "my step", "my moment")
    said = _load(_log(tmp_path / "log.csv", roles, others), roles)
    assert "120 rows read: 120 loaded, 0 rejected, 0 duplicate." in said


@pytest.mark.parametrize(
    "roles",
    [
        ("case_id", "event_id", "local_date"),
        ("seq", "next_activity", "closed"),
        ("n", "state", "opened"),
        ("select", "path", "variant_id"),
        ("team", "resource", "start_time"),
    ],
)
def test_no_row_is_lost_when_roles_are_called_like_our_own_columns(
    roles: tuple[str, str, str], tmp_path: Path
) -> None:
    others = [name for name in ("case", "activity", "time") if name not in roles]
    said = _load(_log(tmp_path / "log.csv", roles, others), roles)
    assert "120 rows read: 120 loaded, 0 rejected, 0 duplicate." in said


@pytest.mark.long
@pytest.mark.parametrize("name", dict.fromkeys([*OURS, *ODD[4:], *keyword.kwlist]))
def test_no_row_is_lost_when_one_heading_is_reserved(name: str, tmp_path: Path) -> None:
    for roles, others in (
        (("my reference", "my step", "my moment"), [name]),
        (("my reference", name, "my moment"), ["other"]),
    ):
        said = _load(_log(tmp_path / "log.csv", roles, others), roles)
        assert "120 rows read: 120 loaded, 0 rejected, 0 duplicate." in said
