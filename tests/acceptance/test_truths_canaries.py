"""The made-up people of the borough are found in nothing that mersey writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mersey.engine import QueryFile
from mersey.eventlog import open_log
from mersey.samples import SERVICES
from tests.acceptance.program import mersey

CARE = ("childrens_social_care", "adult_social_care")


@pytest.fixture(scope="module")
def canaries(borough: Path) -> list[str]:
    truths = json.loads((borough / "truths.json").read_text("utf-8"))
    found: list[str] = truths["canaries"]
    return found


def _squeezed(text: str) -> str:
    return text.casefold().replace(" ", "")


def _found(canaries: list[str], text: str) -> list[str]:
    squeezed = _squeezed(text)
    return [canary for canary in canaries if _squeezed(canary) in squeezed]


def _texts(folder: Path) -> Iterator[str]:
    """All that is written in a folder; bytes that are no text are read as Latin-1."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.read_bytes().replace(b"\0", b"").decode("latin-1")


def _cells(workspace: Path, service: str) -> str:
    """Every cell of the prepared tables: compression could hide them in the file."""
    (manifest,) = workspace.glob(f"logs/{service}/*/manifest.json")
    log = open_log(manifest.parent)
    tables = ("SELECT * FROM {events}", "SELECT * FROM {cases}", "FROM {variants}")
    return "\n".join(str(log.ask(QueryFile(one)).to_pydict()) for one in tables)


@pytest.mark.parametrize("name", CARE)
def test_canaries_are_nowhere_when_a_sample_is_looked_at_and_loaded(
    borough: Path, canaries: list[str], tmp_path: Path, name: str
) -> None:
    file = borough / SERVICES[name].path
    runs = [
        mersey("look", file, "--json", "--out", "page.html", cwd=tmp_path),
        mersey("load", file, "--service", name, cwd=tmp_path),
    ]
    assert [run.code for run in runs] == [0, 0], [run.err for run in runs]
    said = "\n".join(run.out + run.err for run in runs)
    assert _found(canaries, said) == []
    assert _found(canaries, "\n".join(_texts(tmp_path))) == []
    assert _found(canaries, _cells(tmp_path / "mersey-data", name)) == []


def test_canaries_are_found_when_the_files_themselves_are_searched(
    borough: Path, canaries: list[str]
) -> None:
    texts = [
        (borough / SERVICES[name].path).read_bytes().decode("latin-1") for name in CARE
    ]
    assert len(_found(canaries, "\n".join(texts))) == len(canaries)
