"""What is declared is gone through once, each id with one meaning."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mersey.errors import RegistryError
from mersey.findings import ABOUT, declared

KIND = """
from mersey.findings import FindingKind
ONE = FindingKind(id="one", meaning="{}", message="One.")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "made_up_findings"
    made.mkdir()
    (made / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [n for n in sys.modules if n.startswith("made_up_findings")]:
        monkeypatch.delitem(sys.modules, name)
    return made


def test_finding_is_declared_when_a_file_holds_it(folder: Path) -> None:
    (folder / "rows.py").write_text(KIND.format("One thing."))
    assert declared("made_up_findings")["one"].meaning == "One thing."


def test_two_meanings_of_one_id_are_refused(folder: Path) -> None:
    (folder / "rows.py").write_text(KIND.format("One thing."))
    (folder / "text.py").write_text(KIND.format("Another."))
    with pytest.raises(RegistryError, match="two meanings"):
        declared("made_up_findings")


@pytest.mark.parametrize("package", ABOUT.values())
def test_declarations_are_whole_sentences(package: str) -> None:
    kinds = declared(package).values()
    assert kinds
    assert [kind.id for kind in kinds if not kind.meaning.endswith(".")] == []
