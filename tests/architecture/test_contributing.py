"""What a contributor is told to type is there: commands, hooks, tests and files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.architecture import tree

PAGES: Final = ("CONTRIBUTING.md", "RELEASING.md", "docs/how-to/debug.md")
OTHERS: Final = (
    *("README.md", "docs/adopt/README.md", "docs/adopt/windows-folder.md"),
    *("docs/adopt/security-answers.md", "docs/how-to/see-it-together.md"),
)
MAKEFILE: Final = (tree.ROOT / "Makefile").read_text("utf-8")
TARGETS: Final = set(re.findall(r"^([a-z][a-z-]+):", MAKEFILE, flags=re.MULTILINE))


def _text(name: str) -> str:
    return (tree.ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", [*PAGES, *OTHERS])
def test_make_has_the_targets_that_a_page_names(page: str) -> None:
    named = set(re.findall(r"(?:`|^ *)make ([a-z][a-z-]+)", _text(page), re.MULTILINE))
    assert named
    assert named - TARGETS == set()


def test_tests_that_the_page_on_debugging_runs_are_there() -> None:
    calls = re.findall(r"^\.venv/bin/pytest (.+)$", _text(PAGES[2]), re.MULTILINE)
    named = [word for call in calls for word in call.split() if word[:6] == "tests/"]
    assert named
    assert [name for name in named if not (tree.ROOT / name).exists()] == []
    wanted = [name for call in calls for name in re.findall(r"-k (\w{9,})", call)]
    told = "".join(p.read_text("utf-8") for p in (tree.ROOT / "tests").rglob("*.py"))
    assert [name for name in wanted if name not in told] == []


def test_hooks_are_the_parts_of_make_check() -> None:
    hooks = re.findall(r"entry: \.venv/bin/(.+)", _text(".pre-commit-config.yaml"))
    recipe = MAKEFILE.split("\ncheck:")[1].split("\n\n")[0]
    parts = [line.removesuffix(" .") for line in re.findall(r"\$\(BIN\)/(.+)", recipe)]
    assert hooks == parts


def test_hooks_fetch_nothing() -> None:
    assert set(re.findall(r"- repo: (\S+)", _text(".pre-commit-config.yaml"))) == {
        "local"
    }


def test_forms_ask_for_no_rows() -> None:
    forms = sorted((tree.ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert len(forms) == 4
    asked = {path.name: path.read_text("utf-8") for path in forms}
    assert "Paste no rows" in asked["wrong-number.yml"]
    assert "no real file" in asked["unread-file.yml"]


def test_every_version_is_changed_where_releasing_says() -> None:
    named = re.findall(r"`([\w./]+\.(?:toml|py|cff|yml))`", _text("RELEASING.md"))
    assert [name for name in named if not Path(tree.ROOT / name).is_file()] == []


def test_coverage_is_enforced() -> None:
    assert "fail_under = 95" in _text("pyproject.toml")
    assert "--cov" in MAKEFILE.split("\ncoverage:")[1].split("\n\n")[0]
