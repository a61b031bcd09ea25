"""The page about the house names floors and functions that are there."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.architecture import tree

PAGE = (tree.ROOT / "docs/explanation/the-house.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(mersey(?:\.\w+)+)`", PAGE)))


def _floors() -> list[set[str]]:
    """Folders by floor, the lowest first, as import-linter has them."""
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    there = ({w.strip() for w in layer.split("|")} for layer in reversed(layers))
    built = [{name for name in floor if not name.startswith("(")} for floor in there]
    return [floor for floor in built if floor]


def test_floors_are_those_that_are_checked() -> None:
    rows = re.findall(r"^\| \d+ \| (.+?) \|", PAGE, flags=re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == _floors()


def _of_web(name: str) -> bool:
    return name.startswith("mersey.web.")


@pytest.mark.parametrize("name", [name for name in NAMED if not _of_web(name)])
def test_named_function_is_there(name: str) -> None:
    folder, _, function = name.rpartition(".")
    assert find_spec(folder), f"there is no {folder}"
    assert callable(getattr(import_module(folder), function))


@pytest.mark.parametrize("name", [name for name in NAMED if _of_web(name)])
def test_named_part_of_the_web_is_there(name: str) -> None:
    """Read and not imported, which would need Django set up."""
    place = tree.ROOT / "src" / Path(*name.split("."))
    if place.with_suffix(".py").is_file():
        return
    path = place.parent.with_suffix(".py")
    assert path.is_file(), f"there is no {path.name}"
    assert place.name in tree.public_names(path)


def test_walk_of_a_row_is_short() -> None:
    walk = PAGE.split("## A row becomes a dot")[1].split("## ")[0]
    assert len(re.findall(r"^\d+\. ", walk, flags=re.MULTILINE)) <= 25
