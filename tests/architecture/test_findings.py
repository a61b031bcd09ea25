"""A finding is declared in `findings/`, and nothing is decided by looking for one."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from mersey.findings import ABOUT, declared
from tests.architecture import tree

READ_AGAIN: Final = {
    "src/mersey/eventlog/manifest.py",
    "src/mersey/findings/kind.py",
    "src/mersey/load/files/handed.py",
}
"""Where findings are made: by their declaration, or as they were written down."""


IDS: Final = {name for part in ABOUT.values() for name in declared(part)}


def _asks_for(node: ast.Compare, ids: set[str]) -> bool:
    """Whether an `….id` is compared with the id of a finding."""
    sides = [node.left, *node.comparators]
    names = {side.value for side in sides if isinstance(side, ast.Constant)}
    return bool(names & ids) and any(
        isinstance(side, ast.Attribute) and side.attr == "id" for side in sides
    )


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


def test_nothing_is_decided_by_looking_for_a_finding() -> None:
    compared = {
        f"{tree.where(path)}:{node.lineno}"
        for path in tree.python_files("src")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Compare) and _asks_for(node, IDS)
    }
    assert compared == set()


def test_kinds_are_declared_in_their_room_alone() -> None:
    found = {
        tree.where(p) for p in tree.python_files("src") if _calls(p, "FindingKind")
    }
    assert {Path(name).parts[2] for name in found} == {"findings"}
