"""What only tests call goes, or gets its command."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from mersey.cli.program import COMMANDS
from tests.architecture import tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Definition = ast.FunctionDef | ast.ClassDef

CALLED_FROM_ELSEWHERE = {
    "compiled": "`make docs` writes the packs as they are read with it",
    "to_vegalite": "for analysts, who draw a chart anew in their own notebook",
    "open_spark": "for analysts, who put a log's questions to a cluster of theirs",
    "as_said": "the tests of exports, which read what a refusal would print",
    "board_page": "the board as one file, as tests, walls and e-mail take it",
    "names_of_way": "the board of a way across services: its page is still to come",
    "way_facts": "the board of a way across services: its page is still to come",
    "NotReleasable": "an exit code that the command line promises: 4",
    "NotVerified": "an exit code that the command line promises: 5",
    "states_at_events": "the remaining-time error on real logs, as others publish it",
}
"""Name → who calls it."""

UNFINISHED = {"evidence", "distributions.py", "findings", "web"}
"""Rooms in the making (2026-11-30): their commands come after their functions."""


def _definitions(path: Path) -> Iterator[Definition]:
    """Functions and classes of a file, and the methods of its classes."""
    for node in tree.parsed(path).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, ast.FunctionDef))


def _names_used(node: ast.AST) -> Counter[str]:
    """How often each name is read: as itself, as an attribute, or taken under another."""
    used: Counter[str] = Counter()
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            used[one.id] += 1
        elif isinstance(one, ast.Attribute):
            used[one.attr] += 1
        elif isinstance(one, ast.alias) and one.asname:
            used[one.name] += 1
    return used


@cache
def _used() -> Counter[str]:
    total: Counter[str] = Counter()
    for path in tree.python_files("src"):
        total += _names_used(tree.parsed(path))
    total.update(where.partition(".")[2] for where in COMMANDS.values())
    return total


@cache
def _templates() -> str:
    return " ".join(path.read_text("utf-8") for path in tree.SOURCE.rglob("*.j2"))


def _is_called(node: Definition) -> bool:
    """True where the source, a template or a framework uses it outside itself."""
    if node.name.startswith("__") or (node.decorator_list and _is_taken_up(node)):
        return True
    inside = _names_used(node)[node.name]
    return _used()[node.name] > inside or node.name in _templates()


def _is_taken_up(node: Definition) -> bool:
    """True where a decorator hands it to typer or pydantic."""
    told = [ast.unparse(one) for one in node.decorator_list]
    return any(
        ".command(" in one or "callback(" in one or "validator" in one for one in told
    )


def _is_a_hook(node: Definition) -> bool:
    """Methods that Python calls by their names."""
    return node.name.startswith("handle_") or node.name in {
        "find_spec",
        "exec_module",
        "format_field",
    }


def test_the_source_calls_what_it_defines() -> None:
    alone = {
        node.name: tree.where(path)
        for path in tree.python_files("src")
        if path.relative_to(tree.SOURCE).parts[0] not in UNFINISHED
        for node in _definitions(path)
        if not _is_called(node) and not _is_a_hook(node)
    }
    assert alone.keys() - CALLED_FROM_ELSEWHERE.keys() == set(), alone


def test_names_called_from_elsewhere_are_still_there() -> None:
    defined = {n.name for p in tree.python_files("src") for n in _definitions(p)}
    assert CALLED_FROM_ELSEWHERE.keys() - defined == set()
