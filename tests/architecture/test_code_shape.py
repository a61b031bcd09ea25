"""Small files, small functions, honest exports: what keeps the code readable."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import tree, waivers

MODULES = tree.python_files("src")


def _name(path: Path) -> str:
    return tree.where(path)


def test_files_are_at_most_400_lines_unless_waived() -> None:
    assert set(tree.long_files()) == set(waivers.LONG_FILES)


def test_functions_are_at_most_50_lines_unless_waived() -> None:
    assert set(tree.long_functions()) == set(waivers.LONG_FUNCTIONS)


def test_waivers_hold_a_reason_and_a_date_when_given() -> None:
    given = [*waivers.LONG_FILES.values(), *waivers.LONG_FUNCTIONS.values()]
    assert all(reason and re.fullmatch(r"\d{4}-\d\d-\d\d", on) for reason, on in given)


def test_length_leaves_the_docstring_out_when_measured() -> None:
    body = ast.parse(
        'def f() -> int:\n    """One.\n\n    Two.\n    """\n    return 1\n'
    )
    assert tree._own_lines(body.body[0]) == 2


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_docstring_says_what_it_answers_when_read(path: Path) -> None:
    assert ast.get_docstring(tree.parsed(path))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_all_is_sorted_when_present(path: Path) -> None:
    names = tree.exported(path) or []
    assert names == tree.in_order(names)


def test_all_stands_at_doors_only() -> None:
    inside = [path for path in MODULES if path.name != "__init__.py"]
    assert [_name(path) for path in inside if tree.exported(path) is not None] == []


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_offered_names_are_taken_when_imported(path: Path) -> None:
    assert tree.names_taken(path) - tree.offered() == set()


def test_no_assert_stands_in_the_source() -> None:
    assert [line for path in MODULES for line in tree.asserts(path)] == []


def test_no_file_or_folder_is_a_drawer() -> None:
    parts = {part for path in MODULES for part in Path(tree.where(path)).parts}
    assert {Path(part).stem for part in parts} & tree.BANNED_NAMES == set()
