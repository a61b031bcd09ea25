"""Below the surfaces a message names fields; only the command line knows of flags."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from typer.main import get_command

from mersey.cli import app
from mersey.cli.flags import flag_of
from mersey.fields import fields_in
from tests.architecture import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAG: Final = re.compile(r"(?<![\w-])--[a-z]")
WRITTEN_FOR_THE_PROMPT: Final = {
    "src/mersey/load/map_file.py",
    "src/mersey/samples/borough.py",
    "src/mersey/services/new_pack.py",
}
"""Files that they write say in a comment with which command to use them (2026-11-30)."""

BELOW: Final = [
    path
    for path in tree.python_files("src")
    if "cli" not in path.parts and tree.where(path) not in WRITTEN_FOR_THE_PROMPT
]


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file, without its docstrings: those are read beside the code."""
    nodes = list(ast.walk(tree.parsed(path)))
    read = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in read:
            yield node.value


def _options(command: object) -> Iterator[str]:
    for parameter in getattr(command, "params", ()):
        yield from (*parameter.opts, *parameter.secondary_opts)
    for inner in getattr(command, "commands", {}).values():
        yield from _options(inner)


@pytest.mark.parametrize("path", BELOW, ids=tree.where)
def test_no_text_names_a_flag_outside_the_command_line(path: Path) -> None:
    assert [text for text in _texts(path) if FLAG.search(text)] == []


def test_no_template_names_a_flag() -> None:
    pages = sorted(tree.SOURCE.rglob("*.j2"))
    assert pages
    assert [page.name for page in pages if FLAG.search(page.read_text("utf-8"))] == []


def test_every_field_that_is_named_has_a_flag_that_exists() -> None:
    named = {f for path in BELOW for text in _texts(path) for f in fields_in(text)}
    assert len(named) > 30
    flags = {flag_of(field) for field in named}
    assert flags - set(_options(get_command(app))) == set()
