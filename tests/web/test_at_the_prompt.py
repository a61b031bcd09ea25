"""The first administrator, and the trail, from the command line."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest


def _run(workspace: Path, *words: str) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "mersey", *words, "--workspace", str(workspace)]
    return subprocess.run(told, capture_output=True, text=True, timeout=90, check=False)


def test_first_administrator_is_invited_and_a_changed_trail_is_found(
    tmp_path: Path,
) -> None:
    place = tmp_path / "w"
    asked = ("invite", "grace@example.gov.uk", "--role", "administrator")
    unnamed = _run(place, *asked)
    assert (unnamed.returncode, "--council" in unnamed.stderr) == (2, True)
    made = _run(place, *asked, "--council", "Thornmere", "--json")
    assert json.loads(made.stdout)["address"].startswith("http://127.0.0.1:8000/join/")
    whole = json.loads(_run(place, "trail", "verify", "--json").stdout)
    assert (whole["entries"], whole["first_broken"]) == (1, None)
    with closing(sqlite3.connect(place / "app.sqlite3")) as own:
        own.execute("DROP TRIGGER trail_is_not_changed")
        own.execute("UPDATE web_trailentry SET action = 'nothing'")
        own.commit()
    pruned = _run(place, "prune", "--older-than", "400", "--json")
    assert json.loads(pruned.stdout)["versions"] == []
    broken = _run(place, "trail", "verify", "--head", whole["head"])
    assert (broken.returncode, "entry 1 was changed" in broken.stderr) == (5, True)


@pytest.mark.parametrize(
    "words",
    [("trail", "verify"), ("backup", "copy"), ("prune", "--older-than", "9")],
)
def test_workspace_that_is_not_there_is_told(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    found = _run(tmp_path / "none", *words)
    assert found.returncode == 2
    assert "There is no workspace" in found.stderr
