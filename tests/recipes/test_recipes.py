"""What CONTRIBUTING promises: one file is added, and nothing else is edited."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture import tree

LISTED = (
    *("throughput_again", "run_again", "bars_again", "blue_badge_again"),
    "foi_again",
)
DOCUMENTED = (
    *("throughput_again", "run_again", "bars_again", "blue_badge_again"),
    "added_again",
)
SPECIFIED = {
    "test_measures.py": "throughput_again",
    "test_charts.py": "run_again",
    "test_formats.py": "bars_again",
    "test_packs.py": "blue_badge_again",
}
RECIPES = (
    *("A measure", "A chart", "A file format", "A finding", "A sample service"),
    "A service pack",
    "A page of the web",  # proven by tests/web/test_added_page.py
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Who sees the members that were added, one of each kind."""
    folder = tmp_path_factory.mktemp("added")
    paths = (tree.ROOT / "src", tree.ROOT)
    done = subprocess.run(
        [sys.executable, "-m", "tests.recipes.adding", str(folder)],
        cwd=tree.ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", LISTED)
def test_member_is_listed_once_its_file_is_there(
    seen: dict[str, Any], name: str
) -> None:
    assert f"\n{name} " in f"\n{seen['lists']}"


@pytest.mark.parametrize("name", DOCUMENTED)
def test_member_has_its_section_once_its_file_is_there(
    seen: dict[str, Any], name: str
) -> None:
    assert f"\n## {name}\n" in seen["pages"]


@pytest.mark.parametrize(("file", "name"), SPECIFIED.items())
def test_member_is_held_to_its_example_once_its_file_is_there(
    seen: dict[str, Any], file: str, name: str
) -> None:
    went = {
        test: how
        for test, how in seen["specs"].items()
        if file in test and name in test
    }
    assert set(went.values()) == {"passed"}


def test_no_test_fails_for_a_member_that_was_added(seen: dict[str, Any]) -> None:
    assert [test for test, how in seen["specs"].items() if how != "passed"] == []


def test_recipes_are_those_that_are_proven() -> None:
    text = (tree.ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert (
        tuple(line[4:] for line in text.splitlines() if line[:4] == "### ") == RECIPES
    )


def test_places_that_recipes_name_are_there() -> None:
    text = (tree.ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {part for part in text.split("`") if part.startswith(("src/", "tests/"))}
    assert named
    assert [name for name in sorted(named) if not Path(tree.ROOT / name).exists()] == []
