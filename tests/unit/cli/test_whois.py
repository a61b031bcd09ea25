"""`mersey whois` at the prompt: from a short name on a page back to the file's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import UsageError, WorkspaceError

if TYPE_CHECKING:
    from pathlib import Path

ROWS = """request id,step,time
R 007,received,2026-03-01 09:00
R 007,closed,2026-03-04 09:00
R 008,received,2026-03-02 10:00
R 009,received,2026-03-03 11:00
R 009,closed,2026-03-05 12:00
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "requests.csv"
    path.write_text(ROWS, encoding="utf-8")
    run("load", log=path)
    return path


def run(command: str, *arguments: str, log: Path) -> Result:
    kept = ("--service", "foi", "--workspace", str(log.with_name("kept")))
    said = (command, str(log), *arguments, *kept)
    return CliRunner().invoke(app, [*said, "--case", "request id"])


def open_name(log: Path) -> str:
    """The short name of the one open case, R 008, as the list of cases tells it."""
    kept = ["--service", "foi", "--workspace", str(log.with_name("kept"))]
    listed = CliRunner().invoke(app, ["cases", *kept, "--json"])
    (case,) = json.loads(listed.stdout)["cases"]
    return case["pseudonym"]


def test_the_case_is_told_as_the_file_writes_it(log):
    name = open_name(log)
    found = run("whois", name, "--json", log=log)
    assert json.loads(found.stdout)["cases"] == [{"name": name, "cases": ["R 008"]}]


def test_a_name_of_a_board_of_several_services_is_known(log):
    assert "R 008" in run("whois", f"foi:{open_name(log)}", log=log).stdout


def test_no_case_is_told_when_the_name_is_of_another_file(log):
    error = run("whois", "zzzzzzzz", log=log).exception
    assert isinstance(error, UsageError)
    assert "zzzzzzzz" in str(error)


def test_no_case_is_told_when_the_workspace_never_had_its_log(log, tmp_path):
    other = ("--service", "foi", "--workspace", str(tmp_path / "none"))
    error = CliRunner().invoke(app, ["whois", str(log), "zzzz", *other]).exception
    assert isinstance(error, WorkspaceError)
    assert not (tmp_path / "none").exists()
