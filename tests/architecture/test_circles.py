"""No module leans on itself by way of others, not even for a type."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.architecture import tree


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
    return held & _modules().keys()


def test_no_circle_of_imports() -> None:
    graph = TopologicalSorter({name: _imports(name) - {name} for name in _modules()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(f"a circle: {' → '.join(error.args[1])}")
