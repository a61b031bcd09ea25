"""One word, one meaning: no type and no module shares its name with one of another room."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

from tests.architecture import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

CALLED_AFTER_WHAT_THEY_DECLARE = {
    "charts/kinds",
    "engine/backends",
    "evidence/designs",
    "findings/about_the_file",
    "findings/about_the_log",
    "flow/measures",
    "load/formats",
    "report/sections",
    "samples/services",
}
"""Rooms of one file each: a chart of lead time is called as the measure that it shows."""

CONVENTIONS = {"results"}
"""`results` is what a floor hands on, pure data, wherever it stands."""

STANDING: set[str] = set()
"""Names that two rooms still share, to be told apart; each line is a debt."""


def _room(path: Path) -> str:
    return path.parent.relative_to(tree.SOURCE).as_posix()


def _is_a_command(path: Path) -> bool:
    """True for the file of a command, which is called as the command is."""
    made = {name for node in tree.parsed(path).body for name in tree.names_made(node)}
    return _room(path) == "cli" and path.stem in made


def _modules() -> Iterator[tuple[str, str]]:
    """Name and room of each module that is free to be called anything."""
    for path in tree.python_files("src"):
        is_named_for_it = path.stem == path.parent.name or _is_a_command(path)
        if path.stem.startswith("__") or is_named_for_it:
            continue
        if _room(path) not in CALLED_AFTER_WHAT_THEY_DECLARE:
            yield path.stem, _room(path)


def _types() -> Iterator[tuple[str, str]]:
    """Name and room of each public class."""
    for path in tree.python_files("src"):
        for node in tree.parsed(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                yield node.name, _room(path)


def _shared(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    rooms: defaultdict[str, set[str]] = defaultdict(set)
    for name, room in named:
        rooms[name].add(room)
    return {name: found for name, found in rooms.items() if len(found) > 1}


def test_no_two_types_share_a_name_in_different_rooms() -> None:
    shared = _shared(_types())
    assert {name: shared[name] for name in shared.keys() - STANDING} == {}


def test_no_two_modules_share_a_name_in_different_rooms() -> None:
    shared = _shared(_modules())
    assert {name: shared[name] for name in shared.keys() - STANDING - CONVENTIONS} == {}


def test_names_that_stand_are_still_shared() -> None:
    assert set() == STANDING - _shared(_types()).keys() - _shared(_modules()).keys()
