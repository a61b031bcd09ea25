"""No module leans on itself by way of others, not even for a type."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture import tree

STANDING = {
    ("mersey.load.dates.moments", "mersey.load.dates.ordering"),
    ("mersey.load.columns.identifiers", "mersey.load.columns.written"),
    ("mersey.load.columns.identifiers", "mersey.load.columns.profile"),
    ("mersey.load.shapes.clues", "mersey.load.shapes.sampled"),
}
"""Imports for a type alone that close a circle (2026-11-30): the reading's, to be opened."""


@cache
def _modules() -> dict[str, Path]:
    found = {}
    for path in tree.python_files("src"):
        parts = path.relative_to(tree.SOURCE.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def _imports(name: str) -> set[str]:
    """Modules that one imports, by the module that holds what is imported."""
    nodes = ast.walk(ast.parse(_modules()[name].read_text("utf-8")))
    said = [
        (node.module, one.name)
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module
        for one in node.names
    ]
    held = {f"{m}.{n}" if f"{m}.{n}" in _modules() else m for m, n in said}
    return {one for one in held & _modules().keys() if (name, one) not in STANDING}


def test_no_circle_of_imports() -> None:
    graph = TopologicalSorter({name: _imports(name) - {name} for name in _modules()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")


def test_circles_that_stand_are_still_there() -> None:
    gone = {(a, b) for a, b in STANDING if a not in _modules() or b not in _modules()}
    assert gone == set()
