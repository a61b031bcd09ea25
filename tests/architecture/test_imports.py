"""What importing mersey costs, and what it may lean on."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture import tree

HEAVY = {
    *("duckdb", "jinja2", "numpy", "pandas", "pyarrow", "pydantic"),
}
NOT_CORE = ("pyspark", "pytest", "hypothesis", "playwright", "pm4py", "django")


def _modules_after(statement: str) -> set[str]:
    shown = subprocess.run(
        [sys.executable, "-c", f"{statement}; import sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(shown.stdout.split())


@pytest.mark.parametrize("statement", ["import mersey", "import mersey.cli"])
def test_import_stays_light_when_bare(statement: str) -> None:
    assert _modules_after(statement) & HEAVY == set()


def test_every_module_but_the_webs_imports_when_no_extra_is_installed() -> None:
    blocked = f"import sys; sys.modules.update(dict.fromkeys({NOT_CORE!r}))"
    walk = (
        "import importlib, pkgutil, mersey\n"
        "for m in pkgutil.walk_packages(mersey.__path__, 'mersey.'):\n"
        "    m.name.endswith('__main__') or m.name.startswith('mersey.web')"
        " or importlib.import_module(m.name)"
    )
    subprocess.run(
        [sys.executable, "-W", "error", "-c", f"{blocked}\n{walk}"], check=True
    )


def _declared() -> set[str]:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    extras = project.get("optional-dependencies", {}).values()
    wanted = [*project["dependencies"], *(one for extra in extras for one in extra)]
    return {_normal(line.partition("[")[0].partition(">")[0]) for line in wanted}


def _normal(name: str) -> str:
    return name.strip().lower().replace("_", "-")


def _undeclared(path: Path, owners: Mapping[str, list[str]]) -> set[str]:
    foreign = tree.foreign_imports(path) - sys.stdlib_module_names - {"mersey"}
    return {
        name
        for name in foreign
        if not {_normal(owner) for owner in owners.get(name, [name])} & _declared()
    }


def test_only_declared_dependencies_are_imported_when_source_is_read() -> None:
    owners = packages_distributions()
    found = {
        tree.where(p): names
        for p in tree.python_files("src")
        if (names := _undeclared(p, owners))
    }
    assert found == {}
