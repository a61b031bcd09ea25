"""A finding is declared in `findings/`, and nothing is decided by looking for one."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from tests.architecture import tree

READ_AGAIN: Final = {
    "src/mersey/eventlog/manifest.py",
    "src/mersey/findings/kind.py",
    "src/mersey/load/files/handed.py",
}
"""Where findings are made: by their declaration, or as they were written down."""


def _calls(path: Path, name: str) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == name
        for node in ast.walk(tree.parsed(path))
    )


def test_findings_are_made_by_their_declaration_alone() -> None:
    makers = {tree.where(p) for p in tree.python_files("src") if _calls(p, "Finding")}
    assert makers == READ_AGAIN


def test_kinds_are_declared_in_their_room_alone() -> None:
    found = {
        tree.where(p) for p in tree.python_files("src") if _calls(p, "FindingKind")
    }
    assert {Path(name).parts[2] for name in found} == {"findings"}
